// SPDX-License-Identifier: GPL-2.0-or-later
// How long does a report take after a year of 10,000 contacts a day? Standard reports, a page of a month's calls, a file of 100,000 of them.
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { recordMethods } from '../../../dist/host/record-methods.js';
import { csv, oneAhead } from '../../../dist/kernel/index.js';
import { detailRows } from '../../../dist/report/index.js';
import { RecordsBeside } from '../../../dist/store/index.js';
import { median, rounded } from '../figures.mjs';
import { ringsBesideReports } from '../rings-beside.mjs';
import { shopOfYear, wholeYear } from '../whole-year.mjs';
import { days, yearBegins, zone } from '../year-facts.mjs';

export const about = 'reports of a year of 10,000 contacts a day: how long they take';

/** The first run makes the year up: minutes, and some GB below build/. */
export const onlyWhenAsked = true;

const perDay = { whole: 10_000, trial: 20, wholeFrom: 10 };
const times = 3;
const limits = { reportMs: 1_000, pageMs: 200, fileMs: 10_000, gib: 8, madeMs: 600_000 };
const fileRows = 100_000;
const patience = { page: 60_000, turn: 60_000, question: 60_000 };

/** Standard reports of the year, and of its last month. */
const asked = [
  {},
  { by: 'month' },
  { by: 'week' },
  { by: 'day' },
  { by: 'hour' },
  { by: 'weekday' },
  { by: 'queue' },
  { by: 'access-number' },
  { by: 'agent' },
];

/** The reports alone; and what they cost the calls of a box. */
export const stages = { reports, rings };

/** @param {import('../figures.mjs').Run} run */
async function rings(run) {
  const count = run.seconds < perDay.wholeFrom ? perDay.trial : perDay.whole;
  return [await ringsBesideReports(await wholeYear(count, run.say), run)];
}

/** @param {import('../figures.mjs').Run} run */
async function reports({ seconds, say }) {
  const count = seconds < perDay.wholeFrom ? perDay.trial : perDay.whole;
  const begun = performance.now();
  const directory = await wholeYear(count, say);
  const madeMs = performance.now() - begun;
  const bytes = readdirSync(directory).reduce((sum, file) => sum + statSync(path.join(directory, file)).size, 0);
  const records = new RecordsBeside(directory, patience);
  try {
    const config = shopOfYear();
    const methods = recordMethods({
      records: () => records,
      config: () => config,
      now: () => yearBegins + days * 86_400_000,
    });
    const rows = [madeRow(count, bytes, madeMs)];
    for (const params of asked) rows.push(await reportRow(methods, { name: 'year', year: '2025', ...params }));
    rows.push(await reportRow(methods, { name: 'month', month: '2025-11', by: 'day' }));
    rows.push(await pageRow(methods), await fileRow(methods));
    return rows;
  } finally {
    await records.close();
  }
}

/**
 * @param {number} count
 * @param {number} bytes
 * @param {number} madeMs
 */
function madeRow(count, bytes, madeMs) {
  const gib = bytes / 2 ** 30;
  return {
    what: `the database of a year, ${count} contacts a day`,
    method: 'size',
    figure: `${gib.toFixed(2)} GiB, made in ${(madeMs / 1000).toFixed(0)} s`,
    values: { gib: rounded(gib), madeMs: rounded(madeMs), contacts: count * days },
    toReach: `at most ${limits.gib} GB`,
    reached: bytes <= limits.gib * 1e9,
  };
}

/**
 * @param {Readonly<Record<string, (params: any) => unknown>>} methods
 * @param {object} params
 */
async function reportRow(methods, params) {
  const took = [];
  for (let n = 0; n < times; n++) {
    const taken = taking();
    await methods.report?.(params);
    took.push(taken());
  }
  return figure(`report ${Object.values(params).join(' ')}`, took, limits.reportMs);
}

/** @param {Readonly<Record<string, (params: any) => unknown>>} methods */
async function pageRow(methods) {
  const took = [];
  let after;
  for (let n = 0; n < 10 * times; n++) {
    const taken = taking();
    const page = /** @type {any} */ (
      await methods['report.calls']?.({ name: 'incoming', month: '2025-11', most: 100, after })
    );
    took.push(taken());
    after = page.next;
  }
  return figure('a page of 100 of the calls of a month', took, limits.pageMs);
}

/**
 * Its rows, page by page.
 * @param {Readonly<Record<string, (params: any) => unknown>>} methods
 */
async function* pages(methods) {
  for (let after; ; ) {
    const params = { name: 'incoming', from: '2025-10-01', to: '2025-12-31', most: 1_000, after };
    const page = /** @type {any} */ (await methods['report.calls']?.(params));
    yield page.rows;
    if (page.next === undefined) return;
    after = page.next;
  }
}

/** @param {Readonly<Record<string, (params: any) => unknown>>} methods */
async function fileRow(methods) {
  const taken = taking();
  const { cells } = detailRows('incoming', { language: 'en', zone });
  let [written, bytes] = [0, 0];
  for await (const rows of oneAhead(pages(methods))) {
    bytes += csv(rows.map(cells)).length;
    written += rows.length;
    if (written >= fileRows) break;
  }
  return figure(`CSV of ${written} calls, ${(bytes / 2 ** 20).toFixed(1)} MiB`, [taken()], limits.fileMs);
}

/** @typedef {{ readonly ms: number, readonly processorMs: number }} Taken by the clock on the wall, and of a processor in all threads */

/** Starts to measure; the function that it gives tells how long it took. */
function taking() {
  const [begun, before] = [performance.now(), process.cpuUsage()];
  return () => {
    const { user, system } = process.cpuUsage(before);
    return { ms: performance.now() - begun, processorMs: (user + system) / 1_000 };
  };
}

/**
 * @param {string} what
 * @param {readonly Taken[]} took
 * @param {number} most
 */
function figure(what, took, most) {
  const ms = median(took.map((one) => one.ms));
  const processorMs = median(took.map((one) => one.processorMs));
  return {
    what,
    method: `median of ${took.length}`,
    figure: `${ms.toFixed(0)} ms; ${processorMs.toFixed(0)} ms of a processor`,
    values: { ms: rounded(ms), processorMs: rounded(processorMs), n: took.length },
    toReach: `at most ${most} ms`,
    reached: ms <= most,
  };
}
