// SPDX-License-Identifier: GPL-2.0-or-later
// A flow sends its caller to a queue: does it hear what became of him, and can it go on with him?
import t from 'tap';
import type { Dialogue, QueueOutcome } from '../../src/index.js';
import { type BoxOptions, openBox, QUEUE } from '../support/box.js';
import { agent } from '../support/floor.js';

const MENU = { accessNumbers: [{ number: '88880001', menu: 'shop' }] };
type After = readonly ('overflowed' | 'talked')[];

/** A box whose flow sends everybody to the queue, and what it heard of them. */
async function shop(t: Parameters<typeof openBox>[0], after: After, options: BoxOptions = {}) {
  const outcomes: (QueueOutcome | string)[] = [];
  const dialogues = {
    shop: async (dialogue: Dialogue) => {
      await dialogue.answer();
      const outcome = await place.box
        .enqueue(dialogue.leg.id, QUEUE, after)
        .catch((error: { code: string }) => error.code);
      outcomes.push(outcome);
      if (typeof outcome === 'object') await dialogue.say('goodbye', { bargeIn: false });
    },
  };
  const place = await openBox(t, { ...options, config: { ...MENU, ...options.config }, dialogues });
  return { ...place, outcomes };
}

t.test('when his agent has gone the flow has the caller back, and says what it wants before it ends', async (t) => {
  const { world, box, reads, outcomes } = await shop(t, ['talked']);
  const telephone = world.telephone(1);
  const caller = world.network.call('88880001', '13912345678');
  await world.until(() => telephone.rings);
  telephone.lift();
  await world.until(() => agent(box, 1).state === 'talking');
  await world.advance(2_000);
  const goodbye = world.listen(caller.channel.index, await world.load('zh-CN/goodbye'));

  telephone.putDown();
  await world.until(() => goodbye.heard);
  await world.until(() => caller.state === 'cleared');

  t.same(outcomes, [{ outcome: 'talked', queue: QUEUE, agent: '1001' }]);
  t.match(caller, { cause: 16, clearedBy: 'party' });
  await box.settled();
  t.match(await reads.selectFrom('call').selectAll().execute(), [
    { disposition: 'answered', agent: '1001', queue: QUEUE },
  ]);
  const stays = await reads.selectFrom('segment').selectAll().where('role', '=', 'customer').orderBy('n').execute();
  t.same(
    stays.map(({ kind }) => kind),
    ['flow', 'waiting', 'talking', 'flow'],
    'the records know each of his stays',
  );
});

t.test('one who has waited as long as the queue lets him is back with the flow, and nothing is promised', async (t) => {
  const queues = [{ name: QUEUE, maxWait: '20s' }];
  const { world, box, reads, outcomes } = await shop(t, ['overflowed'], { signedIn: 0, config: { queues } });
  const caller = world.network.call('88880001', '13912345678');
  await world.until(() => caller.state === 'cleared', 40_000);

  t.same(outcomes, [{ outcome: 'overflowed', queue: QUEUE }]);
  await box.settled();
  t.same(await reads.selectFrom('callbackRequest').selectAll().execute(), []);
  t.match(await reads.selectFrom('call').selectAll().execute(), [{ disposition: 'selfServed', cause: 16 }]);
});

t.test('a flow that does not want him back hears that he is gone; the rules of the queue hold', async (t) => {
  const queues = [{ name: QUEUE, maxWait: '20s', overflow: 'callback' }];
  const { world, box, reads, outcomes } = await shop(t, [], { signedIn: 0, config: { queues } });
  const caller = world.network.call('88880001', '13912345678');
  await world.until(() => caller.state === 'cleared', 40_000);

  t.same(outcomes, ['LEG_CLEARED']);
  await box.settled();
  t.match(await reads.selectFrom('callbackRequest').selectAll().execute(), [{ state: 'open', promised: 1 }]);
});

t.test('a caller who hangs up while he waits ends his flow', async (t) => {
  const { world, box, reads, outcomes } = await shop(t, ['overflowed', 'talked'], { signedIn: 0 });
  const caller = world.network.call('88880001', '13912345678');
  await world.until(() => box.status().queues[0]?.waiting === 1);
  caller.clear();
  await world.advance(500);

  t.same(outcomes, ['LEG_CLEARED']);
  await box.settled();
  t.match(await reads.selectFrom('call').selectAll().execute(), [{ disposition: 'abandoned' }]);
  t.throws(() => box.enqueue('leg-of-nobody', QUEUE), { code: 'NOT_FOUND' });
});

t.test('he can be sent to a queue again by the flow that has him back', async (t) => {
  const outcomes: string[] = [];
  const dialogues = {
    shop: async (dialogue: Dialogue) => {
      await dialogue.answer();
      outcomes.push((await place.box.enqueue(dialogue.leg.id, QUEUE, ['overflowed'])).outcome);
      outcomes.push((await place.box.enqueue(dialogue.leg.id, 'other', ['talked'])).outcome);
    },
  };
  const agents = [{ id: '1001', name: 'One', pin: '4711', queues: ['other'] }];
  const queues = [{ name: QUEUE, maxWait: '10s' }, { name: 'other' }];
  const place = await openBox(t, { telephones: 1, config: { ...MENU, agents, queues }, dialogues });
  const { world, box } = place;
  world.network.call('88880001', '13912345678');
  await world.until(() => world.telephone(1).rings, 30_000);
  world.telephone(1).lift();
  await world.until(() => agent(box, 1).state === 'talking');
  await world.advance(1_000);
  world.telephone(1).putDown();
  await world.advance(1_000);

  t.same(outcomes, ['overflowed', 'talked']);
});
