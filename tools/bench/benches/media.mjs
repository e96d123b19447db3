// SPDX-License-Identifier: GPL-2.0-or-later
// What do many channels cost at speed 1? The real media thread over the in-process virtual board.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { NativeMedia } from '../../../dist/native/index.js';
import { buildProgram, readRows } from '../dsp-program.mjs';
import { percent, rounded } from '../figures.mjs';
import { occupy, wiredPairs } from '../occupied.mjs';
import { streamed } from '../streamed.mjs';
import { processorTime } from '../threads.mjs';

export const about =
  '30 to 480 channels at speed 1, each bridged, recorded and under DTMF detection; as many streams; 240 calls, each monitored and whispered';

const sizes = [30, 120, 240, 480];
const mostShare = 0.15; // of one core, with 480 channels
const warmUpMs = 1000;

/** @param {import('../figures.mjs').Run} run */
export async function run({ seconds, say }) {
  const rows = [];
  for (const channels of sizes) {
    say(`${channels} channels`);
    rows.push(...(await measure(channels, seconds)));
  }
  say(`${sizes.at(-1)} streams`);
  rows.push(await streamed(sizes.at(-1) ?? 0, seconds));
  await buildProgram(say); // after those: a compiler beside them would cost them ticks
  return [...rows, ...(await readRows(['ears-speed'], say))];
}

/**
 * @param {number} channels
 * @param {number} seconds
 */
async function measure(channels, seconds) {
  const folder = mkdtempSync(path.join(tmpdir(), 'spillway-bench-'));
  const media = new NativeMedia({ board: { type: 'virtual', spans: wiredPairs(channels) }, signalling: [] });
  try {
    occupy(media, channels, folder);
    await sleep(warmUpMs);
    const [before, counted, begun] = [processorTime('self'), media.counters(), performance.now()];
    await sleep(seconds * 1000);
    const [after, counts, elapsed] = [processorTime('self'), media.counters(), (performance.now() - begun) / 1000];
    if (!(await hearDigit(media))) throw new Error(`${channels} channels: a digit was sent and not detected`);
    const share = (name) => ((after.threads[name] ?? 0) - (before.threads[name] ?? 0)) / elapsed;
    return rowsOf(channels, {
      seconds: rounded(elapsed),
      mediaShare: rounded(share('spillway-media')),
      diskShare: rounded(share('spillway-disk')),
      processShare: rounded((after.process - before.process) / elapsed),
      late: counts.late - counted.late,
      overruns: counts.overruns - counted.overruns,
      realTime: counts.realTime,
    });
  } finally {
    media.close();
    rmSync(folder, { recursive: true });
  }
}

/**
 * Whether a digit that one channel sends is detected on the channel wired to it.
 * @param {NativeMedia} media
 */
async function hearDigit(media) {
  const heard = new Promise((resolve) => {
    media.onFact((fact) => {
      if (fact.type === 'digit' && fact.digit === '5') resolve(true);
    });
  });
  media.sendDigits(0, '5');
  return Promise.race([heard, sleep(5_000, false)]);
}

/**
 * @param {number} channels
 * @param {Readonly<Record<string, number | boolean>>} values
 */
function rowsOf(channels, values) {
  const { mediaShare, diskShare, processShare, late, overruns, realTime, seconds } = values;
  const judged = channels === sizes.at(-1);
  return [
    {
      what: `${channels} channels: share of one core`,
      method: 'processor time of threads',
      figure: `media ${percent(mediaShare)}, disk ${percent(diskShare)}, process ${percent(processShare)}`,
      values,
      ...(judged && { toReach: `media at most ${percent(mostShare, 0)}`, reached: mediaShare <= mostShare }),
    },
    {
      what: `${channels} channels: late ticks, overruns`,
      method: `${realTime ? 'SCHED_FIFO' : 'SCHED_OTHER'}, ${Math.round(seconds)} s`,
      figure: `${late} late, ${overruns} overruns`,
      values: { late, overruns, seconds },
      ...(realTime && { toReach: 'no overrun', reached: overruns === 0 }),
    },
  ];
}
