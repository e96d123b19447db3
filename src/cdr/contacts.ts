// SPDX-License-Identifier: GPL-2.0-or-later
// What is the record of a contact? One row for a customer's dealings, from the histories of its calls alone.

import { DISPOSITIONS } from '../bus/index.js';
import type { NewRow } from '../store/index.js';
import { type CallHistory, contactOf, dispositionOf, first, firstLeg, last } from './history.js';

/**
 * The row of a contact as it stands; the first of its calls is the one that it began with. It ends when all of them have, in
 * the one way that stands first in `DISPOSITIONS` of all in which they did.
 */
export function contactRecord(histories: readonly [CallHistory, ...CallHistory[]]): NewRow<'contact'> {
  const [begun] = histories;
  const {
    direction,
    calling = null,
    called = null,
    accessNumber = null,
    customer = null,
    language = null,
  } = begun.call;
  const ends = histories.map((history) => last(history, 'ended')?.at);
  const over = ends.every((end) => end !== undefined);
  const customers = histories.filter(({ call }) => call.direction !== 'internal' || call === begun.call);
  const said = new Set(customers.map((history) => dispositionOf(history)));
  const refused = histories.map((history) => last(history, 'refused')?.reason).find((reason) => reason !== undefined);
  const data = histories.map((history) => last(history, 'dataAttached')?.data).findLast((one) => one !== undefined);
  return {
    id: contactOf(begun.call),
    direction,
    number: direction === 'inbound' ? calling : called,
    accessNumber,
    customer,
    language,
    startedAt: (first(begun, 'offered') ?? begun.facts[0])?.at ?? 0,
    endedAt: over ? Math.max(...ends.map((end) => end ?? 0)) : null,
    disposition: over ? (DISPOSITIONS.find((disposition) => said.has(disposition)) ?? null) : null,
    reason: refused ?? null,
    cause: over ? causeOf(begun) : null,
    ...(data !== undefined && { data: JSON.stringify(data) }),
  };
}

/** Why the customer's leg was cleared. */
function causeOf(history: CallHistory): number | null {
  const customer = firstLeg(history)?.id;
  const cleared = history.facts.find((fact) => fact.type === 'legCleared' && fact.leg === customer);
  return last(history, 'ended')?.cause ?? (cleared?.type === 'legCleared' ? cleared.cause : null);
}
