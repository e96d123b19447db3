// SPDX-License-Identifier: GPL-2.0-or-later
// Dialled ahead of agents: is the limit of abandoned calls ever broken, and are agents kept busier than by a line for each?

import t from 'tap';
import { CALLBACK_DEFAULTS } from '../../src/callback/index.js';
import { liveDiallerDay } from '../support/dialler-day.js';

const { pacing } = CALLBACK_DEFAULTS;
const ONE_EACH = { ...pacing, limit: 0 };
t.setTimeout(180_000);

const percent = (share: number) => `${(100 * share).toFixed(2)} %`;

for (const connectRate of [0.2, 0.3, 0.4, 0.5, 0.6, 0.7]) {
  t.test(`at a connect rate of ${connectRate} the share of abandoned calls is never over its limit`, async (t) => {
    for (const agents of [3, 20, 60]) {
      for (const seed of process.env.SPILLWAY_DEEP === undefined ? [agents] : [1, 2, 3, 4, 5]) {
        const day = liveDiallerDay({ agents, connectRate, pacing, seed, hours: 8 });
        t.ok(day.worst <= pacing.limit, `${agents} agents: at worst ${percent(day.worst)}`);
        const { abandoned, connected } = day;
        t.comment(
          `${agents} agents: occupancy ${percent(day.occupancy)}, abandoned ${percent(abandoned / (abandoned + connected))} of ${connected}`,
        );
      }
    }
  });
}

t.test('at 30 % with 20 agents they are at least 10 points busier than with a line for each', async (t) => {
  for (const seed of [1, 2, 3]) {
    const day = { agents: 20, connectRate: 0.3, seed, hours: 8 };
    const [one, ahead] = [ONE_EACH, pacing].map((how) => liveDiallerDay({ ...day, pacing: how }));
    t.comment(`a line for each ${percent(one?.occupancy ?? 0)}, ahead ${percent(ahead?.occupancy ?? 0)}`);
    t.ok((ahead?.occupancy ?? 0) >= (one?.occupancy ?? 1) + 0.1);
    t.equal(one?.abandoned, 0, 'nobody is abandoned where no line is dialled ahead');
  }
});
