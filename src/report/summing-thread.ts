// SPDX-License-Identifier: GPL-2.0-or-later
// Where does a box add up what a report asks for, and the sums of quarters? In a thread of its own, below calls: it reads the records by itself.

import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { type FaultCode, TelephonyError } from '../faults.js';
import type { Instant } from '../kernel/index.js';
import { DirectoryRecords, type Reach } from '../store/index.js';
import type { ReportParams, ReportShop } from './keeper.js';
import { REPORT_METHODS } from './methods.js';
import type { Period } from './metrics.js';
import { QUARTER_QUESTIONS, type QuarterQuestion } from './quarter-rows.js';
import type { SummedBox } from './quarters-read.js';

/** What the thread is begun with. */
export interface SummingGiven {
  readonly program: 'spillway-sums';
  readonly directory: string;
}

/** A report, and all that it goes by but the records. */
export interface ReportToSum {
  readonly method: string;
  readonly shop: ReportShop;
  readonly now: Instant;
  readonly reach?: Reach | undefined;
  readonly params: ReportParams;
}

/** Of a time's quarters. */
export interface QuartersToSum {
  readonly question: QuarterQuestion;
  readonly period: Period;
  readonly box: SummedBox;
}

export type SumsAsked = { readonly n: number } & (ReportToSum | QuartersToSum);

export type SumsTold = { readonly n: number } & (
  | { readonly sums: unknown }
  | { readonly code: FaultCode; readonly detail: string }
);

const NICE = 10; // calls and their routing first

/** This file may be loaded in threads that are begun for something else. */
const given = workerData as SummingGiven | null;
if (parentPort !== null && given?.program === 'spillway-sums') serve(parentPort, given.directory);

function serve(port: NonNullable<typeof parentPort>, directory: string): void {
  setPriority(NICE); // on Linux of the calling thread alone
  port.on('message', (asked: SumsAsked) => {
    const { n } = asked;
    sumsOf(directory, asked).then(
      (sums) => port.postMessage({ n, sums } satisfies SumsTold),
      (error: unknown) => port.postMessage({ n, ...faultOf(error) } satisfies SumsTold),
    );
  });
}

/** By a connection of its own: a file that was put in the place of the other is seen by the next report. */
async function sumsOf(directory: string, asked: SumsAsked): Promise<unknown> {
  const records = new DirectoryRecords(directory);
  try {
    if ('question' in asked) return await QUARTER_QUESTIONS[asked.question](records, asked.period, asked.box);
    const { method, shop, now, reach, params } = asked;
    return await REPORT_METHODS[method]?.({ records: () => records, shop: () => shop, now: () => now, reach }, params);
  } finally {
    await records.close();
  }
}

function faultOf(error: unknown): { readonly code: FaultCode; readonly detail: string } {
  if (error instanceof TelephonyError) return { code: error.code, detail: error.detail };
  return { code: 'STORE_UNREADABLE', detail: error instanceof Error ? error.message : String(error) };
}
