// SPDX-License-Identifier: GPL-2.0-or-later
// Who answers the next call of a wave, a person or a computer agent? Utilisation, share, reserves and pacing.

import { channelsAt, channelsBelow, type Duration, type Instant } from '../kernel/index.js';
import type { CatchWay, SurgeSettings, WaitTrigger } from './surge-settings.js';

/** In-service B-channels and how many of them are seized. Blocked, alarmed and D-channels are not counted. */
export interface Occupancy {
  readonly busy: number;
  readonly inService: number;
}

/** What a surge is known by. */
export interface SurgeSample extends Occupancy {
  /** How long the next caller would wait for a person; nothing: not known, or nobody waits. */
  readonly wait?: Duration | undefined;
}

/** What somebody has said against the thresholds. */
export interface ManualSurge {
  readonly is: 'on' | 'off';
  /** From then on the thresholds hold again; nothing: until somebody says so. */
  readonly until?: Instant | undefined;
}

/** What was done since the surge began; told when it ends. */
export interface SurgeTally {
  readonly people: number;
  readonly computerAgents: number;
  readonly capturedOnly: number;
  /** When it was fullest. */
  readonly peak: Occupancy;
}

/**
 *            busy >= on
 *   calm ─────────────────> surging <──┐ busy > off: the hold starts again
 *     ^                        │       │
 *     └── busy <= off, held ───┴───────┘
 */
export type SurgePhase =
  | { readonly name: 'calm' }
  | {
      readonly name: 'surging';
      readonly since: Instant;
      /** The share for computer agents as it was at `sharedAt`; see `shareAt`. */
      readonly share: number;
      readonly sharedAt: Instant;
      /** Shares not yet turned into whole calls. 1 and more: the next shared call is a computer agent's. */
      readonly account: number;
      /** Since when utilisation has been at or below `off`. */
      readonly quietSince?: Instant;
      readonly tally: SurgeTally;
    };

/** The machine's state. */
export interface SurgeState {
  readonly settings: SurgeSettings;
  readonly occupancy: SurgeSample;
  readonly manual?: ManualSurge | undefined;
  readonly phase: SurgePhase;
  /** When a computer agent answered last, or will: answers are promised ahead. */
  readonly lastAnswer: Instant;
}

/**
 * Why a call goes where it goes; shown by route explain. `keptForOthers`, `othersFirst`: a person of the reserve, or one whom the share
 * leaves, is there, but other access numbers have had less than their weight.
 */
export type SurgeReason = 'calm' | 'humanReserve' | 'share' | 'keptForOthers' | 'othersFirst' | 'lastChannels';

/** Who takes a call. `answerAt` is the paced instant of the computer agent's answer. */
export type SurgeDecision = { readonly reason: SurgeReason; readonly share: number } & (
  | { readonly taker: 'human' }
  | { readonly taker: 'computerAgent'; readonly way: Exclude<CatchWay, 'captureOnly'>; readonly answerAt: Instant }
  | { readonly taker: 'captureOnly' }
);

/** What the law is told of a call, besides the state: who is with people, and whose turn it is. */
export interface SurgeCall {
  /** Calls that are with a person or on their way to one. */
  readonly people: number;
  /** Access numbers that are owed a person before this call's; see `owedBefore`. */
  readonly owed?: number;
}

const GRAIN = 1e-9; // sums of shares are binary fractions; a call is not lost to the last bit

/** Whether the first is fuller; nothing in service is not full. */
export function isFuller(one: Occupancy, other: Occupancy): boolean {
  return one.busy * Math.max(1, other.inService) > other.busy * Math.max(1, one.inService);
}

/** How far a figure is between two limits, 0 to 1. */
function between(figure: number, from: number, to: number): number {
  if (figure >= to - GRAIN) return 1;
  return Math.max(0, figure - from) / (to - from);
}

/** The share that a sample asks for: `ratio.min` at `on`, rising in a straight line to 1 at `full`; by channels or wait, whichever asks for more. */
export function targetShare({ on, full, ratio, wait: trigger }: SurgeSettings, sample: SurgeSample): number {
  const { busy, inService, wait = 0 } = sample;
  const byChannels = inService === 0 ? 0 : between(busy, on * inService, full * inService);
  const rise = Math.max(byChannels, trigger === undefined ? 0 : between(wait, trigger.on, trigger.full));
  return Math.min(1, ratio.min + (1 - ratio.min) * rise);
}

/** The share for computer agents at `at`: on its way to the target, no faster than `ratio.step` per second. 0 when calm. */
export function shareAt(state: SurgeState, at: Instant): number {
  const { phase, settings, occupancy } = state;
  if (phase.name === 'calm') return 0;
  const target = targetShare(settings, occupancy);
  const reach = (Math.max(0, at - phase.sharedAt) / 1000) * settings.ratio.step;
  return phase.share + Math.max(-reach, Math.min(reach, target - phase.share));
}

/** Whether a sample begins a surge. */
export function begins({ on, wait, enabled }: SurgeSettings, sample: SurgeSample): boolean {
  if (!enabled || sample.inService === 0) return false;
  return sample.busy >= channelsAt(on, sample.inService) || waitsFor(wait, sample, 'on');
}

/** Whether a sample lets a surge end, when it is held. */
export function isQuiet({ off, wait }: SurgeSettings, sample: SurgeSample): boolean {
  return sample.busy <= channelsBelow(off, sample.inService) && !waitsFor(wait, sample, 'off');
}

function waitsFor(trigger: WaitTrigger | undefined, { wait = 0 }: SurgeSample, limit: 'on' | 'off'): boolean {
  if (trigger === undefined) return false;
  return limit === 'on' ? wait >= trigger.on : wait > trigger.off;
}

/** How a computer agent catches when so many channels are busy. */
export function wayAt(ways: SurgeSettings['ways'], { busy, inService }: Occupancy): CatchWay {
  return ways.findLast(({ from }) => busy >= channelsAt(from, inService))?.way ?? 'spoken';
}

/**
 * The law: who takes the next call. The call itself must not be in the last sample yet: it is decided by what it finds. Changes
 * nothing; send `taken` when the decision is carried out. docs/surge.md explains it.
 */
export function decideSurge(state: SurgeState, { people, owed = 0 }: SurgeCall, at: Instant): SurgeDecision {
  const { phase, settings, occupancy } = state;
  if (phase.name === 'calm') return { taker: 'human', reason: 'calm', share: 0 };

  const share = shareAt(state, at);
  const reserve = settings.human.min - people;
  if (reserve > owed) return { taker: 'human', reason: 'humanReserve', share };

  const isLast = occupancy.inService - occupancy.busy - 1 < settings.catch.min;
  const shared = 1 - phase.account; // people for whom the shares so far add up
  if (reserve <= 0 && !isLast && shared > owed + GRAIN) return { taker: 'human', reason: 'share', share };

  const reason = isLast ? 'lastChannels' : reserve > 0 ? 'keptForOthers' : shared > GRAIN ? 'othersFirst' : 'share';
  const way = wayAt(settings.ways, occupancy);
  if (way === 'captureOnly' || (isLast && settings.catch.captureOnly)) return { taker: 'captureOnly', reason, share };
  const answerAt = settings.interval === 0 ? at : Math.max(at, state.lastAnswer + settings.interval);
  return { taker: 'computerAgent', way, reason, share, answerAt };
}
