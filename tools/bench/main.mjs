// SPDX-License-Identifier: GPL-2.0-or-later
// How fast is it on this machine? `npm run bench [-- NAME...]` runs the benchmarks of tools/bench/benches, one a file, and
// prints their figures. docs/performance.md says what they mean.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Command, InvalidArgumentError } from 'commander';
import { conditions, conditionsLine, load } from './conditions.mjs';
import { markdownOf, tableOf } from './table.mjs';

const folder = path.join(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), 'benches');
/** On a machine of continuous integration they only show that it works. */
const usualSeconds = process.env.CI ? 15 : 60;

/**
 * A file of tools/bench/benches; its name is the benchmark's.
 * @typedef {object} Bench
 * @property {string} about what it measures, in a line
 * @property {boolean} [onlyWhenAsked] it needs more than this machine, or much longer than the others
 * @property {Measure} [run] all of it at once
 * @property {Readonly<Record<string, Measure>>} [stages] or one after the other, each with a table of its own as soon as it is done; `--only` names one
 */

/** @typedef {(run: import('./figures.mjs').Run) => Promise<readonly import('./figures.mjs').Row[]>} Measure */

/**
 * What is measured and printed by itself: a benchmark, or a stage of one.
 * @typedef {object} Part
 * @property {string} name
 * @property {string} about
 * @property {Measure} measure
 */

/** @returns {Promise<ReadonlyMap<string, Bench>>} */
async function readBenches() {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.mjs'))
    .sort();
  const modules = await Promise.all(files.map((file) => import(pathToFileURL(path.join(folder, file)).href)));
  return new Map(files.map((file, index) => [path.basename(file, '.mjs'), modules[index]]));
}

/** @param {string} text */
function seconds(text) {
  const value = Number(text);
  if (Number.isFinite(value) && value >= 1 && value <= 3600) return value;
  throw new InvalidArgumentError('write 1 to 3600');
}

/** @param {string} text */
const minutes = (text) => seconds(String(Number(text) * 60));

/** @param {ReadonlyMap<string, Bench>} benches */
function commandLine(benches) {
  const lines = [...benches].map(([name, { about, onlyWhenAsked, stages = {} }]) => {
    const parts = Object.keys(stages).length === 0 ? '' : `; stages: ${Object.keys(stages).join(', ')}`;
    return `  ${name.padEnd(9)} ${about}${parts}${onlyWhenAsked ? ' (only when asked for)' : ''}`;
  });
  return new Command('npm run bench --')
    .description('Measures this machine and prints tables. What the figures mean: docs/performance.md')
    .argument('[name...]', 'which benchmarks; default: all but those that run only when asked for')
    .option('--json', 'print one object for programs instead of tables')
    .option('--markdown', 'print tables for docs/performance.md')
    .option(
      '--seconds <n>',
      'how long each measurement takes; short ones only show that it works',
      seconds,
      usualSeconds,
    )
    .option('--minutes <n>', 'the same in minutes', minutes)
    .option('--only <stage>', 'one stage of a benchmark that has stages')
    .addHelpText('after', `\nBenchmarks:\n${lines.join('\n')}`)
    .addHelpText(
      'after',
      `
Examples:
  npm run bench                              all of them, ${usualSeconds} s each measurement
  npm run bench -- media --seconds 5         does it work here?
  npm run bench -- simulator --only day      one stage of it
  npm run bench -- capture wave --json       for a program`,
    );
}

/**
 * A benchmark by its stages, or as a whole; `only` one of them.
 * @param {string} name
 * @param {Bench} bench
 * @param {string | undefined} only
 * @returns {readonly Part[]}
 */
function partsOf(name, { about, run, stages = {} }, only) {
  if (run !== undefined) return only === undefined ? [{ name, about, measure: run }] : [];
  return Object.entries(stages)
    .filter(([stage]) => only === undefined || stage === only)
    .map(([stage, measure]) => ({ name: `${name} ${stage}`, about, measure }));
}

/**
 * @param {Part} part
 * @param {{ readonly seconds: number }} options
 */
async function measured({ name, about, measure }, { seconds }) {
  const before = load();
  const say = (/** @type {string} */ text) => process.stderr.write(`bench: ${name}: ${text}\n`);
  const rows = await measure({ seconds, say });
  return { name, about, load: { before, after: load() }, rows };
}

/** Who ends it early is told what has not been measured. @param {readonly Part[]} left */
function toldWhenStopped(left) {
  for (const [signal, code] of /** @type {const} */ ([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ])) {
    process.once(signal, () => {
      console.error(`bench: stopped; not reached or not finished: ${left.map(({ name }) => name).join(', ')}`);
      process.exit(code);
    });
  }
}

/**
 * The others are measured all the same.
 * @param {string} name
 * @param {unknown} error
 */
function failed(name, error) {
  console.error(`bench: ${name} failed:`, error);
  process.exitCode = 1;
}

const benches = await readBenches();
const command = commandLine(benches).parse();
const { minutes: inMinutes, ...given } = command.opts();
const options = { ...given, seconds: inMinutes ?? given.seconds };
const all = [...benches].filter(([, { onlyWhenAsked }]) => !onlyWhenAsked).map(([name]) => name);
const asked = command.args.length > 0 ? command.args : all;
const unknown = asked.find((name) => !benches.has(name));
if (unknown !== undefined)
  command.error(`there is no benchmark "${unknown}"; there are ${[...benches.keys()].join(', ')}`);

const chosen = asked.flatMap((name) => [...benches].filter(([one]) => one === name));
const parts = chosen.flatMap(([name, bench]) => partsOf(name, bench, options.only));
if (parts.length === 0) {
  const stages = chosen.flatMap(([, { stages = {} }]) => Object.keys(stages));
  command.error(`there is no stage "${options.only}"; there are ${stages.join(', ') || 'none'}`);
}
toldWhenStopped(parts);

const found = conditions();
if (!options.json) console.log(conditionsLine(found));
const results = [];
for (const part of [...parts]) {
  const result = await measured(part, options).catch((error) => failed(part.name, error));
  parts.shift();
  if (!result) continue;
  results.push(result);
  if (!options.json) console.log(`\n${options.markdown ? markdownOf(result) : tableOf(result)}`);
}
if (options.json)
  console.log(JSON.stringify({ conditions: found, seconds: options.seconds, benchmarks: results }, null, 2));
