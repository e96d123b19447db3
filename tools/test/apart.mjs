// SPDX-License-Identifier: GPL-2.0-or-later
// Do the tests pass that `npm test` leaves out? `node tools/test/apart.mjs FOLDER` runs those of test/FOLDER, one file after the other:
// `faults` go by real time and need the machine for themselves, `package` compiles everything a second time. Its last line is the sum.
import { runTap, testFiles } from './tap.mjs';

const { failed, ok } = await runTap(['--jobs=1', ...testFiles(process.argv.slice(2))]);
process.exitCode = failed === 0 && ok ? 0 : 1;
