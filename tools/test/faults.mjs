// SPDX-License-Identifier: GPL-2.0-or-later
// Does the box come through what breaks around it? `npm run test:faults` runs the tests of test/faults, one after the other:
// they go by real time and need the machine for themselves. Its last line is the sum.
import { runTap, testFiles } from './tap.mjs';

const { failed, ok } = await runTap(['--jobs=1', ...testFiles(['faults'])]);
process.exitCode = failed === 0 && ok ? 0 : 1;
