// SPDX-License-Identifier: GPL-2.0-or-later
// `npm run test:crash`: is anything lost when the box is killed again and again? The last line is `N passed, N failed`.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { checkFlushes } from './flushed.js';
import { runSeries } from './series.js';
import { Tally } from './tally.js';

const HELP = `npm run test:crash -- [options]

Kills the box with SIGKILL at seeded moments while an exchange keeps calling it, starts it again after
0.5, 2, 5, 15 and 30 s in turn, and checks after each start and at the end that nothing was lost.
First it runs once under strace: no promise may be heard before its request was flushed to the disk.

  --kills N   how often it is killed; default 50 (some 14 minutes)
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

async function main(): Promise<void> {
  const options = readOptions();
  if (options === 'help') {
    process.stdout.write(HELP);
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'spillway-crash-'));
  const begun = process.hrtime.bigint();
  const tally = new Tally((line) => console.log(`${String(seconds(begun)).padStart(5)} s  ${line}`));
  console.log(`test:crash: ${options.kills} kills, seed ${options.seed}, in ${folder}`);
  await checkFlushes(tally);
  await runSeries(tally, { ...options, folder: join(folder, 'series') });
  const good = tally.failed.length === 0;
  if (!good) console.log(`data, logs and configuration are kept in ${folder}; repeat with --seed ${options.seed}`);
  else if (options.keep) console.log(`kept: ${folder}`);
  else rmSync(folder, { recursive: true });
  console.log(`${tally.passed} passed, ${tally.failed.length} failed`);
  process.exitCode = good ? 0 : 1;
}

function seconds(since: bigint): number {
  return Number((process.hrtime.bigint() - since) / 1_000_000_000n);
}

main().catch((error) => {
  console.error(error instanceof RangeError || error instanceof TypeError ? error.message : error);
  console.log('0 passed, 1 failed');
  process.exitCode = 1;
});
