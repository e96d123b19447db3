// SPDX-License-Identifier: GPL-2.0-or-later
// Has each trunk group and number its own surge, does the schedule move it, may people switch it for a while, and does the box say why?
import t from 'tap';
import { ACCESS_NUMBER, type BoxOptions, type BoxWorld, openBox, shut } from '../support/box.js';

const OTHER = '88880002';
const BUSY = { ratio: { min: 1, step: 10 }, human: { min: 0 }, catch: { min: 0 }, grace: '30s' };
const numbers = (first: object = {}, second: object = {}) => [
  { number: ACCESS_NUMBER, queue: 'sales', ...first },
  { number: OTHER, queue: 'sales', ...second },
];

/** So many callers wait, and stay. */
async function hold({ world }: BoxWorld, count: number, to = ACCESS_NUMBER): Promise<void> {
  for (let nth = 0; nth < count; nth++) {
    const leg = world.network.call(to, `137${String(nth).padStart(8, '0')}`);
    await world.until(() => leg.state === 'connected');
  }
}

const controls = ({ box }: BoxWorld) =>
  Object.fromEntries(
    box.surge.status.controls.map(({ group, accessNumber = '', on }) => [`${group} ${accessNumber}`.trim(), on]),
  );

function why({ box }: BoxWorld, to = ACCESS_NUMBER): readonly string[] {
  const { trace } = box.routes.try({ from: '13912345678', to });
  return trace.filter(({ asked }) => asked === 'surge').map(({ found }) => found);
}

t.test('a number with thresholds of its own has a surge of its own, and the box says in words why', async (t) => {
  const config = {
    accessNumbers: numbers({}, { surge: { on: 0.1, off: 0.05 } }),
    surge: { ...BUSY, on: 0.5, off: 0.4 },
  };
  const place = await openBox(t, { telephones: 1, config });
  t.same(why(place), ['human, calm', '0 of 30 channels of telecom are busy, a surge begins at 15']);
  await hold(place, 3);
  await place.world.advance(100);
  t.same(controls(place), { telecom: false, [`telecom ${OTHER}`]: true });
  t.match(why(place, OTHER), [
    'surge: 3 of 30 channels of telecom are busy, computer agents take 100 %',
    'computerAgent: the share gives it this call',
  ]);
  t.match(why(place), ['human, calm', /a surge begins at 15/]);
  const [on] = await place.events('surge.on');
  t.match(JSON.parse(on?.detail ?? '{}'), { group: 'telecom', accessNumber: OTHER, busy: 3, inService: 30, share: 1 });
});

t.test('each trunk group is as full as its own channels', async (t) => {
  const trunkGroups = [
    { name: 'first', spans: ['e1-1'] },
    { name: 'second', spans: ['e1-2'] },
  ];
  const config = { trunkGroups, surge: { ...BUSY, on: 0.2, off: 0.1 } };
  const place = await openBox(t, { telephones: 1, e1s: 2, config });
  await hold(place, 6); // the far end takes the channels of the first span first
  await place.world.advance(100);
  t.same(controls(place), { first: true, second: false });
});

t.test(
  "a showing's thresholds hold from so long before it to its end, and are the file's again after it",
  async (t) => {
    const slots = [
      { name: 'spot', accessNumbers: [OTHER], from: '09:03', to: '09:04', before: '1min', on: 0.1, off: 0.05 },
    ];
    const config = { accessNumbers: numbers(), surge: { ...BUSY, hold: '5s', on: 0.5, off: 0.4, slots } };
    const place = await openBox(t, { telephones: 1, config });
    const { world } = place;
    const key = `telecom ${OTHER}`;
    await hold(place, 4);
    const at = (minute: string) => world.advance(Date.parse(`2026-01-05T${minute}+08:00`) - world.clock.now());
    await at('09:01:58');
    t.equal(controls(place)[key], false);
    await at('09:02:02');
    t.equal(controls(place)[key], true, 'a minute before it');
    t.equal(controls(place).telecom, false);
    await at('09:03:58');
    t.equal(controls(place)[key], true);
    await at('09:04:10');
    t.equal(controls(place)[key], false, 'over, and the hold, too');
    t.equal((await place.events('surge.on')).length, 1);
    t.equal((await place.events('surge.off')).length, 1);
  },
);

t.test('switched by hand, with an end, over a restart', async (t) => {
  const options: BoxOptions = { telephones: 1, config: { surge: { ...BUSY, hold: '1s' } } };
  const place = await openBox(t, options);
  const { box, world } = place;
  await world.during(box.surge.say('on', { within: 60_000 }, 'person:li'));
  t.match(box.surge.status, { manual: { is: 'on', by: 'person:li' }, controls: [{ on: true }] });
  t.match(why(place), [
    'surge: 0 of 30 channels of telecom are busy, computer agents take 100 %',
    'switched on by hand',
    /./,
  ]);
  await world.advance(30_000);
  t.match(box.surge.status.controls, [{ on: true }]);
  await world.advance(31_000);
  t.match(box.surge.status.controls, [{ on: false }], 'its end has come');
  t.equal(box.surge.status.manual, undefined);

  await hold(place, 24);
  await world.advance(100);
  t.match(box.surge.status.controls, [{ on: true }]);
  await world.during(box.surge.say('off', { until: '10:00' }));
  t.match(box.surge.status.controls, [{ on: false }]);
  t.match(why(place), ['human, calm', 'switched off by hand', /24 of 30/]);
  await world.during(box.surge.unsay());
  t.match(box.surge.status.controls, [{ on: true }], 'by its thresholds again, at once');
  t.same(
    (await place.events('surge.said')).map(({ detail }) => JSON.parse(detail ?? '{}').is),
    ['on', 'off', 'byThresholds'],
  );

  await t.rejects(box.surge.say('on', { until: '2020-01-01' }), { code: 'REFUSED' });
  await t.rejects(box.surge.say('on', { until: 'noon' }), { code: 'REFUSED' });
});

t.test('switched by hand for one number: before what is said of all, with an end, over a restart', async (t) => {
  const config = { accessNumbers: numbers(), surge: { ...BUSY, hold: '1s' } };
  const place = await openBox(t, { telephones: 1, config });
  const { box, world } = place;
  await world.during(box.surge.say('on', { accessNumber: OTHER, within: 60_000 }, 'person:li'));
  t.same(controls(place), { telecom: false, [`telecom ${OTHER}`]: true });
  t.match(box.surge.status, { manual: undefined, manualOf: [{ accessNumber: OTHER, is: 'on', by: 'person:li' }] });
  t.match(why(place, OTHER).join(), /switched on by hand/);
  t.match(why(place), ['human, calm', /./]);

  await world.during(box.surge.say('off', { within: 3_600_000 }));
  t.same(controls(place), { telecom: false, [`telecom ${OTHER}`]: true }, "the number's own goes before that of all");
  await world.advance(61_000);
  t.equal(controls(place)[`telecom ${OTHER}`], undefined, 'its end has come, and with it its own control');
  t.match(why(place, OTHER), ['human, calm', 'switched off by hand', /./], 'what is said of all holds again');

  await world.during(box.surge.say('on', { accessNumber: OTHER }));
  await world.during(box.surge.unsay({ accessNumber: OTHER }));
  t.match(box.surge.status, { manual: { is: 'off' }, manualOf: undefined });
  await t.rejects(box.surge.say('on', { accessNumber: '1' }), { code: 'NOT_FOUND' });

  await world.during(box.surge.say('on', { accessNumber: OTHER }));
  await shut(place);
  const second = await openBox(t, { telephones: 1, data: `${world.folder}/data`, config });
  t.same(controls(second), { telecom: false, [`telecom ${OTHER}`]: true });
});

t.test('what is said by hand holds over a restart of the box', async (t) => {
  const first = await openBox(t, { telephones: 1, config: { surge: BUSY } });
  const data = `${first.world.folder}/data`;
  await first.world.during(first.box.surge.say('on', { within: 3_600_000 }));
  await shut(first);
  const second = await openBox(t, { telephones: 1, data, config: { surge: BUSY } });
  t.match(second.box.surge.status, { manual: { is: 'on' }, controls: [{ on: true }] });
});

t.test('long waits begin a surge with free channels', async (t) => {
  const wait = { on: '20s', off: '5s', full: '40s' };
  const place = await openBox(t, { telephones: 1, config: { surge: { ...BUSY, wait } } });
  await hold(place, 3);
  await place.world.advance(15_000);
  t.match(place.box.surge.status.controls, [{ on: false }]);
  await place.world.advance(8_000);
  t.match(place.box.surge.status.controls, [{ on: true }]);
  t.match(why(place).join(), /the next caller waits 2\d s, a surge begins at 20 s/);
});

t.test('changed while it runs: a threshold, and a number that gets one of its own', async (t) => {
  const place = await openBox(t, { telephones: 1, config: { surge: BUSY } });
  await hold(place, 6);
  await place.world.advance(100);
  t.same(controls(place), { telecom: false });
  const { ConfigFile } = await import('../../src/config/index.js');
  const file = `${place.world.folder}/spillway.yaml`;
  const { readFileSync, writeFileSync } = await import('node:fs');
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replace(/surge:\n/, 'surge:\n  on: 0.2\n  off: 0.1\n'));
  await place.world.during(place.box.configure(ConfigFile.open(file)));
  await place.world.advance(100);
  t.same(controls(place), { telecom: true });
});
