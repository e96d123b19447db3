// SPDX-License-Identifier: GPL-2.0-or-later
// Are the examples right, the JSON Schema fresh, and does a running box keep what it has?

import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import t from 'tap';
import {
  ConfigFile,
  jsonSchema,
  loadConfig,
  type Problem,
  referencePage,
  settings,
} from '../../../src/config/index.js';
import { wav } from '../../support/wav.js';

const SECOND = Buffer.alloc(8000, 0xd5);

for (const name of readdirSync('examples').filter((file) => file.endsWith('.yaml'))) {
  const text = readFileSync(join('examples', name), 'utf8');
  if (!text.includes('spillway.schema.json')) continue;
  t.test(`examples/${name} has no problem`, async (t) => {
    t.match(loadConfig(join('examples', name)), { config: {} });
  });
}

t.test('spillway.schema.json is what the definition gives (else run node tools/gen-schema.mjs)', async (t) => {
  t.same(JSON.parse(readFileSync('spillway.schema.json', 'utf8')), JSON.parse(JSON.stringify(jsonSchema())));
});

t.test('every setting says what it is', async (t) => {
  t.same(
    settings().filter(({ description }) => description === undefined),
    [],
  );
});

t.test('docs/settings.md is what the definition gives, and has every setting with when it applies', async (t) => {
  t.equal(readFileSync('docs/settings.md', 'utf8'), referencePage());
  const paths = settings().map(({ path }) => path);
  for (const path of [
    'surge.on',
    'queues[].wrapUp',
    'recording.directory',
    'calendars.NAME.hours[].from',
    'frequentCallers.block',
  ])
    t.ok(paths.includes(path), path);
  t.match(
    settings().find(({ path }) => path === 'recording.directory'),
    { applies: 'restart' },
  );
  t.match(
    settings().find(({ path }) => path === 'recording.announce'),
    { applies: 'nextCall' },
  );
});

t.test('paths of the file begin where it lies', async (t) => {
  const parsed = loadConfig('examples/tv-shopping.yaml');

  if ('problems' in parsed) return t.fail('it has problems');
  const here = process.cwd();
  t.equal(parsed.config.data, join(here, 'examples/data'));
  t.equal(parsed.config.recording.directory, join(here, 'examples/data/recordings'));
  t.match(parsed.config.boards[0]?.spans[0], { carrier: { path: join(here, 'examples/run/e1-1.sock') } });
});

t.test('own prompts are found by name or by path', async (t) => {
  const smallest = readFileSync('examples/spillway.yaml', 'utf8');
  const directory = t.testdir({
    sounds: { 'zh-CN': { 'our-promise.wav': wav(SECOND) }, 'waltz.wav': wav(SECOND) },
    'spillway.yaml': `${smallest.replace('name: orders }', 'name: orders, music: ./sounds/waltz.wav }')}
prompts: sounds
surge: { prompt: our-promise }
`,
  });

  const parsed = loadConfig(join(directory, 'spillway.yaml'));

  t.match(parsed, { config: { prompts: join(directory, 'sounds') } });
  t.match(parsed, { config: { queues: [{ music: join(directory, 'sounds/waltz.wav') }] } });
  const wrong = loadConfig(join(directory, 'spillway.yaml'), { prompts: '/nowhere' });
  t.match(wrong, { config: {} }, 'the packaged prompts are not needed for it');
});

t.test("a site's own prompt that cannot be played is a problem of the line that names it", async (t) => {
  const smallest = readFileSync('examples/spillway.yaml', 'utf8');
  const directory = t.testdir({
    sounds: { 'zh-CN': { 'surge.wav': 'no WAV' }, 'waltz.wav': '' },
    'spillway.yaml': `${smallest.replace('name: orders }', 'name: orders, music: ./sounds/waltz.wav }')}
prompts: sounds
surge: { prompt: surge }
`,
  });

  const { problems = [] } = { ...loadConfig(join(directory, 'spillway.yaml')) } as { problems?: readonly Problem[] };

  t.match(problems, [
    { line: 11, text: /prompt ".*waltz.wav": .*waltz.wav is empty/ },
    { line: 17, column: 18, text: /prompt "surge": .*sounds\/zh-CN\/surge.wav is no WAV of 8 kHz.*prompts import/ },
  ]);
});

t.test("a path that is too long for a board's socket is a problem of its line", async (t) => {
  const deep = `/tmp/${'deep/'.repeat(20)}e1-2.sock`;
  const example = readFileSync('examples/tv-shopping.yaml', 'utf8').replace('./run/e1-2.sock', deep);
  const file = join(t.testdir({ 'spillway.yaml': example }), 'spillway.yaml');

  const { problems = [] } = { ...loadConfig(file) } as { problems?: readonly Problem[] };

  t.match(
    problems.filter(({ text }) => text.includes(deep)),
    [{ line: 18, column: 38, text: /deep\/e1-2.sock has 114 bytes with its folders, a socket may have 90/ }],
  );
});

t.test('a file that is not there is a problem like others', async (t) => {
  t.match(loadConfig('/nowhere/spillway.yaml'), { problems: [{ line: 1, column: 1, text: /cannot be read/ }] });
});

t.test('a box does not start with a wrong file, and keeps its configuration when the new one is wrong', async (t) => {
  const good = readFileSync('examples/spillway.yaml', 'utf8');
  const file = join(t.testdir({ 'spillway.yaml': 'queues: 1' }), 'spillway.yaml');
  t.throws(() => ConfigFile.open(file), {
    code: 'CONFIG_INVALID',
    message: /spillway.yaml:1:9: "queues": 1 is not a list/,
  });

  writeFileSync(file, good);
  const config = ConfigFile.open(file);
  const changes: string[] = [];
  config.changed.on(({ restrictedNumbers }) => changes.push(restrictedNumbers));
  writeFileSync(file, `${good}\nlanguage: de\n`);
  t.match(await config.reload(), [{ text: /"language": de is not possible/ }]);
  t.equal(config.current.language, 'zh-CN');

  writeFileSync(file, `${good}\nrestrictedNumbers: drop\nlanguage: en\n`);
  t.same(await config.reload(), []);
  t.equal(config.current.restrictedNumbers, 'drop');
  t.equal(config.current.language, 'zh-CN', 'not while it runs');
  t.same(config.restart, ['language']);
  t.same(changes, ['drop']);
});

t.test('a file of ten thousand rows is read again beside this thread', async (t) => {
  const good = readFileSync('examples/spillway.yaml', 'utf8');
  const rows = Array.from({ length: 10_000 }, (_, n) => `  - '0137${String(n).padStart(8, '0')}'`);
  const file = join(t.testdir({ 'spillway.yaml': `${good}\ndoNotCall:\n${rows.join('\n')}\n` }), 'spillway.yaml');
  const config = ConfigFile.open(file);
  let over = false;
  const reloaded = config.reload().finally(() => {
    over = true;
  });
  let turns = 0;
  for (; !over; turns++) await nextTurn();
  t.same(await reloaded, []);
  t.ok(turns > 100, `${turns} turns of the event loop meanwhile`);
  t.equal(config.current.doNotCall.length, 10_000);
});

t.test('of two readings at once the later one holds', async (t) => {
  const good = readFileSync('examples/spillway.yaml', 'utf8');
  const file = join(t.testdir({ 'spillway.yaml': good }), 'spillway.yaml');
  const config = ConfigFile.open(file);
  const first = config.reload();
  writeFileSync(file, `${good}\nrestrictedNumbers: drop\n`);
  t.same(await Promise.all([first, config.reload()]), [[], []]);
  t.equal(config.current.restrictedNumbers, 'drop');
});

t.test('a file that has gone meanwhile is a problem, not an end', async (t) => {
  const file = join(t.testdir({ 'spillway.yaml': readFileSync('examples/spillway.yaml') }), 'spillway.yaml');
  const config = ConfigFile.open(file);
  rmSync(file);
  t.match(await config.reload(), [{ file, text: /cannot be read: ENOENT/ }]);
  t.equal(config.current.language, 'zh-CN');
});
