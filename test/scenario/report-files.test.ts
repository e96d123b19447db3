// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 003-27
// Does a large Excel workbook stay within its memory, and is a larger one refused with the way out, nothing half written left behind?
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCharts, readXlsx } from 'hucre';
import t from 'tap';
import { fontHere } from '../../src/print/fonts.js';
import { printed, type Sheet } from '../../src/print/index.js';
import { figureSheet } from '../../src/report/index.js';

const folder = mkdtempSync(join(tmpdir(), 'spillway-print-'));
t.teardown(() => rmSync(folder, { recursive: true, force: true }));
const MOST = 100_000;
const COLUMNS = 12;
const MEMORY = 300 * 1_024; // KiB

function sheet(rows: number, columns = COLUMNS): Sheet {
  function* all() {
    for (let row = 0; row < rows; row++)
      yield Array.from({ length: columns }, (_, at) =>
        at % 3 === 0 ? row + at : `+86139${10_000_000 + row} 东方卫视`,
      );
  }
  const headings = Array.from({ length: columns }, (_, at) => `列 ${at}`);
  return { title: '呼入明细', notes: [], headings, rows: all(), language: 'zh-CN' };
}

t.test('100,000 rows of 12 columns', async (t) => {
  const path = join(folder, 'large.xlsx');
  const { rows, peak = Number.NaN } = await printed(sheet(MOST), 'xlsx', path);
  t.equal(rows, MOST);
  t.ok(peak <= MEMORY, `${Math.round(peak / 1_024)} MiB`);
  t.comment(`${Math.round(peak / 1_024)} MiB for ${MOST} rows of ${COLUMNS} columns`);
  t.equal(readFileSync(path).toString('latin1', 0, 2), 'PK');
  const before = readFileSync(path).length;
  await t.rejects(printed(sheet(MOST + 1, 1), 'xlsx', path), { code: 'REFUSED', message: /100000 rows; .* CSV/ });
  t.equal(readFileSync(path).length, before, 'what was there is there');
  t.notOk(existsSync(`${path}.part`));
});

t.test('what cannot be read on fails as such', async (t) => {
  function* some() {
    yield ['one'];
    throw new Error('the records cannot be read');
  }
  for (const format of ['csv', 'xlsx', 'pdf'] as const) {
    const path = join(folder, `broken.${format}`);
    await t.rejects(printed({ ...sheet(0), rows: some() }, format, path), /cannot be read/);
    t.notOk(existsSync(path));
  }
  t.throws(() => fontHere(() => false), { code: 'NOT_FOUND', message: /apt install fonts-noto-cjk/ });
});

t.test('a short table has its picture beside it: of its own cells in Excel, drawn on paper', async (t) => {
  const waits = [10_000, 20_000, null].map((upTo, nth) => ({ upTo, answered: 5 * nth, abandoned: nth, overflowed: 0 }));
  const answer = { zone: 'Asia/Shanghai', from: 0, to: 86_400_000, waits, causes: [] };
  const table = figureSheet('waits', answer, 'en');
  t.same(table.chart, { looks: 'bars', names: 0, columns: [1, 2, 3], rows: 3 });
  const [book, page] = [join(folder, 'waits.xlsx'), join(folder, 'waits.pdf')];
  await printed(table, 'xlsx', book);
  const read = await readXlsx(readFileSync(book));
  t.same(read.sheets[0]?.rows[1], ['up to 10 s', 0, 0, 0]);
  const [drawn, ...others] = getCharts(read);
  t.equal(others.length, 0);
  t.match(drawn?.chart, { kinds: ['bar'], barGrouping: 'stacked' });
  t.match(
    drawn?.chart.series?.map(({ valuesRef, categoriesRef }) => `${valuesRef} ${categoriesRef}`),
    [/B2:B4 .*A2:A4$/, /C2:C4 .*A2:A4$/, /D2:D4 .*A2:A4$/],
  );
  await printed(table, 'pdf', page);
  const words = execFileSync('pdftotext', ['-layout', page, '-']).toString();
  t.equal(words.match(/abandoned/g)?.length, 2, 'in the table, and beside its colour');
  const long = join(folder, 'plain.xlsx');
  await printed(sheet(3), 'xlsx', long);
  t.equal(getCharts(await readXlsx(readFileSync(long))).length, 0, 'a list of calls has none');
});

t.test('people read shares in per cent; a workbook counts with them, CSV keeps the numbers', async (t) => {
  const figures = { offered: 4, answered: 3, calledBack: 0, sold: 1, soldLater: 0, conversion: 0.25, codes: {} };
  const answer = {
    ...{ zone: 'Asia/Shanghai', from: 0, to: 86_400_000, whole: figures },
    parts: [{ ...figures, accessNumber: '88880001', name: '东方卫视', conversion: 0.72435 }],
  };
  const table = figureSheet('conversion', answer, 'zh-CN');
  t.same(table.shares, { columns: [7], rows: [] });
  const [lines, book, page] = ['csv', 'xlsx', 'pdf'].map((format) => join(folder, `shares.${format}`)) as [
    string,
    string,
    string,
  ];
  await printed(table, 'csv', lines);
  t.match(readFileSync(lines, 'utf8'), /,0\.7244\r\n[\s\S]*,0\.25\r\n/);
  await printed(table, 'xlsx', book);
  const read = await readXlsx(readFileSync(book), { readStyles: true });
  t.equal(read.sheets[0]?.rows[1]?.[7], 0.7244);
  t.equal(read.sheets[0]?.cells?.get('1,7')?.style?.numFmt, '0.0%');
  t.not(read.sheets[0]?.cells?.get('1,2')?.style?.numFmt, '0.0%', 'counts are none');
  await printed(table, 'pdf', page);
  t.match(execFileSync('pdftotext', ['-layout', page, '-']).toString(), /72\.4%[\s\S]*25\.0%/);
});

t.test('of a table with a figure a row those rows are shares that are', async (t) => {
  const table = {
    ...sheet(0),
    headings: ['指标', '数值'],
    rows: [
      ['呼入', 10],
      ['服务水平', 0.9],
    ],
  };
  const rows = { ...table, shares: { columns: [], rows: [1] } };
  const [book, page] = [join(folder, 'figures.xlsx'), join(folder, 'figures.pdf')];
  await printed(rows, 'xlsx', book);
  const read = await readXlsx(readFileSync(book), { readStyles: true });
  t.same(read.sheets[0]?.rows.slice(1), table.rows);
  t.equal(read.sheets[0]?.cells?.get('2,1')?.style?.numFmt, '0.0%');
  t.not(read.sheets[0]?.cells?.get('1,1')?.style?.numFmt, '0.0%');
  await printed(rows, 'pdf', page);
  t.match(execFileSync('pdftotext', ['-layout', page, '-']).toString(), /呼入 +10\n[\s\S]*服务水平 +90\.0%/);
});
