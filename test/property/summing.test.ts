// SPDX-License-Identifier: GPL-2.0-or-later
// Does a report that is added up beside the thread that routes calls say what it says in it, with nothing of the records read there?
import t, { type Test } from 'tap';
import { recordMethods } from '../../src/host/record-methods.js';
import { REPORT_METHODS, Summing } from '../../src/report/index.js';
import { RecordedDays } from '../support/recorded-days.js';

const ZONE = 'Europe/Berlin';
const STEPS = 40;
const year = { from: '2026-01-01', to: '2026-12-31' };

/** A box that has lived for some days, and its methods by a thread and without one; `asked`: what they asked here. */
async function recordedBox(t: Test) {
  const directory = t.testdir({});
  const box = new RecordedDays(directory, 3, Date.parse('2026-03-28T10:00:00+01:00'));
  await box.open();
  await box.live(STEPS);
  const { store, clock } = box;
  const config = {
    ...{ zone: ZONE, agents: [], boards: [], accessNumbers: [], surge: { slots: [] } },
    queues: [{ name: 'orders', serviceLevel: 20_000, wrapUpCodes: [{ name: 'order', digit: '1', sale: true }] }],
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
  };
  const keeper = {
    records: () => records as unknown as typeof store,
    config: () => config as never,
    now: () => clock.utc(clock.now()),
  };
  const summing = new Summing(directory);
  t.teardown(async () => {
    summing.close();
    await store.close();
  });
  return { summing, asked, beside: recordMethods({ ...keeper, summing }), here: recordMethods(keeper) };
}

t.test('each report is the same, and nothing of it is read in the thread that routes calls', async (t) => {
  const { asked, beside, here } = await recordedBox(t);

  for (const name of Object.keys(REPORT_METHODS))
    for (const params of [year, { ...year, by: 'hour' }, { ...year, by: 'queue' }, { ...year, recount: true }]) {
      asked.length = 0;
      const told = await settled(beside[name]?.(params));
      t.same(asked, ['listedCalls'], `${name}: the records are not read here`);
      asked.length = 0;
      t.same(told, await settled(here[name]?.(params)), `${name} ${JSON.stringify(params)}`);
      t.ok(asked.length > 0 || told instanceof Error, 'without it the records are read here, but for what is refused');
    }
});

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
