// SPDX-License-Identifier: GPL-2.0-or-later
// Does a plain telephone behave at its port: offers, dial codes, busy tone?
import t from 'tap';
import { type StationLeg, tonesOf } from '../../../src/call/index.js';
import { type HookedStation, Stations, type StationsOptions } from '../../../src/station/index.js';
import { box } from '../../support/calls.js';

const CN = tonesOf('CN');
const PORT = 31; // the first telephone's channel

function oneStation(options: Partial<StationsOptions> = {}) {
  const made = box();
  const { media, clock, lines, calls } = made;
  const place = { number: '8001', span: 'phones', port: 1 };
  const stations = new Stations(media, clock, lines, calls, { stations: [place], tones: CN, ...options });
  const station = stations.station('8001');
  const news: string[] = [];
  station.inUse.on(() => news.push('lifted'));
  station.dialled.on(({ digits }) => news.push(`dialled ${digits}`));
  station.answered.on(({ offer }) => news.push(`answered ${offer}`));
  station.rested.on(({ offer }) => news.push(`hungUp ${offer}`));
  station.flash.on(() => news.push('flash'));
  const lift = () => media.tell({ type: 'offHook', channel: PORT });
  const putDown = () => media.tell({ type: 'onHook', channel: PORT });
  const press = (digits: string) => {
    for (const digit of digits) media.tell({ type: 'digit', channel: PORT, digit });
  };
  const tones = () => media.given('tone').map(([, steps]) => steps);
  return { ...made, station, stations, news, lift, putDown, press, tones };
}

t.test('a lifted telephone hears dial tone, which ends with the first digit', async (t) => {
  const { media, lift, press, tones, station } = oneStation();
  lift();
  t.same(tones(), [CN.dial.steps]);
  t.equal(station.state, 'dialling');
  t.same(media.given('stop'), []);

  press('*6');

  t.same(media.given('stop'), [[media.last('tone')]]);
});

t.test('a code is complete with #, with a pause, or when nothing more can follow', async (t) => {
  const byKey = oneStation();
  byKey.lift();
  byKey.press('*61*1*2#');
  t.same(byKey.news, ['lifted', 'dialled *61*1*2#']);

  const byPause = oneStation();
  byPause.lift();
  byPause.press('8002');
  byPause.clock.advance(4_000);
  t.same(byPause.news, ['lifted', 'dialled 8002']);

  const byCode = oneStation({ more: (digits) => digits.length < 3 });
  byCode.lift();
  byCode.press('*60');
  t.same(byCode.news, ['lifted', 'dialled *60']);
});

/** The leg to a station that was rung. */
function rung(station: HookedStation, offer: string): StationLeg {
  const legs: StationLeg[] = [];
  const end = station.ringing.on(({ leg }) => legs.push(leg));
  station.ring(offer, { digits: '139' });
  end();
  const [leg] = legs;
  if (leg === undefined) throw new Error(`station ${station.number} does not ring`);
  return leg;
}

t.test('who dials nothing hears busy tone until putting down', async (t) => {
  const { clock, calls, lift, putDown, tones, station, news } = oneStation();
  lift();
  clock.advance(15_000);
  t.equal(station.state, 'busyTone');
  t.same(tones().at(-1), CN.busy.steps);
  t.same(calls.legs, []);

  putDown();

  t.equal(station.state, 'idle');
  t.same(news, ['lifted', 'hungUp undefined']);
});

t.test('an offer rings, is answered by lifting, and ends by putting down', async (t) => {
  const { media, station, lift, putDown, news } = oneStation();

  const leg = rung(station, 'offer-1');
  t.match(leg, { state: 'alerting', direction: 'outgoing' });
  t.same(media.given('ring'), [[PORT, true]]);
  lift();
  t.equal(leg.state, 'connected');
  putDown();

  t.match(leg, { state: 'cleared', cause: 16, clearedBy: 'party' });
  t.same(news, ['answered offer-1', 'hungUp offer-1']);
  t.equal(station.leg, undefined);
});

t.test('ringing stops for its own offer only, and the leg is over', async (t) => {
  const { media, station, lines } = oneStation();
  const leg = rung(station, 'offer-1');

  station.stopRinging('offer-0');
  t.equal(station.state, 'ringing');
  station.stopRinging('offer-1');

  t.equal(station.state, 'idle');
  t.match(leg, { state: 'cleared', clearedBy: 'box' });
  t.same(media.given('ring').at(-1), [PORT, false]);
  t.ok(lines.channel(PORT)?.idle);
});

t.test('a telephone in use cannot be rung', async (t) => {
  const { station, lift } = oneStation();
  lift();
  t.throws(() => station.ring('offer-1', { digits: '139' }), { code: 'REFUSED', message: /8001 is dialling/ });
});

t.test(
  'when the box clears the leg of a lifted telephone, it hears busy tone and can be rung after putting down',
  async (t) => {
    const { station, lift, putDown, tones } = oneStation();
    const leg = rung(station, 'offer-1');
    lift();

    leg.clear();
    t.equal(station.state, 'busyTone');
    t.same(tones().at(-1), CN.busy.steps);
    putDown();

    t.equal(rung(station, 'offer-2').state, 'alerting');
  },
);

t.test('a telephone may be rung again by whoever hears that it was put down', async (t) => {
  const { station, media, lift, putDown } = oneStation();
  station.rested.on(() => station.ring('offer-2', { digits: '138' }));
  rung(station, 'offer-1');
  lift();

  putDown();

  t.equal(station.state, 'ringing');
  t.equal(station.leg?.state, 'alerting');
  t.same(media.given('ring').at(-1), [PORT, true]);
});

t.test('digits and flash during a conversation are told, and digits wait for who asks', async (t) => {
  const { station, lift, press, media, news } = oneStation();
  const digits: string[] = [];
  station.digit.on(({ digit }) => digits.push(digit));
  const leg = rung(station, 'offer-1');
  lift();

  press('1');
  media.tell({ type: 'flash', channel: PORT });

  t.same(digits, ['1']);
  t.equal(leg.digits.kept, '1');
  t.same(news, ['answered offer-1', 'flash']);
});

t.test('after a code the telephone may be given dial tone again', async (t) => {
  const { station, lift, press, news } = oneStation();
  lift();
  press('*62#');

  station.dial();
  press('*60#');

  t.same(news, ['lifted', 'dialled *62#', 'dialled *60#']);
});

t.test('an unknown number or port is named', async (t) => {
  const { stations, media, clock, lines, calls } = oneStation();
  t.throws(() => stations.station('9999'), { code: 'NOT_FOUND', message: /9999/ });
  const places = [{ number: '8009', span: 'phones', port: 9 }];
  t.throws(() => new Stations(media, clock, lines, calls, { stations: places, tones: CN }), {
    code: 'NOT_FOUND',
    message: /8009.*no port 9/,
  });
});
