// SPDX-License-Identifier: GPL-2.0-or-later
// Do docs/shop.md and docs/shop.zh-CN.md say what a shop types and what it is answered? Each command is typed at a box, in the page's language.
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import type { Language } from '../../src/kernel/index.js';
import { command } from '../support/command.js';
import { talk } from '../support/floor.js';
import { shop } from '../support/shop.js';
import { typedWords } from '../support/typed.js';

const PAGES = [
  ['zh-CN', 'docs/shop.zh-CN.md'],
  ['en', 'docs/shop.md'],
] as const;

interface Answer {
  readonly commands: readonly string[];
  /** What the page shows of what they print, in order. */
  readonly shown: readonly string[];
}

/** Each block of commands with the block of text behind it. */
function answersIn(page: string): Answer[] {
  const blocks = [...page.matchAll(/```sh\n([\s\S]*?)```(?:\n+```text\n([\s\S]*?)```)?/g)];
  const lines = (text = '') => text.split('\n').filter((line) => line.trim() !== '');
  return blocks.map(([, commands, shown]) => ({ commands: lines(commands), shown: lines(shown) }));
}

const NAMES = ['李娜', '王伟', '张敏', '刘洋'];
const AN_HOUR = 3_600_000; // of the box's time: threads and processes take none of it

/** A morning of the shop: one call was answered, one caller hung up. */
async function morning(t: Test, language: Language) {
  const config = {
    language,
    accessNumbers: [{ number: '88880001', name: '东方卫视', queue: 'orders' }],
    queues: [{ name: 'orders' }],
    agents: NAMES.map((name, i) => ({ id: `${1001 + i}`, name, pin: '4711', queues: ['orders'] })),
  };
  const place = await shop(t, { telephones: 4, signedIn: 2, config }, language);
  const { world } = place;
  const first = await talk(place, { calling: '13900000001' });
  first.caller.clear();
  first.telephone.putDown();
  await world.advance(20_000);
  const second = world.network.call('88880001', '13900000002');
  await world.advance(2_000);
  second.clear();
  await world.advance(60_000);
  place.box.agents.ready('1001');
  place.box.agents.ready('1002');
  return place;
}

/** Figures and the spaces of columns differ from day to day. */
const masked = (line: string) => line.replaceAll(/\d+/g, '0').replaceAll(/\s+/g, ' ').trim();

/** Whether a line of the page is what was printed, its parts in order. */
function isPrinted(shown: string, printed: readonly string[]): boolean {
  const parts = masked(shown).split(' ');
  return printed.some((line) => {
    let at = 0;
    return parts.every((part) => {
      const found = masked(line).indexOf(part, at);
      at = found + part.length;
      return found >= 0;
    });
  });
}

for (const [language, file] of PAGES) {
  const page = readFileSync(file, 'utf8');

  t.test(`${file}: each command can be typed and answers as the page says`, async (t) => {
    const { world, box } = await morning(t, language);
    const before = process.cwd();
    process.chdir(world.folder);
    t.teardown(() => process.chdir(before));
    mkdirSync('backups');
    const answers = answersIn(page);
    t.ok(answers.length > 12);
    for (const { commands, shown } of answers) {
      const printed: string[] = [];
      for (const line of commands) {
        const { code, text, complaint } = await world.during(command({ language }, ...typedWords(line)), AN_HOUR);
        await box.settled();
        t.ok(code === 0 || line.includes('doctor'), `${line}: ${complaint}`); // this machine is what it is
        printed.push(...text.split('\n'));
      }
      for (const line of shown)
        t.ok(isPrinted(line, printed), `${commands.join('; ')}: ${line}\n${printed.join('\n')}`);
    }
  });

  t.test(`${file}: commands in its sentences, and pages that it links, are there`, async (t) => {
    for (const [, name = '', rest = ''] of page.matchAll(/`spillway ([a-z-]+)([^`]*)`/g)) {
      const help = await command(name, '--help');
      t.equal(help.code, 0, name);
      for (const option of rest.match(/--[a-z-]+/g) ?? []) t.ok(help.text.includes(option), `${name} ${option}`);
    }
    for (const [, link = ''] of page.matchAll(/\]\((?!https?:)([^)#]+)\)/g)) t.ok(existsSync(join('docs', link)), link);
  });
}

t.test('both languages have the same questions and commands', async (t) => {
  const [chinese = '', english = ''] = PAGES.map(([, file]) => readFileSync(file, 'utf8'));
  const shape = (page: string) =>
    answersIn(page).map(({ commands }) => commands.map((line) => typedWords(line).slice(0, 2)));
  t.same(shape(english), shape(chinese));
  t.equal(english.match(/^## /gm)?.length, chinese.match(/^## /gm)?.length);
});
