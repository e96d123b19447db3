// SPDX-License-Identifier: GPL-2.0-or-later
// Who gets in, and what happens to those who guess?

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { Access, hashPin, isPin, isWeakPin, randomPin } from '../../../src/access/index.js';
import { VirtualClock } from '../../../src/kernel/index.js';
import { openStore, type Store } from '../../../src/store/index.js';
import { readsOf } from '../../support/reads.js';

const MINUTE = 60_000;
const settings = { tries: 3, lockout: MINUTE };
const agents = [
  { id: '8001', name: 'Li Na', pin: '471147' },
  { id: '8002', name: 'Wang Wei', pinHash: hashPin('4712') },
];
const clock = new VirtualClock();
const at = clock.now();

async function aStore(test: Test, directory = test.testdir()): Promise<Store> {
  const store = await openStore({ directory, clock, reserveBytes: 1 << 16 });
  test.teardown(() => store.close());
  return store;
}

t.test('a PIN is known by its hash, and two hashes of one PIN differ', async (t) => {
  t.ok(isPin('4711', hashPin('4711')));
  t.notOk(isPin('4712', hashPin('4711')));
  t.not(hashPin('4711'), hashPin('4711'));
  t.notOk(isPin('4711', 'nonsense'));
  t.notOk(isPin('4711', 'scrypt$999999999$AA==$AA=='), 'a cost that would take for ever is not tried');
});

t.test('the right PIN gets in, plain or hashed in the file', async (t) => {
  const access = await Access.open(await aStore(t), agents, settings);

  t.same(await access.verify('8001', '471147', at), { granted: true, agent: '8001', name: 'Li Na' });
  t.same(await access.verify('8002', '4712', at), { granted: true, agent: '8002', name: 'Wang Wei' });
});

t.test('a wrong PIN and an unknown agent are refused, and the log says so without the PIN', async (t) => {
  const directory = t.testdir();
  const store = await aStore(t, directory);
  const access = await Access.open(store, agents, settings);

  t.same(await access.verify('8001', '999888', at), { granted: false, reason: 'wrongPin' });
  t.same(await access.verify('8001', '', at), { granted: false, reason: 'wrongPin' });
  t.same(await access.verify('8009', '4711', at), { granted: false, reason: 'unknown' });

  const events = await readsOf(store).selectFrom('event').select(['type', 'agent', 'detail']).execute();
  t.same(
    events.map(({ agent, detail }) => [agent, JSON.parse(detail ?? '').reason]),
    [
      ['8001', 'wrongPin'],
      ['8001', 'wrongPin'],
      ['8009', 'unknown'],
    ],
  );
  await store.close();
  t.notOk(readFileSync(join(directory, 'spillway.db')).includes('999888'));
});

t.test('wrong PINs in a row lock the agent out, twice as long with each further one', async (t) => {
  const access = await Access.open(await aStore(t), agents, settings);
  for (let i = 0; i < 3; i++) await access.verify('8001', '0000', at);

  t.same(await access.verify('8001', '471147', at + MINUTE - 1), {
    granted: false,
    reason: 'lockedOut',
    until: at + MINUTE,
  });
  t.match(await access.verify('8001', '0000', at + MINUTE), { reason: 'wrongPin' });
  t.match(await access.verify('8001', '471147', at + 3 * MINUTE - 1), { reason: 'lockedOut' });
  t.match(await access.verify('8001', '471147', at + 3 * MINUTE), { granted: true });
  t.match(await access.verify('8001', '0000', at + 4 * MINUTE), { reason: 'wrongPin' });
  t.match(await access.verify('8001', '471147', at + 4 * MINUTE), { granted: true }, 'a right PIN clears the count');
});

t.test('tries at the same moment all count', async (t) => {
  const access = await Access.open(await aStore(t), agents, settings);

  const verdicts = await Promise.all([1, 2, 3, 4].map(() => access.verify('8001', '0000', at)));

  t.match(verdicts[3], { reason: 'lockedOut' });
});

t.test('a restart does not forget who is locked out', async (t) => {
  const directory = t.testdir();
  const store = await aStore(t, directory);
  const access = await Access.open(store, agents, settings);
  for (let i = 0; i < 3; i++) await access.verify('8001', '0000', at);
  await store.close();

  const again = await Access.open(await aStore(t, directory), agents, settings);

  t.match(await again.verify('8001', '471147', at), { reason: 'lockedOut' });
});

t.test('an agent who is taken out of the file is out', async (t) => {
  const access = await Access.open(await aStore(t), agents, settings);

  await access.configure(agents.slice(0, 1), settings);

  t.match(await access.verify('8002', '4712', at), { reason: 'unknown' });
});

t.test('weak PINs are those that are tried first', async (t) => {
  for (const pin of ['0000', '111111', '1234', '123456789', '9876', '7890', '4747', '121212', '1001'])
    t.ok(isWeakPin(pin, '1001'), pin);
  for (const pin of ['4711', '2468', '80315297', '1002', '135790']) t.notOk(isWeakPin(pin, '1001'), pin);
  for (let many = 0; many < 200; many++) t.notOk(isWeakPin(randomPin(), ''));
});
