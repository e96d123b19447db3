// SPDX-License-Identifier: GPL-2.0-or-later
// Which letter goes to a target next, and when again? Pure: one at a time, in order, each until it is taken or given up.
//
//   idle ──queued──▶ sending ──took──▶ waiting for the target's spacing, then the next, or idle
//                     ▲   │
//             expired │   │ refused: 1 s, 2 s, 4 s ... 5 min, by chance up to a quarter more or less
//                     │   ▼
//                    waiting

import type { Duration, Instant, Machine, Step } from '../kernel/index.js';
import { stay } from '../kernel/index.js';

const FIRST_WAIT: Duration = 1_000;
const LONGEST_WAIT: Duration = 300_000;
/** So many failures in a row are an alarm. */
export const PATIENCE = 3;
/** Letters this old help nobody, and must not keep the newer from going out. */
export const GIVE_UP_AFTER: Duration = 7 * 86_400_000;
/** A letter that the target itself refuses so often is in the others' way. */
export const MOST_REFUSALS = 5;
/** So many wait for a target; the oldest beyond that are given up. */
export const MOST_WAITING = 1_000;

/** What the machine looks at of a letter. */
export interface Queued {
  readonly id: string;
  readonly at: Instant;
  readonly tries: number;
}

interface Common<L> {
  /** The oldest first; of a target that is sent to, the first is under way. */
  readonly queue: readonly L[];
  /** Least time from one that was taken to the next. */
  readonly spacing: Duration;
  /** Failures in a row. */
  readonly failures: number;
  /** How often the first was refused for its own sake. */
  readonly refusals: number;
}

export type TargetState<L extends Queued> = Common<L> &
  (
    | { readonly name: 'idle' | 'sending' }
    /** `rests`: it is its spacing, which nobody may cut short. */
    | { readonly name: 'waiting'; readonly until: Instant; readonly rests: boolean }
  );

export type TargetEvent<L extends Queued> =
  | { readonly type: 'queued'; readonly letters: readonly L[] }
  | { readonly type: 'took'; readonly id: string }
  /** `chance`: 0 to 1, for the length of the wait; `wait`: the target wants at least that. */
  | {
      readonly type: 'refused';
      readonly id: string;
      readonly fault: 'message' | 'target';
      readonly reason: string;
      readonly chance: number;
      readonly wait?: Duration | undefined;
    }
  /** Somebody believes that it works now, or the file says otherwise. */
  | { readonly type: 'hastened'; readonly spacing?: Duration }
  /** Nothing is sent there any more. */
  | { readonly type: 'abandoned'; readonly reason: string }
  | { readonly type: 'expired' };

export type TargetEffect<L extends Queued> =
  | { readonly type: 'send' | 'taken'; readonly letter: L }
  /** It was tried in vain; it is given up. */
  | { readonly type: 'tried' | 'dead'; readonly letter: L; readonly reason: string }
  /** It has not taken anything for a while; it does again. */
  | { readonly type: 'failing' | 'working' };

/** A target to which nothing is to be sent. */
export function nothingToSend<L extends Queued>(spacing: Duration): TargetState<L> {
  return { name: 'idle', queue: [], spacing, failures: 0, refusals: 0 };
}

/** The machine of letters of a kind. */
export function targetMachine<L extends Queued>(): Machine<TargetState<L>, TargetEvent<L>, TargetEffect<L>> {
  return {
    expired: { type: 'expired' },
    deadline: (state) => (state.name === 'waiting' ? state.until : undefined),
    transition(state, event, at) {
      switch (event.type) {
        case 'queued':
          return queued(state, event.letters);
        case 'took':
          return isUnderWay(state, event.id) ? took(state, at) : stay(state);
        case 'refused':
          return isUnderWay(state, event.id) ? refused(state, event, at) : stay(state);
        case 'hastened':
          return hastened({ ...state, spacing: event.spacing ?? state.spacing });
        case 'abandoned':
          return abandoned(state, event.reason);
        case 'expired':
          return state.name === 'waiting' ? next(state, []) : stay(state);
      }
    },
  };
}

function isUnderWay<L extends Queued>({ name, queue }: TargetState<L>, id: string): boolean {
  return name === 'sending' && queue[0]?.id === id;
}

/** Beyond the limit the oldest go, but for the one that is under way. */
function queued<L extends Queued>(state: TargetState<L>, letters: readonly L[]): Step<TargetState<L>, TargetEffect<L>> {
  const all = [...state.queue, ...letters];
  const kept = state.name === 'sending' ? 1 : 0;
  const over = Math.max(0, all.length - MOST_WAITING);
  const queue = [...all.slice(0, kept), ...all.slice(kept + over)];
  const reason = `more than ${MOST_WAITING} messages wait`;
  const effects = all.slice(kept, kept + over).map((letter): TargetEffect<L> => ({ type: 'dead', letter, reason }));
  if (state.name === 'idle') return next({ ...state, queue }, effects);
  return { state: { ...state, queue, refusals: over > 0 && kept === 0 ? 0 : state.refusals }, effects };
}

function took<L extends Queued>(state: TargetState<L>, at: Instant): Step<TargetState<L>, TargetEffect<L>> {
  const [letter, ...queue] = state.queue;
  const effects: TargetEffect<L>[] = letter === undefined ? [] : [{ type: 'taken', letter }];
  if (state.failures >= PATIENCE) effects.push({ type: 'working' });
  const rested = { queue, spacing: state.spacing, failures: 0, refusals: 0 };
  if (state.spacing === 0) return next({ ...rested, name: 'idle' }, effects);
  return { state: { ...rested, name: 'waiting', until: at + state.spacing, rests: true }, effects };
}

function refused<L extends Queued>(
  state: TargetState<L>,
  { fault, reason, chance, wait = 0 }: Extract<TargetEvent<L>, { type: 'refused' }>,
  at: Instant,
): Step<TargetState<L>, TargetEffect<L>> {
  const [first, ...others] = state.queue;
  if (first === undefined) return stay(state);
  const failures = state.failures + 1;
  const refusals = state.refusals + (fault === 'message' ? 1 : 0);
  const tried = { ...first, tries: first.tries + 1, reason };
  const effects: TargetEffect<L>[] = [{ type: 'tried', letter: tried, reason }];
  if (failures === PATIENCE) effects.push({ type: 'failing' });
  const isOver = (letter: L) => letter.at <= at - GIVE_UP_AFTER || (letter === tried && refusals >= MOST_REFUSALS);
  const all = [tried, ...others];
  for (const letter of all.filter(isOver)) effects.push({ type: 'dead', letter, reason });
  const queue = all.filter((letter) => !isOver(letter));
  const until = at + Math.max(wait, pauseAfter(failures, chance));
  const left = { queue, spacing: state.spacing, failures, refusals: queue[0] === tried ? refusals : 0 };
  return { state: { ...left, name: 'waiting', until, rests: wait > 0 }, effects };
}

/** How long to wait after so many failures in a row. */
export function pauseAfter(failures: number, chance: number): Duration {
  const pause = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (failures - 1));
  return Math.round(pause * (0.75 + chance / 2));
}

function hastened<L extends Queued>(state: TargetState<L>): Step<TargetState<L>, TargetEffect<L>> {
  return state.name === 'waiting' && !state.rests ? next(state, []) : stay(state);
}

/** One that is under way may still be taken: nobody waits for that. */
function abandoned<L extends Queued>(state: TargetState<L>, reason: string): Step<TargetState<L>, TargetEffect<L>> {
  const effects = state.queue.map((letter): TargetEffect<L> => ({ type: 'dead', letter, reason }));
  if (state.failures >= PATIENCE) effects.push({ type: 'working' });
  return { state: nothingToSend(state.spacing), effects };
}

function next<L extends Queued>(
  { queue, spacing, failures, refusals }: TargetState<L>,
  effects: readonly TargetEffect<L>[],
): Step<TargetState<L>, TargetEffect<L>> {
  const state = { queue, spacing, failures, refusals };
  const [letter] = queue;
  if (letter === undefined) return { state: { ...state, name: 'idle' }, effects };
  return { state: { ...state, name: 'sending' }, effects: [...effects, { type: 'send', letter }] };
}
