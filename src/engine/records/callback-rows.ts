// SPDX-License-Identifier: GPL-2.0-or-later
// How do a callback's changes stand in the database? Rows as they are, and the business event of each.

import type {
  AttemptOutcome,
  AttemptRow,
  CallbackChange,
  CallbackFact,
  CaptureRow,
  GiveUpReason,
  RequestOrigin,
  RequestRow,
  RequestWants,
} from '../../callback/index.js';
import type { Instant } from '../../kernel/index.js';
import type { Batch, CallbackAttemptRow, CallbackRequestRow } from '../../store/index.js';

/** Writes changes into a batch, requests first: captures and attempts refer to them. */
export function putCallbackChanges(batch: Batch, changes: readonly CallbackChange[], at: Instant): Batch {
  const rank = (change: CallbackChange) => (change.type === 'request' ? 0 : 1);
  for (const change of [...changes].sort((a, b) => rank(a) - rank(b))) {
    switch (change.type) {
      case 'request':
        putRequest(batch, change.row, change.fact, attemptOfFact(changes, change), at);
        break;
      case 'attempt':
        putAttempt(batch, change.row);
        break;
      case 'capture':
        putCapture(batch, change.row, changes, at);
        break;
      case 'asked': {
        const { request, number, by, queue, visitor } = change;
        batch.event('callback.asked', { request, number, by }, Math.round(at));
        if (visitor === undefined) break;
        const id = `${request}/${Math.round(at)}`;
        const { address, page = null, note = null } = visitor;
        batch.put('webRequest', { id, at: Math.round(at), number, request, queue, address, page, note });
        break;
      }
      case 'doNotCall':
        batch.put('doNotCall', { number: change.number, at: Math.round(change.at), reason: 'optOut', by: 'customer' });
        batch.event('doNotCall.added', { number: change.number, reason: 'optOut' }, Math.round(at));
    }
  }
  return batch;
}

/** The attempt that a request's fact is about follows it in the batch; others there are of other facts, or of other requests. */
function attemptOfFact(changes: readonly CallbackChange[], of: CallbackChange): AttemptRow | undefined {
  const rest = changes.slice(changes.indexOf(of) + 1);
  const next = rest.findIndex(({ type }) => type === 'request');
  const own = (next < 0 ? rest : rest.slice(0, next)).find((change) => change.type === 'attempt')?.row;
  return of.type === 'request' && own?.request === of.row.id ? own : undefined;
}

/** After these it waits for its time; in all others it is being called, or over. */
const STILL_DUE: ReadonlySet<CallbackFact> = new Set([
  'created',
  'merged',
  'uncaptured',
  'released',
  'failed',
  'changed',
  'renewed',
  'postponed',
]);

function putRequest(
  batch: Batch,
  row: RequestRow,
  fact: CallbackFact | undefined,
  attempt: AttemptRow | undefined,
  at: Instant,
): void {
  batch.put('callbackRequest', requestColumns(row));
  if (fact === undefined) return;

  batch.event(
    `callback.${fact}`,
    {
      request: row.id,
      queue: row.queue,
      agent: attempt?.agent ?? null,
      number: row.number,
      attempt: attempt?.id ?? null,
      outcome: row.reason ?? attempt?.outcome ?? null,
      cause: attempt?.cause ?? null,
      ...(STILL_DUE.has(fact) && { due: Math.round(row.due) }),
    },
    Math.round(at),
  );
}

/** A request as the table has it. */
export function requestColumns(
  row: RequestRow,
): Omit<CallbackRequestRow, 'promised' | 'hidden'> & { promised: boolean; hidden: boolean } {
  return {
    id: row.id,
    number: row.number,
    queue: row.queue,
    promised: row.promised,
    createdAt: Math.round(row.createdAt),
    enqueuedAt: Math.round(row.enqueuedAt),
    due: Math.round(row.due),
    expiresAt: Math.round(row.expiresAt),
    captures: row.captures,
    attempts: row.attempts,
    setups: row.setups,
    lastOutcome: row.lastOutcome ?? null,
    state: row.state,
    leaseOwner: row.leaseOwner ?? null,
    leaseUntil: rounded(row.leaseUntil),
    attempt: row.attempt ?? null,
    closedAt: rounded(row.closedAt),
    reason: row.reason ?? null,
    origin: row.origin,
    grade: row.grade,
    agent: row.agent ?? null,
    accessNumber: row.accessNumber ?? null,
    wants: row.wants === undefined ? null : JSON.stringify(row.wants),
    note: row.note ?? null,
    hidden: row.hidden ?? false,
    detail: null,
  };
}

const rounded = (at: Instant | undefined) => (at === undefined ? null : Math.round(at));

function putAttempt(batch: Batch, row: AttemptRow): void {
  batch.put('callbackAttempt', {
    id: row.id,
    request: row.request,
    number: row.number,
    order: row.order,
    startedAt: Math.round(row.startedAt),
    agent: row.agent ?? null,
    dialled: row.dialled ?? null,
    rangAt: rounded(row.rangAt),
    reachedAt: rounded(row.reachedAt),
    confirmedAt: rounded(row.confirmedAt),
    endedAt: rounded(row.endedAt),
    outcome: row.outcome ?? null,
    cause: row.cause ?? null,
    direct: row.direct ?? false,
  });
}

function putCapture(batch: Batch, row: CaptureRow, changes: readonly CallbackChange[], at: Instant): void {
  const { arrivedAt, capturedAt, prompt, promptDigest, way = 'spoken', unconfirmed, ...rest } = row;
  batch.insert('capture', {
    ...rest,
    arrivedAt: Math.round(arrivedAt),
    capturedAt: Math.round(capturedAt),
    prompt: prompt ?? null,
    playedMs: null,
    detail: JSON.stringify({ way, ...(unconfirmed && { unconfirmed }), ...(promptDigest && { promptDigest }) }),
  });
  const merged = !changes.some((change) => change.type === 'request' && change.fact === 'created');
  const { call, request, number, source, promised } = row;
  const how = { way, ...(unconfirmed && { unconfirmed }) };
  batch.event('capture.taken', { call, request, number, source, promised, merged, ...how }, Math.round(at));
}

/** A request's row as the callback room takes it up again. */
export function requestOf(row: CallbackRequestRow): RequestRow {
  return {
    id: row.id,
    number: row.number,
    queue: row.queue,
    promised: row.promised !== 0,
    createdAt: row.createdAt,
    enqueuedAt: row.enqueuedAt,
    due: row.due,
    expiresAt: row.expiresAt,
    captures: row.captures,
    attempts: row.attempts,
    setups: row.setups,
    state: row.state,
    origin: row.origin as RequestOrigin,
    grade: row.grade,
    ...(row.agent === null ? {} : { agent: row.agent }),
    ...(row.accessNumber === null ? {} : { accessNumber: row.accessNumber }),
    ...(row.wants === null ? {} : { wants: JSON.parse(row.wants) as RequestWants }),
    ...(row.note === null ? {} : { note: row.note }),
    ...(row.hidden !== 0 && { hidden: true as const }),
    ...(row.lastOutcome === null ? {} : { lastOutcome: row.lastOutcome as AttemptOutcome }),
    ...(row.leaseOwner === null ? {} : { leaseOwner: row.leaseOwner }),
    ...(row.leaseUntil === null ? {} : { leaseUntil: row.leaseUntil }),
    ...(row.attempt === null ? {} : { attempt: row.attempt }),
    ...(row.closedAt === null ? {} : { closedAt: row.closedAt }),
    ...(row.reason === null ? {} : { reason: row.reason as GiveUpReason }),
  };
}

/** An attempt's row as the callback room takes it up again. */
export function attemptOf(row: CallbackAttemptRow): AttemptRow {
  return {
    id: row.id,
    request: row.request,
    number: row.number,
    order: row.order,
    startedAt: row.startedAt,
    ...(row.agent === null ? {} : { agent: row.agent }),
    ...(row.dialled === null ? {} : { dialled: row.dialled }),
    ...(row.rangAt === null ? {} : { rangAt: row.rangAt }),
    ...(row.reachedAt === null ? {} : { reachedAt: row.reachedAt }),
    ...(row.confirmedAt === null ? {} : { confirmedAt: row.confirmedAt }),
    ...(row.endedAt === null ? {} : { endedAt: row.endedAt }),
    ...(row.outcome === null ? {} : { outcome: row.outcome as AttemptOutcome }),
    ...(row.cause === null ? {} : { cause: row.cause }),
    ...(row.direct !== 0 && { direct: true as const }),
  };
}
