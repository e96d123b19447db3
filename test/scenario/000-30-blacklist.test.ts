// SPDX-License-Identifier: GPL-2.0-or-later
// Row 000-30: is a listed number turned away at once, without queue, callback or charge?
import t from 'tap';
import type { NumberType } from '../../src/native/index.js';
import { ACCESS_NUMBER, openBox } from '../support/box.js';

const LISTED = '13800000666';

t.test('a listed caller is cleared with cause 21: never queued, no request, reason blacklist', async (t) => {
  const { world, box, reads, events } = await openBox(t, { config: { blocked: [LISTED] } });
  const caller = world.network.call(ACCESS_NUMBER, LISTED);

  await world.until(() => caller.state === 'cleared');

  t.match(caller, { cause: 21, stamps: { answer: undefined } });
  await world.advance(100);
  t.match(await reads.selectFrom('call').selectAll().execute(), [
    { disposition: 'refused', reason: 'blacklist', cause: 21, queuedAt: null, answeredAt: null, request: null },
  ]);
  t.same(await events('call.queued'), []);
  t.same(await reads.selectFrom('callbackRequest').selectAll().execute(), []);
  t.same(await reads.selectFrom('capture').selectAll().execute(), []);
  t.match(box.status().calls, { offered: 1, refused: 1 });
  t.notOk(world.telephone(1).rings);
});

t.test('in a surge a listed caller gets no promise either', async (t) => {
  const { world, reads } = await openBox(t, { signedIn: 0, config: { blocked: [LISTED] } });
  const caller = world.network.call(ACCESS_NUMBER, LISTED);
  const other = world.network.call(ACCESS_NUMBER, '13800000667');

  await world.until(() => caller.state === 'cleared' && other.state === 'cleared');

  t.equal(caller.cause, 21);
  t.match(await reads.selectFrom('callbackRequest').selectAll().execute(), [{ number: '+8613800000667' }]);
});

for (const written of ['02162830666', '+862162830666', '62830666']) {
  t.test(`the list knows a number however it is written: ${written}`, async (t) => {
    const { world } = await openBox(t, { config: { blocked: [written] } });
    const caller = world.network.call(ACCESS_NUMBER, '2162830666');
    await world.until(() => caller.state === 'cleared');
    t.equal(caller.cause, 21);
  });
}

const FORMS: readonly (readonly [string, NumberType])[] = [
  ['13800000666', 'national'],
  ['013800000666', 'unknown'],
  ['8613800000666', 'national'],
  ['8613800000666', 'subscriber'],
  ['008613800000666', 'national'],
  ['+8613800000666', 'international'],
];

for (const [digits, type] of FORMS) {
  t.test(`and whatever form and type it comes with: ${type} ${digits}`, async (t) => {
    const { world } = await openBox(t, { config: { blocked: [LISTED] } });
    const caller = world.network.call(ACCESS_NUMBER, '', { calling: { digits, type, plan: 1 } });
    await world.until(() => caller.state === 'cleared');
    t.equal(caller.cause, 21);
  });
}

t.test('digits that are no number can be listed as they come', async (t) => {
  const { world } = await openBox(t, { config: { blocked: ['00000000'] } });
  const caller = world.network.call(ACCESS_NUMBER, '00000000');
  await world.until(() => caller.state === 'cleared');
  t.equal(caller.cause, 21);
});

t.test('others are let in as always', async (t) => {
  const { world } = await openBox(t, { config: { blocked: [LISTED] } });
  world.network.call(ACCESS_NUMBER, '13800000667');
  await world.until(() => world.telephone(1).rings);
});
