// SPDX-License-Identifier: GPL-2.0-or-later
// Does an orderly stop leave anything open when the exchange says nothing any more? The next start has nothing to repair.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { balance } from '../../src/cdr/index.js';
import type { MediaPort } from '../../src/native/index.js';
import { openReads, openStore, type Reads, repair } from '../../src/store/index.js';
import { ACCESS_NUMBER, type BoxWorld, openBox } from '../support/box.js';
import { answersCalls, confirm, leaveNumber, rungCustomer } from '../support/people.js';
import { readsOf } from '../support/reads.js';

const SOON = 4_000; // after that it stands still
const ALWAYS = { hours: [{ from: '00:00', to: '24:00' }] };
const PROMPT = { callback: { window: ALWAYS, trough: { utilisation: 1, hold: '1s' } }, surge: { grace: '0s' } };

/** What the box says to the exchange from some moment on: nothing gets there, and so nothing comes back. */
class Silence {
  broken = false;

  through = (media: MediaPort): MediaPort =>
    new Proxy(media, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name, target);
        if (name === 'clear' && this.broken) return () => {};
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
}

async function close({ world, box }: BoxWorld): Promise<void> {
  const from = world.clock.now();
  let over = false;
  const closing = box.close().finally(() => {
    over = true;
  });
  while (!over && world.clock.now() - from < 20_000) await world.advance(20);
  await closing;
}

/** How many rows of each table are open. */
async function open(reads: Reads): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of ['call', 'leg', 'callbackAttempt', 'agentState', 'recording'] as const) {
    const rows = await reads.selectFrom(table).select('endedAt').where('endedAt', 'is', null).execute();
    if (rows.length > 0) counts[table] = rows.length;
  }
  const taken = await reads.selectFrom('callbackRequest').select('state').where('closedAt', 'is', null).execute();
  for (const { state } of taken) if (state !== 'open') counts[`request ${state}`] = 1;
  return counts;
}

/** Stops it with an exchange that never answers, and looks at what is left. */
async function stops(t: Test, box: BoxWorld, silence: Silence): Promise<void> {
  const directory = join(box.world.folder, 'data');
  silence.broken = true;
  const from = box.world.clock.now();
  await close(box);
  t.notOk(existsSync(join(directory, 'unwritten.jsonl')));

  const store = await openStore({ directory, clock: box.world.clock });
  const stopped = readsOf(store).selectFrom('event').select('at').where('type', '=', 'box.stopped');
  const { at } = await stopped.executeTakeFirstOrThrow();
  t.ok(at - from <= SOON, `stopped after ${at - from} ms`);
  t.same(await open(readsOf(store)), {});
  t.match(await balance(readsOf(store)), { balanced: true, calls: { inProgress: 0 } });
  const nothing = { calls: 0, legs: 0, leases: 0, attempts: 0, recordings: 0 };
  const recordings = join(directory, 'recordings');
  const mendFile = () => t.fail('nothing is to be mended');
  const report = await repair(store, { at: box.world.clock.now(), recordings, mendFile: () => Number(mendFile()) });
  t.match(report, nothing, 'nothing to repair');
  await store.close();
}

async function silentBox(t: Test, options: Parameters<typeof openBox>[1] = {}) {
  const silence = new Silence();
  const box = await openBox(t, { ...options, through: silence.through });
  return { silence, box };
}

t.test('under conversations that are recorded, and callers who wait', async (t) => {
  const { box, silence } = await silentBox(t, { telephones: 1 });
  const { world } = box;
  answersCalls(world, 1, 600_000);
  world.network.call(ACCESS_NUMBER, '13912340001');
  await world.until(() => box.box.status().recordings.underWay === 1);
  for (const digit of ['2', '3']) world.network.call(ACCESS_NUMBER, `1391234000${digit}`);
  await world.advance(2_000);

  await stops(t, box, silence);
});

t.test('while a promise is spoken', async (t) => {
  const { box, silence } = await silentBox(t, { signedIn: 0 });
  const { world } = box;
  const caller = world.network.call(ACCESS_NUMBER, '13912340001');
  await world.until(() => caller.state === 'connected');
  await world.advance(500);

  await stops(t, box, silence);
});

for (const until of ['rings', 'is asked', 'waits for an agent'] as const) {
  t.test(`while a customer who is called back ${until}`, async (t) => {
    const { box, silence } = await silentBox(t, { telephones: 1, signedIn: 0, config: PROMPT });
    const { world } = box;
    await leaveNumber(world, '13912340001');
    box.box.agents.signIn('1001', '801');
    const customer = await rungCustomer(world);
    if (until === 'is asked') await world.during(customer.answer());
    if (until === 'waits for an agent') await confirm(world, customer);
    await world.advance(1_000);

    await stops(t, box, silence);
    const reads = openReads(join(world.folder, 'data'));
    t.match(await reads.selectFrom('callbackAttempt').selectAll().execute(), [{ outcome: 'interrupted' }]);
    // He was rung: that counts, whatever came between.
    t.match(await reads.selectFrom('callbackRequest').selectAll().execute(), [{ state: 'open', attempts: 1 }]);
    await reads.destroy();
  });
}

t.test('nobody is dialled into the channels that become free', async (t) => {
  const { box, silence } = await silentBox(t, { telephones: 2, signedIn: 0, config: PROMPT });
  const { world } = box;
  await leaveNumber(world, '13912340001');
  await leaveNumber(world, '13912340002');
  const offered: string[] = [];
  world.network.calls.offered.on(({ called }) => offered.push(called.digits));
  box.box.agents.signIn('1001', '801');
  await world.until(() => offered.length > 0);
  box.box.agents.signIn('1002', '802');
  const before = offered.length;

  await stops(t, box, silence);
  t.equal(offered.length, before);
});
