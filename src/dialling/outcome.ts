// SPDX-License-Identifier: GPL-2.0-or-later
// How did a call out end, and is it worth another? Q.850 causes become outcomes, outcomes become retries.

import type { Duration } from '../kernel/index.js';

/** How a call out ended, in words that retries are decided by. */
export type Outcome =
  | 'answered'
  | 'busy'
  | 'noAnswer'
  | 'rejected'
  | 'badNumber'
  | 'unreachable'
  | 'congestion'
  | 'barred'
  | 'protocol';

/** What to do after an outcome. */
export interface Retry {
  /** Whether it uses up an attempt: only what the customer's telephone could have noticed. */
  readonly counts: boolean;
  /** How long to wait; nothing: never again. */
  readonly spacing?: Duration;
  /** One more call; the same outcome again ends it. */
  readonly once?: true;
  /** What else it asks for. */
  readonly also?: 'otherTrunk' | 'alarm' | 'trace';
}

const SECOND: Duration = 1_000;
const MINUTE: Duration = 60 * SECOND;

/** The retry of every outcome but `answered`. */
export const RETRIES: Readonly<Record<Exclude<Outcome, 'answered'>, Retry>> = {
  busy: { counts: true, spacing: 5 * MINUTE },
  noAnswer: { counts: true, spacing: 30 * MINUTE },
  rejected: { counts: true, spacing: 30 * MINUTE, once: true },
  badNumber: { counts: true },
  unreachable: { counts: true, spacing: 30 * MINUTE },
  congestion: { counts: false, spacing: MINUTE, also: 'otherTrunk' },
  barred: { counts: true, also: 'alarm' },
  protocol: { counts: true, spacing: 5 * MINUTE, once: true, also: 'trace' },
};

const BY_CAUSE: Readonly<Record<number, Outcome>> = {
  1: 'badNumber', // unallocated
  3: 'badNumber', // no route to destination
  16: 'noAnswer', // normal clearing, before an answer
  17: 'busy',
  18: 'noAnswer', // no user response
  19: 'noAnswer',
  20: 'unreachable', // subscriber absent
  21: 'rejected',
  22: 'badNumber', // number changed
  27: 'unreachable', // destination out of order
  28: 'badNumber', // invalid format
  31: 'noAnswer', // unspecified, before an answer
};

/** The outcome of a call that was cleared with a Q.850 cause; `answered` says whether it had been answered before. */
export function outcomeOf(cause: number, answered = false): Outcome {
  return answered ? 'answered' : (BY_CAUSE[cause] ?? outcomeOfClass(cause));
}

/** Q.850 groups causes by their three high bits; those that no line of the table names follow their group. */
function outcomeOfClass(cause: number): Outcome {
  if (cause < 32) return 'unreachable';
  if (cause < 48) return 'congestion'; // resource unavailable: 34, 38, 41, 42, 44, 47
  if (cause < 64) return 'barred'; // service or option not available: 50, 52, 54, 57, 58, 63
  return 'protocol'; // not implemented, invalid message, protocol error, interworking
}
