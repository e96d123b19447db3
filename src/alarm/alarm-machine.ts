// SPDX-License-Identifier: GPL-2.0-or-later
// Does an alarm stand? Pure: what comes and goes in, `raised` and `cleared` out, however much it flaps.
//
//            raised                     cleared
//   clear ───────────▶ raised ───────────────────────────▶ clear
//     ▲                 │  ▲
//     │        cleared, │  │ raised again: counted, not told
//     │    it has flapped  │
//     │                 ▼  │
//     └─────────────── settling
//        quiet for 30 s: cleared
//
// An alarm that was raised three times within a minute stands from then on until it has been quiet for 30 s. What merely
// happens (a skipped tick) has no end that anybody tells: it stands until it has not happened for a while.

import type { Duration, Instant, Machine, Step } from '../kernel/index.js';
import { stay } from '../kernel/index.js';

/** An alarm raised so often within `WINDOW` flaps. */
const FLAPS = 3;
const WINDOW: Duration = 60_000;
/** How long it must be quiet then. An alarm of the last run stands for so long before it is cleared. */
export const HOLD: Duration = 30_000;

/** One standing: from `raised` to `cleared`. `times`: how often it came meanwhile. */
export interface Standing {
  readonly id: string;
  readonly since: Instant;
  readonly times: number;
}

export type AlarmState =
  | { readonly name: 'clear'; readonly recent: readonly Instant[] }
  | {
      readonly name: 'raised';
      readonly standing: Standing;
      readonly recent: readonly Instant[];
      /** Of what merely happens: over then. */
      readonly until: Instant | undefined;
    }
  | {
      readonly name: 'settling';
      readonly standing: Standing;
      readonly recent: readonly Instant[];
      readonly until: Instant;
    };

/** `id` names the standing that begins, if one does. `quiet`: over when it has not happened for so long. */
export type AlarmEvent =
  | { readonly type: 'raised'; readonly id: string; readonly quiet?: Duration }
  | { readonly type: 'cleared' }
  | { readonly type: 'expired' };

export type AlarmEffect = { readonly type: 'raised' | 'cleared'; readonly standing: Standing };

/** An alarm that has never been raised. */
export const CLEAR: AlarmState = { name: 'clear', recent: [] };

/** One that stood when the last run ended: whether it still does is soon known. */
export function leftStanding(standing: Standing, at: Instant): AlarmState {
  return { name: 'settling', standing, recent: [], until: at + HOLD };
}

export const alarmMachine: Machine<AlarmState, AlarmEvent, AlarmEffect> = {
  expired: { type: 'expired' },

  deadline: (state) => (state.name === 'clear' ? undefined : state.until),

  transition(state, event, at) {
    switch (event.type) {
      case 'raised':
        return raised(state, event.id, event.quiet === undefined ? undefined : at + event.quiet, at);
      case 'cleared':
        return cleared(state, at);
      case 'expired':
        return state.name === 'clear' ? stay(state) : over(state);
    }
  },
};

function raised(state: AlarmState, id: string, until: Instant | undefined, at: Instant): Step<AlarmState, AlarmEffect> {
  if (state.name === 'raised') {
    if (until === undefined) return stay(state);
    return stay({ ...state, until, standing: again(state.standing) });
  }
  const recent = [...state.recent.filter((instant) => instant > at - WINDOW), at];
  if (state.name === 'settling') return stay({ name: 'raised', standing: again(state.standing), recent, until });
  const standing = { id, since: at, times: 1 };
  return { state: { name: 'raised', standing, recent, until }, effects: [{ type: 'raised', standing }] };
}

function cleared(state: AlarmState, at: Instant): Step<AlarmState, AlarmEffect> {
  if (state.name !== 'raised') return stay(state);
  const flaps = state.recent.filter((instant) => instant > at - WINDOW).length >= FLAPS;
  if (!flaps) return over(state);
  return stay({ name: 'settling', standing: state.standing, recent: state.recent, until: at + HOLD });
}

function over({ standing, recent }: Exclude<AlarmState, { name: 'clear' }>): Step<AlarmState, AlarmEffect> {
  return { state: { name: 'clear', recent }, effects: [{ type: 'cleared', standing }] };
}

function again(standing: Standing): Standing {
  return { ...standing, times: standing.times + 1 };
}
