// SPDX-License-Identifier: GPL-2.0-or-later
// What does a reader of a test run want of one file? A line with how it ended, how far the run has come and how long it took, and the reasons of
// failures. A test is a sentence: what a file says in `t.test(...)` at its top.

/** @typedef {import('tap-parser').Parser} Parser */
/** @typedef {import('tap-parser').Result} Result */
/** @typedef {{ passed: number, failed: number, skipped: number }} Count */
/** @typedef {{ readonly path: readonly string[], readonly result: Result }} Failure */

/** The tests of one file, as its TAP arrives. */
export class FileReport {
  /** @type {Count} */
  count = { passed: 0, failed: 0, skipped: 0 };
  /** @type {Failure[]} */
  #failures = [];

  /** @param {Parser} tests of the file */
  read(tests) {
    tests.on('assert', (/** @type {Result} */ result) => add(this.count, result));
    collectFailures(tests, [], this.#failures);
  }

  /**
   * The lines. A file can fail with no test failing: one that cannot be loaded.
   * @param {object} end
   * @param {string} end.name of the file, as it was run
   * @param {boolean} end.ok
   * @param {number} end.milliseconds
   * @param {string} end.place `12 of 240`
   * @param {string} [end.reason] of a failure that no test has told
   * @returns {string[]}
   */
  lines({ name, ok, milliseconds, place, reason = '' }) {
    if (!ok && this.count.failed === 0) this.count.failed = 1;
    const { passed, failed } = this.count;
    const source = name.replace(/^build\/test\//, '').replace(/\.js$/, '.ts');
    const seconds = (milliseconds / 1_000).toFixed(1);
    return [
      `${ok ? 'ok    ' : 'FAILED'} ${source} (${passed + failed}), ${seconds} s; ${place}`,
      ...this.#failures.map(({ path, result }) => `  ${path.join(' > ')}${reasonOf(result)}`),
      ...(!ok && this.#failures.length === 0 ? [reason] : []),
    ];
  }
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
export function reasonOf({ diag }) {
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
