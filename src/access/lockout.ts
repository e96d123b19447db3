// SPDX-License-Identifier: GPL-2.0-or-later
// How are guessed PINs slowed down? Wrong ones in a row lock the agent out, twice as long with each further one.

import type { Duration, Instant } from '../kernel/index.js';

export interface LockoutSettings {
  /** Wrong PINs in a row before the first lock-out. */
  readonly tries: number;
  /** How long the first one lasts. */
  readonly lockout: Duration;
}

/** An agent's wrong PINs since his last right one. */
export interface Tries {
  readonly wrong: number;
  readonly lockedUntil: Instant | null;
}

const LONGEST: Duration = 3_600_000;

export const NO_TRIES: Tries = { wrong: 0, lockedUntil: null };

/** Until when the agent is locked out; undefined: he may try. */
export function lockedUntil(tries: Tries, at: Instant): Instant | undefined {
  return tries.lockedUntil !== null && at < tries.lockedUntil ? tries.lockedUntil : undefined;
}

/** The count after one more wrong PIN. */
export function afterWrongPin({ wrong }: Tries, { tries, lockout }: LockoutSettings, at: Instant): Tries {
  const now = wrong + 1;
  if (now < tries) return { wrong: now, lockedUntil: null };
  return { wrong: now, lockedUntil: at + Math.min(LONGEST, lockout * 2 ** (now - tries)) };
}
