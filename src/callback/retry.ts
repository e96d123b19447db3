// SPDX-License-Identifier: GPL-2.0-or-later
// An attempt has failed: when is the next one, if there is one?

import { RETRIES, type Retry } from '../dialling/index.js';
import type { Duration, Instant } from '../kernel/index.js';
import type { RequestFacts } from './callback-state.js';
import type { AttemptOutcome, AttemptRow, GiveUpReason } from './rows.js';
import type { CallbackSettings, Failure } from './settings.js';

export type { Failure } from './settings.js';

const MINUTE: Duration = 60_000;

/** The outcomes that the exchange knows nothing of. */
const OWN: Readonly<Record<Exclude<Failure, keyof typeof RETRIES>, Retry>> = {
  notConfirmed: { counts: true, spacing: 30 * MINUTE },
  hungUp: { counts: true, spacing: 30 * MINUTE },
  noAgent: { counts: true, spacing: 5 * MINUTE },
  machine: { counts: true, spacing: 30 * MINUTE },
  dropped: { counts: true, spacing: 30 * MINUTE },
  declined: { counts: true },
  refused: { counts: true },
  doNotCall: { counts: false },
  blocked: { counts: false },
  notCallable: { counts: false },
  barredByClass: { counts: false },
  withdrawn: { counts: false, spacing: 0 },
  interrupted: { counts: false, spacing: MINUTE },
};

const POLICY: Readonly<Record<Failure, Retry>> = { ...RETRIES, ...OWN };

/** The first form of a number was wrong: the other one is tried as soon as the limits of the number allow. */
const OTHER_FORM: Retry = { counts: false, spacing: 0 };

/** What became of an attempt. */
export interface Failed {
  readonly outcome: Failure;
  /** His telephone may have rung: then it counts, whatever the cause was. */
  readonly rang: boolean;
  /** The digits were wrong, and the number has another form: that one is worth a call. */
  readonly otherForm: boolean;
}

/** What becomes of a request after a failure. */
export type AfterFailure =
  | { readonly again: true; readonly due: Instant; readonly attempts: number }
  | { readonly again: false; readonly reason: GiveUpReason; readonly attempts: number };

/** When the next attempt falls due, or why there is none. `request`: with the attempt's SETUP, if it sent one. */
export function afterFailure(
  request: RequestFacts,
  { outcome, rang, otherForm }: Failed,
  settings: CallbackSettings,
  at: Instant,
): AfterFailure {
  const { counts, once, spacing: usual } = otherForm ? OTHER_FORM : POLICY[outcome];
  const spacing = usual === undefined || otherForm ? usual : (settings.spacing[outcome] ?? usual);
  const attempts = request.attempts + (counts || rang ? 1 : 0);
  if (spacing === undefined) return { again: false, reason: outcome, attempts };
  if (once && request.lastOutcome === outcome) return { again: false, reason: outcome, attempts };
  const reason = exhausted({ attempts, setups: request.setups }, settings);
  if (reason !== undefined) return { again: false, reason, attempts };
  if (at >= request.expiresAt) return { again: false, reason: 'expired', attempts };
  return { again: true, due: at + spacing, attempts };
}

/** Why a request is worth no further attempt; nothing: it is. */
export function exhausted(
  { attempts, setups }: Pick<RequestFacts, 'attempts' | 'setups'>,
  settings: CallbackSettings,
): 'attempts' | 'setups' | undefined {
  if (attempts >= settings.attempts) return 'attempts';
  return setups >= settings.setups ? 'setups' : undefined;
}

/** Outcomes of attempts that may have come to their end before SETUP. */
const BEFORE_SETUP: ReadonlySet<AttemptOutcome> = new Set([
  'congestion',
  'doNotCall',
  'blocked',
  'notCallable',
  'barredByClass',
  'withdrawn',
]);

/** Whether an attempt has sent its SETUP, or may have: where the box was stopped, nobody knows. */
export function maySetUp({ dialled, rangAt, outcome }: AttemptRow): boolean {
  return dialled !== undefined || rangAt !== undefined || outcome === undefined || !BEFORE_SETUP.has(outcome);
}
