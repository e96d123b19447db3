#!/usr/bin/env node
// SPDX-License-Identifier: GPL-2.0-or-later
// What does a reader of a test run want? A line a file with how far the run has come and how long the file took, the reasons of
// failures, and last of all how many tests passed. tap gives it TAP on standard input; TEST_FILES says how many files there are. A test is a sentence: what a file says in `t.test(...)` at its top.
import { Parser } from 'tap-parser';

/** @typedef {import('tap-parser').Result} Result */
/** @typedef {{ passed: number, failed: number, skipped: number }} Count */
/** @typedef {{ readonly path: readonly string[], readonly result: Result }} Failure */

/** @type {Count} */
const total = { passed: 0, failed: 0, skipped: 0 };
const files = { done: 0, all: process.env.TEST_FILES ?? '?' };
/** @type {{ count: Count, failures: Failure[] }} the file whose tests are arriving */
let file = { count: { passed: 0, failed: 0, skipped: 0 }, failures: [] };

const run = new Parser();
run.on('child', (tests) => {
  file = { count: { passed: 0, failed: 0, skipped: 0 }, failures: [] };
  const { count, failures } = file;
  tests.on('assert', (/** @type {Result} */ result) => add(count, result));
  collectFailures(tests, [], failures);
});
run.on('assert', showFile);
run.on('bailout', (reason) => console.log(`stopped: ${reason}`));
run.on('complete', (results) => {
  if (!results.ok && total.failed === 0) total.failed = 1;
  if (total.skipped > 0) console.log(`${total.skipped} skipped`);
  console.log(`${total.passed} passed, ${total.failed} failed`);
});
process.stdin.pipe(run);

/**
 * Says how a file ended, when tap has told so. A file can fail with no test failing: one that cannot be loaded.
 * @param {Result} result
 */
function showFile(result) {
  const { count, failures } = file;
  if (!result.ok && count.failed === 0) count.failed = 1;
  const name = result.name.replace(/^build\/test\//, '').replace(/\.js$/, '.ts');
  files.done += 1;
  const end = `(${count.passed + count.failed}), ${seconds(result)} s; ${files.done} of ${files.all}`;
  console.log(`${result.ok ? 'ok    ' : 'FAILED'} ${name} ${end}`);
  for (const { path, result } of failures) console.log(`  ${path.join(' > ')}${reasonOf(result)}`);
  if (!result.ok && failures.length === 0) console.log(reasonOf(result));
  total.passed += count.passed;
  total.failed += count.failed;
  total.skipped += count.skipped + (count.passed + count.failed === 0 && result.skip ? 1 : 0);
  file = { count: { passed: 0, failed: 0, skipped: 0 }, failures: [] };
}

/** @param {Result} result */
function seconds({ time }) {
  return ((time ?? 0) / 1_000).toFixed(1);
}

/**
 * Gathers what failed below a test; a test that failed because of an inner one is not named again.
 * @param {Parser} test
 * @param {readonly string[]} path
 * @param {Failure[]} failures
 */
function collectFailures(test, path, failures) {
  let told = 0;
  test.on('child', (inner) => {
    told = failures.length;
    collectFailures(inner, [...path, inner.name], failures);
  });
  test.on('assert', (result) => {
    const innerTold = failures.length > told && failures.at(-1)?.path[path.length] === result.name;
    if (!result.ok && !result.todo && !result.skip && !innerTold)
      failures.push({ path: [...path, result.name], result });
  });
}

/**
 * @param {Count} to
 * @param {Result} result
 */
function add(to, result) {
  if (result.skip || result.todo) to.skipped += 1;
  else if (result.ok) to.passed += 1;
  else to.failed += 1;
}

/** @param {Result} result */
function reasonOf({ diag }) {
  if (!diag) return '';
  const { at, diff, source, stack, ...rest } = diag;
  const lines = [at?.fileName && `at ${at.fileName}:${at.lineNumber}`, diff, !diff && source];
  const facts = Object.entries(rest).map(
    ([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  return [...lines, ...facts]
    .filter(Boolean)
    .map((text) => `\n${String(text).trimEnd().replaceAll(/^/gm, '    ')}`)
    .join('');
}
