// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 000-04 000-06 000-07 001-26 001-69 002-18 003-24
// What a supervisor does leaves its trace, and what he only hears changes no bit; nobody who stays hears a gap when another one goes.
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { agentId, openBox, stationNumber } from '../support/box.js';
import { callInHand, FIRST, SECOND } from '../support/call-in-hand.js';
import { agent, hangUp } from '../support/floor.js';
import { wavChannels } from '../support/wav.js';
import { whoHears } from '../support/who-hears.js';

const THIRD = agentId(3);
const MOBILE = '13700000007';
const TICK = 160;
const SILENCE = 0xd5; // A-law

/** What both parties hear of each other's tones for 2 s, with or without somebody who listens from the first half on. */
async function heardByBoth(t: Test, listens: boolean): Promise<readonly Buffer[]> {
  const { world, box, caller, telephone, second } = await callInHand(t, {}, 'supervisor');
  box.agents.notReady(SECOND, 'meeting');
  await world.advance(200);
  const channels = [caller.channel.index, telephone.channel];
  const files = channels.map((channel, at) => {
    world.media.tone(channel, [{ hertz: [700 + 400 * at], milliseconds: 0 }], { repeatFrom: 0, levelDbm0: -15 });
    const file = join(world.folder, `bits-${channel}.wav`);
    return { file, operation: world.media.record(channel, file) };
  });
  await world.advance(500);
  if (listens) box.calling.supervision.supervise(SECOND, FIRST);
  await world.advance(500);
  if (listens) second.lift();
  await world.advance(1_000);
  t.equal(box.calling.situationOf(SECOND), listens ? 'supervising' : 'free');
  for (const { operation } of files) world.media.stop(operation);
  await world.advance(200);
  return files.map(({ file }) => wavChannels(file)[0] ?? Buffer.alloc(0));
}

t.test('000-07 who listens changes no bit of what the parties hear, from before he comes', async (t) => {
  const [with_, without] = [await heardByBoth(t, true), await heardByBoth(t, false)];
  for (const at of [0, 1]) {
    const [a = Buffer.alloc(0), b = Buffer.alloc(0)] = [with_[at], without[at]];
    t.ok(a.length >= 16_000 - TICK && a.some((code) => code !== SILENCE), `${a.length} samples, and not of silence`);
    t.ok(a.equals(b), `party ${at} hears the same`);
  }
});

t.test(
  '000-04 forced transfer: the customer is with the other one, the agent is free, the record says forced',
  async (t) => {
    const { world, box, caller, telephone, second, reads } = await callInHand(t);
    const { supervision } = box.calling;
    t.throws(() => supervision.transfer(THIRD, FIRST, { queue: 'none' }), { code: 'NOT_FOUND' });
    supervision.transfer(THIRD, FIRST, { agent: SECOND });
    await world.until(() => second.rings);
    second.lift();
    await world.advance(500);
    const ears = { customer: caller.channel.index, agent: telephone.channel, second: second.channel };
    t.match(await whoHears(world, ears), { customer: 'second', second: 'customer' });
    t.match([agent(box, 1).state, agent(box, 2).state], ['wrapUp', 'talking']);
    caller.clear();
    await world.advance(1_000);
    await box.settled();
    const stays = await reads.selectFrom('segment').select(['agent', 'kind', 'endReason']).orderBy('fromAt').execute();
    t.match(
      stays.find(({ agent, endReason }) => agent === FIRST && endReason === 'forcedTransfer'),
      { agent: FIRST },
    );
    t.ok(stays.some(({ agent, kind }) => agent === SECOND && kind === 'talking'));
  },
);

t.test('000-06 who has picked it up, and from whom, stands in the records', async (t) => {
  const { world, box, reads, events } = await openBox(t, { telephones: 2, signedIn: 1 });
  box.agents.signIn(SECOND, stationNumber(2));
  box.agents.notReady(SECOND, 'meeting');
  const caller = world.network.call('88880001');
  await world.until(() => world.telephone(1).rings, 5_000);
  box.calling.colleagues.pickUp(SECOND);
  await world.until(() => world.telephone(2).rings);
  world.telephone(2).lift();
  await world.advance(500);
  caller.clear();
  await world.advance(1_000);
  await box.settled();
  const rung = await reads.selectFrom('segment').selectAll().where('kind', '=', 'ringing').execute();
  t.match(
    rung.find(({ agent }) => agent === FIRST),
    { endReason: /pickedUp|notAnswered|cleared/ },
  );
  t.match(await events('call.pickedUp'), [{ agent: SECOND, detail: /1001/ }]);
  const talked = await reads.selectFrom('segment').selectAll().where('kind', '=', 'talking').execute();
  t.ok(talked.some(({ agent }) => agent === SECOND) && talked.every(({ agent }) => agent !== FIRST));
});

t.test('a coach in a conference is heard by his agent alone, and hears all', async (t) => {
  const { world, box, caller, telephone, second } = await callInHand(t);
  box.calling.consult(FIRST, { agent: SECOND });
  await world.until(() => second.rings);
  second.lift();
  await world.advance(300);
  box.calling.conference(FIRST);
  await world.advance(200);
  box.agents.signIn(THIRD, stationNumber(3));
  box.calling.supervision.supervise(THIRD, FIRST, 'whisper');
  await world.until(() => world.telephone(3).rings);
  world.telephone(3).lift();
  await world.advance(500);
  const ears = { customer: caller.channel.index, agent: telephone.channel, second: second.channel };
  t.same(await whoHears(world, { ...ears, coach: world.telephone(3).channel }), {
    customer: 'agent second',
    agent: 'customer second coach',
    second: 'customer agent',
    coach: 'customer agent second',
  });
});

t.test(
  '001-69 back to two: the customer’s voice has no gap when the mobile joins, and when it is dropped',
  async (t) => {
    const { world, box, caller, telephone } = await callInHand(t);
    const outside = world.network.answersAfter(world.clock, 500);
    box.calling.consult(FIRST, { number: MOBILE });
    await world.until(() => outside[0]?.state === 'connected', 5_000);
    await world.advance(200);
    world.media.tone(caller.channel.index, [{ hertz: [1_000], milliseconds: 0 }], { repeatFrom: 0, levelDbm0: -15 });
    const file = join(world.folder, 'gap.wav');
    const recording = world.media.record(telephone.channel, file);
    await world.advance(200);
    box.calling.conference(FIRST);
    await world.advance(1_000);
    const [leg] = box.calling.parts.ofAgent(FIRST).conversation.parties.filter(({ role }) => role === 'consulted');
    box.calling.drop(FIRST, leg?.id ?? '');
    await world.advance(1_500);
    world.media.stop(recording);
    await world.advance(200);
    const heard = wavChannels(file)[0] ?? Buffer.alloc(0);
    const quiet = Array.from({ length: Math.floor(heard.length / TICK) }, (_, at) =>
      heard.subarray(at * TICK, (at + 1) * TICK).every((code) => Math.abs(code - SILENCE) <= 2),
    );
    const joined = quiet.indexOf(false);
    t.ok(joined >= 9 && joined <= 12, `heard ${joined} ticks after the recording began; joined after 10`);
    const gaps = quiet.slice(joined).filter(Boolean).length;
    t.comment(`${gaps} silent ticks of ${quiet.length - joined}`);
    t.equal(gaps, 0);
    t.equal(outside[0]?.state, 'cleared');
    await hangUp(world, telephone);
  },
);
