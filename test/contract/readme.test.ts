// SPDX-License-Identifier: GPL-2.0-or-later
// Does README say what is so, in both languages? Its configuration, its program, its commands, its codes, its links.
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import ts from 'typescript';
import { loadConfig } from '../../src/config/index.js';
import { CALL_CODES, NOT_READY_REASONS, STATION_CODES } from '../../src/dialling/index.js';
import { readScenario } from '../../src/sim/index.js';
import { run, spillway } from '../support/program.js';

const FILES = ['README.md', 'README.zh-CN.md'];
const scripts = (JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }).scripts;

/** What stands between ```LANGUAGE and ```, one text a block. */
function blocks(text: string, language: string): string[] {
  return [...text.matchAll(new RegExp(`^ *\`\`\`${language}\n(.*?)^ *\`\`\``, 'gms'))].map(([, block = '']) => block);
}

const commandsOf = (text: string) =>
  blocks(text, 'sh').flatMap((block) => block.split('\n').map((line) => line.replace(/#.*/, '').trim()));

for (const file of FILES) {
  const text = readFileSync(file, 'utf8');

  t.test(`${file}: the configuration is right and has fifteen lines at most`, async (t) => {
    const [yaml = ''] = blocks(text, 'yaml');
    const folder = t.testdir({ 'spillway.yaml': yaml });
    t.match(loadConfig(join(folder, 'spillway.yaml')), { config: { agents: [{ id: '1001' }, { id: '1002' }] } });
    t.ok(yaml.trim().split('\n').length <= 15);
  });

  t.test(`${file}: the program is type-checked against the package as built`, async (t) => {
    const [program = ''] = blocks(text, 'ts');
    t.match(program, /await open/);
    const folder = t.testdir({ 'package.json': '{ "type": "module" }', 'box.ts': program, node_modules: {} });
    symlinkSync(process.cwd(), join(folder, 'node_modules/spillway'));
    const { ModuleKind, ModuleResolutionKind, ScriptTarget } = ts;
    const checked = ts.createProgram([join(folder, 'box.ts')], {
      module: ModuleKind.NodeNext,
      moduleResolution: ModuleResolutionKind.NodeNext,
      target: ScriptTarget.ES2022,
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      types: [],
      lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'],
    });
    const problems = ts.getPreEmitDiagnostics(checked).map(({ messageText }) => messageText);
    t.same(problems, []);
  });

  t.test(`${file}: the commands and scripts that it names are there`, async (t) => {
    const { lines } = await run(spillway, ['--help']);
    const known = lines.flatMap((line) => /^ {2}([a-z]+) /.exec(line)?.[1] ?? []);
    for (const [, command = ''] of text.matchAll(/npx spillway ([a-z]+)/g)) t.ok(known.includes(command), command);
    for (const [, script = ''] of text.matchAll(/npm run ([\w:]+)/g)) t.ok(scripts[script], script);
  });

  t.test(`${file}: the dial codes are those of the box`, async (t) => {
    const codes = [...text.matchAll(/^\| `(\*\d[^`]*)`/gm)].map(([, code]) => code);
    t.same([...codes].sort(), [...STATION_CODES, ...CALL_CODES].map(({ code }) => code).sort());
    const row = text.split('\n').find((line) => line.startsWith('| `*63R`')) ?? '';
    for (const digit of Object.keys(NOT_READY_REASONS)) t.match(row, new RegExp(`${digit} \\S`));
  });

  t.test(`${file}: what it links to or names is there`, async (t) => {
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, link = '']) => link);
    const named = [...text.matchAll(/examples\/[\w-]+\.yaml/g)].map(([name]) => name);
    for (const path of [...links, ...named]) t.ok(existsSync(path), path);
  });
}

t.test('both languages have the same sections, commands and program', async (t) => {
  const [english = '', chinese = ''] = FILES.map((file) => readFileSync(file, 'utf8'));
  const shape = (text: string) => text.match(/^#+ |^\| |^- /gm);
  t.ok(shape(english)?.length);
  t.same(shape(chinese), shape(english));
  t.same(blocks(chinese, 'ts'), blocks(english, 'ts'));
  const common = (text: string) => commandsOf(text).filter((line) => /^n/.test(line));
  t.same(
    common(chinese).map((line) => line.replace('wave-zh', 'wave')),
    common(english),
  );
});

t.test('the scenarios of the tour are right', async (t) => {
  for (const file of ['examples/wave.yaml', 'examples/wave-zh.yaml']) {
    const { scenario } = readScenario(readFileSync(file, 'utf8'), file);
    t.equal(scenario.traffic.calls, 40);
    for (const audio of Object.values(scenario.audio)) t.ok(existsSync(audio), audio);
  }
});
