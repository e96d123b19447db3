// SPDX-License-Identifier: GPL-2.0-or-later
// Did the box keep its word? The exchange judges by what was heard on the wire against what the box has written.

import { align } from './align.js';
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
  readonly direction: 'in' | 'out';
  /** When that side says it began. */
  readonly at: number;
  readonly what: string;
}

/** What the judge found. */
export interface Verdict {
  readonly lost: readonly LostPromise[];
  readonly unmatched: readonly Unmatched[];
}

/**
 * Milliseconds by which what was heard may bear a time before it was said. Up to four ticks are made up for when the
 * exchange's media thread comes late, and bear the time at which they were due; besides, engine time is put right at once
 * only when it is more than 100 ms behind the clock, else by 5 ms a second.
 */
const TIMED_EARLY = 80 + 100;

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
      request.createdAt <= at + TIMED_EARLY &&
      (request.closedAt === null || request.closedAt >= at),
  );
  if (covering.length !== 1) return `${covering.length} requests cover it; of his number are ${known(entry, at, box)}`;
  const holds = box.captures.some((c) => c.call === call.id && c.request === covering[0]?.id);
  return holds ? undefined : `request ${covering[0]?.id} does not hold call ${call.id}`;
}

/** His requests, from when to when, in milliseconds after the promise was heard. */
function known({ number }: ExchangeCall, at: number, { requests }: BoxRecords): string {
  const his = requests.filter((request) => tail(request.number) === tail(number));
  const after = (instant: number) => `${Math.round(instant - at)} ms`;
  return (
    his
      .map(({ createdAt, closedAt }) => `${after(createdAt)} to ${closedAt === null ? 'now' : after(closedAt)}`)
      .join(', ') || 'none'
  );
}

/**
 * Joins the two logs. On each channel and direction the calls follow each other, so the n-th is the n-th, until one side
 * lacks one: then as many as can be are joined in their order, those of one time rather than others.
 */
function join(log: readonly ExchangeCall[], calls: readonly JudgedCall[]) {
  const pairs = new Map<ExchangeCall, JudgedCall>();
  const unmatched: Unmatched[] = [];
  const ours = byChannel(log);
  const theirs = byChannel(calls);
  for (const key of new Set([...ours.keys(), ...theirs.keys()])) {
    const { both, left, right } = align(ours.get(key) ?? [], theirs.get(key) ?? [], likeness);
    for (const [entry, call] of both) pairs.set(entry, call);
    unmatched.push(...left.map((entry) => missing('exchange', key, entry, `${entry.number} (cause ${entry.cause})`)));
    unmatched.push(...right.map((call) => missing('box', key, call, `${call.calling} (${call.id})`)));
  }
  return { pairs, unmatched };
}

function missing(side: Unmatched['side'], key: string, call: ExchangeCall | JudgedCall, who: string): Unmatched {
  const { direction, startedAt, called } = call;
  return { side, direction, at: startedAt, what: `${key}: ${who} to ${called}` };
}

function byChannel<T extends { direction: string; span: string; slot: number; startedAt: number }>(list: readonly T[]) {
  const groups = new Map<string, T[]>();
  for (const item of [...list].sort((a, b) => a.startedAt - b.startedAt)) {
    const key = `${item.span}:${item.slot} ${item.direction}`;
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
}

const LONGEST_APART = 3_600_000;
const FAINT = 1e-5; // all differences of time together must not outweigh one call

function likeness(entry: ExchangeCall, call: JudgedCall): number {
  if (!agree(entry, call)) return 0;
  return 1 - (FAINT * Math.min(Math.abs(entry.startedAt - call.startedAt), LONGEST_APART)) / LONGEST_APART;
}

function agree(entry: ExchangeCall, call: JudgedCall): boolean {
  if (entry.direction === 'out') return tail(entry.called) === tail(call.called);
  const number = entry.withheld ? true : tail(entry.number) === tail(call.calling);
  return number && tail(entry.called) === tail(call.called);
}
