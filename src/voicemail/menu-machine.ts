// SPDX-License-Identifier: GPL-2.0-or-later
// How does somebody go through his messages at a telephone? One after the other, with a key for what is to become of each; pure.
//
//   begun ─> told ─> hearing ─> asked ─┬─ 1 again ────────────────> hearing
//                       ^              ├─ 2 saved, 3 deleted ─────> noted ─> the next
//                       │ the next     ├─ 4 skipped ──────────────> the next
//                       └──────────────┼─ 5 called back ──────────> over; cannot be: asked
//                                      ├─ 6 ─> addressing ─ a box ─> noted, then asked
//                                      └─ *, 0, nothing keyed ────> over

import { type Machine, type Step, stay } from '../kernel/index.js';

const DONE = 'voicemail-done';
const NOT_POSSIBLE = 'agent-not-possible';

/** The keys that choose. */
export const MENU_KEYS = '1234560*';

/** `left`: those that are still to be heard, by their ids; of `hearing` and what follows the first is the one that it is about. */
export type MenuState =
  | { readonly name: 'begun' | 'over' }
  | { readonly name: 'told' | 'hearing' | 'asked' | 'addressing'; readonly left: readonly string[] }
  /** He hears that it is done; then `next`. */
  | { readonly name: 'noted'; readonly left: readonly string[]; readonly next: 'message' | 'question' };

export type MenuEvent =
  | { readonly type: 'begin'; readonly messages: readonly string[] }
  /** What was to be said or played has been, or a key has cut it short. */
  | { readonly type: 'done' }
  /** A key of `MENU_KEYS`; undefined: none, however often he was asked. */
  | { readonly type: 'keyed'; readonly key: string | undefined }
  /** The box that he has keyed in; undefined: there is none such. */
  | { readonly type: 'addressed'; readonly box: string | undefined }
  /** What he wanted cannot be; `prompt` says why. */
  | { readonly type: 'refused'; readonly prompt?: string };

/** The last of a step is answered by an event; after `end` nothing follows. */
export type MenuEffect =
  | { readonly type: 'tellCounts' }
  | { readonly type: 'play'; readonly message: string }
  | { readonly type: 'ask' | 'askBox' | 'end' }
  | { readonly type: 'save' | 'delete' | 'callBack'; readonly message: string }
  | { readonly type: 'sendOn'; readonly message: string; readonly to: string }
  | { readonly type: 'say'; readonly prompt: string };

type MenuStep = Step<MenuState, MenuEffect>;

/** Runs one visit. */
export const menuMachine: Machine<MenuState, MenuEvent, MenuEffect> = {
  expired: { type: 'done' },
  deadline: () => undefined,
  transition(state, event) {
    if (event.type === 'begin')
      return state.name === 'begun'
        ? { state: { name: 'told', left: event.messages }, effects: [{ type: 'tellCounts' }] }
        : stay(state);
    switch (state.name) {
      case 'told':
        return event.type === 'done' ? hear(state.left) : stay(state);
      case 'hearing':
        return event.type === 'done' ? ask(state.left) : event.type === 'refused' ? unheard(state.left) : stay(state);
      case 'asked':
        if (event.type === 'keyed') return chosen(state.left, event.key);
        return event.type === 'refused' ? refused(state.left, event.prompt) : stay(state);
      case 'addressing':
        return event.type === 'addressed' ? addressed(state.left, event.box) : stay(state);
      case 'noted':
        if (event.type !== 'done' && event.type !== 'refused') return stay(state);
        return state.next === 'message' ? hear(state.left) : ask(state.left);
      default:
        return stay(state);
    }
  },
};

function hear(left: readonly string[]): MenuStep {
  const [message] = left;
  if (message === undefined) return over();
  return { state: { name: 'hearing', left }, effects: [{ type: 'play', message }] };
}

function ask(left: readonly string[]): MenuStep {
  return { state: { name: 'asked', left }, effects: [{ type: 'ask' }] };
}

function over(): MenuStep {
  return { state: { name: 'over' }, effects: [{ type: 'end' }] };
}

/** Its file is gone. */
function unheard(left: readonly string[]): MenuStep {
  return noted(left.slice(1), 'message', { type: 'say', prompt: NOT_POSSIBLE });
}

function refused(left: readonly string[], prompt = NOT_POSSIBLE): MenuStep {
  return noted(left, 'question', { type: 'say', prompt });
}

function noted(left: readonly string[], next: 'message' | 'question', ...effects: MenuEffect[]): MenuStep {
  return { state: { name: 'noted', left, next }, effects };
}

function chosen(left: readonly string[], key: string | undefined): MenuStep {
  const [message = '', ...others] = left;
  switch (key) {
    case '1':
      return hear(left);
    case '2':
      return noted(others, 'message', { type: 'save', message }, { type: 'say', prompt: DONE });
    case '3':
      return noted(others, 'message', { type: 'delete', message }, { type: 'say', prompt: DONE });
    case '4':
      return hear(others);
    case '5':
      return { state: { name: 'asked', left }, effects: [{ type: 'callBack', message }] };
    case '6':
      return { state: { name: 'addressing', left }, effects: [{ type: 'askBox' }] };
    default:
      return over();
  }
}

function addressed(left: readonly string[], to: string | undefined): MenuStep {
  const [message = ''] = left;
  if (to === undefined) return refused(left);
  return noted(left, 'question', { type: 'sendOn', message, to }, { type: 'say', prompt: DONE });
}
