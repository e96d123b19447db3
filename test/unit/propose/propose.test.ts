// SPDX-License-Identifier: GPL-2.0-or-later
// Is what `spillway doctor --propose` writes right for real cards, explained, and never written over anything?
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import t, { type Test } from 'tap';
import { doctorCommand } from '../../../src/cli/commands/doctor.js';
import { type Asker, terminalAsker } from '../../../src/cli/propose/terminal.js';
import { loadConfig } from '../../../src/config/index.js';
import type { Language } from '../../../src/kernel/index.js';
import { madeUpMachine } from '../doctor/made-up-machine.js';
import { A400, DYNAMIC, STRANGE, T1, TDM400, TE122, TE420 } from './cards.js';

type Files = Readonly<Record<string, string>>;

interface Run {
  readonly words?: readonly string[];
  readonly ask?: Asker['ask'];
  readonly language?: Language;
}

/** Proposes for a card; what was printed, complained of, and the exit code. */
async function propose(files: Files, { words = ['--number', '88880001'], ask, language = 'en' }: Run = {}) {
  const [lines, complaints]: [string[], string[]] = [[], []];
  const output = {
    language,
    write: (line: string) => lines.push(line),
    complain: (line: string) => complaints.push(line),
  };
  const before = process.exitCode;
  process.exitCode = 0;
  const command = doctorCommand(
    output,
    () => madeUpMachine(files),
    () => (ask ? { ask, close: () => {} } : undefined),
  );
  await command.parseAsync(['--propose', ...words], { from: 'user' });
  const code = process.exitCode;
  process.exitCode = before;
  return { code, text: lines.join('\n'), complaint: complaints.join('\n') };
}

/** The lines of a text that are no comments. */
const settings = (text: string) => text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));

/** Octets of the longest line. */
const longest = (text: string) => Math.max(...text.split('\n').map((line) => Buffer.byteLength(line)));

/** What is written for a card, and what spillway check makes of it. */
async function written(t: Test, files: Files, run: Run = {}) {
  const directory = join(t.testdir({}), 'proposal');
  const words = [...(run.words ?? ['--number', '88880001']), '--write', directory];
  const result = await propose(files, { ...run, words });
  const [conf, yaml] = ['system.conf', 'spillway.yaml'].map((name) => join(directory, name)) as [string, string];
  if (!existsSync(conf)) throw new Error(result.complaint);
  const parsed = loadConfig(yaml);
  t.ok('config' in parsed, JSON.stringify(parsed));
  return {
    ...result,
    directory,
    conf: readFileSync(conf, 'utf8'),
    yaml: readFileSync(yaml, 'utf8'),
    config: 'config' in parsed ? parsed.config : undefined,
  };
}

t.test('a TE420: four E1, CRC4, clocks in order, the unplugged one last', async (t) => {
  const { conf, config } = await written(t, TE420);

  t.same(settings(conf), [
    'span=1,4,0,ccs,hdb3,crc4',
    'bchan=1-15,17-31',
    'dchan=16',
    'span=2,1,0,ccs,hdb3,crc4',
    'bchan=32-46,48-62',
    'dchan=47',
    'span=3,2,0,ccs,hdb3,crc4',
    'bchan=63-77,79-93',
    'dchan=78',
    'span=4,3,0,ccs,hdb3,crc4',
    'bchan=94-108,110-124',
    'dchan=109',
    'loadzone=cn',
    'defaultzone=cn',
  ]);
  t.match(config?.boards[0]?.spans, [
    { name: 'e1-1', dChannel: 16, signalling: { role: 'cpe' } },
    { name: 'e1-2', dChannel: 47 },
    { name: 'e1-3', dChannel: 78 },
    { name: 'e1-4', dChannel: 109 },
  ]);
  t.equal(config?.boards[0]?.spans.length, 4);
  t.same(config?.agents, []);
});

t.test('a TE122 that is in use without CRC4 stays so; an old driver does', async (t) => {
  const { conf, config } = await written(t, TE122);

  t.match(settings(conf), ['span=1,1,0,ccs,hdb3', 'bchan=1-15,17-31', 'dchan=16']);
  t.match(conf, /CRC4 is off because it is so now \(HDB3\/CCS\)/);
  t.match(config?.boards[0]?.spans, [{ name: 'e1', channels: { length: 30 } }]);
});

t.test(
  'a TDM400 beside an E1: telephones at FXS modules, a line at the FXO module, the empty place left out',
  async (t) => {
    const { conf, yaml, config } = await written(t, { ...TE122, ...TDM400 });

    t.match(settings(conf), [
      /span/,
      /bchan/,
      /dchan/,
      'fxoks=32-33',
      'fxsks=34',
      'echocanceller=mg2,32-34',
      /loadzone/,
    ]);
    t.match(conf, /Channel 35: no module in its place/);
    t.match(config?.boards[0]?.spans[1], { name: 'phones', kind: 'analog', ports: 'fxs', channels: [32, 33] });
    t.match(config?.boards[0]?.spans[2], { name: 'lines', kind: 'analog', ports: 'fxo', channels: [34] });
    t.match(config?.trunkGroups, [{ name: 'trunks', spans: ['e1', 'lines'] }]);
    t.same(
      config?.stations.map(({ number }) => number),
      ['801', '802'],
    );
    t.equal(config?.agents.length, 2, 'an agent for each telephone');
    t.match(yaml, /stations 801 to 802/);
    t.match(config?.boards[0]?.spans, [{ echoCanceller: 'off' }, { echoCanceller: '32ms' }]);
    t.match(
      yaml,
      /channels: '32,33', echoCanceller: 32ms|channels: '32-33', echoCanceller: 32ms/,
      'said, so that it is seen',
    );
  },
);

t.test('an A400 of which only the settings tell the modules', async (t) => {
  const { conf, config } = await written(t, A400);

  t.match(settings(conf), ['fxoks=1', 'fxsks=2', 'echocanceller=mg2,1-2', 'loadzone=cn', 'defaultzone=cn']);
  t.match(conf, /Channel 3-4: the driver does not tell the module/);
  t.match(config?.boards[0]?.spans, [{ kind: 'analog', channels: [1] }]);
});

t.test('dynamic spans: their own lines, no clock, no CRC4', async (t) => {
  const { conf, config } = await written(t, DYNAMIC);

  t.match(settings(conf), [
    'dynamic=loc,0:0,31,0',
    'bchan=1-15,17-31',
    'dchan=16',
    'dynamic=loc,1:0,8,0',
    'fxoks=63-70',
    'echocanceller=mg2,63-70',
  ]);
  t.match(config?.boards[0]?.spans, [
    { name: 'e1', dChannel: 16 },
    { name: 'phones', channels: { length: 8 } },
  ]);
});

t.test('what Spillway cannot use is told, with the way out', async (t) => {
  t.match(await propose(T1), { code: 1, complaint: /No span is an E1 .*1 TE2\/0\/1 \(t1\)/, text: '' });
  t.match(await propose(STRANGE), { code: 1, complaint: /1 B4\/0\/1 \(bri\), 2 X\/0 \(unknown\)/ });
  t.match(await propose({}), { code: 1, complaint: /The DAHDI driver is not loaded/ });
  t.match(await propose({ '/sys/module/dahdi/version': '3.1.0\n' }), { code: 1, complaint: /dahdi_hardware/ });
  const beside = await written(t, { ...TDM400, ...T1 });
  t.match(beside.conf, /Span 1: .* a T1 or J1\.[\s\S]*default_linemode=e1/);
});

t.test('every setting has its reason, in the language that is asked for', async (t) => {
  const reasons = (conf: string) => {
    const lines = conf.split('\n');
    return lines.filter((line, i) => /^(span|dynamic|bchan|fx|loadzone)/.test(line) && !lines[i - 1]?.startsWith('#'));
  };
  const english = await written(t, { ...TE420, ...TDM400 }, { words: ['--number', '1'] });
  t.same(reasons(english.conf), []);
  t.notMatch(english.conf + english.yaml, /[\u4e00-\u9fff]/);
  t.ok(longest(english.conf) <= 102);

  const words = ['--number', '88880001', '--lang', 'zh-CN'];
  const { conf, yaml, config } = await written(t, { ...TE122, ...TDM400 }, { words });
  t.same(reasons(conf), []);
  for (const line of `${conf}\n${yaml}`.split('\n').filter((line) => line.trimStart().startsWith('#')))
    t.match(line, /[\u4e00-\u9fff]/);
  t.ok(longest(conf) < 255, 'dahdi_cfg would read what follows as a setting');
  t.equal(config?.language, 'zh-CN');
  t.match(config?.agents[0], { id: '1001', name: '座席 1' });
});

t.test('the shop: options, questions on a terminal, else what is missing', async (t) => {
  t.match(await propose(TE122, { words: [] }), { code: 2, complaint: /--number is missing: Which number/, text: '' });
  t.match(await propose(TE122, { words: ['--number', 'x', '--country', 'cn'] }), {
    code: 2,
    complaint: /--number x: write 1 to 20 digits\n--country cn: write CN/,
  });

  const given = ['--number', '4001', '--queue', 'or"ders', '--country', 'GB', '--area-code', '20', '--agents', '3'];
  const byOptions = await written(t, TE122, { words: given });
  t.match(byOptions.config, {
    country: 'GB',
    areaCode: '20',
    accessNumbers: [{ number: '4001', queue: 'or"ders' }],
    agents: { length: 3 },
  });
  t.match(byOptions.conf, /^loadzone=uk$/m);

  const asked: string[] = [];
  const answers = ['', 'abc', '88880001', '', '', '021', '21', ''];
  const ask = async (question: string) => {
    asked.push(question);
    return answers.shift() ?? '';
  };
  const byAnswers = await written(t, { ...TE122, ...TDM400 }, { words: [], ask });
  t.match(byAnswers.config, {
    country: 'CN',
    areaCode: '21',
    accessNumbers: [{ number: '88880001', queue: 'orders' }],
  });
  t.equal(byAnswers.config?.agents.length, 2);
  t.match(asked[2], /^\(write 1 to 20 digits\) Which number/);
  t.match(asked[3], /\[orders\]/);
});

t.test('a terminal: answers typed ahead are kept, and one who goes away leaves nothing written', async (t) => {
  const terminal = () => Object.assign(new PassThrough(), { isTTY: true });
  const [input, output] = [terminal(), terminal()];
  const asker = terminalAsker('en', { input, output });
  if (!asker) return t.fail('nobody is there');
  input.write('88880001\nsales\n');

  t.equal(await asker.ask('number? '), '88880001');
  t.equal(await asker.ask('queue? '), 'sales');
  const third = asker.ask('country? ');
  input.end();
  await t.rejects(third, /nothing was written/);
  asker.close();
  t.match(String(output.read()), /number\? .*queue\? /s);
  t.equal(terminalAsker('en', { input: new PassThrough(), output }), undefined, 'a pipe');
});

t.test('nothing is ever overwritten', async (t) => {
  const directory = t.testdir({ 'spillway.yaml': 'mine' });
  const words = ['--number', '1', '--write', directory];

  const refused = await propose(TE122, { words });

  t.match(refused, { code: 1, complaint: /spillway\.yaml is there already, and is never overwritten/ });
  t.equal(readFileSync(join(directory, 'spillway.yaml'), 'utf8'), 'mine');
  t.notOk(existsSync(join(directory, 'system.conf')), 'nor half of it written');
  writeFileSync(join(directory, 'file'), '');
  t.match(await propose(TE122, { words: ['--number', '1', '--write', join(directory, 'file', 'x')] }), { code: 1 });
});

t.test('printed, as JSON, and what is next; PINs differ', async (t) => {
  const { text } = await propose(TE122);
  t.match(text, /^# -+ system\.conf -+\n# For \/etc\/dahdi\/system\.conf/);
  t.match(text, /# -+ spillway\.yaml -+\n/);
  const json = JSON.parse((await propose(TE122, { words: ['--number', '1', '--json'] })).text);
  t.match(json, { 'system.conf': /span=1/, 'spillway.yaml': /accessNumbers/ });

  const { text: next, config } = await written(t, TE122, { words: ['--number', '1', '--agents', '40'] });
  t.match(
    next,
    /dahdi_cfg -vv\n {2}spillway check .*\n {2}spillway doctor .*\n {2}spillway start .*\n {2}spillway trace e1$/,
  );
  t.ok(new Set(config?.agents.map(({ pin }) => pin)).size > 10);
});

t.test('options of one use with the other are refused', async (t) => {
  t.match(await propose(TE122, { words: ['spillway.yaml'] }), { code: 2, complaint: /--propose reads no file/ });
  const lines: string[] = [];
  const output = { language: 'en' as const, write: () => {}, complain: (line: string) => lines.push(line) };
  const before = process.exitCode;
  await doctorCommand(output, () => madeUpMachine()).parseAsync(['--write', 'x'], { from: 'user' });
  t.equal(process.exitCode, 2);
  process.exitCode = before;
  t.match(lines, ['--write: only with --propose']);
});
