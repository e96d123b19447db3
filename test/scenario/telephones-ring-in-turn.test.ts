// SPDX-License-Identifier: GPL-2.0-or-later
// rows: analog-30 analog-31 analog-32 analog-33
// A bank has current for so many bells at once: the others begin in the pauses, and what is counted from a ring is counted from the real one.
// A telephone that lies beside its hook hears of it, and then its shop does.
import t from 'tap';
import { linear, shownBy } from '../support/adsi.js';
import { ACCESS_NUMBER, agentId, openBox } from '../support/box.js';
import { agent } from '../support/floor.js';
import { tonesHeard } from '../support/tones-heard.js';
import { wavChannels } from '../support/wav.js';
import type { World } from '../support/world.js';

const RING_TIMEOUT = 10_000;

/** When each telephone rang first, by its port, counted from `from`. */
function firstRings(world: World, from: number): ReadonlyMap<number, number> {
  const rings = new Map<number, number>();
  for (const { channel, at } of world.told('ringStarted')) {
    const port = world.telephones.findIndex((one) => one.channel === channel) + 1;
    if (port > 0 && !rings.has(port)) rings.set(port, at - from);
  }
  return rings;
}

t.test('two at once: all ring within one cadence, and each has its whole time to be lifted', async (t) => {
  const { world, box } = await openBox(t, {
    telephones: 6,
    ringing: { cadenceMs: [1_000, 4_000], most: 2 },
    config: { queues: [{ name: 'sales', ringTimeout: `${RING_TIMEOUT / 1_000}s` }] },
  });
  for (let caller = 0; caller < 6; caller++) world.network.call(ACCESS_NUMBER, `1391234567${caller}`);
  await world.until(() => box.status().agents.every(({ state }) => state === 'ringing'));
  const offered = world.media.time();
  await world.advance(4_900);

  const rings = firstRings(world, offered);
  const seconds = [...rings.values()].map((at) => Math.round(Math.max(0, at) / 1_000)).sort();
  t.same(seconds, [0, 0, 1, 1, 2, 2], 'two in each second');

  await world.advance(RING_TIMEOUT - 4_900 + 500);
  const ringing = () => [1, 2, 3, 4, 5, 6].filter((one) => agent(box, one).state === 'ringing').length;
  t.equal(ringing(), 4, 'the time of the first two is over');
  await world.advance(1_000);
  t.equal(ringing(), 2, 'a second later that of the next');
  await world.advance(1_000);
  t.equal(ringing(), 0);
  t.ok(rings.size === 6 && agentId(1));
});

t.test('who calls is shown after the real first ring of a telephone that had to wait', async (t) => {
  const stations = [1, 2].map((port) => ({ number: `${800 + port}`, span: 'stations', port, callerId: 'fsk-bell202' }));
  const { world, box } = await openBox(t, { ringing: { cadenceMs: [1_000, 4_000], most: 1 }, config: { stations } });
  const recordings = world.telephones.map(({ channel }) => {
    const file = `${world.folder}/line-${channel}.wav`;
    return { file, operation: world.media.record(channel, file) };
  });
  for (const number of ['13911111111', '13922222222']) world.network.call(ACCESS_NUMBER, number);
  await world.until(() => box.status().agents.every(({ state }) => state === 'ringing'));
  await world.advance(5_500);
  for (const { operation } of recordings) world.media.stop(operation);
  await world.advance(200);
  const shown = recordings.map(({ file }) => {
    const sound = linear(wavChannels(file)[0] ?? Buffer.alloc(0));
    return { from: sound.findIndex((sample) => Math.abs(sample) > 500) / 8, said: shownBy('fsk-bell202', sound) };
  });
  t.match(shown.map(({ said }) => said[0]?.number).sort(), ['13911111111', '13922222222']);
  const [first = 0, second = 0] = shown.map(({ from }) => from).sort((a, b) => a - b);
  t.ok(Math.abs(second - first - 1_000) < 60, `the second ${second - first} ms later: it rang a second later`);
});

t.test('a telephone that lies beside its hook hears busy tone, a howler, then nothing; it is told', async (t) => {
  const { world, box } = await openBox(t, { telephones: 2, signedIn: 1 });
  const { channel } = world.telephone(2);
  const standing = async () => (await box.alarms.list()).filter(({ code }) => code === 'TELEPHONE_OFF_HOOK');
  world.telephone(2).lift();
  await world.advance(20_000);
  const [busy = []] = await tonesHeard(world, [channel], 450, 2_000);
  t.ok(busy.length >= 2, 'busy tone after the dial tone');

  await world.advance(35_000);
  const [howler = []] = await tonesHeard(world, [channel], 950, 2_000);
  t.ok((howler[0]?.milliseconds ?? 0) > 1_900, 'China: 950 Hz without a pause');
  t.same(await standing(), [], 'it is not told yet');

  await world.advance(60_000);
  t.match(await standing(), [{ subject: '802', severity: 'minor' }]);
  const [after = []] = await tonesHeard(world, [channel], 950, 500);
  t.same(after, [], 'nothing is played to it any more');

  world.telephone(2).putDown();
  await world.advance(1_500);
  t.same(await standing(), [], 'it is over when it is on its hook again');
  world.telephone(2).lift();
  await world.advance(200);
  const [dial = []] = await tonesHeard(world, [channel], 450, 1_000);
  t.ok((dial[0]?.milliseconds ?? 0) > 900, 'and it has dial tone');
});
