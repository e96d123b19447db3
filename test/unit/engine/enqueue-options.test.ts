// SPDX-License-Identifier: GPL-2.0-or-later
// What is a call put into its queue with, when the file, a dialogue, his grade, an old place and one agent for a while come together?

import t from 'tap';
import { parseConfig, problemLine } from '../../../src/config/index.js';
import { enqueueOptions } from '../../../src/engine/rooms/index.js';

const text = `board: { type: dahdi, spans: [{ name: e1, kind: e1, channels: [1-15, 17-31], dChannel: 16 }] }
accessNumbers: [{ number: '88880001', queue: orders, priority: 5 }]
queues: [{ name: orders, needs: [{ skill: english, level: 5 }], relax: [{ after: 20s, level: 3 }, { after: 40s, penalty: 2 }] }]
agents: [{ id: '8001', name: Li, pin: '4711', queues: [orders], skills: { english: 7 } }]
`;
const parsed = parseConfig(text, 'f', { hasPrompt: () => true, menus: [] });
if ('problems' in parsed) throw new Error(parsed.problems.map(problemLine).join('\n'));
const { config } = parsed;
const call = { queue: 'orders', accessNumber: '88880001', enqueuedAt: 7 };

t.test('priority: of the access number, or of a dialogue, and his grade added; an old place has its own', async (t) => {
  const priority = (more: object) => enqueueOptions(config, { ...call, ...more }).priority;
  t.equal(priority({}), 5);
  t.equal(priority({ extraPriority: 20 }), 25);
  t.equal(priority({ extraPriority: 20, wants: { priority: 1 } }), 21);
  t.equal(priority({ extraPriority: 20, accessNumber: '' }), 20);
  t.equal(priority({ extraPriority: 20, priority: 9 }), 9);
  t.equal(priority({ priority: undefined }), 5);
});

t.test(
  'for one agent alone for a while: what the queue gives up is given up besides, in the order of the times',
  async (t) => {
    const [level, penalty, anybody] = [
      { after: 20_000, level: 3 },
      { after: 40_000, penalty: 2 },
      { after: 30_000, anybody: true as const },
    ];
    t.same(enqueueOptions(config, call).relax, [level, penalty]);
    t.same(enqueueOptions(config, { ...call, only: '8001', relax: [anybody] }), {
      needs: [{ skill: 'english', level: 5 }],
      relax: [level, anybody, penalty],
      priority: 5,
      enqueuedAt: 7,
      only: '8001',
    });
  },
);
