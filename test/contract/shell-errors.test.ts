// SPDX-License-Identifier: GPL-2.0-or-later
// Whatever goes wrong: is it one object for a program that asked for JSON, in Chinese for a Chinese reader, and as wide as his terminal?
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { program } from '../../src/cli/program.js';
import { widthOf } from '../../src/cli/width.js';
import { command } from '../support/command.js';

const folder = mkdtempSync(join(tmpdir(), 'shell-'));
t.teardown(() => rmSync(folder, { recursive: true }));
const at = (name: string) => join(folder, name);
writeFileSync(at('binary'), Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0));
writeFileSync(at('wrong.yaml'), 'queues: 1\n');
const nobody = at('none.sock');

/** Each fails; BINARY, WRONG: files of that kind, NOBODY: a socket at which no box is. */
const FAILING = `
status --socket NOBODY | calls --socket NOBODY | agents --socket NOBODY | callbacks --socket NOBODY | spans --socket NOBODY
channels --socket NOBODY | alarms --socket NOBODY | hours --socket NOBODY | reload --socket NOBODY | records --socket NOBODY
stop --socket NOBODY | watch --socket NOBODY | trace --socket NOBODY | hours close --until 14:00 --socket NOBODY
agents ready 1001 --socket NOBODY | callbacks next --socket NOBODY | channels busy-out e1/1 --socket NOBODY
blocked add 139 --config WRONG --socket NOBODY | agents add 1005 A --config WRONG --socket NOBODY
agents add | agents add 1005 | agents pin | blocked add | do-not-call frob | hours frob | spans --now | channels frob 1 | calls --last x
alarms --since never | stop --within 5m | stop --cancel --drain | trace --for 0 | watch --interval 0 | frob | status --frob | help frob
check BINARY | check WRONG | check /no/such.yaml | check a b | start WRONG | start BINARY | start /no/such.yaml | exchange WRONG
exchange BINARY | exchange /no/such.yaml | exchange | phone 801 --config WRONG | phone | detect /no/such.wav | detect BINARY
detect --rate 8000 x.wav | detect --zone xx x.wav | detect --only frob x.wav | detect | doctor --write x | doctor x --propose
demo --calls 0 | demo 5 | demo --keep FOLDER --calls 2 | restore BINARY | restore BINARY --verify | restore /no/such.tar | restore
backup x --keep 0 | backup x --recordings x | backup /proc/x WRONG`
  .split(/\n| \| /)
  .map((line) => line.trim())
  .filter((line) => line !== '');

const wordsOf = (line: string) =>
  line
    .split(' ')
    .map((word) => ({ NOBODY: nobody, BINARY: at('binary'), WRONG: at('wrong.yaml'), FOLDER: folder })[word] ?? word);

t.test(
  'with --json every failure is one object: an error on standard error, or findings on standard output',
  async (t) => {
    for (const line of FAILING) {
      const { code, text, complaint } = await command({ language: 'zh-CN' }, ...wordsOf(line), '--json');
      t.ok(code > 0 && code < 4, `${line}: ${code}`);
      try {
        if (complaint !== '') t.match(JSON.parse(complaint), { error: { code: /^[A-Z_]+$/, message: /\S/ } }, line);
        else t.match(JSON.parse(text), {}, line);
        t.ok(complaint === '' || text === '', `${line}: not both`);
      } catch {
        t.fail(`${line}: ${complaint}${text}`);
      }
    }
  },
);

/** English in a row, outside of what is quoted or typed. */
const ENGLISH = /(?<![/\w-])[a-z]{2,} [a-z]{2,} [a-z]{2,}\b/;
const typed = /spillway [^）。；]*|sudo [^）。；]*|（open [^）]*）|'[^']*'|“[^”]*”|\{[^}]*\}|byte 0x/g;

t.test('and without it every failure is told in Chinese', async (t) => {
  for (const line of FAILING) {
    const { complaint, text } = await command({ language: 'zh-CN' }, ...wordsOf(line));
    const said = complaint + text;
    t.match(said, /\p{Script=Han}/u, line);
    t.notMatch(said.replaceAll(typed, ''), ENGLISH, `${line}: ${said}`);
  }
});

t.test('on a terminal of 60 columns no sentence is wider, of errors and of help', async (t) => {
  const { commands: made } = await program({ language: 'en', write: () => {}, complain: () => {} });
  const commands = made.map((made) => made.name());
  for (const language of ['en', 'zh-CN'] as const) {
    for (const line of [...FAILING, ...commands.map((name) => `${name} --help`), '--help']) {
      const { complaint, text } = await command({ language, columns: 60 }, ...wordsOf(line));
      const wide = `${complaint}\n${text}`.split('\n').filter((one) => widthOf(one) > 60 && !canBeWide(one));
      t.same(wide, [], line);
    }
  }
});

/** What is typed as it stands, and words that have no place to break. */
const canBeWide = (line: string) =>
  /^( {2}\$ |Usage: |用法：)/.test(line) ||
  !/\S[ \u2E80-\uFFEF]\S*/u.test(line.trim().slice(0, -1)) ||
  /^ {2}\w+: /.test(line);
