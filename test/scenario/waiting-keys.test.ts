// SPDX-License-Identifier: GPL-2.0-or-later
// Does a key lead a waiting caller where his queue says: during music, during words, behind a notice; and nobody away from his place in vain?
import t, { type Test } from 'tap';
import type { Dialogue } from '../../src/index.js';
import type { PartyNumber } from '../../src/native/index.js';
import { recountedQueues } from '../../src/store/reads/recount.js';
import { ACCESS_NUMBER, type BoxOptions, type BoxWorld, openBox, QUEUE, stationNumber } from '../support/box.js';
import { agent } from '../support/floor.js';
import { answersCalls } from '../support/people.js';

const WITHHELD: PartyNumber = {
  digits: '13912345678',
  type: 'national',
  plan: 1,
  presentation: 'restricted',
  screening: 3,
};
const KEYS = { 1: 'callback', 9: { queue: 'other' }, '*': { flow: 'menu' }, 7: { announce: 'closed' } };

async function waits(t: Test, options: BoxOptions & { readonly queue?: object; readonly calling?: PartyNumber } = {}) {
  const { queue, config, calling, ...rest } = options;
  const announce = { position: false, every: '10s' };
  const queues = [
    { name: QUEUE, nobodySignedIn: 'wait', announce, keys: KEYS, ...queue },
    { name: 'other', nobodySignedIn: 'wait' },
  ];
  const asked: (string | undefined)[] = [];
  const dialogues = {
    menu: async (dialogue: Dialogue) => {
      asked.push(await dialogue.menu('callback-offer', { choices: '12', attempts: 1 }));
    },
  };
  const place = await openBox(t, { signedIn: 0, dialogues, ...rest, config: { queues, ...config } });
  const { world, box } = place;
  const caller = world.network.call(ACCESS_NUMBER, '13912345678', calling && { calling });
  await world.until(() => caller.state === 'connected');
  const waiting = (name: string) => box.status().queues.find((queue) => queue.name === name)?.waiting;
  const hears = async (name: string) => {
    const listening = world.listen(caller.channel.index, await world.load(name));
    await world.until(() => listening.heard, 30_000);
  };
  return { ...place, caller, asked, waiting, hears };
}

const stays = ({ reads }: BoxWorld) => reads.selectFrom('segment').select(['kind', 'queue', 'endReason']).execute();
const requests = ({ reads }: BoxWorld) => reads.selectFrom('callbackRequest').selectAll().execute();

t.test('key 1 during the music: a callback is promised at his place, and nothing else is played to him', async (t) => {
  const place = await waits(t);
  const { world, box, caller, hears, events } = place;
  const rang = world.clock.now();
  await hears('common/queue-music');
  caller.sendDigits('1');
  await hears('zh-CN/surge');
  const music = world.listen(caller.channel.index, await world.load('common/queue-music'));
  await world.until(() => caller.state === 'cleared', 20_000);
  await box.settled();
  t.notOk(music.heard);
  t.match(await requests(place), [{ number: '+8613912345678', promised: 1, queue: QUEUE }]);
  const [request] = await requests(place);
  t.ok(Math.abs((request?.enqueuedAt ?? 0) - rang) < 3_000, 'the place of his call');
  t.match(await events('call.keyed'), [
    { queue: QUEUE, detail: /"digit":"1".*"to":"callback"|"to":"callback".*"digit":"1"/ },
  ]);
  t.match(await stays(place), [{ kind: 'waiting', queue: QUEUE, endReason: 'key' }]);
  t.match(box.status().queues[0], { waiting: 0, abandoned: 0 });
  t.match(await place.reads.selectFrom('call').selectAll().execute(), [{ disposition: 'captured' }]);
});

t.test('a key is told with position and wait, and cuts off what is being said', async (t) => {
  const { world, caller, hears } = await waits(t);
  await hears('zh-CN/key-callback');
  await hears('zh-CN/number-1');
  await hears('zh-CN/key-callback');
  const pressed = world.clock.now();
  caller.sendDigits('1');
  await hears('zh-CN/surge');
  t.ok(world.clock.now() - pressed < 500, `the promise begins ${world.clock.now() - pressed} ms after the key`);
});

t.test('to another queue, at the time of his call; a key without a meaning changes nothing', async (t) => {
  const place = await waits(t);
  const { world, box, caller, waiting, hears } = place;
  await hears('common/queue-music');
  caller.sendDigits('5');
  await world.advance(1_000);
  t.equal(waiting(QUEUE), 1);
  caller.sendDigits('9');
  await world.until(() => waiting('other') === 1, 2_000);
  t.equal(waiting(QUEUE), 0);
  await hears('common/queue-music');
  caller.sendDigits('1'); // no key of that queue
  await world.advance(1_000);
  t.equal(waiting('other'), 1);
  caller.clear();
  await world.until(() => waiting('other') === 0);
  await box.settled();
  t.match(await stays(place), [
    { kind: 'waiting', queue: QUEUE, endReason: 'key' },
    { kind: 'waiting', queue: 'other', endReason: 'abandoned' },
  ]);
});

t.test('to a flow, which asks anew: the key that led there is no answer; to a prompt, and then the end', async (t) => {
  const { world, caller, asked, hears } = await waits(t);
  await hears('common/queue-music');
  caller.sendDigits('*');
  await hears('zh-CN/callback-offer');
  caller.sendDigits('2');
  await world.until(() => caller.state === 'cleared', 10_000);
  t.same(asked, ['2']);

  const closing = await waits(t);
  await closing.hears('common/queue-music');
  closing.caller.sendDigits('7');
  await closing.hears('zh-CN/closed');
  await closing.world.until(() => closing.caller.state === 'cleared', 20_000);
});

t.test('while an agent is rung for him: his telephone stops ringing', async (t) => {
  const { world, caller, waiting } = await waits(t, { signedIn: 1 });
  await world.until(() => world.telephone(1).rings);
  caller.sendDigits('9');
  await world.until(() => !world.telephone(1).rings, 8_000);
  t.equal(waiting('other'), 1);
});

t.test('what must be heard before a recording is heard whole: the key counts behind it', async (t) => {
  const { world, caller, waiting, hears } = await waits(t, { config: { recording: { announce: 'before' } } });
  await hears('zh-CN/recording-announcement');
  const began = world.clock.now();
  caller.sendDigits('9');
  await world.until(() => waiting('other') === 1);
  t.ok(world.clock.now() - began > 2_000, `behind the notice: ${world.clock.now() - began} ms`);
});

t.test('who cannot be called back waits on at his old place', async (t) => {
  const { world, box, caller, waiting, hears } = await waits(t, {
    config: { doNotCall: ['13912345678'] },
    queue: { announce: { position: true, every: '10s' } },
  });
  world.network.call(ACCESS_NUMBER, '13900000002');
  await world.until(() => waiting(QUEUE) === 2);
  caller.sendDigits('1');
  await hears('zh-CN/please-hold');
  t.equal(waiting(QUEUE), 2);
  t.equal(box.calling.supervision.waiting.list()[0]?.number?.slice(-4), '5678');
  await hears('zh-CN/you-are-next');
});

t.test('with an agent keys lead nowhere', async (t) => {
  const { world, box, caller, waiting } = await waits(t, { signedIn: 1 });
  await world.until(() => world.telephone(1).rings);
  world.telephone(1).lift();
  await world.until(() => agent(box, 1).state === 'talking');
  await world.advance(200);
  caller.sendDigits('9');
  await world.advance(1_000);
  t.equal(agent(box, 1).state, 'talking');
  t.equal(waiting('other'), 0);
});

t.test('who withholds his number is asked for one, and called back at it', async (t) => {
  const place = await waits(t, { calling: WITHHELD });
  const { world, caller, hears } = place;
  await hears('common/queue-music');
  caller.sendDigits('1');
  await hears('zh-CN/key-in-your-number');
  await world.advance(400); // his last key is over
  caller.sendDigits('13800138000#');
  await hears('zh-CN/confirm-1-again-2');
  caller.sendDigits('1');
  await hears('zh-CN/surge');
  await world.until(() => caller.state === 'cleared', 20_000);
  t.match(await requests(place), [{ number: '+8613800138000' }]);
});

t.test(
  'while his agent sends him on and another telephone rings for him, keys wait: nobody is left with nobody',
  async (t) => {
    const { world, box, caller, waiting } = await waits(t, { signedIn: 1 });
    await world.until(() => world.telephone(1).rings);
    box.calling.ringing.deflect('1001', { station: stationNumber(2) });
    await world.until(() => world.telephone(2).rings);
    caller.sendDigits('1');
    await world.advance(2_000);
    t.equal(waiting('other'), 0);
    world.telephone(2).lift();
    const voice = world.listen(world.telephone(2).channel, await world.load('zh-CN/surge-6s'));
    caller.play([await world.load('zh-CN/surge-6s')], { loop: true });
    await world.until(() => voice.heard, 5_000);
  },
);

t.test('who hangs up behind the key, before anything is promised, has not given up in the queue', async (t) => {
  const place = await waits(t, { calling: WITHHELD });
  const { world, box, caller, hears, events, reads } = place;
  await hears('common/queue-music');
  caller.sendDigits('1');
  await hears('zh-CN/key-in-your-number');
  caller.clear();
  await world.advance(500);
  await box.settled();
  t.equal((await events('call.keyed')).length, 1);
  t.equal(box.status().queues[0]?.abandoned, 0);
  const period = { from: 0, to: Number.MAX_SAFE_INTEGER, now: Number.MAX_SAFE_INTEGER, within: 20_000 };
  t.same(await recountedQueues(reads, period), []);
  t.match(await reads.selectFrom('call').selectAll().execute(), [{ disposition: 'abandoned' }]);
});

t.test('a callback is offered only from an expected wait on, and the offer stands', async (t) => {
  const place = await waits(t, { queue: { wrapUp: '0s', callback: { offerFrom: '90s' } } });
  const { world, box, caller } = place;
  const hears = async (leg: typeof caller, name: string, within = 15_000) => {
    const listening = world.listen(leg.channel.index, await world.load(name));
    await world.advance(within);
    return listening.heard;
  };
  const offered = (leg: typeof caller) => hears(leg, 'zh-CN/key-callback');
  caller.clear();
  await world.advance(2_000);
  answersCalls(world, 1, 60_000);
  box.agents.signIn('1001', stationNumber(1));
  for (let nth = 0; nth < 4; nth++) {
    const leg = world.network.call(ACCESS_NUMBER, `1370000000${nth}`);
    await world.until(() => leg.state === 'cleared', 300_000);
  }
  const first = world.network.call(ACCESS_NUMBER, '13700000010');
  await world.advance(3_000);
  const next = world.network.call(ACCESS_NUMBER, '13700000011');
  t.notOk(await offered(next), 'a minute at most');
  next.sendDigits('1');
  await world.advance(1_000);
  t.match([next.state, await requests(place)], ['connected', []], 'the key says nothing to him');

  const last = world.network.call(ACCESS_NUMBER, '13700000012');
  t.ok(await offered(last), 'behind him it is two');
  first.clear();
  await world.until(() => (box.status().queues[0]?.waiting ?? 9) <= 1, 60_000);
  last.sendDigits('1');
  t.ok(await hears(last, 'zh-CN/surge', 12_000), 'the offer stands');
  await box.settled();
  t.match(await requests(place), [{ number: '+8613700000012', promised: 1, queue: QUEUE }]);
});
