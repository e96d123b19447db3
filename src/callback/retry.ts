// SPDX-License-Identifier: GPL-2.0-or-later
// An attempt has failed: when is the next one, if there is one?

import { RETRIES, type Retry } from '../dialling/index.js';
import type { Duration, Instant } from '../kernel/index.js';
import type { RequestFacts } from './callback-state.js';
import type { AttemptOutcome, GiveUpReason } from './rows.js';
import type { CallbackSettings, Failure } from './settings.js';

export type { Failure } from './settings.js';

const MINUTE: Duration = 60_000;

/** The outcomes that the exchange knows nothing of. */
const OWN: Readonly<Record<Exclude<Failure, keyof typeof RETRIES>, Retry>> = {
  notConfirmed: { counts: true, spacing: 30 * MINUTE },
  hungUp: { counts: true, spacing: 30 * MINUTE },
  noAgent: { counts: true, spacing: 5 * MINUTE },
  declined: { counts: true },
  refused: { counts: true },
  doNotCall: { counts: false },
  notCallable: { counts: false },
  withdrawn: { counts: false, spacing: 0 },
  interrupted: { counts: false, spacing: MINUTE },
};

const POLICY: Readonly<Record<Failure, Retry>> = { ...RETRIES, ...OWN };

/** What becomes of a request after a failure. */
export type AfterFailure =
  | { readonly again: true; readonly due: Instant; readonly attempts: number }
  | { readonly again: false; readonly reason: GiveUpReason; readonly attempts: number };

/** When the next attempt falls due, or why there is none. */
export function afterFailure(
  request: RequestFacts,
  outcome: Failure,
  settings: CallbackSettings,
  at: Instant,
): AfterFailure {
  const { counts, once, spacing: usual } = POLICY[outcome];
  const spacing = usual === undefined ? undefined : (settings.spacing[outcome] ?? usual);
  const attempts = request.attempts + (counts ? 1 : 0);
  if (spacing === undefined) return { again: false, reason: outcome, attempts };
  if (once && request.lastOutcome === outcome) return { again: false, reason: outcome, attempts };
  if (attempts >= settings.attempts) return { again: false, reason: 'attempts', attempts };
  if (at >= request.expiresAt) return { again: false, reason: 'expired', attempts };
  return { again: true, due: at + spacing, attempts };
}

/** Whether the customer's telephone may have noticed the attempt: such calls count for the limits per number. */
export function mayHaveRung(outcome: AttemptOutcome): boolean {
  return outcome === 'connected' || outcome === 'interrupted' || outcome === 'withdrawn' || POLICY[outcome].counts;
}
