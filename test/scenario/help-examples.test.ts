// SPDX-License-Identifier: GPL-2.0-or-later
// Can the examples of every `--help` be typed as they stand? All are read by the command line; those that come to an end are run at a box.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import t, { type Test } from 'tap';
import { type Example, examplesOf } from '../../src/cli/command.js';
import { program } from '../../src/cli/program.js';
import { packagedPrompts } from '../../src/config/index.js';
import { QUEUE } from '../support/box.js';
import { command } from '../support/command.js';
import { shop } from '../support/shop.js';
import { typedWords } from '../support/typed.js';

const root = await program({ language: 'en', write: () => {}, complain: () => {} });
const all = (made: Command): Command[] => [made, ...made.commands.flatMap(all)];
const commands = root.commands.flatMap(all);
const examples = commands.flatMap((made) => examplesOf(made));

const RATES = { currency: 'CNY', prices: [{ name: 'local', prefix: '', perMinute: 0.15 }] };
const WAVE = resolve('examples/what-if.yaml');

/** Go on until somebody ends them, or end the box; their own tests run them. */
const ENDLESS = ['lines', 'start', 'stop', 'demo', 'exchange', 'phone', 'watch', 'trace', 'events', 'web'];
/** They name a call, a recording, a sound, a target or a message that this box has not, or want a conversation or whole days of calls; their own tests run them. */
const ELSEWHERE =
  /0a1b2c3|spillway (prompts|recordings|call|supervise|outbox|waiting) \w|spillway agents (code|extend)|spillway personal erase|^spillway plan(?!.*--(calls|users|history))|simulate .*--(advise|from-log)/;
/** What the example's box would have to be in the middle of. */
const IN_THE_MIDDLE = ['spillway channels drain', 'spillway spans drain'];

t.test('every command has examples, and each does what its own command does', async (t) => {
  for (const made of commands) t.ok(examplesOf(made).length > 0 || made.commands.length > 0, made.name());
  for (const made of commands)
    for (const { line } of examplesOf(made)) t.ok(typedWords(line).includes(made.name()), `${made.name()}: ${line}`);
});

t.test('the command line takes every one of them', async (t) => {
  for (const { line } of examples) {
    const silent = await program({ language: 'en', write: () => {}, complain: (text) => t.fail(`${line}: ${text}`) });
    for (const made of silent.commands.flatMap(all)) made.action(() => {});
    await silent.parseAsync(typedWords(line), { from: 'user' });
  }
});

/** Somebody who understands one thing only. */
const HEARS = { hear: { engine: { command: ['sh', '-c', 'cat > /dev/null; echo one two'] } } };

/** What the examples' files are called, below the folder of the box. */
function fillFolder(folder: string): void {
  for (const place of ['etc/spillway', 'var/backups/spillway', 'var/lib', 'mnt/usb', 'tmp'])
    mkdirSync(join(folder, place), { recursive: true });
  const file = readFileSync(join(folder, 'spillway.yaml'), 'utf8');
  writeFileSync(join(folder, 'etc/spillway/spillway.yaml'), `data: ${join(folder, 'data')}\n${file}`);
  const sound = join(packagedPrompts(), 'en/welcome.wav');
  for (const name of ['call.wav', 'answer.wav', 'number.wav']) copyFileSync(sound, join(folder, name));
  writeFileSync(join(folder, 'line.al'), readFileSync(sound).subarray(58));
  writeFileSync(join(folder, 'customers.csv'), 'id,numbers,name\nK-17,13912345678,Li\n');
  writeFileSync(join(folder, 'agents.csv'), `id,name,queues\n1077,Ma,${QUEUE}\n`);
  writeFileSync(join(folder, 'numbers.csv'), 'number,reason\n13912345670,pranks\n');
  writeFileSync(join(folder, 'leads.csv'), 'number\n13912345679\n');
  const wave = readFileSync(WAVE, 'utf8').replace(/^accessNumbers: .*\n/m, ''); // the box has one alone
  writeFileSync(join(folder, 'what-if.yaml'), wave);
  copyFileSync(join(folder, 'spillway.yaml'), join(folder, 'other.yaml'));
  writeFileSync(join(folder, 'calls.csv'), 'start,talk\n2026-11-02 09:15,95\n');
  spawnSync('sox', [sound, join(folder, 'answered.flac')]);
}

/** The words of an example, its absolute paths below `folder`, its `*.wav` the files that are there. */
function wordsIn(folder: string, line: string): string[] {
  return typedWords(line).flatMap((word) => {
    if (/^\/(etc|var|mnt|tmp)\//.test(word)) return [join(folder, word)];
    if (word !== '*.wav') return [word.replace(/^e1(?=$|\/)/, 'e1-1')]; // the span of the box here
    return readdirSync(folder).filter((name) => name.endsWith('.wav'));
  });
}

async function run(
  t: Test,
  place: Awaited<ReturnType<typeof shop>>,
  { line }: Example,
  ids: Readonly<Record<string, string>>,
) {
  const { world, box } = place;
  const words = wordsIn(world.folder, line).map((word) => ids[word] ?? word);
  const { code, complaint, text } = await world.during(command(...words), AN_HOUR);
  await box.settled();
  t.equal(code, 0, `${line}: ${complaint}${code === 0 ? '' : text}`);
}

t.test('at a box each does it', async (t) => {
  const place = await shop(t, {
    telephones: 4,
    signedIn: 1,
    config: {
      agents: AGENTS,
      queues: [{ name: 'sales', wrapUpCodes: [{ name: 'order', digit: '1', sale: true }] }],
      people: PEOPLE,
      flows: FLOWS,
      lookups: LOOKUPS,
      speech: HEARS,
      mailboxes: BOXES,
      rates: RATES,
      customReports: [{ name: 'evenings', title: 'Evenings', measures: ['offered'], by: ['hour'] }],
      reports: [{ name: 'boss', report: 'traffic', to: ['boss@example.com'] }],
      mail: {
        host: '127.0.0.1',
        from: 'box@example.com',
        to: ['boss@example.com'],
        dailyReport: false,
        alarms: 'none',
      },
    },
  });
  const { world, spillway } = place;
  fillFolder(world.folder);
  const before = process.cwd();
  process.chdir(world.folder);
  t.teardown(() => process.chdir(before));
  await spillway('do-not-call', 'add', '13912345670');
  const hold = (await spillway('records', 'hold', 'number', '13912345671', '--reason', 'x', '--by', 'Li')).text;
  await command('backup', join(world.folder, 'box.tar'), 'spillway.yaml');
  copyFileSync(join(world.folder, 'box.tar'), join(world.folder, 'spillway-20261121T020000Z.tar.gz'));
  const ids = { 'hold-01k...': hold };

  for (const example of examples) {
    const [name = ''] = typedWords(example.line);
    if (ENDLESS.includes(name) || IN_THE_MIDDLE.some((begin) => example.line.startsWith(begin))) continue;
    if (example.line.includes('callback-01k...') || example.line.includes('--propose')) continue; // no promise, no card here
    if (ELSEWHERE.test(example.line)) continue;
    if (example.line.includes('callbacks next')) await spillway('agents', 'ready', '1001');
    if (example.line.includes('restore spillway-')) rmSync(join(world.folder, 'etc/spillway'), { recursive: true }); // a machine that has none yet
    await run(t, place, example, ids);
  }
});

/** Of the box's time: what threads and processes do takes none of it. */
const AN_HOUR = 3_600_000;

const BOXES = [{ name: 'service', queues: ['sales'] }];
const AGENTS = [1, 2, 3, 4].map((n) => ({ id: `100${n}`, name: `Agent ${n}`, pin: '4711', queues: ['sales'] }));

const PEOPLE = [{ id: 'wang', name: 'Wang', role: 'supervisor' as const }];

const LOOKUPS = { firm: { table: resolve('examples/firms.csv'), key: 'code', gives: { name: 'text' } } };

const FLOWS = { shop: { steps: { hello: { say: 'welcome', next: 'hangUp' } } } };
