// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 000-57
// Does the report of a wave say what a recount of the database by SQL says: per station, per showing, per way, per state of its promises?
import { join } from 'node:path';
import Database from 'better-sqlite3';
import t, { type Test } from 'tap';
import { curvePicture } from '../../src/cli/wave-page.js';
import { ConfigFile } from '../../src/config/index.js';
import { recordMethods } from '../../src/host/record-methods.js';
import { figureSheet, type WaveReport } from '../../src/report/index.js';
import { type BoxWorld, openBox } from '../support/box.js';

const STATIONS = ['88880001', '88880002', '88880003'];

async function wave(t: Test) {
  const place = await openBox(t, {
    telephones: 1,
    config: {
      accessNumbers: STATIONS.map((number, index) => ({ number, name: `station ${index + 1}`, queue: 'sales' })),
      surge: {
        ...{ on: 0.1, off: 0.05, full: 0.1, ratio: { min: 1, step: 10 }, human: { min: 1 }, grace: '0s' },
        ways: [{ from: 0.2, way: 'captureOnly' }],
        slots: [
          { name: 'morning', accessNumbers: [STATIONS[0]], from: '09:00', to: '09:02' },
          { name: 'noon', accessNumbers: [STATIONS[1]], from: '12:00', to: '12:30' },
        ],
      },
    },
  });
  const { world } = place;
  for (let nth = 0; nth < 24; nth++) {
    const number = `1391234${String(1000 + (nth % 20)).padStart(4, '0')}`; // four of them call twice
    const leg = world.network.call(STATIONS[nth % 3] as string, number);
    await world.advance(nth % 5 === 0 ? 7_000 : 1_500);
    if (nth === 7) leg.clear();
  }
  await world.advance(30_000);
  await place.box.settled();
  return place;
}

async function reportOf({ world, box }: BoxWorld, params: object = {}): Promise<WaveReport> {
  const file = ConfigFile.open(join(world.folder, 'spillway.yaml'));
  const keeper = {
    records: () => box.records,
    config: () => file.current,
    now: () => world.clock.utc(world.clock.now()),
  };
  return (await recordMethods(keeper)['report.wave']?.({ ...params })) as WaveReport;
}

const sum = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((all, one) => all + one, 0);

t.test('every figure equals the recount', async (t) => {
  const place = await wave(t);
  const report = await reportOf(place);
  const database = new Database(join(place.world.folder, 'data', 'spillway.db'), { readonly: true });
  t.teardown(() => database.close());
  const all = <Row>(sql: string) => database.prepare(sql).all() as Row[];
  const one = (sql: string) => (database.prepare(sql).pluck().get() as number | null) ?? 0;
  const inbound = `contact k join call c on c.id = k.id where k.direction = 'inbound'`;

  t.equal(report.calls.offered, one(`select count(*) from ${inbound}`));
  t.equal(report.calls.offered, sum(report.calls.ended) + report.calls.inProgress);
  for (const { word, n } of all<{ word: string; n: number }>(
    `select k.disposition as word, count(*) as n from ${inbound} and k.disposition is not null group by 1`,
  ))
    t.equal(report.calls.ended[word], n, word);

  const ways = all<{ way: string; n: number }>(
    `select json_extract(detail, '$.way') as way, count(*) as n from capture group by 1`,
  );
  t.same(report.captured, Object.fromEntries(ways.map(({ way, n }) => [way, n])));
  t.ok(ways.length >= 2, 'more than one way was taken');
  t.equal(report.merged, one('select sum(captures - 1) from callback_request'));
  t.ok(report.merged > 0);
  t.equal(report.callbacks.created, one('select count(*) from callback_request'));
  t.equal(sum(report.callbacks.states), report.callbacks.created);

  for (const { key, calls, promised } of report.stations) {
    t.equal(calls.offered, one(`select count(*) from ${inbound} and c.access_number = '${key}'`), key);
    t.equal(
      promised,
      one(
        `select count(*) from callback_request r where (select access_number from capture where request = r.id order by captured_at limit 1) = '${key}'`,
      ),
    );
  }
  t.equal(
    report.stations.reduce((all, { calls }) => all + calls.offered, 0),
    report.calls.offered,
    'stations and unknown are all',
  );
  const [morning] = report.slots;
  t.equal(
    morning?.calls.offered,
    one(`select count(*) from ${inbound} and c.access_number = '${STATIONS[0]}' and k.started_at < ${morning?.to}`),
  );
  t.match(report.slots, [{ key: 'morning' }, { key: 'noon', calls: { offered: 0 } }, { key: '' }]);
  t.equal(
    report.slots.reduce((all, { calls }) => all + calls.offered, 0),
    report.calls.offered,
    'showings and none are all',
  );
  t.equal(
    morning?.came.reduce((all, one) => all + one, 0),
    morning?.calls.offered,
  );
  t.equal(
    report.curve.reduce((all, { offered }) => all + offered, 0),
    report.calls.offered,
  );
});

t.test('of one station, and of a time in which nothing was', async (t) => {
  const place = await wave(t);
  const all = await reportOf(place);
  const one = await reportOf(place, { station: STATIONS[1] });
  t.equal(one.calls.offered, all.stations.find(({ key }) => key === STATIONS[1])?.calls.offered);
  t.same(await reportOf(place, { station: 'station 2' }), one, 'by its name');
  t.equal((await reportOf(place, { station: '1' })).calls.offered, 0);

  const empty = await reportOf(place, { day: '2026-01-01' });
  t.match(empty, { calls: { offered: 0 }, curve: [], callbacks: { timeToCallBack: { calls: 0, p50: null } } });
  t.match(curvePicture(empty, 'en'), /^<svg /);
  await t.rejects(reportOf(place, { day: 'someday' }), { code: 'REFUSED' });

  const { headings, rows } = figureSheet('wave', all, 'en');
  t.same(headings, ['time', 'offered', 'answered', 'captured', 'lost']);
  t.equal([...(rows as Iterable<unknown>)].length, all.curve.length);
  t.match(curvePicture(all, 'zh-CN'), /呼入/);
});
