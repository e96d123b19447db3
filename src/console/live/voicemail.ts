// SPDX-License-Identifier: GPL-2.0-or-later
// What have callers left? One's own boxes, or all of them by right; told anew when something in them changes.

import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { Mailbox, MailboxMessage } from '../../api/contract/index.js';
import { address, ask, contract } from './client.js';
import { after } from './clock.js';
import { unattended } from './faults.js';
import { listing, type Page } from './listing.js';
import { useSession } from './session.js';
import { hear } from './stream.js';

const GATHERED_MS = 500;
export type MessageAct = 'new' | 'heard' | 'save' | 'delete' | 'forward';

export const useVoicemail = defineStore('voicemail', () => {
  const session = useSession();
  /** Whether all boxes are looked at, or one's own. */
  const all = ref(false);
  const box = ref('');
  const boxes = shallowRef<readonly Mailbox[]>([]);
  const shown = ref(false);
  let stop: (() => void) | undefined;
  const mayAll = computed(() => session.may('messages.read'));
  const isAll = computed(() => mayAll.value && (all.value || session.me?.isAgent !== true));
  const agent = computed(() => session.me?.id ?? '');

  const list = listing<MailboxMessage, Page<MailboxMessage> & { readonly boxes: readonly Mailbox[] }>(
    async () => {
      const got = isAll.value
        ? await ask(contract.mailboxes.list, { query: {} })
        : await ask(contract.voicemail.mine, { params: { agent: agent.value } });
      return { rows: [...got.messages].sort((a, b) => b.at - a.at), boxes: got.boxes };
    },
    (got) => {
      boxes.value = got.boxes;
    },
  );
  const rows = computed(() => list.rows.value.filter((one) => box.value === '' || one.box === box.value));
  const fresh = computed(() => list.rows.value.filter(({ state }) => state === 'new').length);

  hear((message) => {
    if (!shown.value || message.type !== 'event' || !message.event.type.startsWith('message.')) return;
    stop?.();
    stop = after(GATHERED_MS, () => unattended(list.load()));
  });

  /** Somebody looks at them, or does not any more. */
  async function show(is: boolean): Promise<void> {
    shown.value = is;
    if (is) await list.load();
  }
  async function act(message: string, action: MessageAct, to?: string): Promise<void> {
    const body = to === undefined ? {} : { to };
    if (isAll.value) await ask(contract.mailboxes.change, { params: { message, action }, body });
    else await ask(contract.voicemail.change, { params: { agent: agent.value, message, action }, body });
    await list.load();
  }
  const soundOf = (message: string) =>
    isAll.value
      ? address(contract.mailboxes.sound, { params: { message } })
      : address(contract.voicemail.sound, { params: { agent: agent.value, message } });

  return { all, box, boxes, mayAll, isAll, list, rows, fresh, show, act, soundOf };
});
