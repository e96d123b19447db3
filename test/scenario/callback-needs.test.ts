// SPDX-License-Identifier: GPL-2.0-or-later
// Does a callback keep what its call asked of agents, and its queue and priority? Only who can do it is rung for the customer.
import t from 'tap';
import { agentId, openBox, QUEUE, stationNumber } from '../support/box.js';
import { confirm, leaveNumber, rungCustomer } from '../support/people.js';

t.test('the agent who has the skill is rung, though another has been idle for longer', async (t) => {
  const { world, box, reads } = await openBox(t, {
    signedIn: 0,
    config: {
      accessNumbers: [{ number: '88880001', queue: QUEUE, needs: [{ skill: 'english', level: 5 }], priority: 7 }],
      agents: [1, 2].map((n) => ({
        ...{ id: agentId(n), name: `Agent ${n}`, pin: '4711', queues: [QUEUE] },
        ...(n === 2 && { skills: { english: 8 } }),
      })),
    },
  });
  await leaveNumber(world, '13912345678');
  await box.settled();
  const row = await reads.selectFrom('callbackRequest').selectAll().executeTakeFirstOrThrow();
  t.same(JSON.parse(row.wants ?? ''), { needs: [{ skill: 'english', level: 5 }], priority: 7 });

  for (const number of [1, 2]) box.agents.signIn(agentId(number), stationNumber(number));
  const customer = await rungCustomer(world);
  await confirm(world, customer);
  await world.until(() => world.telephone(2).rings);
  t.notOk(world.telephone(1).rings);
});
