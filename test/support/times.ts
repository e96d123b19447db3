// SPDX-License-Identifier: GPL-2.0-or-later
// When did a call ring, wait and talk first? What its segments say.
import type { Reads } from '../../src/store/index.js';

/** Beginnings, null where there was none. */
export interface Times {
  readonly ringingAt: number | null;
  readonly queuedAt: number | null;
  readonly bridgedAt: number | null;
}

/** All calls, the first offered first, each with the beginnings of its legs' stays. */
export async function timedCalls(reads: Reads) {
  const calls = await reads.selectFrom('call').selectAll().orderBy('offeredAt').execute();
  const segments = await reads.selectFrom('segment').selectAll().execute();
  return calls.map((call) => ({ ...call, ...timesOf(segments.filter((segment) => segment.call === call.id)) }));
}

/** The legs of a call, likewise. */
export async function timedLegs(reads: Reads, call: string) {
  const legs = await reads.selectFrom('leg').selectAll().where('call', '=', call).orderBy('offeredAt').execute();
  const segments = await reads.selectFrom('segment').selectAll().execute();
  return legs.map((leg) => ({ ...leg, ...timesOf(segments.filter((segment) => segment.leg === leg.id)) }));
}

function timesOf(segments: readonly { readonly kind: string; readonly fromAt: number }[]): Times {
  const begun = (kind: string) => {
    const all = segments.filter((segment) => segment.kind === kind).map(({ fromAt }) => fromAt);
    return all.length === 0 ? null : Math.min(...all);
  };
  return { ringingAt: begun('ringing'), queuedAt: begun('waiting'), bridgedAt: begun('talking') };
}
