// SPDX-License-Identifier: GPL-2.0-or-later
// Does the way to the first call lead through commands that there are, in both languages alike?
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { command } from '../support/command.js';

const PAGES = ['docs/turn-up.md', 'docs/turn-up.zh-CN.md'];

/** `spillway NAME --option ...` as the page writes it, in its blocks and in its sentences. */
function used(text: string): readonly { readonly name: string; readonly options: readonly string[] }[] {
  return [...text.matchAll(/(?:^|`)spillway ([a-z]+)([^\n`]*)/gm)].map(([, name = '', rest = '']) => ({
    name,
    options: rest.match(/--[a-z-]+/g) ?? [],
  }));
}

for (const page of PAGES) {
  const text = readFileSync(page, 'utf8');

  t.test(`${page}: commands and options are there`, async (t) => {
    const commands = used(text);
    t.ok(commands.length > 10);
    for (const { name, options } of commands) {
      const help = await command(name, '--help');
      t.equal(help.code, 0, name);
      for (const option of options) t.ok(help.text.includes(option), `${name} ${option}`);
    }
  });

  t.test(`${page}: what it links to is there`, async (t) => {
    for (const [, link = ''] of text.matchAll(/\]\((?!https?:)([^)#]+)\)/g)) t.ok(existsSync(join('docs', link)), link);
  });
}

t.test('both languages have the same steps and commands', async (t) => {
  const [english = '', chinese = ''] = PAGES.map((page) => readFileSync(page, 'utf8'));
  const shape = (text: string) => text.match(/^## \d|^\| |^- |^(sudo|spillway) .*/gm);
  t.same(shape(chinese), shape(english));
});
