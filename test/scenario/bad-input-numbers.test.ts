// SPDX-License-Identifier: GPL-2.0-or-later
// What do odd numbers of a SETUP do? They are written down as they came, and neither crash the box nor become a promise.
import t from 'tap';
import { ACCESS_NUMBER, openBox } from '../support/box.js';

/** As exchanges and those who play with them send them; other characters do not get through the engine (native/test/line). */
const ODD = ['*#06#', '+', '0', '+86', '00000000000000000000', '1'.repeat(31), '139*1234#5678'];

t.test('callers with odd numbers are asked for another, recorded as they came, and promised nothing', async (t) => {
  const { world, box, reads } = await openBox(t, { signedIn: 0 });
  const question = await world.load('zh-CN/key-in-your-number');
  for (const calling of ODD) {
    const caller = world.network.call(ACCESS_NUMBER, calling);
    const asked = world.listen(caller.channel.index, question);
    await world.until(() => asked.heard);
    caller.clear();
    await world.advance(200);
  }

  const calls = await reads.selectFrom('call').selectAll().orderBy('offeredAt').execute();
  t.same(
    calls.map(({ callingRaw, calling, disposition }) => [callingRaw, calling, disposition]),
    ODD.map((raw) => [raw, null, 'abandoned']),
  );
  t.same(await reads.selectFrom('callbackRequest').selectAll().execute(), []);
  t.match(box.status().calls, { offered: ODD.length, abandoned: ODD.length, inProgress: 0 });
});

t.test('a caller with an odd number who keys a right one in is promised a callback to that', async (t) => {
  const { world, reads } = await openBox(t, { signedIn: 0 });
  const caller = world.network.call(ACCESS_NUMBER, '*#06#');
  const question = world.listen(caller.channel.index, await world.load('zh-CN/key-in-your-number'));
  const confirm = world.listen(caller.channel.index, await world.load('zh-CN/confirm-1-again-2'));
  const promise = world.listen(caller.channel.index, await world.load('zh-CN/surge'));
  await world.until(() => question.heard);
  caller.sendDigits('13912345678#');
  await world.until(() => confirm.heard);
  caller.sendDigits('1');
  await world.until(() => promise.heard);
  await world.until(() => caller.state === 'cleared');

  t.match(await reads.selectFrom('callbackRequest').selectAll().execute(), [{ number: '+8613912345678' }]);
  t.match(await reads.selectFrom('capture').selectAll().execute(), [{ source: 'keyedIn' }]);
});

t.test('an agent gets a call whatever its number looks like', async (t) => {
  const { world } = await openBox(t);
  for (const calling of ['', '*#06#', '1'.repeat(31)]) {
    const caller = world.network.call(ACCESS_NUMBER, calling);
    await world.until(() => world.telephones.some(({ rings }) => rings));
    caller.clear();
    await world.until(() => world.telephones.every(({ rings }) => !rings));
  }
});

/** Q.850: 1 unallocated, 28 incomplete: with more digits it would be an access number. */
const ODD_ACCESS: readonly (readonly [string, number])[] = [
  ['', 28],
  ['*', 1],
  ['8888000', 28],
  [`${ACCESS_NUMBER}1`, 1],
  ['+', 1],
  ['#88880001', 1],
  ['9'.repeat(31), 1],
];

for (const [called, cause] of ODD_ACCESS) {
  t.test(`the odd access number "${called}" is cleared with cause ${cause}`, async (t) => {
    const { world, reads } = await openBox(t);
    const caller = world.network.call(called);
    await world.until(() => caller.state === 'cleared', 10_000);
    t.equal(caller.cause, cause);
    await world.advance(100);
    t.match(await reads.selectFrom('call').selectAll().execute(), [{ called, disposition: 'refused', cause }]);
  });
}
