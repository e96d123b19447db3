// SPDX-License-Identifier: GPL-2.0-or-later
// Does the command line explain itself: help with examples, stray arguments, wrong values, no box that runs?
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { command } from '../../support/command.js';

const COMMANDS = [
  'start',
  'demo',
  'exchange',
  'check',
  'doctor',
  'status',
  'watch',
  'calls',
  'agents',
  'callbacks',
  'detect',
  'prompts',
  'outbox',
  'support',
];

t.test('--help names every command, and exit code 0 says that it was asked for', async (t) => {
  const { code, text } = await command('--help');
  t.equal(code, 0);
  for (const name of COMMANDS) t.match(text, new RegExp(`^ {2}${name}\\b`, 'm'));
});

for (const name of COMMANDS) {
  t.test(`${name} --help has a sentence and examples, in both languages`, async (t) => {
    const english = await command(name, '--help');
    t.equal(english.code, 0);
    t.match(english.text, new RegExp(`Examples:\n {2}\\$ (spillway|npm run) ${name}`));
    t.match(english.text, /--json/);
    t.match((await command({ language: 'zh-CN' }, name, '--help')).text, /示例：/);
  });
}

t.test('an unknown command or option is named, with exit code 2', async (t) => {
  t.match(await command('statsu'), { code: 2, complaint: /unknown command 'statsu'[\s\S]*--help/ });
  t.match(await command('status', '--jsno'), { code: 2, complaint: /unknown option '--jsno'[\s\S]*--json/ });
  t.match(await command('exchange'), { code: 2, complaint: /missing required argument 'scenario'/ });
});

t.test('a stray argument is named and refused', async (t) => {
  t.match(await command('demo', '5'), { code: 2, complaint: /too many arguments: 5/ });
  t.match(await command('agents', 'ready', '1001', 'x', 'y', 'z'), { code: 2, complaint: /too many arguments: y z/ });
});

t.test('options that npm kept for itself are given back as the line that was meant', async (t) => {
  const asNpm = async (environment: Record<string, string>, ...args: string[]) => {
    Object.assign(process.env, { npm_lifecycle_event: 'demo', ...environment });
    const printed = await command('demo', ...args);
    for (const name of Object.keys(environment)) delete process.env[name];
    return printed;
  };
  const before = process.env.npm_lifecycle_event;

  t.match(await asNpm({ npm_config_seed: 'true' }, '5'), { code: 2, complaint: /write: npm run demo -- --seed 5$/m });
  t.match(await asNpm({ npm_config_report: 'run.json' }), { code: 2, complaint: /npm run demo -- --report run.json/ });
  t.match(await asNpm({ npm_config_seed: 'true', npm_config_calls: 'true' }, '5', '9'), {
    code: 2,
    complaint: /npm run demo -- --calls \.\.\. --seed \.\.\./,
  });

  const calls = { npm_config_all: 'true', npm_config_long: 'true' }; // what npm makes of --calls: its letters
  t.match(await asNpm(calls, '5'), { code: 2, complaint: /write: npm run demo -- --calls 5$/m });
  t.match(await asNpm(calls), { code: 2, complaint: /write: npm run demo -- --calls \.\.\.$/m }, '--calls=5');
  const spans = { npm_config_all: 'true', npm_config_parseable: 'true' };
  t.match(await asNpm({ ...spans, npm_config_seed: 'true' }, '2', '7'), {
    code: 2,
    complaint: /npm run demo -- --spans \.\.\. --seed \.\.\./,
  });

  if (before === undefined) delete process.env.npm_lifecycle_event;
  else process.env.npm_lifecycle_event = before;
});

t.test('a value out of its limits says what would be right', async (t) => {
  t.match(await command('demo', '--agents', '31'), { code: 2, complaint: /--agents: a whole number from 1 to 30/ });
  t.match(await command('watch', '--interval', 'soon'), {
    code: 2,
    complaint: /--interval: a number from 0.1 to 3600/,
  });
});

for (const args of [['status'], ['watch'], ['calls'], ['agents'], ['agents', 'ready', '1001'], ['callbacks']]) {
  t.test(`${args.join(' ')}: without a running box it says how to start one, with exit code 3`, async (t) => {
    const printed = await command(...args, '--socket', '/nowhere/box.sock');
    t.match(printed, {
      code: 3,
      text: '',
      complaint: /No box answers.*\/nowhere\/box.sock: start one with: spillway start/,
    });
  });
}

t.test('check: problems with their places and exit code 1, silence about none', async (t) => {
  const folder = t.testdir({ 'wrong.yaml': 'queues: 1\n' });
  t.match(await command('check', `${folder}/wrong.yaml`), {
    code: 1,
    text: /wrong.yaml:1:9: "queues": 1 is not a list/,
  });
  t.match(await command('check', 'examples/tv-shopping.yaml'), { code: 0, text: /no problems/ });
  const shop = mkdtempSync(join(tmpdir(), 'check-')); // sockets want short paths
  t.teardown(() => rmSync(shop, { recursive: true }));
  writeFileSync(join(shop, 'areas.csv'), 'prefix,province,city,areacode\n1391234,Beijing,Beijing\n');
  writeFileSync(join(shop, 'areas.yaml'), `areas: areas.csv\n${readFileSync('examples/tv-shopping.yaml', 'utf8')}`);
  t.match(await command('check', `${shop}/areas.yaml`), { code: 1, text: /areas\.csv:2: / }, 'the file of areas, too');
  const json = await command('check', `${folder}/wrong.yaml`, '--json');
  t.match(JSON.parse(json.text).problems.at(-1), { line: 1, column: 9, text: /is not a list/ });
});

t.test('start: a wrong configuration is refused with every problem', async (t) => {
  const folder = t.testdir({ 'wrong.yaml': 'queues: 1\nlanguage: de\n' });
  const { code, complaint } = await command('start', `${folder}/wrong.yaml`);
  t.equal(code, 1);
  t.match(complaint, /wrong.yaml:1:9: .*\n.*wrong.yaml:2:11: "language": de is not possible/);
});
