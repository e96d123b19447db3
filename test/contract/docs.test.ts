// SPDX-License-Identifier: GPL-2.0-or-later
// Do docs/architecture.md, docs/boundary.md and docs/operating.md still say what the project is?
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import t from 'tap';
import { ALARM_CODES } from '../../src/alarm/index.js';
import { stepDescriptions, stepsTable } from '../../src/config/index.js';
import { promptCatalogue, promptsPage } from '../../src/ivr/index.js';
import { settingWords } from '../../src/words/index.js';
import { rows } from '../architecture/layers.js';

const architecture = readFileSync('docs/architecture.md', 'utf8');
const boundary = readFileSync('docs/boundary.md', 'utf8');
const operating = readFileSync('docs/operating.md', 'utf8');

t.test('the table of rooms in docs/architecture.md is the one that is enforced', async (t) => {
  const table = /## Rooms[\s\S]*?```\n([\s\S]*?)```/.exec(architecture)?.[1] ?? '';
  const told = table
    .trim()
    .split('\n')
    .map((line) => line.split(/ +/));
  t.same(told, rows.map((row) => [...row]).reverse());
});

t.test('docs/boundary.md names every fact and meter, and no other', async (t) => {
  const contract = JSON.parse(readFileSync('native/contract/contract.json', 'utf8')) as Record<
    'facts' | 'meters',
    Record<string, unknown>
  >;
  const table = boundary.slice(boundary.indexOf('| about | facts |'), boundary.indexOf('Meters are droppable'));
  const facts = [...table.matchAll(/`(\w+)`/g)].map((match) => match[1] ?? '');
  t.same(facts.sort(), Object.keys(contract.facts).sort());
  for (const meter of Object.keys(contract.meters)) t.ok(boundary.includes(`\`${meter}\``), meter);
});

t.test('files that the pages name, and pages that they link, are there', async (t) => {
  for (const [page, text] of [
    ['docs/architecture.md', architecture],
    ['docs/boundary.md', boundary],
    ['docs/native.md', readFileSync('docs/native.md', 'utf8')],
    ['docs/operating.md', operating],
    ['docs/faults.md', readFileSync('docs/faults.md', 'utf8')],
  ] as const) {
    const named = [...text.matchAll(/`((?:src|native|test|tools)\/[\w./-]+\.(?:ts|mjs|json|h|cc))`/g)].map(
      (m) => m[1] ?? '',
    );
    const linked = [...text.matchAll(/\]\(([\w./-]+\.md)\)/g)].map((m) => join(dirname(page), m[1] ?? ''));
    for (const file of [...named, ...linked]) t.ok(existsSync(file), `${page}: ${file}`);
  }
});

t.test(
  'docs/operating.md has a row for each alarm with its severity, and for no other, in both languages',
  async (t) => {
    for (const text of [operating, readFileSync('docs/operating.zh-CN.md', 'utf8')]) {
      const rows = [...text.matchAll(/^\| ([A-Z_]+) \| (critical|major|minor) \|/gm)];
      t.same(
        rows.map(([, code, severity]) => `${code} ${severity}`),
        Object.entries(ALARM_CODES).map(([code, { severity }]) => `${code} ${severity}`),
      );
    }
  },
);

t.test('docs/prompts.md is what prompts/texts.yaml says, and every prompt has a time when it is played', async (t) => {
  const catalogue = promptCatalogue('prompts');
  t.equal(readFileSync('docs/prompts.md', 'utf8'), promptsPage(catalogue));
  for (const { name, when } of catalogue) {
    t.match(when.zh, /\p{Script=Han}/u, name);
    t.ok(when.en.length > 3 && !/\p{Script=Han}/u.test(when.en), name);
  }
});

t.test('docs/flows.md has every step of the schema, in both languages', async (t) => {
  const chinese = (description: string) => settingWords(description, 'zh-CN');
  for (const description of stepDescriptions()) {
    t.not(description, '', 'each key of a step says what it is');
    t.not(chinese(description), description, description);
  }
  for (const [page, table] of [
    ['docs/flows.md', stepsTable()],
    ['docs/flows.zh-CN.md', stepsTable('zh-CN', chinese)],
  ] as const)
    t.ok(
      readFileSync(page, 'utf8').includes(`<!-- steps -->\n${table}<!-- end -->`),
      `${page}: node tools/gen-schema.mjs`,
    );
});
