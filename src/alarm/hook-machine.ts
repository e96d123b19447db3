// SPDX-License-Identifier: GPL-2.0-or-later
// Which post goes to the web hook next, and when again? Pure: one at a time, in order, each until it is taken.
//
//   idle ──queued──▶ posting ──delivered──▶ idle, or posting the next
//                     ▲   │
//             expired │   │ failed: 1 s, 2 s, 4 s ... 5 min
//                     │   ▼
//                    waiting

import type { Duration, Instant, Machine, Step } from '../kernel/index.js';
import { stay } from '../kernel/index.js';

/** One alarm's raise or clear on its way out. `body` is what is sent, to the byte. */
export interface HookPost {
  readonly id: string;
  readonly body: string;
  readonly at: Instant;
}

const LONGEST_WAIT: Duration = 300_000;
/** So many failures in a row are an alarm of their own. */
const PATIENCE = 3;
/** News this old helps nobody, and must not keep the newer from going out. */
const GIVE_UP_AFTER: Duration = 7 * 86_400_000;

export interface HookState {
  readonly name: 'idle' | 'posting' | 'waiting';
  /** What is to be posted, the oldest first; the first is under way. */
  readonly queue: readonly HookPost[];
  /** Failures in a row. */
  readonly failures: number;
  readonly until: Instant | undefined;
}

export type HookEvent =
  | { readonly type: 'queued'; readonly posts: readonly HookPost[] }
  | { readonly type: 'delivered' | 'failed'; readonly id: string }
  | { readonly type: 'expired' };

export type HookEffect =
  | { readonly type: 'post' | 'forget'; readonly post: HookPost }
  /** It has not taken anything for a while; it does again. */
  | { readonly type: 'failing' | 'working' };

export const NOTHING_TO_POST: HookState = { name: 'idle', queue: [], failures: 0, until: undefined };

export const hookMachine: Machine<HookState, HookEvent, HookEffect> = {
  expired: { type: 'expired' },

  deadline: ({ until }) => until,

  transition(state, event, at) {
    switch (event.type) {
      case 'queued': {
        const queue = [...state.queue, ...event.posts];
        return state.name === 'idle' ? next({ ...state, queue }, []) : stay({ ...state, queue });
      }
      case 'delivered':
        return isUnderWay(state, event.id) ? delivered(state) : stay(state);
      case 'failed':
        return isUnderWay(state, event.id) ? failed(state, at) : stay(state);
      case 'expired':
        return state.name === 'waiting' ? next({ ...state, until: undefined }, []) : stay(state);
    }
  },
};

function isUnderWay({ name, queue }: HookState, id: string): boolean {
  return name === 'posting' && queue[0]?.id === id;
}

function delivered(state: HookState): Step<HookState, HookEffect> {
  const [done, ...queue] = state.queue;
  const effects: HookEffect[] = done === undefined ? [] : [{ type: 'forget', post: done }];
  if (state.failures >= PATIENCE) effects.push({ type: 'working' });
  return next({ ...state, queue, failures: 0 }, effects);
}

function failed(state: HookState, at: Instant): Step<HookState, HookEffect> {
  const failures = state.failures + 1;
  const old = state.queue.filter((post) => post.at <= at - GIVE_UP_AFTER);
  const queue = state.queue.filter((post) => post.at > at - GIVE_UP_AFTER);
  const effects: HookEffect[] = old.map((post) => ({ type: 'forget', post }));
  if (failures === PATIENCE) effects.push({ type: 'failing' });
  if (queue.length === 0) return { state: { ...state, name: 'idle', queue, failures }, effects };
  const until = at + Math.min(LONGEST_WAIT, 1_000 * 2 ** (failures - 1));
  return { state: { name: 'waiting', queue, failures, until }, effects };
}

function next(state: HookState, effects: readonly HookEffect[]): Step<HookState, HookEffect> {
  const [post] = state.queue;
  if (post === undefined) return { state: { ...state, name: 'idle', until: undefined }, effects };
  return { state: { ...state, name: 'posting', until: undefined }, effects: [...effects, { type: 'post', post }] };
}
