// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 000-19 000-29 000-65 001-05 001-07 001-48 001-49 001-58 003-11 004-09
// An agent with nothing but a plain telephone: flash, digits and hang-up hold, ask, alternate, join and transfer; he calls
// colleagues and outside numbers; whom he forgets on hold rings him again.
import t, { type Test } from 'tap';
import { type BoxOptions, openBox, stationNumber } from '../support/box.js';
import { callInHand, FIRST, SECOND } from '../support/call-in-hand.js';
import { agent, hangUp } from '../support/floor.js';
import { whoHears } from '../support/who-hears.js';

async function talking(t: Test, options: BoxOptions = {}) {
  const place = await callInHand(t, options);
  const { world, telephone } = place;
  const dial = async (digits: string) => {
    telephone.dial(digits);
    await world.advance(digits.length * 160 + 400);
  };
  const flash = async () => {
    telephone.flash();
    await world.advance(1_000);
  };
  return { ...place, dial, flash };
}

t.test('flash, a station, and putting down: asked, then given to him', async (t) => {
  const { world, box, second, telephone, dial, flash, hears } = await talking(t);
  await flash();
  t.same(await hears(), { customer: 'music', agent: 'music', second: '' }, 'music for one, dial tone for the other');
  await dial(stationNumber(2));
  await world.until(() => second.rings);
  second.lift();
  await world.advance(500);
  t.same(await hears(), { customer: 'music', agent: 'second', second: 'agent' });
  await flash();
  t.same(await hears(), { customer: 'agent', agent: 'customer', second: 'music' }, 'a flash alternates');
  await flash();
  await hangUp(world, telephone);
  t.same(await hears(), { customer: 'second', agent: '', second: 'customer' });
  t.match(agent(box, 1), { state: 'wrapUp' });
  t.match(agent(box, 2), { state: 'talking' });
});

t.test('*3 joins all three; *2 ends the question', async (t) => {
  const { world, second, dial, flash, hears } = await talking(t);
  await flash();
  await dial(stationNumber(2));
  await world.until(() => second.rings);
  second.lift();
  await world.advance(500);
  await dial('*3');
  t.same(await hears(), { customer: 'agent second', agent: 'customer second', second: 'customer agent' });
});

t.test('*2 ends the question, a second flash comes back, and so does one after busy tone', async (t) => {
  const { world, second, dial, flash, hears } = await talking(t);
  await flash();
  await flash();
  t.same(await hears(), { customer: 'agent', agent: 'customer', second: '' });
  await flash();
  await dial(stationNumber(2));
  await world.until(() => second.rings);
  second.lift();
  await world.advance(500);
  await dial('*2');
  t.match(await hears(), { customer: 'agent', agent: 'customer' });

  await flash();
  await dial(stationNumber(2)); // he has not put down yet: busy
  await world.advance(4_000);
  t.match(await hears(), { customer: 'music' });
  await flash();
  t.match(await hears(), { customer: 'agent', agent: 'customer' });
});

t.test('put down while it rings: the call goes to him who lifts', async (t) => {
  const { world, second, telephone, dial, flash, hears } = await talking(t);
  await flash();
  await dial(stationNumber(2));
  await world.until(() => second.rings);
  await hangUp(world, telephone);
  second.lift();
  await world.advance(500);
  t.same(await hears(), { customer: 'second', agent: '', second: 'customer' });
});

t.test('whom he forgets on hold rings him again; if he does not lift, the queue has him', async (t) => {
  const { world, box, telephone, second, flash, hears } = await talking(t);
  box.agents.notReady(SECOND, 'meal');
  await flash();
  await hangUp(world, telephone);
  await world.until(() => telephone.rings, 5_000);
  telephone.lift();
  await world.advance(500);
  t.match(await hears(), { customer: 'agent', agent: 'customer' });
  await flash();
  await hangUp(world, telephone);
  await world.until(() => telephone.rings, 5_000);
  box.agents.ready(SECOND);
  await world.until(() => second.rings, 45_000);
  second.lift();
  await world.advance(500);
  t.match(await hears(), { customer: 'second', second: 'customer' });
});

t.test(
  'an agent calls outside: he is talking, hears it ring, then the customer; it stands in the records',
  async (t) => {
    const place = await openBox(t, { telephones: 2, signedIn: 1 });
    const { world, box, reads } = place;
    const outside = world.network.answersAfter(world.clock, 2_000);
    const telephone = world.telephone(1);
    telephone.lift();
    await world.advance(600);
    telephone.dial('13800000008');
    await world.until(() => outside.length === 1, 4_000);
    t.equal(agent(box, 1).state, 'talking');
    await world.advance(3_000);
    const ears = { agent: telephone.channel, customer: outside[0]?.channel.index ?? 0 };
    t.same(await whoHears(world, ears), { agent: 'customer', customer: 'agent' });
    await hangUp(world, telephone);
    await world.until(() => outside[0]?.state === 'cleared', 2_000);
    await world.advance(500);
    t.match(await reads.selectFrom('call').selectAll().execute(), [
      { direction: 'outbound', called: '+8613800000008', agent: FIRST, disposition: 'answered' },
    ]);
    t.equal((await reads.selectFrom('recording').selectAll().execute()).length, 1);
  },
);

t.test('a program makes the call: the agent is rung first', async (t) => {
  const place = await openBox(t, { telephones: 2, signedIn: 1 });
  const { world, box } = place;
  const outside = world.network.answersAfter(world.clock, 1_000);
  const telephone = world.telephone(1);
  box.calling.makeCall(FIRST, { number: '13800000008' });
  await world.until(() => telephone.rings);
  t.equal(outside.length, 0);
  telephone.lift();
  await world.advance(4_000);
  const ears = { agent: telephone.channel, customer: outside[0]?.channel.index ?? 0 };
  t.same(await whoHears(world, ears), { agent: 'customer', customer: 'agent' });
  outside[0]?.clear();
  await world.advance(1_000);
  await hangUp(world, telephone);
  t.match(agent(box, 1).state, /wrapUp|ready/);
});

t.test('two of the house talk over no trunk; whoever is busy is heard to be', async (t) => {
  const place = await openBox(t, { telephones: 3, signedIn: 2 });
  const { world, box, reads } = place;
  const [one, two] = [world.telephone(1), world.telephone(2)];
  one.lift();
  await world.advance(600);
  one.dial(stationNumber(2));
  await world.until(() => two.rings, 4_000);
  t.match([agent(box, 1).state, agent(box, 2).state], ['busy', 'busy']);
  two.lift();
  await world.advance(500);
  t.same(await whoHears(world, { one: one.channel, two: two.channel }), { one: 'two', two: 'one' });
  await hangUp(world, one);
  await hangUp(world, two);
  t.match([agent(box, 1).state, agent(box, 2).state], ['ready', 'ready']);
  t.match(await reads.selectFrom('call').selectAll().execute(), [{ direction: 'internal', disposition: 'answered' }]);
  t.equal(world.told('offered').length, 0, 'no trunk was used');

  world.telephone(3).lift();
  await world.advance(600);
  world.telephone(3).dial('13800000008'); // nobody is signed in there
  const refused = world.listen(world.telephone(3).channel, await world.load('zh-CN/call-barred'));
  await world.until(() => refused.heard, 6_000);
});

t.test(
  'emergency numbers go out from any telephone, though every channel has a callback; abroad is barred',
  async (t) => {
    const place = await openBox(t, { telephones: 2, signedIn: 1 });
    const { world, box } = place;
    const outside = world.network.answersAfter(world.clock, 1_000);
    const [one, two] = [world.telephone(1), world.telephone(2)];
    two.lift(); // nobody is signed in here
    await world.advance(600);
    two.dial('119');
    await world.advance(4_000);
    t.same(await whoHears(world, { two: two.channel, far: outside[0]?.channel.index ?? 0 }), {
      two: 'far',
      far: 'two',
    });
    t.equal(outside[0]?.called.digits, '119');
    await hangUp(world, two);

    const refused = world.listen(one.channel, await world.load('zh-CN/agent-not-possible'));
    box.agents.notReady(FIRST, 'meeting');
    one.lift();
    await world.advance(600);
    one.dial('0012125551234#');
    await world.advance(3_000);
    t.notOk(refused.heard, 'busy tone');
    t.equal(outside.length, 1);
  },
);

t.test('recorded on demand, stopped, and sent to an announcement and back', async (t) => {
  const { world, box, hears, caller, reads } = await talking(t, { config: { recording: { enabled: false } } });
  const { sounds } = box.calling;
  t.throws(() => sounds.stopRecording(FIRST), { code: 'REFUSED' });
  sounds.startRecording(FIRST);
  await world.advance(1_000);
  t.throws(() => sounds.startRecording(FIRST), { code: 'REFUSED' });
  await world.advance(9_000);
  sounds.stopRecording(FIRST);
  await world.advance(1_000);
  const recordings = await reads.selectFrom('recording').selectAll().execute();
  t.match(recordings, [{ agent: FIRST, state: 'complete' }]);

  const hours = world.listen(caller.channel.index, await world.load('zh-CN/closed'));
  const said = sounds.announce(FIRST, 'closed');
  await world.advance(1_500);
  t.ok(hours.heard);
  await world.during(said);
  await world.advance(200);
  t.match(await hears(), { customer: 'agent', agent: 'customer' });
});
