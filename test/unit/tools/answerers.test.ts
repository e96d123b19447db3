// SPDX-License-Identifier: GPL-2.0-or-later
// Does `spillway detect --amd` err no more often than docs/dsp.md says?
import t from 'tap';
import { judge } from '../../../tools/answerers/main.mjs';
import { makeAnswers } from '../../../tools/answerers/material.mjs';

/** Of a hundred calls each: people taken for machines, machines taken for people. */
const MOST = { people: 4, machines: 20 } as const;

t.test('people are taken for machines, and machines for people, no more often than the table says', async (t) => {
  const rows = judge(process.cwd(), makeAnswers(t.testdir(), 'measured', 11));

  t.equal(rows.length, 6);
  for (const { group, truth, files, human, machine, notSure } of rows) {
    t.equal(human + machine + notSure, files, group);
    const wrong = truth === 'human' ? machine : human;
    const most = truth === 'human' ? MOST.people : MOST.machines;
    t.ok((100 * wrong) / files <= Math.max(most, 100 / files), `${group}: ${wrong} of ${files} wrong`);
  }
  const machines = rows.filter(({ truth }) => truth === 'machine');
  t.ok(
    machines.every(({ files, beeps }) => beeps >= files * 0.95),
    'nearly every beep is told',
  );
  t.ok(
    rows.every(({ truth, beeps }) => truth === 'machine' || beeps === 0),
    'and no other',
  );
});
