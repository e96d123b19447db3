// SPDX-License-Identifier: GPL-2.0-or-later
// The system's clock is set an hour forwards, then back, under a box that runs: a real one, with a clock made by libfaketime.
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import type { BoxStatus } from '../../src/engine/index.js';
import { sleep } from '../../src/kernel/index.js';
import { openReads } from '../../src/store/index.js';
import { type Surroundings, surroundings } from '../support/surroundings.js';

const HOUR = 3_600_000;
const FOLLOWED = 75_000; // a minute, and libfaketime looks at its file once a second

function libfaketime(): string | undefined {
  for (const machine of readdirSync('/usr/lib')) {
    const library = `/usr/lib/${machine}/faketime/libfaketimeMT.so.1`;
    if (machine.endsWith('-linux-gnu') && readdirSync(`/usr/lib/${machine}`).includes('faketime')) return library;
  }
  return undefined;
}

const stepped = ({ alarms }: BoxStatus) => alarms.some(({ code }) => code === 'CLOCK_STEPPED');

/** Waits, by the true time, until the box follows the step. */
async function followed(around: Surroundings): Promise<void> {
  await around.until(stepped);
  for (const limit = around.clock.now() + FOLLOWED; around.clock.now() < limit; await sleep(around.clock, 500))
    if (!stepped((await around.ask('status')) as BoxStatus)) return;
  throw new Error('the box has not followed');
}

/** A caller leaves his number; how far its row is from the true time. */
async function capture(around: Surroundings, slot: number): Promise<number> {
  const number = `1390000000${slot}`;
  const now = around.clock.now();
  await around.facts.wait('cleared', { call: around.call(slot, number) });
  const reads = openReads(around.database);
  const row = await reads.selectFrom('capture').selectAll().where('raw', '=', number).executeTakeFirstOrThrow();
  await reads.destroy();
  return row.arrivedAt - now;
}

const library = libfaketime();
t.test(
  'the system time steps by an hour, forwards and backwards: the box follows, and a call goes on as if nothing had been',
  { timeout: 240_000, skip: library === undefined ? 'libfaketime is not here' : false },
  async (t) => {
    const around = surroundings(t);
    const file = join(around.folder, 'step');
    const step = (seconds: string) => writeFileSync(file, `${seconds}\n`);
    step('+0');
    await around.start([], {
      LD_PRELOAD: library ?? '',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_CACHE_DURATION: '1',
    });
    t.ok(Math.abs(await capture(around, 0)) < 2_000, 'the right time');

    step('+3600');
    t.ok(Math.abs(await capture(around, 1)) < 2_000, 'a step alone changes nothing');
    await followed(around);
    t.ok(Math.abs((await capture(around, 2)) - HOUR) < 5_000, 'the new time');

    step('+0');
    await followed(around);
    t.ok(Math.abs(await capture(around, 3)) < 5_000, 'and back again');
    const status = (await around.ask('status')) as BoxStatus;
    t.match(status.callbacks, { created: 4, open: 4 });
    t.match(status.calls, { offered: 4, captured: 4, inProgress: 0 });
    t.equal(
      around.facts.told.filter(({ type }) => type === 'dChannelDown').length,
      0,
      'no timer of libpri fired wrongly',
    );
  },
);
