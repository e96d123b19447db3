// SPDX-License-Identifier: GPL-2.0-or-later
// What is going on on an FXO line? Pure: what the line and the box say in, what to do and to tell out.
//
//   resting ──voltage──▶ rung ──ring and caller, or second ring──▶ offered ──answer──▶ talking
//      ▲                  │ false ring                              │ it stops             │ break, reversal, busy tone, clear
//      │◀─────────────────┴─────────────────────────────────────────┤                      │
//      │                                       clear ──▶ ringingOut ─┤                      │
//      │◀── guarded ◀──────────────────────────────────────────────────────────────────────┘
//      └── dial ──▶ seizing ──dial tone──▶ sending ──▶ awaiting ──reversal, or speech──▶ talking
//                     │ none, or somebody talks: LINE_NO_DIAL_TONE, LINE_IN_USE; the line rests, longer each time
//   resting ──probe──▶ probed (off hook, for who measures it) ──probed──▶ guarded
//   any ──voltage of the line gone──▶ dead ──there again──▶ resting

import { type Instant, type Machine, type Step, stay } from '../kernel/index.js';
import { fromResting, fromRung } from './incoming.js';
import type { LineEffect, LineEvent, LineState } from './line-state.js';
import { fromAwaiting, fromSeizing, fromSending } from './outgoing.js';
import { BREAK_LEAST, BREAK_MOST, PROBED_MOST } from './settings.js';
import { cleared, dead, guarded, lasting, resting, step } from './steps.js';

type LineStep = Step<LineState, LineEffect>;

/** The life of a line. */
export const lineMachine: Machine<LineState, LineEvent, LineEffect> = {
  transition,
  deadline: (state) => state.until,
  expired: { type: 'expired' },
};

function transition(state: LineState, event: LineEvent, at: Instant): LineStep {
  if (event.type === 'battery' && state.name !== 'talking') return battery(state, event.present);
  if (event.type === 'dial') return dial(state, event, at);
  if (event.type === 'probe') return probe(state, at);
  switch (state.name) {
    case 'resting':
      return fromResting(state, event, at);
    case 'rung':
    case 'offered':
    case 'ringingOut':
      return fromRung(state, event, at);
    case 'seizing':
      return fromSeizing(state, event, at);
    case 'sending':
      return fromSending(state, event, at);
    case 'awaiting':
      return fromAwaiting(state, event, at);
    case 'talking':
      return talk(state, event, at);
    case 'guarded':
      return guard(state, event, at);
    case 'probed':
      return event.type === 'probed' || event.type === 'dropped' || event.type === 'expired'
        ? guarded(state, at)
        : stay(state);
    case 'dead':
      return stay(state);
  }
}

/** A call that is up does not outlive the line's voltage; while we speak it may be the exchange that hangs up. */
function battery(state: LineState, present: boolean): LineStep {
  if (present) return state.name === 'dead' ? step(resting(state), { type: 'listen', for: 'caller' }) : stay(state);
  if (state.name === 'dead') return stay(state);
  const call = 'call' in state ? state.call : state.name === 'guarded' ? state.next?.call : undefined;
  const ends = call === undefined ? [] : [cleared(call, 27, true)];
  return step(dead(state), { type: 'hook', off: false }, { type: 'trouble', code: 'LINE_NO_BATTERY' }, ...ends);
}

/** Only a line that rests can be seized; one that is being let go a moment later. Else another line is tried. */
function dial(state: LineState, { call, digits }: Extract<LineEvent, { type: 'dial' }>, at: Instant): LineStep {
  if (state.name === 'guarded' && state.next === undefined) return step({ ...state, next: { call, digits } });
  if (state.name !== 'resting' || at < state.avoidUntil) return step(state, cleared(call, 44, true));
  const until = at + state.settings.dialToneWithin;
  return step({ ...lasting(state), name: 'seizing', call, digits, until }, { type: 'hook', off: true }, HEAR_DIAL);
}

/** Only a line that rests. Whoever measures it and is gone does not keep it for ever. */
function probe(state: LineState, at: Instant): LineStep {
  if (state.name !== 'resting') return stay(state);
  const probed: LineState = { ...lasting(state), name: 'probed', until: at + PROBED_MOST };
  return step(probed, { type: 'listen', for: 'end' }, { type: 'hook', off: true });
}

const HEAR_DIAL = { type: 'listen', for: 'dialTone' } as const;

function talk(state: Extract<LineState, { name: 'talking' }>, event: LineEvent, at: Instant): LineStep {
  switch (event.type) {
    case 'battery':
      if (!event.present) return step({ ...state, brokenAt: state.brokenAt ?? at, until: at + BREAK_MOST });
      return mended(state, at);
    case 'dropped':
      return guarded(state, at, cleared(state.call, 16, true));
    case 'polarity':
      // The exchange reversed the line at the answer, or never did: back as it was is the end.
      return state.reversed === undefined || event.reversed === state.reversed
        ? step({ ...state, reversed: event.reversed })
        : guarded(state, at, cleared(state.call, 16, true));
    case 'tone':
      if (event.tone !== 'busy' && event.tone !== 'congestion') return stay(state);
      return guarded(state, at, cleared(state.call, 16, true));
    case 'flash':
      return step(state, { type: 'flash' });
    case 'clear':
      return event.call === state.call ? guarded(state, at, cleared(state.call, event.cause, false)) : stay(state);
    case 'expired': {
      const end = cleared(state.call, 27, true);
      return step(dead(state), { type: 'hook', off: false }, { type: 'trouble', code: 'LINE_NO_BATTERY' }, end);
    }
    default:
      return stay(state);
  }
}

/** The line's voltage is there again: what was short is no hanging up. */
function mended(state: Extract<LineState, { name: 'talking' }>, at: Instant): LineStep {
  const { brokenAt, until: _, ...rest } = state;
  if (brokenAt === undefined) return stay(state);
  if (at - brokenAt >= BREAK_LEAST) return guarded(state, at, cleared(state.call, 16, true));
  return step(rest);
}

/** Somebody may call while the exchange lets go of the last one. */
function guard(state: Extract<LineState, { name: 'guarded' }>, event: LineEvent, at: Instant): LineStep {
  if (event.type === 'clear') {
    if (state.next?.call !== event.call) return stay(state);
    const { next, ...rest } = state;
    return step(rest, cleared(next.call, event.cause, false));
  }
  if (event.type === 'voltage' && event.on) {
    const lost = state.next === undefined ? [] : [cleared(state.next.call, 44, true)];
    const rung = fromResting(resting(state), event, at);
    return { state: rung.state, effects: [{ type: 'listen', for: 'caller' }, ...lost, ...rung.effects] };
  }
  if (event.type !== 'expired') return stay(state);
  const rested = resting(state);
  if (state.next === undefined) return step(rested, { type: 'listen', for: 'caller' });
  return dial(rested, { type: 'dial', ...state.next }, at);
}
