// SPDX-License-Identifier: GPL-2.0-or-later
// What is a caller told when his number cannot be written down? Nothing that could not be kept: the queue, or cause 34.
import t, { type Test } from 'tap';
import type { TrunkLeg } from '../../src/call/index.js';
import { balance } from '../../src/cdr/index.js';
import { ACCESS_NUMBER, type BoxWorld, openBox } from '../support/box.js';
import { leaveNumber } from '../support/people.js';
import { fillDisk, onSmallDisk } from '../support/small-disk.js';
import type { World } from '../support/world.js';

/** A caller, and whether he hears the promise. */
async function caller(world: World, number: string): Promise<{ leg: TrunkLeg; promise: { readonly heard: boolean } }> {
  const leg = world.network.call(ACCESS_NUMBER, number);
  return { leg, promise: world.listen(leg.channel.index, await world.load('zh-CN/surge')) };
}

const promises = ({ reads }: BoxWorld) => reads.selectFrom('capture').selectAll().execute();

const standing = ({ box }: BoxWorld) => box.status().alarms.map(({ code }) => code);

async function withoutStaff(t: Test) {
  const box = await openBox(t, { signedIn: 0 });
  const { world, reads } = box;
  await leaveNumber(world, '13912340000');
  const freeDisk = fillDisk();
  const callers = [await caller(world, '13912340001'), await caller(world, '13912340000')];
  await world.until(() => callers.every(({ leg }) => leg.state === 'cleared'));
  await world.advance(100);
  callers.push(await caller(world, '13912340002'));
  await world.until(() => callers.every(({ leg }) => leg.state === 'cleared'));
  await world.advance(10_000);

  for (const { leg, promise } of callers) {
    t.equal(leg.cause, 34);
    t.equal(leg.stamps.answer, undefined);
    t.notOk(promise.heard);
  }
  t.equal((await promises(box)).length, 1, 'the one before the disk was full');
  t.ok(standing(box).includes('DISK_FULL'));
  t.ok(standing(box).includes('PROMISE_REFUSED'), 'a number could not be stored');
  t.match(box.box.status().callbacks, { created: 1, merged: 0, open: 1, failed: 0 });
  t.match(await balance(reads), { balanced: true, calls: { captured: 1, refused: 3, inProgress: 0 } });
  const reasons = await reads.selectFrom('call').select('reason').where('cause', '=', 34).execute();
  t.same(reasons, Array(3).fill({ reason: 'noSpace' }));

  freeDisk();
  await world.advance(2_000);
  t.notOk(standing(box).includes('DISK_FULL'));
  await leaveNumber(world, '13912340001');
  t.equal((await promises(box)).length, 2, 'with space again promises are made again');
  t.equal((await box.events('store.short')).length, 1);
  t.equal((await box.events('store.enough')).length, 1);
}

async function withStaff(t: Test) {
  const surge = { on: 0.1, off: 0.05, ratio: { min: 1 }, human: { min: 0 } };
  const box = await openBox(t, { telephones: 1, config: { surge } });
  const { world } = box;
  const waiting = ['1', '2', '3'].map((digit) => world.network.call(ACCESS_NUMBER, `1370000000${digit}`));
  await world.until(() => waiting.every(({ state }) => state === 'connected'));
  const freeDisk = fillDisk();
  const callers = [await caller(world, '13912340001')];
  await world.advance(500);
  callers.push(await caller(world, '13912340002'));
  const music = await world.load(`common/queue-music`);
  await world.advance(500);
  const heard = callers.map(({ leg }) => world.listen(leg.channel.index, music));
  await world.until(() => heard.every((one) => one.heard));

  t.same(
    callers.map(({ leg, promise }) => [leg.state, promise.heard]),
    [
      ['connected', false],
      ['connected', false],
    ],
  );
  t.match(box.box.status(), { surge: { on: true }, queues: [{ waiting: 5 }], callbacks: { created: 0, open: 0 } });
  t.same(await promises(box), []);
  freeDisk();
}

await onSmallDisk(t, import.meta.url, async (t) => {
  await t.test('with nobody signed in the call is refused with cause 34, until there is space again', withoutStaff);
  await t.test('in a surge with agents there the call waits for one of them', withStaff);
});
