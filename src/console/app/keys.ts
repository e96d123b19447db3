// SPDX-License-Identifier: GPL-2.0-or-later
// Which key does what? The usual ones, or one's own; no key ends a call but the one that says so.

import { computed, onMounted, onUnmounted, type Ref, ref } from 'vue';
import { useDesk } from '../live/desk.js';
import { unattended } from '../live/faults.js';
import { useSession } from '../live/session.js';

export type KeyedAct = 'answer' | 'hold' | 'consult' | 'transfer' | 'conference' | 'ready' | 'nextCallback';

export const USUAL_KEYS: Readonly<Record<KeyedAct, string>> = {
  answer: 'F2',
  hold: 'F3',
  consult: 'F4',
  transfer: 'F6',
  conference: 'F7',
  ready: 'F8',
  nextCallback: 'F9',
};

/** Which panel of the bar is open: for whom to consult, where to transfer. */
export const openPanel: Ref<'consult' | 'transfer' | 'keys' | undefined> = ref();

/** One's own keys, as they are saved with the person. */
export function useOwnKeys() {
  const session = useSession();
  const keys = computed(() => ({
    ...USUAL_KEYS,
    ...(session.views.keys as Partial<Record<KeyedAct, string>> | undefined),
  }));
  const choose = (act: KeyedAct, key: string) => session.keep('keys', { ...keys.value, [act]: key });
  const reset = () => session.keep('keys', null);
  return { keys, choose, reset };
}

/** `Ctrl+Shift+F2`, `F8`. */
export function keyName({ key, ctrlKey, altKey, shiftKey }: KeyboardEvent): string {
  const name = key.length === 1 ? key.toUpperCase() : key;
  return [ctrlKey && 'Ctrl', altKey && 'Alt', shiftKey && 'Shift', name].filter(Boolean).join('+');
}

/** Listens while the frame stands. */
export function useKeys({ search }: { search: () => void }): void {
  const { keys } = useOwnKeys();
  const acts = useKeyedActs();
  const pressed = (event: KeyboardEvent) => {
    const name = keyName(event);
    if (name === 'Ctrl+K') {
      event.preventDefault();
      search();
      return;
    }
    const act = (Object.keys(keys.value) as KeyedAct[]).find((one) => keys.value[one] === name);
    if (act === undefined || event.repeat) return;
    event.preventDefault();
    acts[act]();
  };
  onMounted(() => window.addEventListener('keydown', pressed));
  onUnmounted(() => window.removeEventListener('keydown', pressed));
}

/** What keys and buttons of the bar do, by what can be done now. */
export function useKeyedActs(): Readonly<Record<KeyedAct, () => void>> {
  const desk = useDesk();
  const first = (...verbs: Parameters<typeof desk.act>[0][]) => {
    const can = verbs.find((verb) => verb !== 'takeCallback' && desk.whyNot(verb) === undefined);
    if (can !== undefined) unattended(desk.act(can));
  };
  return {
    answer: () => first('answer', 'clear'),
    hold: () => first('hold', 'retrieve'),
    consult: () => {
      if (desk.whyNot('reconnect') === undefined) first('reconnect');
      else if (desk.whyNot('consult') === undefined) openPanel.value = 'consult';
    },
    transfer: () => {
      if (desk.whyNot('transfer') === undefined) first('transfer');
      else if (desk.whyNot('singleStepTransfer') === undefined) openPanel.value = 'transfer';
    },
    conference: () => first('conference'),
    ready: () => (desk.line?.state === 'ready' ? first('notReady') : first('ready', 'finishWrapUp')),
    nextCallback: () => first('nextCallback'),
  };
}
