// SPDX-License-Identifier: GPL-2.0-or-later
// Does a box that nobody calls cost next to nothing on the real driver, and do calls cost in proportion to their number? Runs in the
// machine of tools/dahdi-vm (npm run test:dahdi). System calls are judged: processor time in an emulated machine is printed.

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import t from 'tap';
import { projectFile } from '../contract/engine-world.js';

const SECONDS = 5;
const CHANNELS = 60;
const AT_REST = 50; // system calls a second of the engine's threads; 60 channels that are read and written make 6,000
const A_CALL = 2 * 2 * 50; // two channels, read and written in each tick
const MORE = 1.5; // recordings, ticks that are made up for
const EVENLY = 0.25;

interface Stage {
  readonly msPerSecond: number;
  readonly systemCallsPerSecond: Readonly<Record<string, number>>;
}

interface Measured {
  readonly calls: number;
  readonly fewCalls: number;
  readonly idle: Stage;
  readonly few: Stage;
  readonly busy: Stage;
}

/** Of the engine's threads: V8 collects and compiles when it likes. */
const sum = ({ systemCallsPerSecond }: Stage) =>
  Object.entries(systemCallsPerSecond)
    .filter(([thread]) => thread.startsWith('spillway-'))
    .reduce((total, [, each]) => total + each, 0);

t.test(`a box of ${CHANNELS} channels at rest, with ten calls, with thirty`, async (t) => {
  const guest = projectFile('tools/bench/dahdi-guest.mjs');
  const { stdout } = await promisify(execFile)(process.execPath, [guest, String(SECONDS)]);
  const { calls, fewCalls, idle, few, busy }: Measured = JSON.parse(/^dahdi-guest (\{.*)$/m.exec(stdout)?.[1] ?? '{}');
  for (const [name, stage] of Object.entries({ idle, few, busy })) {
    const threads = Object.entries(stage.systemCallsPerSecond).map(
      ([thread, count]) => `${thread} ${Math.round(count)}`,
    );
    t.comment(`${name}: ${Math.round(stage.msPerSecond)} ms a second; system calls a second: ${threads.join(', ')}`);
  }

  t.ok(sum(idle) <= AT_REST, `${Math.round(sum(idle))} system calls a second at rest`);
  const [perFew, perCall] = [(sum(few) - sum(idle)) / fewCalls, (sum(busy) - sum(idle)) / calls];
  t.ok(perCall <= A_CALL * MORE, `${Math.round(perCall)} a second for each of ${calls} calls`);
  t.ok(Math.abs(perCall / perFew - 1) <= EVENLY, `${Math.round(perFew)} for each of ${fewCalls}`);
});
