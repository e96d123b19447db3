// SPDX-License-Identifier: GPL-2.0-or-later
// When is a ring a call, and who calls? The part of the line's machine before an answer; pure.

import { type Instant, type Step, stay } from '../kernel/index.js';
import { callerOfKeys, type HeardKeys, hearKey, type LineCaller, NO_CALLER } from './caller.js';
import type { LineEffect, LineEvent, LineState } from './line-state.js';
import { CALLER_KEPT, LEAST_RING, RING_OVER } from './settings.js';
import { cleared, HANDLES_APART, lasting, resting, step } from './steps.js';

type LineStep = Step<LineState, LineEffect>;
type Rung = Extract<LineState, { name: 'rung' }>;
type Rings = Extract<LineState, { name: 'rung' | 'offered' | 'ringingOut' }>;

/** It waits for a ring; who calls may be said before it. */
export function fromResting(state: Extract<LineState, { name: 'resting' }>, event: LineEvent, at: Instant): LineStep {
  switch (event.type) {
    case 'voltage': {
      if (!event.on) return stay(state);
      const { caller } = state;
      return step({
        ...lasting(state),
        ...(caller && { caller }),
        ...{ name: 'rung', since: at, burstAt: at, bursts: 0, until: at + LEAST_RING },
      });
    }
    case 'caller':
    case 'key': {
      const { caller, keys } = heard(state, event, at);
      const until = at + CALLER_KEPT;
      return step({ ...lasting(state), name: 'resting', ...(caller && { caller }), ...(keys && { keys }), until });
    }
    case 'callerDamaged':
      return step(state, { type: 'trouble', code: 'CALLER_ID_DAMAGED' });
    case 'expired':
      return step(resting(state));
    default:
      return stay(state);
  }
}

/** It has rung, and rings until that stops. */
export function fromRung(state: Rings, event: LineEvent, at: Instant): LineStep {
  if (event.type === 'voltage') return burst(state, event.on, at);
  if (event.type === 'expired') return expired(state);
  if (state.name === 'rung') return learn(state, event, at);
  if (state.name !== 'offered') return stay(state);
  if (event.type === 'answer' && event.call === state.call) {
    const talking: LineState = { ...lasting(state), name: 'talking', call: state.call };
    const answered: LineEffect = { type: 'answered', call: state.call, presumed: false };
    return step(talking, { type: 'hook', off: true }, { type: 'listen', for: 'end' }, answered);
  }
  // A call that rings cannot be refused: it rings until the caller gives up, and nobody hears it.
  if (event.type === 'clear' && event.call === state.call) {
    const { call, name: _, ...rest } = state;
    return step({ ...rest, name: 'ringingOut' }, cleared(call, event.cause, false));
  }
  return stay(state);
}

/** Ringing voltage came or went: of a ring that is on, or of the next one. */
function burst(state: Rings, on: boolean, at: Instant): LineStep {
  if (on) return step({ ...state, burstAt: at, until: at + LEAST_RING });
  const { burstAt, ...rest } = state;
  if (burstAt === undefined) return stay(state);
  const short = at - burstAt < LEAST_RING;
  if (short && state.name === 'rung' && state.bursts === 0)
    return step(resting(state), { type: 'trouble', code: 'LINE_FALSE_RING' });
  return step({ ...rest, until: at + RING_OVER });
}

/** A burst is long enough to be a ring, or there were none for so long that it is over. */
function expired(state: Rings): LineStep {
  if (state.burstAt === undefined) return over(state);
  const { until: _, ...rest } = state;
  if (rest.name !== 'rung') return step(rest);
  const rung = { ...rest, bursts: rest.bursts + 1 };
  const known = rung.caller !== undefined || !rung.settings.callerId;
  return known || rung.bursts >= 2 ? offer(rung) : step(rung);
}

/** One ring alone, and nobody said who calls: no exchange rings so. */
function over(state: Rings): LineStep {
  if (state.name === 'offered') return step(resting(state), cleared(state.call, 16, true));
  if (state.name === 'rung') return step(resting(state), { type: 'trouble', code: 'LINE_FALSE_RING' });
  return step(resting(state));
}

function learn(state: Rung, event: LineEvent, at: Instant): LineStep {
  if (event.type === 'callerDamaged') return step(state, { type: 'trouble', code: 'CALLER_ID_DAMAGED' });
  if (event.type !== 'caller' && event.type !== 'key') return stay(state);
  const known = { ...state, ...heard(state, event, at) };
  return known.caller !== undefined && known.bursts > 0 ? offer(known) : step(known);
}

function offer({ caller = NO_CALLER, keys: _, bursts: __, since, ...rest }: Rung): LineStep {
  const call = rest.nextCall;
  return step(
    { ...rest, name: 'offered', call, nextCall: call + HANDLES_APART },
    { type: 'offer', call, caller, since },
  );
}

function heard(
  state: { readonly caller?: LineCaller; readonly keys?: HeardKeys },
  event: Extract<LineEvent, { type: 'caller' | 'key' }>,
  at: Instant,
): { readonly caller?: LineCaller; readonly keys?: HeardKeys } {
  if (event.type === 'caller') return { caller: event.caller };
  const keys = hearKey(state.keys, event.key, at);
  const caller = callerOfKeys(keys) ?? state.caller;
  return { keys, ...(caller && { caller }) };
}
