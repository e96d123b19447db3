// SPDX-License-Identifier: GPL-2.0-or-later
// Does a program learn who speaks, who has answered and which tones are on its legs, and who hears what it plays to one of
// them? Real detectors, real recordings.
import t, { type Test } from 'tap';
import type { Heard, Leg } from '../../src/call/index.js';
import { answeredCall, rooms } from '../support/rooms.js';
import { openWorld, type World } from '../support/world.js';

const PROMPTS = '/usr/share/asterisk/sounds/en_US_f_Allison';

function newsOf(leg: Leg): Heard[] {
  const heard: Heard[] = [];
  leg.heard.on((news) => heard.push(news));
  return heard;
}

/** The box dials a customer, who says this as soon as he has lifted. */
async function answeredBy(t: Test, name: string): Promise<{ readonly world: World; readonly heard: readonly Heard[] }> {
  const world = await openWorld(t);
  const { calls, group } = rooms(world);
  const says = await world.load(`${PROMPTS}/${name}.wav`);
  const customers = world.network.answersAfter(world.clock, 1_000);
  const leg = calls.dial(group, { called: { digits: '02012345678' }, calling: { digits: '83330000' } });
  const heard = newsOf(leg);
  leg.listenFor({ answerer: true });
  await world.during(leg.connected);
  customers[0]?.play([says]);
  await world.until(() => heard.some(({ type }) => type === 'answererKnown'));
  return { world, heard };
}

t.test('a program learns when its caller speaks and when he stops', async (t) => {
  const world = await openWorld(t);
  const { calls } = rooms(world);
  const { caller, leg } = await answeredCall(world, calls);
  const heard = newsOf(leg);
  leg.listenFor({ speech: true });
  const goodbye = await world.load(`${PROMPTS}/vm-goodbye.wav`);
  await world.advance(500);
  const began = world.clock.now();
  caller.play([goodbye]);
  await world.until(() => heard.some(({ type }) => type === 'speechEnded'));

  const [first, second] = heard;
  t.match(heard, [{ type: 'speech' }, { type: 'speechEnded' }]);
  const startedAt = first?.type === 'speech' ? first.startedAt : 0;
  t.ok(startedAt > began && startedAt < began + 500, `it began ${startedAt - began} ms after it was played`);
  t.match(second, { startedAt });
});

t.test('a machine that answers is known by its long greeting', async (t) => {
  const { heard } = await answeredBy(t, 'vm-intro');
  t.match(heard, [{ type: 'answererKnown', answerer: 'machine', reason: 'longGreeting' }]);
});

t.test('a person who answers with a word is known', async (t) => {
  const { heard } = await answeredBy(t, 'hello');
  t.match(heard, [{ type: 'answererKnown', answerer: 'human', reason: 'shortGreeting' }]);
});

t.test('a fax machine that calls is known while the line is up', async (t) => {
  const world = await openWorld(t);
  const { calls } = rooms(world);
  const { caller, leg } = await answeredCall(world, calls);
  const heard = newsOf(leg);
  leg.listenFor({ tones: ['faxCalling'] });
  const steps = [
    { hertz: [1100], milliseconds: 500 },
    { hertz: [], milliseconds: 3_000 },
  ];
  caller.tone({ steps, repeatFrom: 0 });
  await world.until(() => heard.length > 0);

  t.match(heard, [{ type: 'tone', tone: 'faxCalling' }]);
});

t.test(
  "a tone that is not in the engine's plan (this one has none of a country's) is refused, and what can be heard is named",
  async (t) => {
    const world = await openWorld(t);
    const { calls } = rooms(world);
    const { leg } = await answeredCall(world, calls);

    t.throws(() => leg.listenFor({ tones: ['busy'] }), /information, faxCalling, faxAnswer/);
  },
);

/** Three parties in one conversation, each with his far end. */
async function conversation(t: Test) {
  const world = await openWorld(t);
  const { calls } = rooms(world);
  const parties = [
    await answeredCall(world, calls),
    await answeredCall(world, calls),
    await answeredCall(world, calls),
  ];
  const call = calls.open();
  await world.during(call.join(...parties.map(({ leg }) => leg)));
  const [customer, agent, supervisor] = parties;
  if (!customer || !agent || !supervisor) throw new Error('three are needed');
  return { world, call, customer, agent, supervisor };
}

t.test('a private announcement is heard by one party of a conversation, and the others talk on beneath', async (t) => {
  const { world, call, customer, agent, supervisor } = await conversation(t);
  call.place(supervisor.leg, { audibility: 'hearsOnly' });
  const [notice, words] = [await world.load(`${PROMPTS}/vm-goodbye.wav`), await world.load(`${PROMPTS}/hello.wav`)];
  const at = ({ caller }: typeof customer, prompt: number) => world.listen(caller.channel.index, prompt);
  await world.advance(100);

  const [told, agentTold, supervisorTold] = [at(customer, notice), at(agent, notice), at(supervisor, notice)];
  const agentHears = at(agent, words);
  const playing = customer.leg.play([notice]);
  customer.caller.play([words]); // he talks on while it is played to him
  await world.during(playing.finished);

  t.ok(told.heard, 'the customer hears the announcement');
  t.notOk(agentTold.heard || supervisorTold.heard, 'nobody else does');
  t.ok(agentHears.heard, 'the agent hears the customer all the while');

  const customerHears = at(customer, words);
  agent.caller.play([words]);
  await world.until(() => customerHears.heard);
  t.pass('afterwards the customer hears the agent again');
});

t.test('laid over the talk, an announcement leaves the talk to be heard', async (t) => {
  const { world, customer, agent } = await conversation(t);
  const notice = await world.load(`${PROMPTS}/vm-goodbye.wav`);
  for (const { caller } of [customer, agent]) world.media.detect(caller.channel.index, true);
  const playing = customer.leg.play([notice], { over: 'mix', gainDb: -20 });
  agent.caller.sendDigits('7');
  await world.during(playing.finished);

  const digits = world.told('digit', { digit: '7' }).map(({ channel }) => channel);
  t.ok(digits.includes(customer.caller.channel.index), "the customer's far end hears the agent's key beneath it");
  t.notOk(digits.includes(agent.caller.channel.index));
});
