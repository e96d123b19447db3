// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 003-30 003-31 003-32 003-27 003-29 002-20 000-56 003-05 002-16 001-38 002-03 004-21 004-34
// Has each call that came, also one that was given up, a row of the incoming detail, and each that we made one of the outgoing? Do the
// pages and the file have all of them, once? Do the columns of the overall traffic add up? Do picture, bill and foreign tools say the same?
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { parse } from 'csv-parse/sync';
import { readXlsx } from 'hucre/xlsx';
import t from 'tap';
import { ConfigFile } from '../../src/config/index.js';
import { ControlServer, controlMethods, type DetailPage } from '../../src/host/index.js';
import { recordMethods } from '../../src/host/record-methods.js';
import { readCsv } from '../../src/kernel/index.js';
import type { Bill, CauseCount, CustomAnswer, Report, Spread } from '../../src/report/index.js';
import type { DetailedCall } from '../../src/store/index.js';
import { ACCESS_NUMBER, openBox, QUEUE } from '../support/box.js';
import { command } from '../support/command.js';
import { shopDay } from '../support/shop-day.js';

const place = await openBox(t, {
  signedIn: 0,
  config: {
    accessNumbers: [
      { number: ACCESS_NUMBER, name: '东方卫视', queue: QUEUE },
      {
        number: '88880002',
        name: '湖南卫视',
        queue: QUEUE,
        hours: [{ from: '01:00', to: '02:00' }],
        afterHours: 'refuse',
      },
    ],
    blocked: ['13700000007'],
    queues: [{ name: QUEUE, overflow: 'callback', wrapUp: '5s' }],
    customReports: [
      {
        name: 'pairs',
        title: 'Pairs',
        measures: ['offered', 'answered', 'lost', 'abandonRate'],
        by: ['access-number', 'hour'],
      },
      {
        name: 'given-up',
        measures: ['offered'],
        by: ['queue'],
        where: 'values.disposition == "abandoned" && time.hour == 9',
      },
      { name: 'people', measures: ['handled', 'talk'], by: ['agent'] },
    ],
    rates: {
      prices: [
        { name: 'out', perMinute: 0.15 },
        { name: '400', direction: 'inbound', prefix: '8888', perMinute: 0.3, unit: '6s' },
      ],
    },
  },
});
const { world, box } = place;
const file = ConfigFile.open(join(world.folder, 'spillway.yaml'), { menus: [] });
const socket = join(world.folder, 'data', 'box.sock');
const control = await ControlServer.open(socket, controlMethods(box, file, new AbortController()));
t.teardown(() => control.close());
await shopDay(place);
await box.settled();

const database = new Database(join(world.folder, 'data', 'spillway.db'), { readonly: true });
t.teardown(() => database.close());
const count = (direction: string) =>
  database.prepare('select count(*) from call where direction = ?').pluck().get(direction) as number;
const type = (line: string, language: 'en' | 'zh-CN' = 'en') =>
  command({ language }, ...line.split(' '), '--socket', socket);

for (const [name, direction] of [
  ['incoming', 'inbound'],
  ['outgoing', 'outbound'],
] as const)
  t.test(`${name}: one row for each ${direction} call, in a file as in JSON`, async (t) => {
    const csv = await type(`report ${name} --csv`);
    t.equal(csv.code, 0, csv.complaint);
    const [headings = '', ...rows] = csv.text.trim().split(/\r\n/);
    t.equal(rows.length, count(direction));
    t.equal(headings.split(',').length, rows[0]?.split(',').length);
    const json = JSON.parse((await type(`report ${name} --json`)).text) as DetailedCall[];
    t.same(new Set(json.map(({ id }) => id)), new Set(rows.map((row) => row.split(',', 1)[0])));
    t.ok(json.every((row) => row.direction === direction));
    const chinese = await type(`report ${name} --csv=excel`, 'zh-CN');
    t.match(chinese.text, /^\uFEFF编号,时间,主叫号码,/);
  });

t.test('who gave up, who was promised a callback and who was refused are in the incoming detail', async (t) => {
  const rows = JSON.parse((await type('report incoming --json')).text) as DetailedCall[];
  const ends = new Set(rows.map(({ disposition }) => disposition));
  for (const end of ['answered', 'abandoned', 'captured', 'refused', null]) t.ok(ends.has(end as never), `${end}`);
  const answered = rows.find(({ disposition }) => disposition === 'answered');
  t.match(answered, { calling: '+8613912345678', accessName: '东方卫视', queue: QUEUE, recordings: [String] });
  t.ok((answered?.talkMs ?? 0) > 0);
  const { text } = await type('report incoming');
  t.match(text, /id +time +caller +dialled +queue +agent +wait +talk +result/);
  t.match((await type('report outgoing', 'zh-CN')).text, /被叫号码/);
  t.match((await type('report incoming --day yesterday')).text, /no calls/);
});

t.test('pages: each call once, by whatever number of rows, narrowed by queue', async (t) => {
  const keeper = {
    records: () => box.records,
    config: () => file.current,
    now: () => world.clock.utc(world.clock.now()),
  };
  const ask = (params: object) => recordMethods(keeper)['report.calls']?.({ ...params }) as Promise<DetailPage>;
  const whole = await ask({ name: 'incoming' });
  const seen: string[] = [];
  for (let after: DetailPage['next']; ; ) {
    const { rows, next } = await ask({ name: 'incoming', most: 2, after });
    seen.push(...rows.map(({ id }) => id));
    t.ok(rows.length <= 2);
    if (next === undefined) break;
    after = next;
  }
  t.same(
    seen,
    whole.rows.map(({ id }) => id),
  );
  const { rows } = await ask({ name: 'incoming', queue: QUEUE });
  t.ok(rows.length > 0 && rows.length < whole.rows.length);
  t.ok(rows.every(({ queue }) => queue === QUEUE));
  await t.rejects(ask({ name: 'sideways' }), { code: 'REFUSED', message: /incoming, outgoing would be right/ });
  await t.rejects(ask({ name: 'incoming', after: 'there' }), { code: 'REFUSED' });
});

t.test(
  'overall traffic: offered = answered + abandoned + deflected + blocked + in progress, and as many as rows',
  async (t) => {
    const report = JSON.parse((await type('report --json')).text) as Report;
    const { offered, traffic, inProgress } = report.calls;
    const { answered, abandoned, deflected, blocked } = traffic;
    t.equal(offered, answered + abandoned + deflected + blocked + inProgress);
    t.equal(offered, count('inbound'));
    const hours = JSON.parse((await type('report --by hour --json')).text) as Report;
    t.equal(
      hours.parts?.reduce((sum, { calls }) => sum + calls.offered, 0),
      offered,
      'the curve',
    );
  },
);

t.test('waits and causes: all waits and all calls that are over are in them', async (t) => {
  const report = JSON.parse((await type('report --json')).text) as Report;
  const { waits, causes } = JSON.parse((await type('report waits --json')).text) as Spread;
  for (const how of ['answered', 'abandoned', 'overflowed'] as const)
    t.equal(
      waits.reduce((sum, step) => sum + step[how], 0),
      report.waits[how],
      how,
    );
  const over = database
    .prepare('select direction, cause, count(*) as calls from call where ended_at is not null group by 1, 2')
    .all() as CauseCount[];
  t.same(new Set(causes.map((row) => JSON.stringify(row))), new Set(over.map((row) => JSON.stringify(row))));
  t.match((await type('report waits')).text, /waited +answered +abandoned +overflowed\nup to 5 s +\d/);
  t.match((await type('report causes', 'zh-CN')).text, /方向 +原因值 +原因 +通话数\n呼入 +16 +正常/);
  t.match((await type('report causes --csv')).text, /^direction,cause,meaning,calls\r\n/);
  t.match(await type('report waits --from 2026-01-05T09:01 --to 2026-01-05T09:02'), {
    code: 1,
    complaint: /whole quarters/,
  });
});

t.test('Excel: the cells are those of the CSV file, telephone numbers as text', async (t) => {
  const path = join(world.folder, 'incoming.xlsx');
  t.match((await type(`report incoming --excel ${path}`)).text, /incoming\.xlsx: \d+ rows/);
  const { sheets } = await readXlsx(readFileSync(path));
  const [headings = [], ...cells] = (sheets[0]?.rows ?? []).map((row) => [...row]);
  const csv = parse((await type('report incoming --csv')).text.trimEnd()) as string[][];
  t.same(headings, csv[0]);
  t.same(
    cells.map((row) => row.map((cell) => String(cell ?? ''))),
    csv.slice(1).map((row) => row.map((cell) => cell.replace(/^'/, ''))),
  );
  t.type(cells[0]?.[headings.indexOf('caller')], 'string');
  t.type(cells[0]?.[headings.indexOf('wait (s)')], 'number');
});

t.test('PDF: Chinese that can be read and searched, on A4 lying across', async (t) => {
  const path = join(world.folder, 'incoming.pdf');
  const { text } = await type(`report incoming --pdf ${path}`, 'zh-CN');
  t.match(text, /incoming\.pdf：\d+ 行/);
  const read = spawnSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' }).stdout;
  for (const words of ['呼入明细表', '主叫号码', '登记回呼', '第 1 页', '13912345678']) t.match(read, words);
  t.match(spawnSync('pdfinfo', [path], { encoding: 'utf8' }).stdout, /Page size: +841.* x 595/);
  t.equal((await type(`report month --by hour --pdf ${path}`, 'zh-CN')).code, 0);
  t.match(spawnSync('pdftotext', [path, '-'], { encoding: 'utf8' }).stdout, /整体话务报表（按时段）/);
  t.match(await type(`report incoming --pdf ${join(world.folder, 'none', 'x.pdf')}`), { code: 1 });
  t.notOk(existsSync(`${path}.part`));
});

t.test('rebuild: the sums are made anew, and say the same', async (t) => {
  const before = JSON.parse((await type('report --json')).text) as Report;
  const { code, text } = await type('report rebuild --day today');
  t.equal(code, 0);
  t.match(text, /the sums from 2026-01-05 00:00 to 2026-01-06 00:00 are made anew/);
  t.match((await type('report rebuild', 'zh-CN')).text, /正在重建 2026-01-05 00:00 至/);
  t.same(JSON.parse((await type('report --json')).text).calls, before.calls);
});

t.test(
  'custom: chosen measures by pairs of parts, of calls that a condition names; their sums are the report',
  async (t) => {
    const report = JSON.parse((await type('report --json')).text) as Report;
    const all = JSON.parse((await type('report custom pairs --json')).text) as CustomAnswer;
    t.same(all.dimensions, ['access-number', 'hour']);
    const { offered, traffic, lost } = report.calls;
    t.same(all.whole, [offered, traffic.answered, lost, report.waits.abandonRate]);
    t.equal(
      all.rows.reduce((sum, { values }) => sum + (values[0] ?? 0), 0),
      offered,
    );
    const some = JSON.parse((await type('report custom given-up --json')).text) as CustomAnswer;
    t.equal(some.whole[0], report.calls.ended.abandoned, 'by the condition');
    const agents = JSON.parse((await type('report custom people --json')).text) as CustomAnswer;
    const times = (JSON.parse((await type('report --by agent --json')).text) as Report).agents;
    for (const { agent, handled, talk } of times.filter((one) => one.handled > 0))
      t.same(agents.rows.find(({ keys }) => keys[0] === agent)?.values, [handled, Math.round(talk / 1000)], agent);
    t.match((await type('report custom pairs', 'zh-CN')).text, /接入号 +时段 +呼入 +接听 +流失 +放弃率\n/);
    t.match((await type('report custom')).text, /pairs +Pairs/);
    t.match(await type('report custom nothing'), { code: 1, complaint: /pairs, given-up, people would be right/ });
  },
);

t.test('every call in which an agent talked names its recording, and the file is there', async (t) => {
  for (const name of ['incoming', 'outgoing']) {
    const rows = JSON.parse((await type(`report ${name} --json`)).text) as DetailedCall[];
    const talks = rows.filter(({ agent, talkMs, endedAt }) => agent !== null && talkMs > 0 && endedAt !== null);
    t.ok(talks.length > 0, name);
    for (const { id, recordings } of talks) {
      t.equal(recordings.length, 1, id);
      const row = database.prepare('select call, file from recording where id = ?').get(recordings[0]);
      t.match(row, { call: id });
      t.ok(existsSync(join(world.folder, 'data/recordings', (row as { file: string }).file)));
    }
  }
});

t.test('the picture has the figures of the table: bars as high as their numbers, the pie of the whole', async (t) => {
  const report = JSON.parse((await type('report --by access-number --json')).text) as Report;
  const { text } = await type('report --by access-number --svg');
  const written = [...text.matchAll(/text-anchor="middle">(\d+)<\/text><text/g)].map(([, count]) => Number(count));
  t.same(
    written,
    report.parts?.map(({ calls }) => calls.offered),
    'over the bars',
  );
  const heights = new Map<string, number>();
  for (const [, x = '', height] of text.matchAll(
    /<rect x="([\d.]+)" y="[\d.]+" width="[\d.]+" height="([\d.]+)" fill="#/g,
  ))
    if (height !== '12') heights.set(x, (heights.get(x) ?? 0) + Number(height));
  const shares = [...heights.values()].map((height, nth) => height / (written[nth] ?? 1));
  t.ok(
    shares.length === written.length && shares.every((share) => Math.abs(share - (shares[0] ?? 0)) < 0.2),
    `${shares}`,
  );
  t.match(text, new RegExp(`font-weight="600">${report.calls.offered}</text>`), 'in the pie');
});

t.test('another tool reads the file by the columns of the document, and counts the same', async (t) => {
  const documented = (columns: string) => [...columns.matchAll(/`([^`]+)`/g)].map(([, name]) => name ?? '');
  const [, list = ''] =
    readFileSync('docs/reports.md', 'utf8').match(/the first row the headings: (.*)\. What is empty/) ?? [];
  const both = documented(list.replace('`called` (outgoing) or ', '').replace(' (incoming)', ''));
  const { text } = await type('report incoming --csv');
  const [headings, ...rows] = [...readCsv(text)].map(({ cells }) => cells);
  t.same(headings, both);
  const tool = new Database(':memory:');
  t.teardown(() => tool.close());
  tool.exec(`create table calls (${both.map((name) => `"${name}"`).join(', ')})`);
  const insert = tool.prepare(`insert into calls values (${both.map(() => '?').join(', ')})`);
  for (const row of rows) insert.run(...row);
  const report = JSON.parse((await type('report --json')).text) as Report;
  const counted = (where: string) => tool.prepare(`select count(*) from calls where ${where}`).pluck().get();
  t.equal(counted('1'), report.calls.offered);
  t.equal(counted(`result = 'answered'`), report.calls.ended.answered);
  t.equal(counted(`callback <> ''`), 2, 'the promise and the second call that was merged with it');
  const talked = database
    .prepare(`select round(sum(to_at - from_at) / 1000.0) from segment s join call c on c.id = s.call
      where s.kind = 'talking' and s.role = 'customer' and s.to_at is not null and c.direction = 'inbound'`)
    .pluck();
  t.equal(tool.prepare('select sum("talk (s)") from calls').pluck().get(), talked.get());
});

t.test('the bill is the sum of minutes x rate', async (t) => {
  const bill = JSON.parse((await type('report bill --day today --json')).text) as Bill;
  const lines = database
    .prepare(`select direction, ended_at - answered_at as lasted from leg
      where kind = 'trunk' and answered_at is not null and ended_at is not null`)
    .all() as { direction: string; lasted: number }[];
  t.ok(
    lines.some(({ direction }) => direction === 'inbound') && lines.some(({ direction }) => direction === 'outbound'),
  );
  const [cost, unit] = [
    { inbound: 0.3, outbound: 0.15 },
    { inbound: 6_000, outbound: 60_000 },
  ] as const;
  const costs = lines.map(({ direction, lasted }) => {
    const way = direction as 'inbound' | 'outbound';
    return (Math.max(1, Math.ceil(lasted / unit[way])) * unit[way] * cost[way]) / 60_000;
  });
  t.equal(bill.whole.calls, lines.length);
  t.ok(Math.abs(bill.whole.amount - costs.reduce((sum, one) => sum + one, 0)) < 0.001, `${bill.whole.amount}`);
  t.equal(
    bill.rates.reduce((sum, { calls }) => sum + calls, 0),
    lines.length,
  );
});

t.test('the licence review has every call from and to the exchange, in its form', async (t) => {
  const { text, code } = await type('calls licence', 'zh-CN');
  t.equal(code, 0);
  const [headings, ...rows] = text.trim().split(/\r?\n/);
  t.equal(headings, '\uFEFF主叫号码,被叫号码,起始时间,通话时长（秒）,呼叫类型,通话结果'.trim());
  t.equal(rows.length, count('inbound') + count('outbound'));
  t.ok(
    rows.every((row) => /^[^,]*,[^,]*,2026-01-05 \d\d:\d\d:\d\d,\d+,呼(入|出),\S+$/.test(row)),
    rows[0] ?? '',
  );
  t.equal((JSON.parse((await type('calls licence --since today --json')).text) as unknown[]).length, rows.length);
  t.match((await type('calls licence --since 2025-01-01 --until 2025-12-31')).text, /^\uFEFFCalling number,[^\n]*\s*$/);
});
