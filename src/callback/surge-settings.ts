// SPDX-License-Identifier: GPL-2.0-or-later
// How is the surge control set? Names and figures of the surge controller; times in milliseconds, shares 0 to 1.

import type { Duration } from '../kernel/index.js';

/**
 * How a computer agent catches a call. `spoken`: answers and promises. `earlyMedia`: promises before the answer, at no charge to the
 * caller. `keepPlace`: the queue takes him, tells him how long, and keeps his place for a callback at a key. `captureOnly`: the number
 * is taken from SETUP, nothing is answered or promised.
 */
export type CatchWay = 'spoken' | 'earlyMedia' | 'keepPlace' | 'captureOnly';

/** From this share of busy channels on it is this way. */
export interface WayFrom {
  readonly from: number;
  readonly way: CatchWay;
}

/** The second trigger: how long the next caller would wait for a person. */
export interface WaitTrigger {
  /** A surge begins at this wait, */
  readonly on: Duration;
  /** ends only below this one, */
  readonly off: Duration;
  /** and from here on every call goes to a computer agent. */
  readonly full: Duration;
}

/** The surge controller's settings. */
export interface SurgeSettings {
  /** Whether the box may use computer agents at all. */
  readonly enabled: boolean;
  /** Surge begins when this share of the in-service B-channels is busy. */
  readonly on: number;
  /** Surge ends when no more than this share has been busy for `hold`. */
  readonly off: number;
  readonly hold: Duration;
  /** From here on every call goes to a computer agent. */
  readonly full: number;
  /** The share of calls for computer agents at `on`, and how far it may move in one second. */
  readonly ratio: { readonly min: number; readonly step: number };
  /** Least time between two answers by computer agents; 0 disables the pacing. */
  readonly interval: Duration;
  /** As long as fewer calls than this are with people or on their way to one, calls go to people. */
  readonly human: { readonly min: number };
  /** Channels to keep free; below that a call's number is only captured, if `captureOnly` allows it. */
  readonly catch: { readonly min: number; readonly captureOnly: boolean };
  /** Nothing: only the channels begin a surge. */
  readonly wait?: WaitTrigger | undefined;
  /** In the order of `from`; below the first of them, and without any: `spoken`. */
  readonly ways: readonly WayFrom[];
}

/** What a box does whose file says nothing about surges. */
export const SURGE_DEFAULTS: SurgeSettings = {
  enabled: true,
  on: 0.8,
  off: 0.6,
  hold: 10_000,
  full: 0.95,
  ratio: { min: 0.5, step: 0.25 },
  interval: 0,
  human: { min: 4 },
  catch: { min: 2, captureOnly: false },
  ways: [],
};
