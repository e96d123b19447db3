// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 001-43 001-45 001-53 002-54
// What does an agent's program do and see? What the caller chose comes with him, can be changed, and an agent who has gone is offered nothing.
import t from 'tap';
import type { Box } from '../../src/engine/index.js';
import { ACCESS_NUMBER, agentId, openBox, QUEUE, stationNumber } from '../support/box.js';
import { agent, talk } from '../support/floor.js';

const FIRST = agentId(1);

t.test('what a caller chose in the menu, and his number, reach the agent, who changes what is wrong', async (t) => {
  const box: { now?: Box } = {};
  const place = await openBox(t, {
    telephones: 1,
    config: { accessNumbers: [{ number: ACCESS_NUMBER, name: 'tv', menu: 'choose' }] },
    dialogues: {
      choose: async (dialogue) => {
        await dialogue.answer();
        box.now?.attach(dialogue.leg.id, { choice: 'repair', number: dialogue.leg.calling.digits });
        await box.now?.enqueue(dialogue.leg.id, QUEUE);
      },
    },
  });
  box.now = place.box;
  const { world } = place;
  await talk(place, { calling: '13911112222' });
  t.same(place.box.calling.data(FIRST), { choice: 'repair', number: '13911112222' });
  place.box.calling.attach(FIRST, { choice: 'order', note: '要发票' });
  await world.advance(100);
  t.same(place.box.calling.data(FIRST), { choice: 'order', number: '13911112222', note: '要发票' });
});

t.test('whose program has signed him out is signed out, and is offered no call', async (t) => {
  const place = await openBox(t, { telephones: 2 });
  const { world, box } = place;
  box.agents.notReady(agentId(2), 'break'); // else nobody would be there at all
  box.agents.signOut(FIRST);
  t.equal(agent(box, 1).state, 'signedOut');
  world.network.call(ACCESS_NUMBER);
  await world.advance(5_000);
  t.notOk(world.telephone(1).rings);
  box.agents.signIn(FIRST, stationNumber(1));
  await world.until(() => world.telephone(1).rings);
  t.pass('and is offered the one who waits when he is there again');
});

t.test('not ready, ready, twice: he is as he was, and calls come only while he is ready', async (t) => {
  const place = await openBox(t, { telephones: 1 });
  const { world, box } = place;
  for (let times = 0; times < 2; times++) {
    box.agents.notReady(FIRST, 'break');
    t.match(agent(box, 1), { state: 'notReady', reason: 'break' });
    const caller = world.network.call(ACCESS_NUMBER, `1390000000${times}`);
    await world.advance(3_000);
    t.notOk(world.telephone(1).rings);
    caller.clear();
    await world.advance(500);
    box.agents.ready(FIRST);
    t.equal(agent(box, 1).state, 'ready');
  }
  world.network.call(ACCESS_NUMBER, '13900000009');
  await world.until(() => world.telephone(1).rings, 3_000);
  t.pass('a call comes');
});

t.test('a recording begins within 200 ms of the answer', async (t) => {
  const place = await openBox(t, { telephones: 1 });
  const { world, box } = place;
  const caller = world.network.call(ACCESS_NUMBER);
  await world.until(() => world.telephone(1).rings);
  world.telephone(1).lift();
  await world.until(() => agent(box, 1).state === 'talking');
  const answered = world.clock.now();
  await world.advance(3_000);
  caller.clear();
  await world.advance(1_000);
  await box.settled();
  const [started] = await place.events('recording.started');
  t.ok((started?.at ?? 0) - answered <= 200, `${(started?.at ?? 0) - answered} ms`);
});
