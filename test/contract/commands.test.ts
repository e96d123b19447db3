// SPDX-License-Identifier: GPL-2.0-or-later
// Are docs/commands.md and docs/commands.zh-CN.md what the commands themselves say? Else run node tools/gen-commands.mjs
import { readFileSync } from 'node:fs';
import t from 'tap';
import { commandPage } from '../../src/cli/command-page.js';

for (const [language, file] of [
  ['en', 'docs/commands.md'],
  ['zh-CN', 'docs/commands.zh-CN.md'],
] as const)
  t.test(`${file} is what --help says`, async (t) => {
    const before = { ...process.env };
    process.env.SPILLWAY_SOCKET = '/elsewhere/box.sock'; // the page is the same wherever it is written
    t.equal(readFileSync(file, 'utf8'), await commandPage(language));
    process.env = before;
  });

t.test('both pages have the same commands, options and examples', async (t) => {
  const shape = (text: string) => (text.match(/^.*$/gm) ?? []).map((line) => line.split(' | ')[0]).filter(isTyped);
  t.same(shape(await commandPage('zh-CN')), shape(await commandPage('en')));
});

/** What is typed is the same in each language. */
const isTyped = (line: string | undefined) => /^(## |`spillway [a-z]|spillway |\| `-)/.test(line ?? '');
