// SPDX-License-Identifier: GPL-2.0-or-later
// Is a number that is blocked for a while let in again, also when its time was over while no box ran?
import t, { type Test } from 'tap';
import { SYSTEM } from '../../../src/bus/index.js';
import { ListedNumbers, NumberLists, numberPlan } from '../../../src/engine/index.js';
import { VirtualClock } from '../../../src/kernel/index.js';
import { openStore } from '../../../src/store/index.js';

const HOUR = 3_600_000;
const NUMBER = '13912345678';
const KEY = `+86${NUMBER}`;
const plan = numberPlan({ country: 'CN', areaCode: '21', dialling: { emergency: [] } } as unknown as Parameters<
  typeof numberPlan
>[0]);

async function opened(t: Test, directory: string, clock: VirtualClock, ofFile: readonly string[] = []) {
  const store = await openStore({ directory, clock, reserveBytes: 1 << 16 });
  const stored = async (list: 'blocked' | 'doNotCall') =>
    (await store.ask('numbersOf', { list })).map(({ number }) => number);
  const blocked = new ListedNumbers(await stored('blocked'), { plan, ofFile });
  const doNotCall = new ListedNumbers(await stored('doNotCall'), { plan, ofFile: [] });
  const lists = new NumberLists({ store, clock, lists: { blocked, doNotCall }, plan: () => plan });
  await lists.begin();
  const close = async () => {
    lists.close();
    await store.close();
  };
  t.teardown(close);
  return { store, lists, blocked, close };
}

t.test('its time is over while the box runs', async (t) => {
  const clock = new VirtualClock();
  const { lists, blocked, store } = await opened(t, t.testdir(), clock);
  await lists.add('blocked', '139 1234 5678', { by: SYSTEM, within: HOUR });
  clock.advance(HOUR - 1);
  t.ok(blocked.has(KEY));
  clock.advance(1);
  t.notOk(blocked.has(KEY));
  await store.settled();
  t.same(await lists.all('blocked'), []);
});

t.test('its time is over while no box runs, and one without an end stays', async (t) => {
  const clock = new VirtualClock();
  const directory = t.testdir();
  const first = await opened(t, directory, clock);
  await first.lists.add('blocked', NUMBER, { by: SYSTEM, within: HOUR });
  await first.lists.add('blocked', '13900000001', { by: SYSTEM });
  await first.close();
  clock.advance(2 * HOUR);

  const { blocked, lists, store } = await opened(t, directory, clock);
  clock.advance(0);
  await store.settled();
  t.notOk(blocked.has(KEY));
  t.match(await lists.all('blocked'), [{ number: '+8613900000001' }]);
});

t.test('another end takes the place of the first, and a number of the file stays listed by it', async (t) => {
  const clock = new VirtualClock();
  const { lists, blocked, store } = await opened(t, t.testdir(), clock, [NUMBER]);
  await lists.add('blocked', NUMBER, { by: SYSTEM, within: HOUR });
  await lists.add('blocked', KEY, { by: SYSTEM, within: 3 * HOUR });
  clock.advance(2 * HOUR);
  await store.settled();
  t.equal((await lists.all('blocked')).length, 2);
  await lists.remove('blocked', NUMBER, { by: SYSTEM });
  t.ok(blocked.has(KEY), 'the file lists it');
  await t.rejects(lists.remove('blocked', NUMBER, { by: SYSTEM }), { code: 'REFUSED' });
});
