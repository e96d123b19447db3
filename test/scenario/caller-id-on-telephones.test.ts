// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 000-19
// Who calls is shown at a plain telephone: between the first and the second ring, as the standard of the station says; amid a call behind a tone
// that the telephone answers. What the line carried is judged by spandsp.
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { AnalogStation, Stations } from '../../src/station/index.js';
import { linear, shownBy } from '../support/adsi.js';
import { ACCESS_NUMBER, agentId, openBox, stationNumber } from '../support/box.js';
import { callInHand } from '../support/call-in-hand.js';
import { digitsOf } from '../support/digits-of.js';
import { wavChannels } from '../support/wav.js';
import type { World } from '../support/world.js';

const RESTRICTED = { type: 'national', plan: 1, presentation: 'restricted', screening: 3 } as const;

const stations = (callerId: string, count = 2) =>
  [1, 2, 3].slice(0, count).map((port) => ({ number: stationNumber(port), span: 'stations', port, callerId }));

/** What telephone 1 hears while it rings, and the instants at which it rang, counted from the first. */
async function ringing(t: Test, callerId: string, call: (world: World) => unknown) {
  const { world } = await openBox(t, { telephones: 2, signedIn: 1, config: { stations: stations(callerId) } });
  const telephone = world.telephone(1);
  call(world);
  await world.until(() => telephone.rings);
  const file = join(world.folder, 'line.wav');
  const recording = world.media.record(telephone.channel, file);
  await world.advance(5_500);
  world.media.stop(recording);
  await world.advance(200);
  const [heard = Buffer.alloc(0)] = wavChannels(file);
  const loud = linear(heard).findIndex((sample) => Math.abs(sample) > 500);
  return { heard, file, from: loud / 8, world, telephone };
}

const normally = (world: World) => world.network.call(ACCESS_NUMBER, '13912345678');

t.test('the number reaches it between the first and the second ring, in both standards', async (t) => {
  for (const style of ['fsk-bell202', 'fsk-v23'] as const) {
    const { heard, from, telephone, world } = await ringing(t, style, normally);
    t.match(shownBy(style, linear(heard)), [{ number: '13912345678', date: '01050900' }], style);
    t.ok(from >= 1_400 && from < 2_600, `begins ${from} ms after the first ring began`);
    telephone.lift();
    await world.advance(500);
  }
});

t.test('as digits, and not at all', async (t) => {
  const digits = await ringing(t, 'dtmf', normally);
  t.equal(digitsOf(digits.file), 'A13912345678C');
  const off = await ringing(t, 'off', normally);
  t.same(shownBy('fsk-bell202', linear(off.heard)), []);
  t.equal(off.from, -1 / 8);
});

t.test('one that is withheld is shown as P, one that is not known as O', async (t) => {
  const withheld = await ringing(t, 'fsk-bell202', (world) =>
    world.network.call(ACCESS_NUMBER, '', { calling: { ...RESTRICTED, digits: '13912345678' } }),
  );
  t.match(shownBy('fsk-bell202', linear(withheld.heard)), [{ noNumber: 'P' }]);
  const unknown = await ringing(t, 'fsk-bell202', (world) => world.network.call(ACCESS_NUMBER, ''));
  t.match(shownBy('fsk-bell202', linear(unknown.heard)), [{ noNumber: 'O' }]);
});

t.test(
  'a colleague who calls is shown by his name, and told so to who follows; a station without an agent by its number',
  async (t) => {
    const place = await openBox(t, { telephones: 3, signedIn: 2, config: { stations: stations('fsk-bell202', 3) } });
    const { world, box } = place;
    box.agents.notReady(agentId(1), 'meeting');
    box.agents.notReady(agentId(2), 'meeting');
    const shown = async (from: number) => {
      world.telephone(from).lift();
      await world.advance(600);
      world.telephone(from).dial(stationNumber(1));
      await world.until(() => world.telephone(1).rings, 3_000);
      const file = join(world.folder, `line-${from}.wav`);
      const recording = world.media.record(world.telephone(1).channel, file);
      await world.advance(4_500);
      world.media.stop(recording);
      world.telephone(from).putDown();
      await world.advance(1_000);
      return shownBy('fsk-bell202', linear(wavChannels(file)[0] ?? Buffer.alloc(0)));
    };
    t.match(await shown(2), [{ number: stationNumber(2), name: 'Agent 2' }]);
    const [other] = await shown(3);
    t.match(other, { number: stationNumber(3) });
    t.equal(other?.name, undefined);
    const rung = (await place.events('call.rings')).map(({ detail }) => JSON.parse(detail ?? '{}'));
    t.match(rung, [
      { station: stationNumber(1), calling: stationNumber(2), name: 'Agent 2' },
      { station: stationNumber(1), calling: stationNumber(3), name: undefined },
    ]);
  },
);

t.test('lifted before it was told, he hears the caller at once', async (t) => {
  const { world, box } = await openBox(t, { telephones: 2, signedIn: 1 });
  normally(world);
  const telephone = world.telephone(1);
  await world.until(() => telephone.rings);
  await world.advance(1_700); // amid the message
  telephone.lift();
  await world.advance(300);
  const file = join(world.folder, 'line.wav');
  const recording = world.media.record(telephone.channel, file);
  await world.advance(3_000);
  world.media.stop(recording);
  await world.advance(200);
  t.same(shownBy('fsk-bell202', linear(wavChannels(file)[0] ?? Buffer.alloc(0))), []);
  t.ok(box.status().agents.some(({ id, state }) => id === agentId(1) && state === 'talking'));
});

t.test(
  'amid a call: the alerting signal, the telephone’s D, and the message; without its D nothing follows',
  async (t) => {
    for (const able of [true, false]) {
      const { world, telephone, stationOf, hears } = await withStations(t);
      const file = join(world.folder, 'line.wav');
      const recording = world.media.record(telephone.channel, file);
      const station = stationOf(1);
      if (!(station instanceof AnalogStation)) throw new TypeError('not at a port');
      const told = station.announceWaiting({ number: '13700000007' });
      await world.advance(200);
      if (able) telephone.dial('D');
      t.equal(await world.during(told), able);
      await world.advance(200);
      world.media.stop(recording);
      await world.advance(200);
      const heard = linear(wavChannels(file)[0] ?? Buffer.alloc(0));
      t.ok(
        heard.subarray(0, 1_600).some((sample) => Math.abs(sample) > 2_000),
        'the alerting signal',
      );
      const shown = shownBy('fsk-bell202', heard.subarray(3_200)); // a telephone listens from its D on
      t.match(shown, able ? [{ number: '13700000007' }] : []);
      t.equal(shown.length, able ? 1 : 0);
      t.match(await hears(), { customer: 'agent', agent: 'customer' });
    }
  },
);

/** A call in hand, and the stations beneath the box. */
async function withStations(t: Test) {
  const { station } = Stations.prototype;
  const seen: Stations[] = [];
  Stations.prototype.station = function (number) {
    seen.push(this);
    return station.call(this, number);
  };
  t.teardown(() => {
    Stations.prototype.station = station;
  });
  const place = await callInHand(t);
  const [stationsOfBox] = seen;
  if (stationsOfBox === undefined) throw new Error('nobody asked for a station');
  return { ...place, stationOf: (port: number) => stationsOfBox.station(stationNumber(port)) };
}
