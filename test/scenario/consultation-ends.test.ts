// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 001-05 001-53
// How a question to a third ends while the agent is back with his customer: does he go on hearing him, and is every leg's end in the record?
import t from 'tap';
import { openBox, QUEUE } from '../support/box.js';
import { talk } from '../support/floor.js';
import { whoHears } from '../support/who-hears.js';

const CONFIG = { queues: [{ name: QUEUE, wrapUp: '0s' }] };

t.test('whom he asked hangs up while he talks with the customer again: the two hear each other', async (t) => {
  const place = await openBox(t, { telephones: 2, config: CONFIG });
  const { world, box } = place;
  const { caller } = await talk(place);
  box.calling.consult('1001', { agent: '1002' });
  await world.until(() => world.telephone(2).rings);
  world.telephone(2).lift();
  await world.advance(500);
  box.calling.alternate('1001');
  await world.advance(500);
  world.telephone(2).putDown();
  await world.until(() => box.calling.stations.list()[0]?.state === 'talking');
  const ears = { agent: world.telephone(1).channel, customer: caller.channel.index };
  t.same(await whoHears(world, ears), { agent: 'customer', customer: 'agent' });
});

t.test(
  'he asks one more from a call of which the customer has gone: that one’s end, too, is in the record',
  async (t) => {
    const place = await openBox(t, { telephones: 1, config: CONFIG });
    const { world, box, reads } = place;
    const outside = world.network.answersAfter(world.clock, 500);
    const { caller } = await talk(place);
    box.calling.consult('1001', { number: '13700000007' });
    await world.advance(1_500);
    caller.clear();
    await world.advance(500);
    box.calling.consult('1001', { number: '13700000008' });
    await world.advance(1_500);
    box.calling.supervision.release('1001');
    await world.advance(500);
    world.telephone(1).putDown();
    await world.advance(500);
    for (const leg of outside) leg.clear();
    await world.until(() => outside.every(({ state }) => state === 'cleared'));
    await world.advance(1_000);
    await box.settled();
    t.equal(outside.length, 2);
    t.same(await reads.selectFrom('leg').select('number').where('endedAt', 'is', null).execute(), []);
    t.same(await reads.selectFrom('call').select('id').where('endedAt', 'is', null).execute(), []);
  },
);
