// SPDX-License-Identifier: GPL-2.0-or-later
// Do the console, the API and the reports themselves know the same reports, divisions and measures, each with its words?
import t from 'tap';
import { contract } from '../../src/api/contract/index.js';
import { MEASURES as CONFIGURED } from '../../src/config/index.js';
import { ALL_DIVISIONS, DIVIDED, KINDS, MEASURES } from '../../src/console/live/report-lists.js';
import { reports as words } from '../../src/console/words/reports.js';
import { DIVIDED_BY, DIVISIONS, KINDS as MADE } from '../../src/report/index.js';

const { params, query } = contract.reports.show;
const said = Object.keys(words);

t.test('kinds', async (t) => {
  t.same(KINDS, MADE);
  t.same(KINDS, params.shape.kind.options);
  for (const kind of KINDS) t.ok(said.includes(kind), kind);
});

t.test('divisions', async (t) => {
  const all = [...ALL_DIVISIONS, 'slot'].sort();
  t.same(all, [...DIVISIONS].sort());
  t.same(all, [...query.shape.by.unwrap().options].sort());
  t.same(Object.keys(DIVIDED).sort(), Object.keys(DIVIDED_BY).sort());
  for (const kind of KINDS) t.same([...(DIVIDED[kind] ?? [])].sort(), [...(DIVIDED_BY[kind] ?? [])].sort(), kind);
  for (const by of all) t.ok(said.includes(by), by);
});

t.test('measures', async (t) => {
  t.same([...MEASURES].sort(), [...CONFIGURED].sort());
  for (const one of MEASURES) t.ok(said.includes(`m_${one}`), one);
});
