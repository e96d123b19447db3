// SPDX-License-Identifier: GPL-2.0-or-later
// A box is stopped while the exchange is frozen, gone, or has lost the D-channel, under two conversations and a promise: it ends
// soon, and nothing in its books is open.
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { balance } from '../../src/cdr/index.js';
import { sleep } from '../../src/kernel/index.js';
import { openReads } from '../../src/store/index.js';
import { ACCESS_NUMBER, type FaultTown, faultTown } from '../support/fault-town.js';

const LIMIT = { timeout: 60_000 };
const SOON = 6_000;

t.setTimeout(300_000);

const LEAVE_NUMBER = '88880002';
const TALKERS = [0, 1];
const PROMISED = 2;

/** Two conversations, recorded, and a caller who hears the promise. */
async function busyTown(t: Test): Promise<FaultTown> {
  const town = await faultTown(t, {
    config: {
      accessNumbers: [
        { number: ACCESS_NUMBER, queue: 'sales' },
        { number: LEAVE_NUMBER, queue: 'nobody' },
      ],
      queues: [{ name: 'sales', wrapUp: '0s' }, { name: 'nobody' }],
      surge: { grace: '30s' },
    },
  });
  town.agentsLift();
  for (const channel of TALKERS) await town.exchange.call(channel, ACCESS_NUMBER, `1390000000${channel}`);
  await town.until(({ recordings }) => recordings.underWay === TALKERS.length);
  await town.exchange.call(PROMISED, LEAVE_NUMBER, '13900000009');
  await town.untilTrue(async () => (await town.events('promise.started')).length === 1);
  return town;
}

const WAYS: Readonly<Record<string, (town: FaultTown) => Promise<void>>> = {
  answers: async () => {},
  'is frozen': async (town) => town.exchange.signal('SIGSTOP'),
  'is frozen, and the D-channel is down': async (town) => {
    town.exchange.signal('SIGSTOP');
    await sleep(town.clock, 15_000);
  },
  'is gone': (town) => town.exchange.end(),
};

for (const [what, happens] of Object.entries(WAYS)) {
  t.test(`stopped while the exchange ${what}`, LIMIT, async (t) => {
    const town = await busyTown(t);
    await happens(town);
    const from = town.clock.now();
    await town.box.close();
    const took = town.clock.now() - from;
    t.ok(took < SOON, `stopped in ${Math.round(took)} ms`);
    town.exchange.signal('SIGCONT');

    const reads = openReads(join(town.folder, 'data'));
    for (const table of ['call', 'leg', 'callbackAttempt', 'agentState', 'recording'] as const)
      t.same(await reads.selectFrom(table).selectAll().where('endedAt', 'is', null).execute(), [], table);
    const requests = reads.selectFrom('callbackRequest').select('state').where('closedAt', 'is', null);
    t.same(await requests.execute(), [{ state: 'open' }]);
    t.match(await balance(reads), { balanced: true, calls: { offered: 3, answered: 2, captured: 1, inProgress: 0 } });
    await reads.destroy();
  });
}
