// SPDX-License-Identifier: GPL-2.0-or-later
// Are the steps of set-up made in their order, those of a group at the same time, and none that need not be?
import path from 'node:path';
import t from 'tap';
import { Stamp } from '../../../tools/setup/stamp.mjs';
import { makeWhatIsDue, type Step } from '../../../tools/setup/steps.mjs';

/** Steps that tell when they begin and end; each waits a turn for others to begin. */
function steps(told: string[], fails?: string) {
  const step = (name: string): Step => ({
    ...{ name, inputs: ['source'], words: [], isThere: () => true },
    make: async () => {
      told.push(`${name} begins`);
      await new Promise(setImmediate);
      if (name === fails) throw new Error(`${name} failed`);
      told.push(`${name} ends`);
    },
  });
  return [[step('npm')], [step('types'), step('test-types')], [step('tests')]];
}

t.test('a group is begun when the one before it has ended; a second time nothing is due', async (t) => {
  const folder = t.testdir({ source: 'a' });
  const stamp = new Stamp(path.join(folder, 'stamp.json'));
  const told: string[] = [];

  await makeWhatIsDue(steps(told), stamp, folder);
  await makeWhatIsDue(steps(told), new Stamp(path.join(folder, 'stamp.json')), folder);

  const together = ['types begins', 'test-types begins', 'types ends', 'test-types ends'];
  t.same(told, ['npm begins', 'npm ends', ...together, 'tests begins', 'tests ends']);
});

t.test('where one fails, the others of its group end, and those after it are not begun', async (t) => {
  const folder = t.testdir({ source: 'a' });
  const stamp = new Stamp(path.join(folder, 'stamp.json'));
  const told: string[] = [];

  await t.rejects(makeWhatIsDue(steps(told, 'types'), stamp, folder), { message: 'types failed' });
  t.same(told.slice(2), ['types begins', 'test-types begins', 'test-types ends']);
  told.length = 0;
  await makeWhatIsDue(steps(told), stamp, folder);
  t.same(told, ['types begins', 'types ends', 'tests begins', 'tests ends'], 'what had ended is not made again');
});
