// SPDX-License-Identifier: GPL-2.0-or-later
// How does a stepped engine run by itself? Tick by tick: the engine, then the clock, then whatever both set in motion.

import { setImmediate } from 'node:timers/promises';
import { type Clock, sleep, type VirtualClock } from '../kernel/index.js';
import type { MediaPort } from './media-port.js';

export const TICK_MS = 20;

export interface LockStepOptions {
  readonly media: MediaPort;
  readonly clock: VirtualClock;
  /** Resolves when what this tick began is done (the store's commits); the next tick waits for it. */
  readonly settled: () => Promise<void>;
  /** Paces the ticks at `speed` times real time by this clock; without it as fast as it goes. */
  readonly pace?: { readonly clock: Clock; readonly speed: number };
  readonly signal: AbortSignal;
}

/** Runs until the signal aborts. Every process of a lock-step run is in one of these. */
export async function runInLockStep(options: LockStepOptions): Promise<void> {
  const { media, clock, settled, pace, signal } = options;
  const begun = pace?.clock.now() ?? 0;
  for (let tick = 1; !signal.aborted; tick++) {
    media.step(1);
    clock.advance(TICK_MS);
    await setImmediate();
    await settled();
    if (!pace) continue;
    const ahead = begun + (tick * TICK_MS) / pace.speed - pace.clock.now();
    if (ahead > 5) await sleep(pace.clock, ahead);
  }
}
