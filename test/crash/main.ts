// SPDX-License-Identifier: GPL-2.0-or-later
// `npm run test:crash`: is anything lost when the box is killed again and again? The last line is `N passed, N failed`.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { SystemClock } from '../../src/kernel/index.js';
import { checkFlushes } from './flushed.js';
import { runSeries } from './series.js';
import { Tally } from './tally.js';

const HELP = `npm run test:crash -- [options]

Kills a box with SIGKILL at seeded moments while an exchange keeps calling it, starts it again after
0.5, 2, 5, 15 and 30 s in turn, and checks after each start and at the end that nothing was lost.
Two boxes share the kills, each with an exchange of its own.
First it runs once under strace: no promise may be heard before its request was flushed to the disk.

  --kills N   how often it is killed; default 50 (some 8 minutes)
  --seed N    of the moments and the callers; default 1
  --keep      keep the run's folder also when all is well
  --help      this text

Examples:
  npm run test:crash -- --kills 3
  npm run test:crash -- --kills 50 --seed 7
`;

interface Options {
  readonly kills: number;
  readonly seed: number;
  readonly keep: boolean;
}

/** Throws RangeError with what is wrong. */
function readOptions(): Options | 'help' {
  const { values } = parseArgs({
    options: {
      kills: { type: 'string', default: '50' },
      seed: { type: 'string', default: '1' },
      keep: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  return { kills: whole('kills', values.kills, 1_000), seed: whole('seed', values.seed, 2 ** 31), keep: values.keep };
}

function whole(name: string, text: string, most: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value <= most) return value;
  throw new RangeError(`--${name} must be a whole number from 0 to ${most}, not ${text}`);
}

/** The trace, then the kills, shared by two boxes at a time: each is away for most of it. */
async function runAll({ kills, seed }: Options, folder: string): Promise<{ passed: number; failed: number }> {
  const clock = new SystemClock();
  const begun = clock.now();
  const tallyOf = (who: string) =>
    new Tally((line) =>
      console.log(`${String(Math.round((clock.now() - begun) / 1000)).padStart(5)} s  ${who}${line}`),
    );
  const trace = tallyOf('');
  await checkFlushes(trace);
  const series = [Math.ceil(kills / 2), Math.floor(kills / 2)].map(async (share, i) => {
    const name = i === 0 ? 'a' : 'b';
    const tally = tallyOf(`box ${name}: `);
    if (share > 0) await runSeries(tally, { folder: join(folder, name), kills: share, seed: seed * 2 + i });
    return tally;
  });
  const tallies = [trace, ...(await Promise.all(series))];
  return {
    passed: tallies.reduce((sum, { passed }) => sum + passed, 0),
    failed: tallies.reduce((sum, { failed }) => sum + failed.length, 0),
  };
}

async function main(): Promise<void> {
  const options = readOptions();
  if (options === 'help') {
    process.stdout.write(HELP);
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'spillway-crash-'));
  console.log(`test:crash: ${options.kills} kills, seed ${options.seed}, in ${folder}`);
  const { passed, failed } = await runAll(options, folder);
  const good = failed === 0;
  if (!good) console.log(`data, logs and configuration are kept in ${folder}; repeat with --seed ${options.seed}`);
  else if (options.keep) console.log(`kept: ${folder}`);
  else rmSync(folder, { recursive: true });
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = good ? 0 : 1;
}

main().catch((error) => {
  console.error(error instanceof RangeError || error instanceof TypeError ? error.message : error);
  console.log('0 passed, 1 failed');
  process.exitCode = 1;
});
