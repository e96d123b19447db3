#!/usr/bin/env node
// SPDX-License-Identifier: GPL-2.0-or-later
// What does a reader of `npx tap FILE...` see? The lines of each file (file-report.mjs), and last of all how many tests passed. tap gives it
// TAP on standard input. `npm test` runs the files without tap's own runner: tap.mjs.
import { Parser } from 'tap-parser';
import { FileReport, reasonOf } from './file-report.mjs';

const total = { passed: 0, failed: 0, skipped: 0 };
let done = 0;
/** The file whose tests are arriving. */
let file = new FileReport();

const run = new Parser();
run.on('child', (tests) => {
  file = new FileReport();
  file.read(tests);
});
run.on('assert', (result) => {
  done += 1;
  const { name, ok, time = 0 } = result;
  const lines = file.lines({ name, ok, milliseconds: time ?? 0, place: `file ${done}`, reason: reasonOf(result) });
  for (const line of lines) console.log(line);
  const { passed, failed, skipped } = file.count;
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped + (passed + failed === 0 && result.skip ? 1 : 0);
  file = new FileReport();
});
run.on('bailout', (reason) => console.log(`stopped: ${reason}`));
run.on('complete', (results) => {
  if (!results.ok && total.failed === 0) total.failed = 1;
  if (total.skipped > 0) console.log(`${total.skipped} skipped`);
  console.log(`${total.passed} passed, ${total.failed} failed`);
});
process.stdin.pipe(run);
