// SPDX-License-Identifier: GPL-2.0-or-later
// Is there a surge, and how large is the computer agents' share? Samples of the channels in, surge on and off out.

import type { Duration, Instant, Machine, Step } from '../kernel/index.js';
import { altered, channelsAt, stay } from '../kernel/index.js';
import type { SurgeSettings } from './surge-settings.js';
import {
  begins,
  isFuller,
  isQuiet,
  type ManualSurge,
  type Occupancy,
  type SurgeDecision,
  type SurgePhase,
  type SurgeSample,
  type SurgeState,
  type SurgeTally,
  shareAt,
} from './surge-share.js';

export type SurgeEvent =
  | ({ readonly type: 'sampled' } & SurgeSample)
  /** A call was given to the taker that `decideSurge` named. */
  | { readonly type: 'taken'; readonly decision: SurgeDecision }
  | { readonly type: 'configured'; readonly settings: SurgeSettings }
  /** Somebody says on or off; nothing: the thresholds hold again. */
  | { readonly type: 'said'; readonly manual: ManualSurge | undefined }
  | { readonly type: 'expired' };

/** Figures that go with `surgeOn` and `surgeOff`. */
export interface SurgeFigures extends Occupancy {
  readonly at: Instant;
  /** The number of busy channels at which a surge begins. */
  readonly threshold: number;
}

export type SurgeEffect =
  | ({ readonly type: 'surgeOn' } & SurgeFigures)
  | ({ readonly type: 'surgeOff'; readonly since: Instant; readonly lasted: Duration } & SurgeFigures & SurgeTally);

const NO_CALLS = { people: 0, computerAgents: 0, capturedOnly: 0 };

/** A calm box. */
export function calm(settings: SurgeSettings): SurgeState {
  return {
    settings,
    occupancy: { busy: 0, inService: 0 },
    phase: { name: 'calm' },
    lastAnswer: Number.NEGATIVE_INFINITY,
  };
}

/** Decides whether there is a surge and how large the computer agents' share is. */
export const surgeMachine: Machine<SurgeState, SurgeEvent, SurgeEffect> = {
  expired: { type: 'expired' },

  deadline({ phase, settings, manual }) {
    if (manual !== undefined) return manual.until;
    return phase.name === 'surging' && phase.quietSince !== undefined ? phase.quietSince + settings.hold : undefined;
  },

  transition(state, event, at) {
    switch (event.type) {
      case 'sampled':
        return sampled(state, { busy: event.busy, inService: event.inService, wait: event.wait }, at);
      case 'configured':
        return configured(state, event.settings, at);
      case 'said':
        return said(state, event.manual, at);
      case 'taken':
        return stay(taken(state, event.decision, at));
      case 'expired':
        if (state.manual?.until !== undefined && at >= state.manual.until) return said(state, undefined, at);
        return over(state, at) ? end(state, at) : stay(state);
    }
  },
};

function sampled(state: SurgeState, occupancy: SurgeSample, at: Instant): Step<SurgeState, SurgeEffect> {
  const { phase, settings, manual } = state;
  const next = altered(state, { occupancy });
  if (phase.name === 'calm') {
    const isToBegin = manual === undefined ? begins(settings, occupancy) : manual.is === 'on' && settings.enabled;
    return isToBegin ? begin(next, at) : stay(next);
  }

  const { name, since, account, tally, quietSince: before } = phase;
  const quietSince = isQuiet(settings, occupancy) && manual === undefined ? (before ?? at) : undefined;
  const moved: SurgePhase = {
    name,
    since,
    share: shareAt(state, at), // by the utilisation that held until now
    sharedAt: at,
    account,
    tally: isFuller(occupancy, tally.peak) ? altered(tally, { peak: occupancy }) : tally,
    ...(quietSince === undefined ? {} : { quietSince }),
  };
  const surging = altered(next, { phase: moved });
  return manual?.is === 'off' || over(surging, at) ? end(surging, at) : stay(surging);
}

/** A surge that was said ends at once when the thresholds would not have begun it, and is held by nothing. */
function said(state: SurgeState, manual: ManualSurge | undefined, at: Instant): Step<SurgeState, SurgeEffect> {
  const { manual: before, ...rest } = state;
  const next: SurgeState = manual === undefined ? rest : { ...rest, manual };
  const wasHeld = before?.is === 'on' && manual === undefined && isQuiet(state.settings, state.occupancy);
  return wasHeld ? end(next, at) : sampled(next, state.occupancy, at);
}

function configured(state: SurgeState, settings: SurgeSettings, at: Instant): Step<SurgeState, SurgeEffect> {
  // The share stays where it is and moves from there by the new line; a hold under way starts again by the new `off`.
  const share = shareAt(state, at);
  const { phase } = state;
  if (phase.name === 'calm') return sampled({ ...state, settings }, state.occupancy, at);
  const { quietSince: _, ...rest } = phase;
  const next: SurgeState = { ...state, settings, phase: { ...rest, share, sharedAt: at } };
  return settings.enabled ? sampled(next, state.occupancy, at) : end(next, at);
}

function begin(state: SurgeState, at: Instant): Step<SurgeState, SurgeEffect> {
  const phase: SurgePhase = {
    name: 'surging',
    since: at,
    share: state.settings.ratio.min,
    sharedAt: at,
    account: 1, // full: the first call after the threshold is a computer agent's
    tally: { ...NO_CALLS, peak: state.occupancy },
  };
  return { state: { ...state, phase }, effects: [{ type: 'surgeOn', ...figures(state, at) }] };
}

function over({ phase, settings, manual }: SurgeState, at: Instant): boolean {
  if (manual?.is === 'on') return false;
  return phase.name === 'surging' && phase.quietSince !== undefined && at >= phase.quietSince + settings.hold;
}

function end(state: SurgeState, at: Instant): Step<SurgeState, SurgeEffect> {
  if (state.phase.name === 'calm') return stay(state);
  const { since, tally } = state.phase;
  const effect: SurgeEffect = { type: 'surgeOff', since, lasted: at - since, ...figures(state, at), ...tally };
  return { state: { ...state, phase: { name: 'calm' } }, effects: [effect] };
}

function taken(state: SurgeState, decision: SurgeDecision, at: Instant): SurgeState {
  const { phase } = state;
  const answer = decision.taker === 'computerAgent' ? decision.answerAt : state.lastAnswer;
  const lastAnswer = Math.max(state.lastAnswer, answer);
  if (phase.name === 'calm') return lastAnswer === state.lastAnswer ? state : altered(state, { lastAnswer });
  const moved = altered(phase, { account: drawn(state, decision, at), tally: counted(phase.tally, decision) });
  return altered(state, { lastAnswer, phase: moved });
}

/** Only shared calls draw on the account: a call of the reserve or of the last channels says nothing about the share. A person who is kept for another number stays in it. */
function drawn(state: SurgeState, decision: SurgeDecision, at: Instant): number {
  if (state.phase.name === 'calm') return 0;
  if (decision.reason !== 'share' && decision.reason !== 'othersFirst') return state.phase.account;
  return state.phase.account + shareAt(state, at) - (decision.taker === 'computerAgent' ? 1 : 0);
}

function counted(tally: SurgeTally, { taker }: SurgeDecision): SurgeTally {
  if (taker === 'human') return altered(tally, { people: tally.people + 1 });
  if (taker === 'computerAgent') return altered(tally, { computerAgents: tally.computerAgents + 1 });
  return altered(tally, { capturedOnly: tally.capturedOnly + 1 });
}

function figures({ occupancy, settings }: SurgeState, at: Instant): SurgeFigures {
  const threshold = channelsAt(settings.on, occupancy.inService);
  return { at, ...occupancy, threshold };
}
