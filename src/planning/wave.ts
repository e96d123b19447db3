// SPDX-License-Identifier: GPL-2.0-or-later
// What becomes of a wave? Whom agents can talk to, whom computer agents can catch, whom the exchange turns away; and how long the promises take; pure.

import type { Duration } from '../kernel/index.js';
import { trafficOn } from './erlang.js';

const HOUR: Duration = 3_600_000;

export interface Wave {
  readonly calls: number;
  readonly within: Duration;
  readonly channels: number;
  readonly agents: number;
  /** Channels that stay free, so that a call can come at all. */
  readonly reserve: number;
  /** How long a conversation holds a channel, and its agent. */
  readonly talk: Duration;
  readonly wrapUp: Duration;
  /** How long a computer agent's call holds a channel: set-up, what is said and asked, clearing. */
  readonly hold: Duration;
  /** Callers who are reached when they are called back, over all attempts. */
  readonly reached: number;
}

/** Callers of the wave: `talked + caught + turnedAway` = `calls`. */
export interface WaveOutcome {
  readonly talked: number;
  readonly caught: number;
  readonly turnedAway: number;
  /** Talked or caught, of all. */
  readonly kept: number;
  /** What the agents alone keep, all channels full of callers who wait. */
  readonly keptWithout: number;
  /** Promises that end in a conversation, and how long the agents need for them when they do nothing else. */
  readonly callbacks: number;
  readonly keptAfter: Duration;
}

/** By rates alone: nobody rings again, nobody gives up. The simulator says more. */
export function waveOf(wave: Wave): WaveOutcome {
  const { calls, within, channels, agents, reserve, talk, wrapUp, hold, reached } = wave;
  const busy = Math.min(agents, channels);
  const talks = busy * (within / (talk + wrapUp));
  const talked = Math.min(calls, talks);
  const free = Math.max(0, channels - reserve - busy * (talk / (talk + wrapUp))); // wrapping up holds no channel
  const caught = Math.min(calls - talked, (free * within) / hold);
  const callbacks = caught * reached;
  return {
    talked,
    caught,
    turnedAway: calls - talked - caught,
    kept: calls === 0 ? 1 : (talked + caught) / calls,
    keptWithout: calls === 0 ? 1 : talked / calls,
    callbacks,
    keptAfter: agents === 0 ? Number.POSITIVE_INFINITY : (callbacks * (talk + wrapUp)) / agents,
  };
}

/** Calls an hour that channels can take which hold each for so long: at the most, and with so few blocked. */
export function callsAnHour(
  channels: number,
  { hold, blocking }: { readonly hold: Duration; readonly blocking: number },
): { readonly most: number; readonly blocked: number } {
  return { most: (channels * HOUR) / hold, blocked: (trafficOn(channels, blocking) * HOUR) / hold };
}
