// SPDX-License-Identifier: GPL-2.0-or-later
// rows: analog-35
// A payphone counts by the polarity of its line: reversed while whom it has called is on it, and at no other time.
import t from 'tap';
import { agentId, openBox } from '../support/box.js';
import { hangUp } from '../support/floor.js';

const config = {
  board: {
    type: 'virtual',
    spans: [
      {
        name: 'e1-1',
        kind: 'e1',
        carrier: { type: 'listen', path: '/run/e1.sock' },
        signalling: { restartAtStart: false },
      },
      {
        name: 'stations',
        kind: 'analog',
        count: 2,
        answerReversal: true,
        carrier: { type: 'listen', path: '/run/s.sock' },
      },
    ],
  },
};

t.test('from the answer to the end, and not while a call comes in', async (t) => {
  const { world, box } = await openBox(t, { telephones: 2, config });
  const telephone = world.telephone(2);
  const told = () => world.told('polarity', { channel: telephone.channel }).map(({ reversed }) => reversed);
  const outside = world.network.answersAfter(world.clock, 4_000);
  telephone.lift();
  await world.advance(600);
  telephone.dial('13912345678#');
  await world.until(() => outside[0]?.state === 'alerting', 8_000);
  await world.advance(2_000);
  t.same(told(), [], 'not while it rings there');
  await world.until(() => outside[0]?.state === 'connected');
  await world.advance(500);
  t.same(told(), [true], 'answered');

  outside[0]?.clear();
  await world.advance(500);
  t.same(told(), [true, false], 'the other one has hung up');
  await hangUp(world, telephone);

  telephone.lift();
  await world.advance(600);
  telephone.dial('13912345678#');
  await world.until(() => told().length === 3, 15_000);
  await hangUp(world, telephone);
  t.same(told(), [true, false, true, false], 'put down');

  box.agents.notReady(agentId(2), 'meal');
  world.network.call('88880001');
  await world.until(() => world.telephone(1).rings);
  world.telephone(1).lift();
  await world.advance(2_000);
  t.equal(world.told('polarity').length, 4, 'a call that came in costs nobody anything');
});
