// SPDX-License-Identifier: GPL-2.0-or-later
// Does what is added up beside the thread that routes calls, a report or the sums of quarters, say what it says in it, with nothing of
// the records read there?
import t, { type Test } from 'tap';
import { QuarterKeeper } from '../../src/engine/watching/quarter-keeper.js';
import { recordMethods } from '../../src/host/record-methods.js';
import { addedHere, dayOf, REPORT_METHODS, Summing } from '../../src/report/index.js';
import { QUARTER, rollUpId } from '../../src/store/index.js';
import { RecordedDays } from '../support/recorded-days.js';

const ZONE = 'Europe/Berlin';
const STEPS = 40;
const year = { from: '2026-01-01', to: '2026-12-31' };
const OWN = { name: 'long', measures: ['offered', 'talk'], by: ['agent', 'hour'], where: 'values.seconds > "2"' };

/** A box that has lived for some days, and its methods by a thread and without one; `asked`: what they asked here. */
async function recordedBox(t: Test, steps = STEPS) {
  const directory = t.testdir({});
  const box = new RecordedDays(directory, 3, Date.parse('2026-03-28T10:00:00+01:00'));
  await box.open();
  await box.live(steps);
  const { store, clock } = box;
  const config = {
    ...{ zone: ZONE, agents: [], boards: [], accessNumbers: [], surge: { slots: [] } },
    queues: [{ name: 'orders', serviceLevel: 20_000, wrapUpCodes: [{ name: 'order', digit: '1', sale: true }] }],
    customReports: [OWN],
    rates: { currency: 'EUR', prices: [{ name: 'all', prefix: '', perMinute: 0.1, perCall: 0, unit: 60_000 }] },
  };
  const asked: string[] = [];
  const records = {
    ask: (name: never, of: never) => {
      asked.push(name);
      return store.ask(name, of);
    },
    list: (name: never, of: never) => {
      asked.push(name);
      return store.list(name, of);
    },
    commit: store.commit.bind(store),
    batch: store.batch.bind(store),
  } as unknown as typeof store;
  const keeper = {
    records: () => records,
    config: () => config as never,
    now: () => clock.utc(clock.now()),
  };
  const summing = new Summing(directory);
  t.teardown(async () => {
    summing.close();
    await store.close();
  });
  const methods = { beside: recordMethods({ ...keeper, summing }), here: recordMethods(keeper) };
  return { box, records, config, summing, asked, ...methods };
}

t.test('each report is the same, and nothing of it is read in the thread that routes calls', async (t) => {
  const { asked, beside, here } = await recordedBox(t);

  for (const name of Object.keys(REPORT_METHODS))
    for (const more of [{}, { by: 'hour' }, { by: 'queue' }, { recount: true }]) {
      const params = { ...year, ...more, ...(name === 'report.custom' && { name: OWN.name }) };
      asked.length = 0;
      const told = await settled(beside[name]?.(params));
      t.same(asked, ['listedCalls'], `${name}: the records are not read here`);
      asked.length = 0;
      t.same(told, await settled(here[name]?.(params)), `${name} ${JSON.stringify(params)}`);
      t.ok(asked.length > 0 || told instanceof Error, 'without it the records are read here, but for what is refused');
    }
});

t.test(
  'the sums of quarters are the same, and nothing of the records is read in the thread that routes calls',
  async (t) => {
    const { box, records, summing, asked } = await recordedBox(t);
    const now = box.clock.utc(box.clock.now());
    const summed = { zone: ZONE, now, channels: 0 };
    const whole = {
      from: Math.floor((now - 3 * 86_400_000) / QUARTER) * QUARTER,
      to: Math.ceil(now / QUARTER) * QUARTER,
    };
    const rows = await addedHere(records).quarters('rows', whole, summed);
    t.ok(rows.filter(({ facts }) => facts !== null).length > 100, `${rows.length} rows`);
    t.ok(
      asked.includes('measuredCalls') && asked.includes('agentStays'),
      'without the thread the records are read here',
    );
    asked.length = 0;

    t.same(await summing.quartersOf(records).quarters('rows', whole, summed), rows);
    t.same(asked, ['listedCalls'], 'only whether all is written');
  },
);

t.test(
  'a box writes the sums of its quarters, and recounts them at night, beside the thread that routes calls',
  async (t) => {
    const { box, records, config, summing, asked } = await recordedBox(t, 5 * STEPS);
    const alarms: boolean[] = [];
    const rooms = {
      ...{ summing, store: records, clock: box.clock, config, closing: false },
      alarms: { set: (on: boolean) => alarms.push(on) },
      log: { error: (fields: object) => t.fail('it was made', fields), warn: () => {} },
      records: { commit: () => {} },
    };
    const keeper = new QuarterKeeper(rooms as never);
    const now = box.clock.utc(box.clock.now());
    const before = now - QUARTER;
    const due = () => box.store.ask('quartersDue', { before, most: 1_000 });
    t.ok((await due()).length > 32, 'more than are summed up at once');

    for (asked.length = 0; alarms.length === 0; await turn()) keeper.look();

    t.same(await due(), []);
    t.same(alarms, [false], 'what is kept of yesterday is what the records say');
    t.same(new Set(asked), new Set(['quartersDue', 'listedCalls', 'summedDays', 'rolledUp']));

    const summed = { zone: ZONE, now, channels: 0 };
    const yesterday = dayOf(dayOf(now, ZONE).from - 1, ZONE);
    const { quarters } = summing.quartersOf(records);
    t.equal(await quarters('differs', yesterday, summed), false);
    const other = box.store
      .batch()
      .put('rollUp', { id: rollUpId(yesterday.from / QUARTER, 'calls'), facts: '{"merged":7}' });
    await box.store.commit(other, { finishing: true });
    t.equal(await quarters('differs', yesterday, summed), true);
  },
);

t.test('what is asked wrongly is refused as without the thread, and the next report is made', async (t) => {
  const { beside } = await recordedBox(t);

  await t.rejects(async () => beside.report?.({ ...year, by: 'moon' }), { code: 'REFUSED', message: /moon/ });
  t.ok(await beside.report?.(year));
});

t.test('a thread that ends leaves nobody waiting, and is begun anew for the next report', async (t) => {
  const { summing, beside } = await recordedBox(t);

  const report = settled(beside.report?.({ ...year, recount: true }));
  while ((await Promise.race([report, turn()])) === undefined) summing.close();

  t.match(await report, { code: 'STORE_UNREADABLE' });
  t.ok(await beside.report?.(year));
});

/** The answer, or why there is none. */
const settled = async (answer: unknown) => Promise.resolve(answer).catch((error: unknown) => error);
const turn = () => new Promise<undefined>((resolve) => setImmediate(resolve, undefined));
