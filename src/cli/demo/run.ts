// SPDX-License-Identifier: GPL-2.0-or-later
// How does the demonstration run? Exchange and box side by side until all is quiet and every promise is settled.

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BoxStatus } from '../../engine/index.js';
import { TelephonyError } from '../../faults.js';
import { SystemClock, sleep } from '../../kernel/index.js';
import type { ExchangeLog } from '../../sim/index.js';
import { makeFolder } from '../../store/index.js';
import type { ExchangeReport } from '../exchange-reporter.js';
import type { Output } from '../output.js';
import { writeNamed } from '../written.js';
import { type DemoFiles, type Wiring, writeDemoFiles } from './files.js';
import { Page } from './page.js';
import { type DemoOptions, longestRun } from './plan.js';
import { Participant, PROGRAM } from './processes.js';
import { type DemoReport, makeReport } from './report.js';
import { Settling } from './settling.js';
import { STAY_PORT, sayWhere, seatPeople } from './stay.js';
import { summary } from './summary.js';

/** Runs it all, prints, and tells what came of it. `wiring`: how the two sides meet, when not over sockets. */
export async function runDemo(output: Output, options: DemoOptions, wiring?: Wiring): Promise<DemoReport> {
  return inFolder(options, async (directory, signal) => {
    const files = writeDemoFiles(directory, options, output.language, wiring);
    const last = await play(output, options, files, signal);
    if (last === undefined) throw notOver();
    const log = JSON.parse(readFileSync(files.log, 'utf8')) as ExchangeLog;
    const { report, verdict } = await makeReport(options, files.data, log, last);
    if (options.report) writeNamed(options.report, `${JSON.stringify(report, null, 2)}\n`);
    output.write(options.json ? JSON.stringify(report, null, 2) : summary(report, verdict, output.language));
    return report;
  });
}

/** Keeps it all up until Ctrl-C, with people to sign in as at the console. */
export async function stayDemo(output: Output, options: DemoOptions): Promise<void> {
  const staying = { ...options, stay: true };
  await inFolder(staying, (directory, signal) =>
    play(output, staying, writeDemoFiles(directory, staying, output.language), signal),
  );
}

async function inFolder<T>(
  { keep }: DemoOptions,
  work: (directory: string, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const directory = keep ?? mkdtempSync(join(tmpdir(), 'spillway-demo-'));
  makeFolder(directory);
  // What another run left there would be judged as this one's.
  if (readdirSync(directory).length > 0)
    throw new TelephonyError('REFUSED', `${directory} is not empty: name a new folder, or empty it`);
  const { signal, stop } = untilSignalled();
  try {
    return await work(directory, signal);
  } finally {
    stop();
    if (!keep) rmSync(directory, { recursive: true, force: true });
  }
}

/** Ctrl-C, or a wish from outside: both processes are ended and the folder is taken away before we go. */
function untilSignalled(): { readonly signal: AbortSignal; readonly stop: () => void } {
  const controller = new AbortController();
  const abort = () => controller.abort();
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const name of signals) process.on(name, abort);
  const stop = () => {
    for (const name of signals) process.off(name, abort);
  };
  return { signal: controller.signal, stop };
}

/** Runs both processes until all is settled; gives the box as it was then. */
async function play(
  output: Output,
  options: DemoOptions,
  files: DemoFiles,
  signal: AbortSignal,
): Promise<BoxStatus | undefined> {
  const clock = new SystemClock();
  const settling = new Settling();
  const page = new Page(output, clock, options.json ?? false);
  const over = new AbortController();
  signal.addEventListener('abort', () => over.abort());
  const hear = () => {
    if (settling.last && !options.stay) over.abort();
  };
  const speed = ['--speed', String(options.speed), '--start', String(files.start)];
  const log = (name: string) => join(files.directory, `${name}.log`);
  const exchange = new Participant(
    'exchange',
    [PROGRAM, 'exchange', files.scenario, '--json', '--log', files.log, ...speed],
    {
      log: log('exchange'),
      line: (line) => {
        const report = JSON.parse(line) as ExchangeReport;
        page.exchange = report;
        settling.exchange(report);
        hear();
      },
    },
  );
  const box = new Participant('box', [PROGRAM, 'start', files.config, '--status', ...speed], {
    log: log('box'),
    line: (line) => {
      const status = JSON.parse(line) as BoxStatus;
      page.show(status);
      settling.box(status);
      hear();
    },
  });
  try {
    if (options.stay) await seat(output, options, files, clock, signal);
    const longest = (longestRun(options) * 1000) / Math.min(options.speed || 1, 1);
    const settled = sleep(clock, options.stay ? FOR_EVER : longest, over.signal).catch(() => {});
    await Promise.race([settled, exchange.failure(), box.failure()]);
  } finally {
    page.done();
    await box.stop();
    await exchange.stop();
  }
  if (options.stay) return undefined;
  if (signal.aborted) throw new TelephonyError('REFUSED', 'the demonstration was interrupted');
  for (const participant of [box, exchange]) await participant.mustHaveEndedWell();
  if (settling.last) return settling.last;
  throw notOver();
}

const notOver = () => new TelephonyError('REFUSED', 'the demonstration did not come to an end in its time');
const FOR_EVER = 2 ** 31;
const LOOK = 250;

/** When the box answers, its people have their passwords. */
async function seat(
  output: Output,
  { webPort = STAY_PORT }: DemoOptions,
  { socket }: DemoFiles,
  clock: SystemClock,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      await seatPeople(socket);
      return sayWhere(output, webPort);
    } catch (error) {
      if (!(error instanceof TelephonyError) || error.code !== 'BOX_NOT_RUNNING') throw error;
    }
    await sleep(clock, LOOK, signal).catch(() => {});
  }
}
