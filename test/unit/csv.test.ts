// SPDX-License-Identifier: GPL-2.0-or-later
// Is what we write as CSV read back as it was, and is no cell a formula that somebody has smuggled in?
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import t from 'tap';
import { csv } from '../../src/kernel/index.js';

const RUNS = process.env.SPILLWAY_DEEP === undefined ? 300 : 10_000;
const read = (text: string) => parse(text, { bom: true, relax_column_count: false }) as string[][];
const nasty = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.stringMatching(/^[=+\-@\t\r\n"',;0-9 a-zA-Z东]*$/),
  fc.constantFrom('"', '""', ',', '\r', '\n', '\r\n', "'", ' ', '', '0139', '=1+1', '东方，"卫视"'),
);

/** A cell as it is read back, when nothing was put before it. */
const undefused = (cell: string) => (/^'[=+\-@\t\r\n＝＋－＠]/.test(cell) ? cell.slice(1) : cell);

t.test('rows of any text come back through a parser as they were, but for what defuses a formula', async () => {
  const rows = fc.array(fc.tuple(nasty, nasty, nasty), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(rows, (given) => {
      const head = ['one', 'two', 'three'];
      const back = read(csv([head, ...given])).slice(1);
      if (back.length !== given.length) throw new Error(`${back.length} rows of ${given.length}`);
      for (const [n, row] of given.entries())
        for (const [m, cell] of row.entries())
          if (undefused(back[n]?.[m] ?? '?') !== undefused(cell))
            throw new Error(`${JSON.stringify(cell)} came back as ${JSON.stringify(back[n]?.[m])}`);
    }),
    { numRuns: RUNS },
  );
});

t.test('it is what a common writer of CSV makes of the same cells', async () => {
  const cells = fc.array(fc.oneof(nasty, fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true })), {
    minLength: 1,
    maxLength: 5,
  });
  fc.assert(
    fc.property(fc.array(cells, { maxLength: 6 }), fc.boolean(), (rows, excel) => {
      const safe = rows.map((row) => row.map((cell) => read(csv([[cell, 'x']], { excel }))[0]?.[0] ?? ''));
      const theirs = stringify(safe, { record_delimiter: 'windows', bom: excel, quoted_match: /[\r\n]/ });
      if (csv(rows, { excel }) !== theirs)
        throw new Error(`${JSON.stringify(csv(rows, { excel }))} ${JSON.stringify(theirs)}`);
    }),
    { numRuns: RUNS },
  );
});

t.test('no text begins as a formula does, in either form; a number is none', async (t) => {
  fc.assert(
    fc.property(nasty, fc.boolean(), (cell, excel) => {
      const [[back = ''] = []] = read(csv([[cell, 'x']], { excel }));
      const ours = excel && /^="\+?\d+"$/.test(back);
      const number = /^[+-]?\d+(\.\d+)?$/.test(back);
      if (/^[=+\-@\t\r]/.test(back) && !ours && !number) throw new Error(JSON.stringify(back));
    }),
    { numRuns: RUNS },
  );
  for (const cell of ['=1+1', '+1+1', '-1+1', '@SUM(A1)', '\tx', '\rx', '＝1', '-', '+', '=cmd|x', '-2+3', '+86 139'])
    t.same(read(csv([[cell, 'x']])), [[`'${cell}`, 'x']], JSON.stringify(cell));
  for (const cell of ['-5', '-5.25', '+8613912345678', 'a=b', ' =1', '0'])
    t.same(read(csv([[cell, 'x']])), [[cell, 'x']]);
  t.equal(csv([[-5, -0.5, 0, 12]]), '-5,-0.5,0,12\r\n', 'figures stay figures');
});

t.test('RFC 4180: CRLF, quotes doubled, quoted where it must be; no mark', async (t) => {
  t.equal(csv([['a', 'b "c"', 'd,e', 'f\ng', 'h\ri']]), 'a,"b ""c""","d,e","f\ng","h\ri"\r\n');
});

t.test('for Excel: a mark, and numbers that are names keep zeros, plus and all their digits', async (t) => {
  const text = csv([['013912345678', '+8613912345678', '1001', '东方卫视', 12, '2026-01-05 09:00:00']], {
    excel: true,
  });
  t.equal(text.charCodeAt(0), 0xfeff);
  t.equal(text.slice(1), '"=""013912345678""","=""+8613912345678""","=""1001""",东方卫视,12,2026-01-05 09:00:00\r\n');
});
