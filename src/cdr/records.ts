// SPDX-License-Identifier: GPL-2.0-or-later
// What is the record of a call? A row for its contact, for itself, for each leg and each stay of a leg, from its history alone.

import type { Instant } from '../kernel/index.js';
import type { Batch, NewRow } from '../store/index.js';
import { contactRecord } from './contacts.js';
import { type CallFact, type CallHistory, dispositionOf, first, firstLeg, type LegIdentity, last } from './history.js';
import { segmentsOf } from './segments.js';

type CallRecord = NewRow<'call'>;
type LegRecord = NewRow<'leg'>;

/**
 * The row of a call as it stands. Offered: SETUP came, or we began to dial. Answered: the customer's leg was connected, be it
 * by a computer agent. Ended: the last leg was cleared. What was between is in its segments.
 */
export function callRecord(history: CallHistory): CallRecord {
  const { call, facts } = history;
  const { customer: _, language: __, ...identity } = call;
  const ended = last(history, 'ended');
  const captured = last(history, 'captured');
  const customer = firstLeg(history)?.id;
  return {
    ...identity,
    queue: last(history, 'queued')?.queue ?? call.queue ?? null,
    agent: lastAgent(facts) ?? call.agent ?? null,
    request: captured?.request ?? call.request ?? null,
    disposition: dispositionOf(history),
    reason: last(history, 'refused')?.reason ?? null,
    cause: ended ? (ended.cause ?? causeOf(facts, customer)) : null,
    offeredAt: offeredAt(history),
    answeredAt: answeredAt(facts, customer),
    endedAt: ended?.at ?? null,
  };
}

/** The rows of its legs, in the order in which they began. */
export function legRecords({ call, facts }: CallHistory): LegRecord[] {
  return facts
    .filter((fact) => fact.type === 'legBegan')
    .map(({ at, leg: { role: _, ...leg } }) => {
      const own = facts.filter((fact) => concerns(fact, leg));
      const find = <Type extends CallFact['type']>(type: Type) =>
        own.find((fact): fact is Extract<CallFact, { type: Type }> => fact.type === type);
      const cleared = find('legCleared');
      return {
        ...leg,
        call: call.id,
        offeredAt: at,
        answeredAt: find('legAnswered')?.at ?? null,
        endedAt: cleared?.at ?? null,
        cause: cleared?.cause ?? null,
        clearedBy: cleared?.by ?? null,
      };
    });
}

/**
 * Puts the call's rows into the batch as they stand now; the same rows are written over. The contact's with them, when it is
 * the call's own; a contact of several calls is its owner's to write.
 */
export function writeCall(batch: Batch, history: CallHistory): void {
  batch.rows(() => {
    const { contact } = history.call;
    if (contact === undefined || contact === history.call.id) batch.put('contact', contactRecord([history]));
    batch.put('call', callRecord(history));
    for (const leg of legRecords(history)) batch.put('leg', leg);
    for (const segment of segmentsOf(history)) batch.segment(segment);
  });
}

/** The call's first record: its rows and the event `call.offered`. Once for each call. */
export function openCall(batch: Batch, history: CallHistory): void {
  writeCall(batch, history);
  const { id, direction, calling, called, accessNumber } = history.call;
  const leg = firstLeg(history);
  const place = leg?.span && leg.slot ? { span: leg.span, slot: leg.slot } : {};
  const numbers = { calling: calling ?? null, called: called ?? null, accessNumber: accessNumber ?? null };
  batch.event('call.offered', { call: id, direction, ...numbers, ...place }, offeredAt(history));
}

/** The call's last record, when its facts have `ended`: its rows and the event `call.ended`. Once for each call. */
export function closeCall(batch: Batch, history: CallHistory): void {
  writeCall(batch, history);
  const { id, direction, disposition, endedAt, reason, ...row } = callRecord(history);
  if (!disposition || typeof endedAt !== 'number') throw new RangeError(`call ${id} has not ended`);

  const { cause = null, queue = null, agent = null, request = null } = row;
  const facts = { call: id, direction, disposition, cause, queue, agent, request };
  batch.event('call.ended', { ...facts, ...(reason ? { reason } : {}) }, endedAt);
}

function offeredAt(history: CallHistory): Instant {
  const offered = first(history, 'offered') ?? history.facts[0];
  if (!offered) throw new RangeError(`call ${history.call.id} has no facts`);
  return offered.at;
}

function lastAgent(facts: readonly CallFact[]): string | undefined {
  const bridged = facts.findLast((fact) => fact.type === 'bridged' && fact.agent !== undefined);
  return bridged?.type === 'bridged' ? bridged.agent : undefined;
}

function answeredAt(facts: readonly CallFact[], leg: string | undefined): Instant | null {
  return facts.find((fact) => fact.type === 'legAnswered' && fact.leg === leg)?.at ?? null;
}

function causeOf(facts: readonly CallFact[], leg: string | undefined): number | null {
  for (const fact of facts) if (fact.type === 'legCleared' && fact.leg === leg) return fact.cause;
  return null;
}

function concerns(fact: CallFact, { id }: LegIdentity): boolean {
  return 'leg' in fact && fact.leg === id;
}
