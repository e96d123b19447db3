// SPDX-License-Identifier: GPL-2.0-or-later
// How does the demonstration run? Exchange and box side by side until all is quiet and every promise is settled.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogUpdate } from 'log-update';
import type { BoxStatus } from '../../engine/index.js';
import { TelephonyError } from '../../faults.js';
import { type Clock, inLanguage, SystemClock, sleep } from '../../kernel/index.js';
import type { ExchangeLog } from '../../sim/index.js';
import { summaryLine } from '../commands/watch.js';
import { askBox } from '../control-client.js';
import type { ExchangeReport } from '../exchange-reporter.js';
import type { Output } from '../output.js';
import { statusPage } from '../status-page.js';
import { type DemoFiles, writeDemoFiles } from './files.js';
import { type DemoOptions, longestRun } from './plan.js';
import { Participant } from './processes.js';
import { makeReport } from './report.js';
import { summary } from './summary.js';

/** Both sides as they were heard of last. */
interface Heard {
  exchange: ExchangeReport | undefined;
  box: BoxStatus | undefined;
}

/** Runs it all and prints; false when a promise was lost or the books do not balance. */
export async function runDemo(output: Output, options: DemoOptions): Promise<boolean> {
  const directory = options.keep ?? mkdtempSync(join(tmpdir(), 'spillway-demo-'));
  mkdirSync(directory, { recursive: true });
  try {
    const files = writeDemoFiles(directory, options, output.language);
    const last = await play(output, options, files);
    const log = JSON.parse(readFileSync(files.log, 'utf8')) as ExchangeLog;
    const { report, verdict } = await makeReport(options, files.data, log, last);
    if (options.report) writeFileSync(options.report, `${JSON.stringify(report, null, 2)}\n`);
    output.write(options.json ? JSON.stringify(report, null, 2) : summary(report, verdict, output.language));
    return report.lost === 0 && report.balanced;
  } finally {
    if (!options.keep) rmSync(directory, { recursive: true, force: true });
  }
}

async function play(output: Output, options: DemoOptions, files: DemoFiles): Promise<BoxStatus> {
  const clock = new SystemClock();
  const heard: Heard = { exchange: undefined, box: undefined };
  const speed = ['--speed', String(options.speed), '--start', String(files.start)];
  const exchange = new Participant(
    'exchange',
    ['exchange', files.scenario, '--json', '--log', files.log, ...speed],
    (line) => {
      if (line.startsWith('{')) heard.exchange = JSON.parse(line) as ExchangeReport;
    },
  );
  const box = new Participant('box', ['start', files.config, ...speed], () => {});
  try {
    const failure = Promise.race([exchange.failure(), box.failure()]);
    await Promise.race([untilSettled(output, clock, options, files, heard), failure]);
    const last = (await askBox(files.socket, 'status')) as BoxStatus;
    return last;
  } finally {
    await box.stop();
    await exchange.stop();
  }
}

async function untilSettled(
  output: Output,
  clock: Clock,
  options: DemoOptions,
  files: DemoFiles,
  heard: Heard,
): Promise<void> {
  const page = process.stdout.isTTY && !options.json ? createLogUpdate(process.stdout) : undefined;
  const limit = clock.now() + (longestRun(options) * 1000) / Math.min(options.speed || 1, 1);
  for (let settled = 0; settled < 2; ) {
    if (clock.now() > limit)
      throw new TelephonyError('REFUSED', 'the demonstration did not come to an end in its time');
    await sleep(clock, 1000);
    heard.box = await currentStatus(files.socket);
    if (heard.box && !options.json) show(output, page, heard.box, heard.exchange);
    settled = isSettled(heard) ? settled + 1 : 0;
  }
  page?.done();
}

function show(
  output: Output,
  page: ReturnType<typeof createLogUpdate> | undefined,
  box: BoxStatus,
  exchange?: ExchangeReport,
): void {
  if (!page) {
    output.write(summaryLine(box));
    return;
  }
  const { language } = output;
  const side = inLanguage({ en: 'Exchange', zh: '交换机' }, language);
  const blocked = inLanguage({ en: 'found no channel', zh: '无空闲信道' }, language);
  page(`${statusPage(box, language)}\n${side}  ${exchange?.callsUp ?? 0}, ${blocked} ${exchange?.blocked ?? 0}`);
}

async function currentStatus(socket: string): Promise<BoxStatus | undefined> {
  try {
    return (await askBox(socket, 'status')) as BoxStatus;
  } catch (error) {
    if (error instanceof TelephonyError && error.code === 'BOX_NOT_RUNNING') return undefined;
    throw error;
  }
}

function isSettled({ exchange, box }: Heard): boolean {
  if (!exchange?.quiet || !box) return false;
  const resting = box.agents.every((agent) => agent.state !== 'talking' && agent.state !== 'ringing');
  return box.callbacks.open === 0 && box.calls.inProgress === 0 && resting;
}
