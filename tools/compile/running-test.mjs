// SPDX-License-Identifier: GPL-2.0-or-later
// Whose fault is an error that nobody caught? The running test's. Stands in for the package async-hook-domain, by which tap follows every promise
// of a program to the test that made it: each costs a processor time for that (docs/testing.md). Ours run one after the other.
import { TestBase, tap } from '@tapjs/core';

/** @type {Set<Domain>} those that have not been destroyed */
const alive = new Set();

/** As async-hook-domain's: a test has one, and hears by it of what it has thrown. */
export class Domain {
  onerror;

  /** @param {(error: unknown, type: 'uncaughtException' | 'unhandledRejection') => void} onerror */
  constructor(onerror) {
    this.onerror = onerror;
    if (alive.size === 0) process.on('uncaughtException', tellRunningTest);
    alive.add(this);
  }

  destroy() {
    if (alive.delete(this) && alive.size === 0) process.off('uncaughtException', tellRunningTest);
  }
}

/**
 * @param {unknown} error
 * @param {'uncaughtException' | 'unhandledRejection'} type
 */
function tellRunningTest(error, type) {
  if (process.listenerCount('uncaughtException') > 1) return; // a test of such errors itself
  runningTest().hookDomain.onerror(error, type);
}

/** The innermost of those that have begun. */
function runningTest() {
  /** @type {import('@tapjs/core').Base} */
  let test = tap();
  for (;;) {
    /** @type {Iterable<import('@tapjs/core').Base>} */
    const begun = test instanceof TestBase ? test.activeSubtests : [];
    const [inner] = begun;
    if (inner === undefined) return test;
    test = inner;
  }
}
