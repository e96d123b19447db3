// SPDX-License-Identifier: GPL-2.0-or-later
// How often does `spillway detect --amd` take a person for a machine, and a machine for a person? `npm run answerers`.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { makeAnswers } from './material.mjs';

const help = `usage: npm run answerers -- [--seed N] [--tuning]

Makes answers of people and answering machines (espeak-ng, Asterisk's prompts), lets \`spillway detect --amd\` judge
them, and prints how often it erred. Needs \`npm run build:ts\` and the native addon.

  --seed N    of pauses, levels, noise and speaking rates (7)
  --tuning    the voices that the limits were tuned on, not those that the rates are measured on
`;

/** @typedef {{ group: string, truth: string, files: number, human: number, machine: number, notSure: number, beeps: number }} Row */

/** @param {string} root @param {readonly import('./material.mjs').Answer[]} answers @returns {Row[]} */
export function judge(root, answers) {
  const files = answers.map(({ file }) => file);
  const words = [path.join(root, 'dist/cli/main.js'), 'detect', '--amd', '--only', 'digit', '--json', ...files];
  const lines = execFileSync(process.execPath, words, { encoding: 'utf8', maxBuffer: 1 << 26 })
    .trim()
    .split('\n');
  const found = lines.map((line) => JSON.parse(line));
  /** @type {Map<string, Row>} */
  const rows = new Map();
  for (const { file, group, truth } of answers) {
    const row = rows.get(group) ?? { group, truth, files: 0, human: 0, machine: 0, notSure: 0, beeps: 0 };
    rows.set(group, row);
    row.files += 1;
    const mine = found.filter((one) => one.file === file);
    row[/** @type {'human' | 'machine' | 'notSure'} */ (mine.find(({ type }) => type === 'answerer').answerer)] += 1;
    row.beeps += mine.some(({ type }) => type === 'beep') ? 1 : 0;
  }
  return [...rows.values()];
}

/** @param {readonly Row[]} rows */
export function print(rows) {
  console.log('| material | calls | human | machine | not sure | beep told |\n|---|---|---|---|---|---|');
  for (const { group, files, human, machine, notSure, beeps } of rows) {
    console.log(`| ${group} | ${files} | ${human} | ${machine} | ${notSure} | ${beeps} |`);
  }
}

function main() {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: '7' },
      tuning: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return console.log(help);
  const folder = mkdtempSync(path.join(tmpdir(), 'answerers-'));
  try {
    print(judge(process.cwd(), makeAnswers(folder, values.tuning ? 'tuning' : 'measured', Number(values.seed))));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

if (process.argv[1] === import.meta.filename) main();
