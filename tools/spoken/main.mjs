// SPDX-License-Identifier: GPL-2.0-or-later
// Makes the tables of what is said: test/fixtures/spoken/KIND.tsv, 200 values each with their words. Needs g++ and libicu-dev:
// node tools/spoken/main.mjs. The tables are checked in; read what changed before you commit it.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { grammar } from './grammar.mjs';
import { VALUES } from './values.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const tables = fileURLToPath(new URL('../../test/fixtures/spoken/', import.meta.url));

const rows = (words) =>
  Object.entries(VALUES).map(([kind, values]) => [
    kind,
    values.map((value) => [value, words.zh[kind](value), words.en[kind](value)]),
  ]);

const asked = new Map();
rows(
  grammar((...question) => {
    asked.set(question.map(String).join(' '), '');
    return '一 one';
  }),
);
const work = mkdtempSync(join(tmpdir(), 'spoken-'));
try {
  execFileSync('g++', ['-o', join(work, 'rbnf'), join(here, 'rbnf.cc'), '-licui18n', '-licuuc']);
  const answers = execFileSync(join(work, 'rbnf'), {
    input: `${[...asked.keys()].join('\n')}\n`,
    encoding: 'utf8',
  }).split('\n');
  for (const [index, question] of [...asked.keys()].entries()) asked.set(question, answers[index]);
} finally {
  rmSync(work, { recursive: true, force: true });
}
for (const [kind, lines] of rows(grammar((...question) => asked.get(question.map(String).join(' '))))) {
  const text = lines.map((line) => line.join('\t')).join('\n');
  writeFileSync(join(tables, `${kind}.tsv`), `value\tzh-CN\ten\n${text}\n`);
}
