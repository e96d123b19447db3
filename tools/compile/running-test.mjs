// SPDX-License-Identifier: GPL-2.0-or-later
// Whose fault is an error that nobody caught? The running test's. Stands in for the package async-hook-domain, by which tap follows every promise
// of a program to the test that made it: that takes several times as long as the promises do (docs/testing.md). Ours run one after the other.
import { tap } from '@tapjs/core';

/** @type {Set<Domain>} those that have not been destroyed */
const alive = new Set();

/** As async-hook-domain's: a test has one, and hears by it of what it has thrown. */
export class Domain {
  onerror;

  /** @param {(error: unknown, type: string) => void} onerror */
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
 * @param {string} type
 */
function tellRunningTest(error, type) {
  if (process.listenerCount('uncaughtException') > 1) return; // a test of such errors itself
  runningTest().hookDomain.onerror(error, type);
}

function runningTest() {
  let test = tap();
  for (let inner = test; inner !== undefined; [inner] = inner.activeSubtests ?? []) test = inner;
  return test;
}
