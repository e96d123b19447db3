// SPDX-License-Identifier: GPL-2.0-or-later
// An agent's queues, by their names or with his terms there: what is read, what reaches the distribution, and what is refused?

import t from 'tap';
import { STRATEGY_WORDS } from '../../../src/acd/index.js';
import { parseConfig, problemLine } from '../../../src/config/index.js';
import { queueSettings } from '../../../src/engine/rooms/index.js';

function read(queues: string, orders = '') {
  const text = `board: { type: dahdi, spans: [{ name: e1, kind: e1, channels: [1-15, 17-31], dChannel: 16 }] }
accessNumbers: [{ number: '88880001', queue: orders }]
queues: [{ name: orders${orders} }, { name: support }]
agents:
  - { id: '8001', name: Li, pin: '4711', queues: ${queues} }
  - { id: '8002', name: Wang, pin: '4712', queues: [support] }
`;
  return parseConfig(text, 'f', { hasPrompt: () => true, menus: [] });
}

function configOf(queues: string, orders?: string) {
  const parsed = read(queues, orders);
  if ('problems' in parsed) throw new Error(parsed.problems.map(problemLine).join('\n'));
  return parsed.config;
}

function problemsOf(queues: string, orders?: string): string[] {
  const parsed = read(queues, orders);
  return 'problems' in parsed ? parsed.problems.map((problem) => problemLine(problem).slice(2)) : [];
}

t.test('names stay names; his terms stand beside them, and reach his queue alone', async (t) => {
  const config = configOf('[orders, { queue: support, penalty: 2, weight: 3 }]');
  t.same(config.agents[0]?.queues, ['orders', 'support']);
  t.same(config.agents[0]?.terms, { support: { penalty: 2, weight: 3 } });
  t.notOk('terms' in (config.agents[1] ?? {}));
  const [orders, support] = queueSettings(config);
  t.same([orders?.agents, [...(orders?.terms ?? [])]], [['8001'], []]);
  t.same([support?.agents, [...(support?.terms ?? [])]], [['8001', '8002'], [['8001', { penalty: 2, weight: 3 }]]]);
});

t.test('who says only one of the two has the other as usual', async (t) => {
  t.same(configOf('[{ queue: orders, penalty: 1 }]').agents[0]?.terms, { orders: { penalty: 1, weight: 1 } });
  t.same(configOf('[{ queue: orders, weight: 9 }]').agents[0]?.terms, { orders: { penalty: 0, weight: 9 } });
  t.equal(configOf('[{ queue: orders }]').agents[0]?.terms, undefined);
});

t.test('what is no queue of his is refused, with its place', async (t) => {
  t.match(problemsOf('[orders, orders]'), [/^5:59: queue orders stands in his list twice: name it once$/]);
  t.match(problemsOf('[orders, { queue: orders, penalty: 1 }]'), [
    /^5:59: queue orders stands in his list twice: name it once$/,
  ]);
  t.match(problemsOf('[{ queue: order }]'), [/^5:\d+: .*there is no queue "order".*orders/]);
  t.match(problemsOf('[{ queue: orders, penalty: -1 }]'), [/^5:\d+: .*penalty/]);
  t.match(problemsOf('[{ queue: orders, weight: 0 }]'), [/^5:\d+: .*weight/]);
  t.match(problemsOf('[{ queue: orders, prio: 1 }]'), [/^5:\d+: .*prio/]);
  t.match(problemsOf('[7]'), [/^5:\d+: .*write NAME or \{ queue: NAME/]);
  t.equal(problemsOf('[]').length, 1);
});

t.test('a strategy is one of the words that the distribution has, and what goes with it is checked', async (t) => {
  for (const word of STRATEGY_WORDS) {
    const [orders] = queueSettings(configOf('[orders]', `, strategy: ${word}`));
    t.match(orders, { strategy: word, ringAtMost: 30, seed: undefined });
  }
  t.match(queueSettings(configOf('[orders]', ', strategy: ringAll, ringAtMost: 4'))[0], { ringAtMost: 4 });
  t.match(queueSettings(configOf('[orders]', ', strategy: weightedRandom, seed: autumn'))[0], { seed: 'autumn' });
  t.match(problemsOf('[orders]', ', strategy: random'), [/^3:\d+: .*longestIdle.*weightedRandom/]);
  for (const most of [0, 31, 2.5]) t.match(problemsOf('[orders]', `, ringAtMost: ${most}`), [/^3:\d+: .*ringAtMost/]);
});
