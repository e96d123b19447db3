// SPDX-License-Identifier: GPL-2.0-or-later
// Did the box keep its word? The exchange judges by what was heard on the wire against what the box has written.

import type { ExchangeCall } from './log.js';

/** A callback request as the box's database holds it. */
export interface JudgedRequest {
  readonly id: string;
  /** Normalised; compared with the caller's number by its last 11 digits. */
  readonly number: string;
  readonly createdAt: number;
  readonly closedAt: number | null;
}

/** A call as the box's CDR holds it, with the channel that it came in (went out) on. */
export interface JudgedCall {
  readonly id: string;
  readonly direction: 'in' | 'out';
  readonly calling: string;
  readonly called: string;
  readonly span: string;
  readonly slot: number;
  readonly startedAt: number;
}

/** What the box's database says. */
export interface BoxRecords {
  readonly requests: readonly JudgedRequest[];
  /** Which call stands in which request. */
  readonly captures: readonly { readonly call: string; readonly request: string }[];
  readonly calls: readonly JudgedCall[];
}

/** A promise that was heard and is not covered by exactly one request. */
export interface LostPromise {
  readonly number: string;
  readonly promisedAt: number;
  readonly reason: string;
}

/** An entry of one side that the other side lacks, or that does not agree. */
export interface Unmatched {
  readonly side: 'exchange' | 'box';
  readonly what: string;
}

/** What the judge found. */
export interface Verdict {
  readonly lost: readonly LostPromise[];
  readonly unmatched: readonly Unmatched[];
}

const tail = (number: string) => number.replace(/\D/g, '').slice(-11);

/** Judges a run; `lost` and `unmatched` are empty when the box kept its word and its books. */
export function judge(log: readonly ExchangeCall[], box: BoxRecords): Verdict {
  const { pairs, unmatched } = join(log, box.calls);
  const lost: LostPromise[] = [];
  for (const entry of log) {
    if (entry.promisedAt === undefined) continue;
    const reason = uncovered(entry, entry.promisedAt, pairs.get(entry), box);
    if (reason) lost.push({ number: entry.number, promisedAt: entry.promisedAt, reason });
  }
  return { lost, unmatched };
}

function uncovered(entry: ExchangeCall, at: number, call: JudgedCall | undefined, box: BoxRecords): string | undefined {
  if (!call) return 'the box has no record of the call';
  const covering = box.requests.filter(
    (request) =>
      tail(request.number) === tail(entry.number) &&
      request.createdAt <= at &&
      (request.closedAt === null || request.closedAt >= at),
  );
  if (covering.length !== 1) return `${covering.length} requests cover it`;
  const holds = box.captures.some((c) => c.call === call.id && c.request === covering[0]?.id);
  return holds ? undefined : `request ${covering[0]?.id} does not hold call ${call.id}`;
}

/** Joins the two logs: on each channel and direction the calls follow each other, so the n-th is the n-th. */
function join(log: readonly ExchangeCall[], calls: readonly JudgedCall[]) {
  const pairs = new Map<ExchangeCall, JudgedCall>();
  const unmatched: Unmatched[] = [];
  const ours = byChannel(log);
  const theirs = byChannel(calls);
  for (const key of new Set([...ours.keys(), ...theirs.keys()])) {
    const left = ours.get(key) ?? [];
    const right = theirs.get(key) ?? [];
    for (let i = 0; i < Math.max(left.length, right.length); i++) {
      const entry = left[i];
      const call = right[i];
      if (entry && call && agree(entry, call)) pairs.set(entry, call);
      else unmatched.push(...missing(key, entry, call));
    }
  }
  return { pairs, unmatched };
}

function missing(key: string, entry: ExchangeCall | undefined, call: JudgedCall | undefined): Unmatched[] {
  const out: Unmatched[] = [];
  if (entry) out.push({ side: 'exchange', what: `${key}: ${entry.number} to ${entry.called} (cause ${entry.cause})` });
  if (call) out.push({ side: 'box', what: `${key}: ${call.id} ${call.calling} to ${call.called}` });
  return out;
}

function byChannel<T extends { direction: string; span: string; slot: number; startedAt: number }>(list: readonly T[]) {
  const groups = new Map<string, T[]>();
  for (const item of [...list].sort((a, b) => a.startedAt - b.startedAt)) {
    const key = `${item.span}:${item.slot} ${item.direction}`;
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
}

function agree(entry: ExchangeCall, call: JudgedCall): boolean {
  if (entry.direction === 'out') return tail(entry.called) === tail(call.called);
  const number = entry.withheld ? true : tail(entry.number) === tail(call.calling);
  return number && tail(entry.called) === tail(call.called);
}
