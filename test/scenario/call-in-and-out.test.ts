// SPDX-License-Identifier: GPL-2.0-or-later
// Does one real call each way go through line, call and station, on real Q.931 and real audio?
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { answeredCall, rooms } from '../support/rooms.js';
import { openWorld } from '../support/world.js';

t.test('a caller is answered, keys digits in, hears a prompt and hangs up', async (t) => {
  const world = await openWorld(t);
  const { calls, lines } = rooms(world);
  const { caller, leg } = await answeredCall(world, calls);
  t.match(leg.called, { digits: '4008880001' });
  t.match(leg.calling, { digits: '13912345678', type: 'national', presentation: 'allowed' });
  t.equal(lines.utilisation().busy, 1);

  const collected = leg.collect({ max: 11, terminator: '#' });
  caller.sendDigits('8333#');
  t.same(await world.during(collected), { digits: '8333', ended: 'terminator' });
  const welcome = await world.load('zh-CN/welcome');
  const listening = world.listen(caller.channel.index, welcome);
  await world.during(leg.play([welcome]).finished);
  t.ok(listening.heard);
  caller.clear();
  await world.until(() => leg.state === 'cleared');

  t.match(leg, { cause: 16, clearedBy: 'party' });
  t.equal(lines.utilisation().busy, 0);
  t.same(calls.legs, []);
});

t.test('the box rings a customer, who answers after 3 s; the box clears', async (t) => {
  const world = await openWorld(t);
  const { calls, lines, group } = rooms(world);
  const customers = world.network.answersAfter(world.clock, 3_000);

  const leg = calls.dial(group, { called: { digits: '02012345678' }, calling: { digits: '83330000' } });
  await world.during(leg.connected);
  t.match(customers[0]?.called, { digits: '02012345678' });
  t.match(customers[0]?.calling, { digits: '83330000' });
  const { ring = 0, answer = 0 } = leg.stamps;
  t.ok(answer - ring >= 2_960 && answer - ring <= 3_060, `rang for ${answer - ring} ms`);
  leg.clear();
  await world.until(() => leg.state === 'cleared' && customers[0]?.state === 'cleared');

  t.match(leg, { cause: 16, clearedBy: 'box' });
  t.match(customers[0], { cause: 16, clearedBy: 'party' });
  t.equal(lines.utilisation().busy, 0);
});

for (const cause of [1, 17, 21, 34, 38]) {
  t.test(`an offered call that is refused with ${cause} ends so at the caller`, async (t) => {
    const world = await openWorld(t);
    const { calls, lines } = rooms(world);
    calls.offered.on((leg) => leg.clear(cause));

    const caller = world.network.call('4008880001');
    await world.until(() => caller.state === 'cleared' && calls.legs.length === 0);

    t.equal(caller.cause, cause);
    t.equal(lines.utilisation().busy, 0);
  });
}

t.test('a caller and an agent talk; their conversation is recorded, customer left, agent right', async (t) => {
  const world = await openWorld(t);
  const { calls, stations } = rooms(world);
  const { caller, leg } = await answeredCall(world, calls);
  const telephone = world.telephone(1);
  const station = stations.station('8001');

  station.ring('offer-1', leg.calling);
  await world.until(() => telephone.rings);
  const agent = station.leg;
  if (agent === undefined) throw new Error('a ringing station has a leg');
  telephone.lift();
  await world.during(agent.connected);
  const call = calls.open(leg);
  await world.during(call.join(leg, agent));
  const recording = call.record(leg, join(world.folder, 'talk.wav'));
  const [voice, answer] = [await world.load('zh-CN/surge-6s'), await world.load('en/welcome')];
  const heardByAgent = world.listen(telephone.channel, voice);
  const heardByCaller = world.listen(caller.channel.index, answer);
  caller.play([voice]);
  world.media.play(telephone.channel, [answer]);
  await world.advance(7_000);
  t.ok(heardByAgent.heard, 'the agent hears the caller');
  t.ok(heardByCaller.heard, 'the caller hears the agent');
  caller.clear();
  const { durationMs, gapMs } = await world.during(recording.finished);
  await world.until(() => leg.state === 'cleared');
  agent.clear();
  await world.until(() => station.state === 'busyTone');
  telephone.putDown();
  await world.until(() => station.state === 'idle');

  t.ok(durationMs >= 7_000, `recorded ${durationMs} ms`);
  t.equal(gapMs, 0);
  const wav = readFileSync(recording.file);
  const audio = wav.subarray(wav.indexOf('data') + 8);
  const sounds = (side: 0 | 1) => audio.filter((sample, i) => i % 2 === side && sample !== 0xd5).length;
  t.ok(sounds(0) > 40_000, 'six seconds of the customer are on the left');
  t.ok(sounds(1) > 15_000, 'the agent is on the right');
  t.same(calls.calls, []);
  t.ok(leg.stamps.bridge);
});

t.test('an agent lifts, hears dial tone, and dials a code', async (t) => {
  const world = await openWorld(t);
  const { stations } = rooms(world);
  const dialled: string[] = [];
  stations.station('8002').dialled.on(({ digits }) => dialled.push(digits));
  const telephone = world.telephone(2);
  const levels: number[] = [];
  world.media.onMeter((meter) => {
    if (meter.type === 'level' && meter.channel === telephone.channel) levels.push(meter.receivedDbm0);
  });
  world.media.meter(telephone.channel, 100);

  telephone.lift();
  await world.advance(800);
  t.match(Math.round(levels.at(-1) ?? -99), -10, 'dial tone at -10 dBm0');
  telephone.dial('*61*1001*4711#');
  await world.until(() => dialled.length > 0);

  t.same(dialled, ['*61*1001*4711#']);
  t.ok((levels.at(-1) ?? 0) < -40, 'dial tone ended with the first digit');
  t.equal(stations.station('8002').state, 'connected');
  telephone.putDown();
  await world.until(() => stations.station('8002').state === 'idle');
});

t.test('glare: when both ends seize one channel at once, both calls go on over channels of their own', async (t) => {
  const world = await openWorld(t);
  const { calls, lines } = rooms(world);
  const both = world.network.lines.span('net-1').channels[0];
  const same = lines.span('e1-1').channels[0];
  if (both === undefined || same === undefined) throw new Error('the spans have channels');
  world.network.calls.offered.on((leg) => leg.alert());
  calls.offered.on((leg) => leg.alert());

  const ours = calls.dial(same, { called: { digits: '1000' } });
  const theirs = world.network.calls.dial(both, { called: { digits: '4008880001' } });
  await world.advance(2_000);

  const up = calls.legs.map(({ channel }) => channel.slot);
  t.equal(new Set(up).size, 2, `slots ${up.join(', ')}`);
  t.equal(lines.utilisation().busy, up.length);
  t.match([ours.state, theirs.state], ['alerting', 'alerting']);
  ours.clear();
  theirs.clear();
  await world.until(() => calls.legs.length === 0 && world.network.calls.legs.length === 0);
  t.equal(lines.utilisation().busy, 0);
});
