// SPDX-License-Identifier: GPL-2.0-or-later
// Does a question to an emergency number, or a customer who is given to it, take a channel from a callback when none is free, as a direct call does?
import t, { type Test } from 'tap';
import { ACCESS_NUMBER, agentId, openBox, stationNumber } from '../support/box.js';
import { talk } from '../support/floor.js';
import { leaveNumber, rungCustomer } from '../support/people.js';

const [FIRST, SECOND] = [agentId(1), agentId(2)];
const SERVICE = '88880002';
const WAITING = 28;

/** Agent 1 talks; a customer is rung for agent 2; all other channels are taken by callers who wait. */
async function full(t: Test) {
  const place = await openBox(t, {
    telephones: 2,
    signedIn: 0,
    config: {
      surge: { enabled: false },
      queues: [{ name: 'sales', callback: { mode: 'pull', order: 'customerFirst' } }, { name: 'service' }],
      accessNumbers: [
        { number: ACCESS_NUMBER, queue: 'sales' },
        { number: SERVICE, queue: 'service' },
      ],
      agents: [
        { id: FIRST, name: 'One', pin: '4711', queues: ['service'] },
        { id: SECOND, name: 'Two', pin: '4711', queues: ['sales'] },
      ],
    },
  });
  const { world, box } = place;
  await leaveNumber(world, '13700000001');
  box.agents.signIn(SECOND, stationNumber(2));
  const coming = rungCustomer(world);
  t.ok(box.callbacks.next(SECOND), 'by hand: the load does not take it back');
  const rung = await coming;
  box.agents.signIn(FIRST, stationNumber(1));
  await talk(place, { called: SERVICE });
  for (let i = 0; i < WAITING; i++) world.network.call(SERVICE, `1381111${1000 + i}`);
  await world.until(() => box.status().spans[0]?.busy === WAITING + 2, 5_000);
  const out: string[] = [];
  world.network.calls.offered.on((leg) => {
    out.push(leg.called.digits);
    leg.alert();
  });
  return { ...place, rung, out };
}

t.test('a question to 110', async (t) => {
  const { world, box, rung, out } = await full(t);
  box.calling.consult(FIRST, { number: '110' });
  await world.until(() => out.length > 0, 6_000);
  t.same(out, ['110']);
  t.equal(rung.state, 'cleared', 'the callback has given its channel up');
  t.equal(box.calling.situation(stationNumber(1)), 'asking');
});

t.test('a customer who is given to 120 in one step', async (t) => {
  const { world, box, out } = await full(t);
  box.calling.singleStepTransfer(FIRST, { number: '120' });
  await world.until(() => out.length > 0, 6_000);
  t.same(out, ['120']);
});

t.test('any other number is refused, and nothing is given up', async (t) => {
  const { world, box, rung, out } = await full(t);
  t.throws(() => box.calling.consult(FIRST, { number: '13800000001' }), { code: 'NO_CHANNEL' });
  await world.advance(2_000);
  t.same(out, []);
  t.not(rung.state, 'cleared');
  t.equal(box.calling.situation(stationNumber(1)), 'talking');
});
