// SPDX-License-Identifier: GPL-2.0-or-later
// How many made-up cases does a property test try in `npm run check:deep`? Imported before each test file.
import { configureGlobal } from 'fast-check';

configureGlobal({ numRuns: 1000 });
process.env.SPILLWAY_CRASH_RUNS ??= '100000'; // test/property/crash.test.ts
