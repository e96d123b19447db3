// SPDX-License-Identifier: GPL-2.0-or-later
// Has every text of the console its words, in both languages, and is each of them used?
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import t from 'tap';
import { AREAS } from '../../src/console/words/areas.js';
import type { Pairs } from '../../src/console/words/pair.js';

const areas: Readonly<Record<string, Pairs>> = AREAS;

const folder = path.join(process.cwd(), 'src/console');
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(vue|ts)$/.test(file) && !file.startsWith('words/'))
  .map((file) => ({ file, text: readFileSync(path.join(folder, file), 'utf8') }));
const all = sources.map(({ text }) => text).join('\n');
const keys = Object.entries(areas).flatMap(([area, pairs]) => Object.keys(pairs).map((key) => `${area}.${key}`));

t.test('every text that is asked for is there', async (t) => {
  const asked = [...all.matchAll(/\bt\(\s*'([a-zA-Z]+\.[\w]+)'/g)].map(([, key]) => key ?? '');
  t.ok(asked.length > 200, `${asked.length} texts are asked for`);
  t.same([...new Set(asked.filter((key) => !keys.includes(key)))], [], 'none is missing');
});

t.test('every text that is there is asked for', async (t) => {
  const whole = new Set([...all.matchAll(/'([a-zA-Z]+\.[\w]+)'/g)].map(([, key]) => key));
  // `t(`records.role_${role}`)` and `word('agentState', state)` name many at once.
  const begun = [...all.matchAll(/`([a-zA-Z]+\.\w*)\$\{/g)].map(([, begin]) => begin ?? '');
  const named = [...all.matchAll(/\b(?:word|named)\('([a-zA-Z]+)'/g)].map(([, area]) => area);
  const prefixes = [...all.matchAll(/named\('(\w+)'/g)].map(([, prefix]) => `records.${prefix}_`);
  const isUsed = (key: string) =>
    whole.has(key) ||
    named.includes(key.split('.')[0]) ||
    [...begun, ...prefixes].some((begin) => key.startsWith(begin));
  t.same(
    keys.filter((key) => !isUsed(key)),
    [],
    'none is left over',
  );
});

t.test('both languages say it, with the same values', async (t) => {
  const wrong = Object.entries(areas).flatMap(([area, pairs]) =>
    Object.entries(pairs).flatMap(([key, [chinese, english]]) => {
      const values = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort().join();
      // Of one, and of several: `{n} day | {n} days`.
      const said = (text: string) => text.trim() !== '' && values(text) === values(chinese);
      const same = chinese.trim() !== '' && english.split(' | ').every(said);
      return same ? [] : [`${area}.${key}: ${chinese} / ${english}`];
    }),
  );
  t.same(wrong, []);
});

t.test('Chinese texts have Chinese punctuation', async (t) => {
  const wrong = Object.values(areas).flatMap((pairs) =>
    Object.values(pairs).flatMap(([chinese]) =>
      /[\u4e00-\u9fff][,;:?!]|[\u4e00-\u9fff]\(/.test(chinese) ? [chinese] : [],
    ),
  );
  t.same(wrong, []);
});

t.test('no template speaks for itself', async (t) => {
  const wrong = sources
    .filter(
      ({ file, text }) =>
        file.endsWith('.vue') &&
        /<template>[\s\S]*[\u4e00-\u9fff]/.test(text.replace(/<!--[\s\S]*?-->/g, '')) &&
        /[\u4e00-\u9fff]/.test(text.slice(text.indexOf('<template>')).replace(/[：、；]/g, '')),
    )
    .map(({ file }) => file);
  t.same(wrong, [], 'Chinese stands in words/ alone');
});

t.test('a page is small', async (t) => {
  const long = sources.filter(({ text }) => text.trimEnd().split('\n').length > 300).map(({ file }) => file);
  t.same(long, []);
  const asks = sources
    .filter(({ file, text }) => /^(pages|parts|app)\//.test(file) && /\bfetch\(|live\/client/.test(text))
    .map(({ file }) => file);
  t.same(asks, [], 'a page asks a store, not the network');
});
