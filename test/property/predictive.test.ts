// SPDX-License-Identifier: GPL-2.0-or-later
// Dialled ahead of agents: is the limit of abandoned calls ever broken, and are agents kept busier than by a line for each?

import t from 'tap';
import { CALLBACK_DEFAULTS } from '../../src/callback/index.js';
import { liveDiallerDay } from '../support/dialler-day.js';

const { pacing } = CALLBACK_DEFAULTS;
const ONE_EACH = { ...pacing, limit: 0 };
t.setTimeout(180_000);

/** `aim` is 1.75 %: what is steered to is reached within a quarter of a percent, where enough calls are answered to steer by. */
const REACHED = 0.0205;

const percent = (share: number) => `${(100 * share).toFixed(2)} %`;

for (const connectRate of [0.2, 0.3, 0.4, 0.5, 0.6, 0.7]) {
  t.test(`at a connect rate of ${connectRate} the share of abandoned calls is never over its limit`, async (t) => {
    for (const agents of [3, 20, 60]) {
      for (const seed of process.env.SPILLWAY_DEEP === undefined ? [agents] : [1, 2, 3, 4, 5]) {
        const day = liveDiallerDay({ agents, connectRate, pacing, seed, hours: 8 });
        t.ok(day.worst <= pacing.limit, `${agents} agents: at worst ${percent(day.worst)}`);
        const { abandoned, connected } = day;
        const share = abandoned / (abandoned + connected);
        if (agents >= 20) t.ok(share <= REACHED, `${agents} agents: ${percent(share)} in the end`);
        t.comment(`${agents} agents: occupancy ${percent(day.occupancy)}, abandoned ${percent(share)} of ${connected}`);
      }
    }
  });
}

t.test('within a window of 24 h, day after day', async (t) => {
  const day = { ...pacing, window: 24 * 3_600_000 };
  for (const seed of [1, 2]) {
    const { worst, abandoned } = liveDiallerDay({ agents: 20, connectRate: 0.3, pacing: day, seed, hours: 60 });
    t.ok(worst <= pacing.limit && abandoned > 0, `at worst ${percent(worst)}`);
  }
});

t.test('at 30 % with 20 agents they are at least 10 points busier than with a line for each', async (t) => {
  for (const seed of [1, 2, 3]) {
    const day = { agents: 20, connectRate: 0.3, seed, hours: 8 };
    const [one, ahead] = [ONE_EACH, pacing].map((how) => liveDiallerDay({ ...day, pacing: how }));
    t.comment(`a line for each ${percent(one?.occupancy ?? 0)}, ahead ${percent(ahead?.occupancy ?? 0)}`);
    t.ok((ahead?.occupancy ?? 0) >= (one?.occupancy ?? 1) + 0.1);
    t.equal(one?.abandoned, 0, 'nobody is abandoned where no line is dialled ahead');
  }
});
