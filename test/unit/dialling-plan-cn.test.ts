// SPDX-License-Identifier: GPL-2.0-or-later
// Is every form in which exchanges in China deliver a number, and people write it, that number? By the rows of test/fixtures/numbers-cn.csv, which
// were made from the numbering plan: what came, its type of number and the area of the box; what it is; and what goes out there when it is called.

import { readFileSync } from 'node:fs';
import t from 'tap';
import {
  callable,
  listKey,
  type NumberPlan,
  normalise,
  PLAN_DEFAULTS,
  TRUNK_DEFAULTS,
  toDial,
} from '../../src/dialling/index.js';
import type { NumberType } from '../../src/native/index.js';

interface Row {
  readonly digits: string;
  readonly type: NumberType;
  readonly area: string;
  readonly canonical: string;
  readonly kind: string;
  readonly callable: string;
  readonly dial: string;
  readonly rule: string;
}

function rows(): Row[] {
  const lines = readFileSync('test/fixtures/numbers-cn.csv', 'utf8').trimEnd().split('\n');
  const [head = [], ...cells] = lines.map((line) =>
    [...line.matchAll(/(?:"([^"]*)"|([^,]*))(?:,|$)/g)].map(([, quoted, plain]) => quoted ?? plain ?? ''),
  );
  return cells.map(
    (line) => Object.fromEntries(head.filter(Boolean).map((name, i) => [name, line[i]])) as unknown as Row,
  );
}

const home = (area: string) => (area === '' ? {} : { areaCode: area });
const planOf = (area: string): NumberPlan => ({ ...PLAN_DEFAULTS, ...home(area) });

t.test('each row is what the numbering plan says', async (t) => {
  const table = rows();
  t.ok(table.length >= 200, `${table.length} rows`);
  for (const { digits, type, area, rule, ...expected } of table) {
    const found = normalise(digits, planOf(area), type);
    const is = {
      canonical: found?.number ?? '',
      kind: found?.kind ?? 'none',
      callable: found !== undefined && callable(found) ? 'yes' : 'no',
      dial: found === undefined ? '' : toDial(found, { ...TRUNK_DEFAULTS, ...home(area) }).digits,
    };
    t.same(is, expected, `${digits} ${type} at ${area || 'no area'} ${rule}`);
  }
});

t.test('the rows have every type of number, and what has two readings has its rule', async (t) => {
  const table = rows();
  for (const type of ['unknown', 'international', 'national', 'networkSpecific', 'subscriber', 'abbreviated'])
    t.ok(
      table.some((row) => row.type === type),
      type,
    );
  for (const row of table.filter(({ digits }) => /^106\d{7}$/.test(digits)))
    if (row.type !== 'national') t.not(row.rule, '', row.digits);
});

t.test('what is no number is listed by its digits, so that made-up callers can be kept out', async (t) => {
  const plan = planOf('21');
  t.equal(listKey('00000000', plan), listKey('0000-0000', plan, 'national'));
  t.equal(listKey('801', plan), '801');
  t.equal(listKey('86138-0013-8011', plan, 'national'), '+8613800138011');
});
