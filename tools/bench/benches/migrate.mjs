// SPDX-License-Identifier: GPL-2.0-or-later
// How long does a box that has taken a million calls need for its first start with this version?
import { copyFileSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { SystemClock } from '../../../dist/kernel/index.js';
import { openStore } from '../../../dist/store/index.js';
import { root } from '../../setup/run.mjs';
import { rounded } from '../figures.mjs';
import { oldYear } from '../year-of-calls.mjs';

export const about = 'the first start with a database of a million calls of the version before contacts and segments';
export const onlyWhenAsked = true;

const calls = Number(process.env.SPILLWAY_BENCH_CALLS ?? 1_000_000);
const file = 'spillway.db';
const most = 120; // seconds

/** @param {import('../figures.mjs').Run} run */
export async function run({ say }) {
  const old = path.join(oldYear(calls, say), file);
  const directory = mkdtempSync(path.join(root, 'build/bench-data/migrate-'));
  try {
    copyFileSync(old, path.join(directory, file));
    const [began, before] = [performance.now(), process.cpuUsage()];
    let told = 0;
    const store = await openStore({
      directory,
      clock: new SystemClock(),
      migrating: (done, of) => {
        told++;
        say(`${done.toLocaleString('en')} of ${of.toLocaleString('en')} rows`);
      },
    });
    const seconds = (performance.now() - began) / 1000;
    const { user, system } = process.cpuUsage(before);
    await store.close();
    const processor = (user + system) / 1e6;
    const aside = readdirSync(directory).some((name) => name.startsWith(`${file}.schema-`));
    const mib = statSync(old).size / 2 ** 20;
    return [
      {
        what: `${calls.toLocaleString('en')} calls, ${Math.round(mib).toLocaleString('en')} MiB`,
        method: 'copied aside, checked, brought to this schema',
        figure: `${seconds.toFixed(1)} s, ${processor.toFixed(1)} s of a processor; told ${told} times how far it is`,
        toReach: `${most} s`,
        reached: seconds <= most && aside && told > 0,
        values: { seconds: rounded(seconds), processorSeconds: rounded(processor), calls, mib: rounded(mib), told },
      },
    ];
  } finally {
    rmSync(directory, { recursive: true });
  }
}
