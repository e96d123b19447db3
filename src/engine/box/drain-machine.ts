// SPDX-License-Identifier: GPL-2.0-or-later
// May the box be stopped yet? Pure: no new calls, then the end of the last one or of the time that was given.
//
//   open ──begun──▶ draining ──no call left, or expired──▶ over
//     ▲                │
//     └───cancelled────┘

import { type Duration, type Instant, type Machine, type Step, stay } from '../../kernel/index.js';

export type DrainState =
  | { readonly name: 'open' }
  /** `until`: then it is over whatever is still up; undefined: as long as it takes. */
  | { readonly name: 'draining'; readonly since: Instant; readonly until: Instant | undefined }
  | { readonly name: 'over' };

export type DrainEvent =
  | { readonly type: 'begun'; readonly within?: Duration }
  /** So many calls are up. */
  | { readonly type: 'counted'; readonly calls: number }
  | { readonly type: 'cancelled' }
  | { readonly type: 'expired' };

/** `hold`: no new calls from now on. `release`: calls again. `over`: stop. */
export type DrainEffect = { readonly type: 'hold' | 'release' | 'over' };

export const drainMachine: Machine<DrainState, DrainEvent, DrainEffect> = {
  expired: { type: 'expired' },

  deadline: (state) => (state.name === 'draining' ? state.until : undefined),

  transition(state, event, at) {
    switch (event.type) {
      case 'begun':
        return begun(state, event.within, at);
      case 'counted':
        return state.name === 'draining' && event.calls === 0 ? over() : stay(state);
      case 'cancelled':
        return state.name === 'draining' ? { state: { name: 'open' }, effects: [{ type: 'release' }] } : stay(state);
      case 'expired':
        return state.name === 'draining' ? over() : stay(state);
    }
  },
};

/** Begun again: the new time holds. */
function begun(state: DrainState, within: Duration | undefined, at: Instant): Step<DrainState, DrainEffect> {
  if (state.name === 'over') return stay(state);
  const until = within === undefined ? undefined : at + within;
  if (state.name === 'draining') return stay({ ...state, until });
  return { state: { name: 'draining', since: at, until }, effects: [{ type: 'hold' }] };
}

function over(): Step<DrainState, DrainEffect> {
  return { state: { name: 'over' }, effects: [{ type: 'over' }] };
}
