// SPDX-License-Identifier: GPL-2.0-or-later
// Who answers the next call of a wave, a person or a computer agent? Utilisation, share, reserves and pacing.

import type { Instant } from '../kernel/index.js';
import type { SurgeSettings } from './surge-settings.js';

/** In-service B-channels and how many of them are seized. Blocked, alarmed and D-channels are not counted. */
export interface Occupancy {
  readonly busy: number;
  readonly inService: number;
}

/** What was done since the surge began; told when it ends. */
export interface SurgeTally {
  readonly people: number;
  readonly computerAgents: number;
  readonly capturedOnly: number;
  /** The highest utilisation seen, 0 to 1. */
  readonly peak: number;
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
  readonly occupancy: Occupancy;
  readonly phase: SurgePhase;
  /** When a computer agent answered last, or will: answers are promised ahead. */
  readonly lastAnswer: Instant;
}

/** Why a call goes where it goes; shown by route explain. */
export type SurgeReason = 'calm' | 'humanReserve' | 'share' | 'lastChannels';

/** Who takes a call. `answerAt` is the paced instant of the computer agent's answer. */
export type SurgeDecision =
  | { readonly taker: 'human'; readonly reason: SurgeReason; readonly share: number }
  | {
      readonly taker: 'computerAgent';
      readonly reason: SurgeReason;
      readonly share: number;
      readonly answerAt: Instant;
    }
  | { readonly taker: 'captureOnly'; readonly reason: SurgeReason; readonly share: number };

const GRAIN = 1e-9; // sums of shares are binary fractions; a call is not lost to the last bit

/** Busy channels of in-service channels, 0 to 1; nothing in service counts as 0. */
export function utilisation({ busy, inService }: Occupancy): number {
  return inService > 0 ? busy / inService : 0;
}

/** The number of busy channels at which utilisation reaches `share`, rounded up to a whole channel. */
export function channelsAt(share: number, inService: number): number {
  return Math.ceil(share * inService - GRAIN);
}

/** The share that utilisation asks for: `ratio.min` at `on`, rising in a straight line to 1 at `full`. */
export function targetShare(settings: SurgeSettings, used: number): number {
  const { on, full, ratio } = settings;
  if (used >= full) return 1;
  const rise = Math.max(0, used - on) / (full - on);
  return Math.min(1, ratio.min + (1 - ratio.min) * rise);
}

/** The share for computer agents at `at`: on its way to the target, no faster than `ratio.step` per second. 0 when calm. */
export function shareAt(state: SurgeState, at: Instant): number {
  const { phase, settings } = state;
  if (phase.name === 'calm') return 0;
  const target = targetShare(settings, utilisation(state.occupancy));
  const reach = (Math.max(0, at - phase.sharedAt) / 1000) * settings.ratio.step;
  return phase.share + Math.max(-reach, Math.min(reach, target - phase.share));
}

/**
 * Who takes the next call. `people`: calls that are with a person or on their way to one. The call itself must not be in the last
 * sample yet: it is decided by what it finds. Changes nothing; send `taken` when the decision is carried out.
 */
export function decideSurge(state: SurgeState, people: number, at: Instant): SurgeDecision {
  const { phase, settings, occupancy } = state;
  if (phase.name === 'calm') return { taker: 'human', reason: 'calm', share: 0 };

  const share = shareAt(state, at);
  if (people < settings.human.min) return { taker: 'human', reason: 'humanReserve', share };

  const answerAt = settings.interval === 0 ? at : Math.max(at, state.lastAnswer + settings.interval);
  if (occupancy.inService - occupancy.busy - 1 < settings.catch.min) {
    if (settings.catch.captureOnly) return { taker: 'captureOnly', reason: 'lastChannels', share };
    return { taker: 'computerAgent', reason: 'lastChannels', share, answerAt };
  }
  if (phase.account >= 1 - GRAIN) return { taker: 'computerAgent', reason: 'share', share, answerAt };
  return { taker: 'human', reason: 'share', share };
}
