// SPDX-License-Identifier: GPL-2.0-or-later
// Are the cases of native tests counted as doctest and ctest tell them?
import t from 'tap';
import { ProgramReader } from '../../../tools/test/native.mjs';

function countOf(lines: readonly string[]) {
  const count = { passed: 0, failed: 0 };
  const reader = new ProgramReader(count, () => undefined);
  for (const line of lines) reader.read(line);
  return count;
}

const cases = (number: number, passed: number, failed: number) =>
  `${number}: [doctest] test cases:  ${passed + failed} |  ${passed} passed | ${failed} failed | 0 skipped`;

t.test('cases of programs that run side by side are added up', async (t) => {
  const lines = ['    Start 1: dsp_g711', '    Start 2: line_pri', cases(2, 4, 0), cases(1, 5, 0)];
  const ends = ['1/2 Test #2: line_pri ....   Passed    0.01 sec', '2/2 Test #1: dsp_g711 ....   Passed    0.02 sec'];

  t.same(countOf([...lines, ...ends]), { passed: 9, failed: 0 });
});

t.test('a failed case is counted, its neighbours pass', async (t) => {
  t.same(countOf([cases(1, 3, 1), '1/1 Test #1: dsp_g711 ...***Failed    0.01 sec']), { passed: 3, failed: 1 });
});

t.test('a program that died before it could count is one failure', async (t) => {
  t.same(countOf(['1/1 Test #1: dsp_g711 ...***Exception: SegFault  0.01 sec']), { passed: 0, failed: 1 });
  t.same(countOf([cases(1, 3, 0), '1/1 Test #1: dsp_g711 ...***Failed    0.01 sec']), { passed: 3, failed: 1 });
});

t.test('each program says how far the run has come', async (t) => {
  const told: string[] = [];
  const reader = new ProgramReader({ passed: 0, failed: 0 }, (line) => told.push(line));
  for (const line of [cases(2, 4, 0), ' 1/12 Test  #2: line_pri ....   Passed    0.01 sec']) reader.read(line);
  t.same(told, ['ok     native/test/line_pri (4); 1 of 12']);
});
