// SPDX-License-Identifier: GPL-2.0-or-later
// What came of the demonstration? Figures of both sides, and the exchange's verdict on what was heard.

import type { BoxStatus } from '../../engine/index.js';
import { type BoxRecords, type ExchangeLog, type JudgedCall, judge, type Verdict } from '../../sim/index.js';
import { askDirectory, type WholeBooks } from '../../store/index.js';
import type { DemoOptions } from './plan.js';

/** What `--report` writes. */
export interface DemoReport {
  readonly seed: number;
  readonly speed: number;
  readonly spans: number;
  readonly agents: number;
  readonly offered: number;
  readonly answered: number;
  readonly abandoned: number;
  readonly captured: number;
  readonly captureOnly: number;
  readonly merged: number;
  readonly refused: number;
  readonly interrupted: number;
  readonly blocked: number;
  readonly callbacks: {
    readonly created: number;
    readonly attempted: number;
    readonly reached: number;
    readonly connected: number;
    readonly failed: number;
    readonly open: number;
  };
  readonly lost: number;
  readonly balanced: boolean;
  readonly recordings: { readonly files: number; readonly seconds: number };
  readonly ticks: { readonly total: number; readonly late: number; readonly overruns: number; readonly slips: number };
}

/** Whether no promise was lost and the books balance. */
export function isGood({ lost, balanced }: DemoReport): boolean {
  return lost === 0 && balanced;
}

/** The box's books as the judge reads them. */
export function boxRecords({ requests, captures, legs }: WholeBooks): BoxRecords {
  const calls = legs.map((leg): JudgedCall => {
    const inbound = leg.direction === 'inbound';
    return {
      id: leg.id,
      direction: inbound ? 'in' : 'out',
      calling: inbound ? (leg.callingRaw ?? leg.calling ?? '') : '',
      called: inbound ? (leg.accessNumber ?? leg.called ?? '') : (leg.number ?? ''),
      span: leg.span ?? '',
      slot: leg.slot ?? 0,
      startedAt: leg.offeredAt,
    };
  });
  return { requests, captures, calls };
}

/** Reads the box's data directory after it has ended, and judges. */
export async function makeReport(
  options: DemoOptions,
  directory: string,
  log: ExchangeLog,
  last: BoxStatus,
): Promise<{ report: DemoReport; verdict: Verdict }> {
  const books = await askDirectory(directory, 'wholeBooks', null);
  const verdict = judge(log.calls, boxRecords(books));
  const { recordings } = books;
  const { calls, callbacks } = last;
  const { offered, ...rest } = calls;
  const sum = Object.values(rest).reduce((total, count) => total + count, 0);
  const { merged, ...kept } = callbacks;
  const report: DemoReport = {
    seed: options.seed,
    speed: options.speed,
    spans: options.spans,
    agents: options.agents,
    offered,
    answered: calls.answered,
    abandoned: calls.abandoned,
    captured: calls.captured,
    captureOnly: calls.captureOnly,
    merged,
    refused: calls.refused,
    interrupted: calls.interrupted,
    blocked: log.blocked,
    callbacks: kept,
    lost: verdict.lost.length,
    balanced: offered === sum && offered === log.offered && verdict.unmatched.length === 0,
    recordings: {
      files: recordings.length,
      seconds: Math.round(recordings.reduce((total, r) => total + (r.durationMs ?? 0), 0) / 1000),
    },
    ticks: last.ticks,
  };
  return { report, verdict };
}
