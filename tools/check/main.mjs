// SPDX-License-Identifier: GPL-2.0-or-later
// Is this change fit to be shown to others? `npm run check` goes through format, lint, types, licences, unit and
// architecture tests and the native tests, cheapest first, and says at the end what failed. `npm test` runs all tests.
import { tsc } from '../setup/build.mjs';
import { testFiles } from '../test/tap.mjs';
import { runSteps } from './steps.mjs';

const clangFormat = "git ls-files -z 'native/*.cc' 'native/*.h' | xargs -0 clang-format --dry-run -Werror";
const tests = testFiles(['architecture.test.js', 'unit', 'contract/licences.test.js']);

await runSteps([
  { title: 'format and lint of TypeScript', command: ['biome', 'check', '--error-on-warnings', '.'] },
  { title: 'format of C++', command: ['sh', '-c', clangFormat] },
  { title: 'types', command: [...tsc, '-p', 'tsconfig.test.json', '--noEmit'] },
  { title: 'types of the console', command: ['vue-tsc', '--noEmit', '-p', 'src/console/tsconfig.json'] },
  { title: 'licences of run-time packages', command: ['node', 'tools/check-licences.mjs'] },
  { title: 'architecture and unit tests', command: ['node', 'tools/test/main.mjs', ...tests] },
  { title: 'native tests', command: ['node', 'tools/test/native.mjs'] },
]);
