// SPDX-License-Identifier: GPL-2.0-or-later
// Can a configuration file do harm? Worse and worse versions of real ones are read: each must give a configuration or
// problems with their places, soon, and reading it again must give the same.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseConfig } from '../../src/config/index.js';
import { readBudget } from './budget.js';
import { mutate } from './mutate.js';

const SLOWEST = 5_000; // ms for a file of some kilobytes, on a busy machine
const LONGEST = 60_000; // characters
const FOUND = 'build/fuzz/work/yaml/found';

const BOMB = `a: &a [x,x,x,x,x,x,x,x,x]\n${[...'bcdefgh'].map((key, n) => `${key}: &${key} [${Array(9).fill(`*${'abcdefg'[n]}`)}]`).join('\n')}\n`;
const ODD = [
  '<<: *a',
  '&a',
  '*a',
  '!!js/function x',
  '!!binary aGk=',
  '!!timestamp 2001-01-01',
  '__proto__: { x: 1 }',
  'constructor: x',
];
const MORE = [
  ...ODD,
  '? [a, b]',
  '--- ',
  '...',
  '%YAML 1.1',
  '- - - -',
  '{{{{',
  '"\\x00"',
  'true',
  'null',
  '~',
  '\n\n',
  '  ',
];
const HOSTILE = [
  BOMB,
  '['.repeat(10_000),
  '{a: '.repeat(5_000),
  '- '.repeat(5_000),
  `${'? '.repeat(2_000)}x`,
  '\0\0\0',
  ...ODD,
];

const surroundings = { hasPrompt: (prompt: string) => prompt.length < 20, menus: ['main'] };

/** Throws when what is promised of a text does not hold. */
export function tryYaml(text: string): void {
  const parsed = parseConfig(text, 'f.yaml', surroundings);
  if (JSON.stringify(parsed) !== JSON.stringify(parseConfig(text, 'f.yaml', surroundings)))
    throw new Error('the same text is read in two ways');
  if ('config' in parsed) return;
  const lines = text.split('\n').length;
  if (parsed.problems.length === 0) throw new Error('neither a configuration nor a problem');
  for (const { line, column, text: said } of parsed.problems) {
    const isPlace = Number.isInteger(line) && Number.isInteger(column) && line >= 1 && line <= lines + 1 && column >= 1;
    if (!isPlace || said === '') throw new Error(`a problem without its place: ${line}:${column}: ${said}`);
  }
  if (Object.hasOwn(Object.prototype, 'x')) throw new Error('a file changed what all objects have');
}

function seeds(): string[] {
  const examples = readdirSync('examples').filter((name) => name.endsWith('.yaml'));
  return [...examples.map((name) => readFileSync(join('examples', name), 'utf8')), ...HOSTILE];
}

function fuzz(): number {
  const { random, seconds, clock, isOver } = readBudget();
  const corpus = seeds();
  const words = [
    ...MORE,
    ...corpus.flatMap((text) => text.split('\n').slice(0, 200)).filter((line) => line.length < 200),
  ];
  let runs = 0;
  for (; runs < corpus.length || !isOver(); runs++) {
    const text = (corpus[runs] ?? mutate(random.of(corpus), words, random)).slice(0, LONGEST);
    const begun = clock.now();
    try {
      tryYaml(text);
      if (clock.now() - begun > SLOWEST) throw new Error(`it took ${Math.round(clock.now() - begun)} ms`);
    } catch (error) {
      mkdirSync(FOUND, { recursive: true });
      const file = join(FOUND, `run-${runs}.yaml`);
      writeFileSync(file, text);
      console.log(
        `yaml: FAILED, the text is in ${file}; when it is mended, let test/unit/config/parse.test.ts say so\n${(error as Error).stack}`,
      );
      return 1;
    }
    if (runs >= corpus.length && random.below(20) === 0) corpus[random.below(corpus.length)] = text;
  }
  console.log(`yaml: ok, ${runs} files in ${seconds} s`);
  return 0;
}

if (process.argv[1]?.endsWith('yaml.js')) process.exitCode = fuzz();
