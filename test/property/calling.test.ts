// SPDX-License-Identifier: GPL-2.0-or-later
// Whatever agents, supervisors and people outside do with calls, in whatever order: is the table obeyed, does everybody hear somebody or
// something, and is nothing left of it afterwards? Walks by verbs and telephones through the whole box, on paper.
import t from 'tap';
import { seededChance } from '../../src/kernel/index.js';
import { CallingWalk, Coverage } from '../support/calling-walk.js';
import { openHouse } from '../support/paper-house.js';

const AGENTS = 4;
const WALKS = Number(process.env.SPILLWAY_WALKS ?? (process.env.SPILLWAY_DEEP === undefined ? 10_000 : 1_000_000));

t.test(`${WALKS} walks`, { timeout: 0 }, async (t) => {
  const coverage = new Coverage();
  const house = await openHouse({ agents: AGENTS });
  for (let seed = 1; seed <= WALKS; seed++) {
    const words = seededChance(seed);
    const walk = new CallingWalk(house, AGENTS, () => words() / 2 ** 32, coverage);
    const wrong = await walk.run();
    if (wrong !== undefined) {
      t.fail(`walk ${seed}: ${wrong}`, { walked: walk.walked });
      break;
    }
  }
  t.comment(`cells of the table, by verb:\n${coverage.lines.join('\n')}`);
  t.same(coverage.missed, [], 'every cell of the table was entered');
  await house.close();
});
