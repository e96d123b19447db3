// SPDX-License-Identifier: GPL-2.0-or-later
// Is a table of ten thousand rows looked up in less than a millisecond, and read again while it is asked, and never for a wrong one?
import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { SystemClock } from '../../../src/kernel/index.js';
import { Tables, type TableTold } from '../../../src/lookup/tables.js';
import { firmsCsv, folderFor, lookUpsOf } from '../../support/look-ups.js';

const GIVES = { name: 'text', queue: 'queue', page: 'text' };

t.test('10,000 rows: a look-up takes less than a millisecond, through the thread and back', async (t) => {
  const table = firmsCsv(folderFor(t), 10_000);
  const lookUps = lookUpsOf(t, { lookups: { firm: { table, key: 'code', gives: GIVES } } });
  t.match(await lookUps.ask('firm', { key: '19999' }), {
    outcome: 'found',
    values: { name: '第9999家企业', queue: 'vip' },
  });

  const times: number[] = [];
  for (let nth = 0; nth < 1_000; nth++) {
    const began = performance.now();
    const found = await lookUps.ask('firm', { key: String(10_000 + ((nth * 7_919) % 10_000)) });
    times.push(performance.now() - began);
    if (found.outcome !== 'found') t.fail(String(nth));
  }
  times.sort((a, b) => a - b);
  const [median = 99, most = 99] = [times[500], times[990]];
  t.ok(median < 1, `median ${median.toFixed(3)} ms, 99 % ${most.toFixed(3)} ms`);
  t.comment(`median ${median.toFixed(3)} ms, 99 % ${most.toFixed(3)} ms`);
  for (const key of ['20000', '', '1', '10000 x'])
    t.same(await lookUps.ask('firm', { key }), { outcome: 'notFound' }, key);
});

t.test('it is read again when it changes; no one who asks meanwhile waits for it', async (t) => {
  const folder = folderFor(t);
  const table = firmsCsv(folder, 10_000);
  const clock = new SystemClock();
  const told: TableTold[] = [];
  const tables = new Tables(clock, (one) => told.push(one));
  const ask = (key: string) =>
    tables.ask({ kind: 'table', table, column: 'code', key, wants: { name: 'name' }, timeout: 1_000 });
  tables.watch([{ table, columns: ['code'] }]);
  t.match(await ask('10000'), { row: { name: '第0家企业' } });

  appendFileSync(table, '99999,新企业,a,\n');
  tables.watch([{ table, columns: ['code'] }]); // looks at once; else within a second
  let longest = 0;
  let last = performance.now();
  let answers = 0;
  while (told.length < 2) {
    t.match(await ask('10001'), { outcome: 'found' });
    answers++;
    await new Promise<void>((resolve) => setImmediate(resolve));
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  }
  t.match(await ask('99999'), { row: { name: '新企业' } });
  t.ok(answers > 5, `${answers} answers while it was read`);
  t.comment(`longest stop of the thread that reads it ${longest.toFixed(1)} ms, ${answers} answers`);
  tables.close();
});

t.test('a wrong file never replaces a right one', async (t) => {
  const folder = folderFor(t);
  const table = join(folder, 'a.csv');
  writeFileSync(table, 'code,name\n1,一\n');
  const told: TableTold[] = [];
  const tables = new Tables(new SystemClock(), (one) => told.push(one));
  const ask = () =>
    tables.ask({ kind: 'table', table, column: 'code', key: '1', wants: { name: 'name' }, timeout: 1_000 });
  t.match(await ask(), { row: { name: '一' } });

  const wrong: readonly (readonly [text: string, says: RegExp])[] = [
    ['', /no headings/],
    ['nr,name\n1,x\n', /no column "code"/],
    ['code,name\n1,x\n1,y\n', /row 2 has the same "code" as row 1/],
    ['code,name\n1,x,y,z\n', /line 2 has more cells/],
    ['code,code\n1,x\n', /two columns/],
  ];
  for (const [text, says] of wrong) {
    writeFileSync(table, `${text}`);
    const before = told.length;
    tables.watch([{ table, columns: ['code'] }]);
    while (told.length === before) await new Promise<void>((resolve) => setImmediate(resolve));
    t.match(told.at(-1), { fault: says }, text);
    t.match(await ask(), { row: { name: '一' } }, 'the rows of before stay');
  }
  tables.close();
});

t.test('spreadsheets write what they like: GBK, semicolons, quotes, a mark at the beginning', async (t) => {
  const folder = folderFor(t);
  const files: readonly (readonly [name: string, bytes: Buffer, key: string, name_: string])[] = [
    [
      'gbk.csv',
      Buffer.concat([Buffer.from('code,name\n7,'), Buffer.from([0xb9, 0xfe, 0xb9, 0xfe]), Buffer.from('\n')]),
      '7',
      '哈哈',
    ],
    ['excel.csv', Buffer.from('\ufeffcode;name\r\n="0139";"a;b ""c"""\r\n'), '0139', 'a;b "c"'],
    ['tabs.csv', Buffer.from('code\tname\n 8 \t x \n'), '8', 'x'],
  ];
  for (const [file, bytes, key, name] of files) {
    const table = join(folder, file);
    writeFileSync(table, bytes);
    const lookUps = lookUpsOf(t, { lookups: { one: { table, key: 'code', gives: { name: 'text' } } } });
    t.same(await lookUps.ask('one', { key }), { outcome: 'found', values: { name } }, file);
  }
});

t.test('a queue that a table names must be one of the file', async (t) => {
  const table = join(folderFor(t), 'a.csv');
  writeFileSync(table, 'code,queue\n1,vip\n2,nobodys\n3,\n');
  const lookUps = lookUpsOf(t, { lookups: { one: { table, key: 'code', gives: { queue: 'queue' } } } });
  t.same(await lookUps.ask('one', { key: '1' }), { outcome: 'found', values: { queue: 'vip' } });
  t.match(await lookUps.ask('one', { key: '2' }), {
    outcome: 'failed',
    why: 'queue is no queue of the file',
    shown: 'nobodys',
  });
  t.same(await lookUps.ask('one', { key: '3' }), { outcome: 'found', values: { queue: '' } });
});
