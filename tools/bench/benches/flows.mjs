// SPDX-License-Identifier: GPL-2.0-or-later
// How soon does a caller in a flow hear what comes next, when four E1s are full of callers who press keys?
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { BoxProcess, plainBox } from '../box-process.mjs';
import { FarEnd } from '../far-end.mjs';
import { delays, percent, rounded } from '../figures.mjs';
import { FlowCaller, writeBenchPrompts } from '../flow-caller.mjs';
import { processorTime } from '../threads.mjs';

export const about = 'what a caller in a flow hears next, with 120 callers in flows on four E1s';

const size = { spans: 4 };
const mostMs = 60;
const lookEveryMs = 10;
const settleMs = 1_000;
const accessNumber = '4008001111';

/** @param {import('../figures.mjs').Run} run */
export async function run({ seconds, say }) {
  const folder = mkdtempSync(path.join(tmpdir(), 'spillway-bench-'));
  const farEnd = new FarEnd(folder, size);
  const box = new BoxProcess(folder, flowBox(folder));
  try {
    await box.running();
    await farEnd.up();
    say(`${farEnd.bearers.length} callers come`);
    const callers = farEnd.bearers.map((channel) => new FlowCaller(farEnd, channel));
    await listen(callers, settleMs, () => callers.every((caller) => caller.hears !== undefined));
    for (const caller of callers) caller.forget();
    const [before, begun] = [processorTime(box.pid), performance.now()];
    await listen(callers, seconds * 1_000);
    const share = ((processorTime(box.pid).process - before.process) / (performance.now() - begun)) * 1_000;
    const there = callers.filter((caller) => caller.isThere).length;
    for (const caller of callers) caller.close();
    await box.stop();
    return rows(callers, there, share);
  } finally {
    farEnd.close();
    await box.stop().catch(() => {});
    rmSync(folder, { recursive: true });
  }
}

/** Every caller comes into a flow that goes round: a sentence to its end, a question, a key into it. @param {string} folder */
function flowBox(folder) {
  const prompts = path.join(folder, 'prompts');
  mkdirSync(path.join(prompts, 'common'), { recursive: true });
  writeBenchPrompts(path.join(prompts, 'common'));
  const box = plainBox(folder, size);
  const steps = {
    told: { say: 'bench-told', next: 'asked' },
    asked: { menu: 'bench-asked', choices: { 1: 'told', 2: { queue: 'sales' } }, attempts: 9 },
  };
  return {
    ...box,
    prompts,
    surge: { enabled: false },
    accessNumbers: [{ number: accessNumber, menu: 'round' }],
    flows: { round: { fallback: { queue: 'sales' }, steps } },
  };
}

/**
 * All ears, for so long and until it is so.
 * @param {readonly FlowCaller[]} callers
 * @param {number} milliseconds
 * @param {() => boolean} [enough]
 */
async function listen(callers, milliseconds, enough = () => true) {
  for (const end = performance.now() + milliseconds; performance.now() < end || !enough(); await sleep(lookEveryMs))
    for (const caller of callers) caller.listen();
}

/**
 * @param {readonly FlowCaller[]} callers
 * @param {number} there at the end
 * @param {number} share of a core
 */
function rows(callers, there, share) {
  const toPrompt = delays(callers.flatMap(({ gaps }) => gaps));
  const toStop = delays(callers.flatMap(({ stops }) => stops));
  const toAnswer = delays(callers.flatMap(({ answers }) => answers));
  const method = `${callers.length} callers in flows`;
  return [
    {
      what: 'a step ends, its next prompt begins',
      method,
      figure: `${toPrompt.figure}; box ${percent(share)} of a core; ${there} of ${callers.length} there to the end`,
      toReach: `p99 under ${mostMs} ms`,
      reached: toPrompt.values.p99Ms < mostMs && there === callers.length,
      values: { ...toPrompt.values, processorShare: rounded(share), there },
    },
    {
      what: 'a key begins, the prompt stops',
      method,
      ...toStop,
      toReach: 'p99 under 100 ms',
      reached: toStop.values.p99Ms < 100,
    },
    { what: 'a key begins, the prompt that it leads to begins', method, ...toAnswer },
  ];
}
