// SPDX-License-Identifier: GPL-2.0-or-later
// Makes the JavaScript that runs: of src in dist, with `--tests` of test/ and its tools in build/test. The types are tsc's matter.
import path from 'node:path';
import { root } from '../setup/run.mjs';
import { compileRooms } from './rooms.mjs';
import { compileTests } from './tests.mjs';

if (process.argv.includes('--tests')) await compileTests(root, path.join(root, 'build/test'));
else await compileRooms(path.join(root, 'src'), path.join(root, 'dist'));
