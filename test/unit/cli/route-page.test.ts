// SPDX-License-Identifier: GPL-2.0-or-later
// Does `route explain` say the winner, the next five with their figures, and the others by reason, in both languages?
import t from 'tap';
import { explainPage } from '../../../src/cli/route-page.js';
import type { Language } from '../../../src/kernel/index.js';

const STEPS = [
  {
    type: 'call.routed',
    at: 0,
    facts: {
      queue: 'vip',
      to: 'queue',
      reason: 'rule',
      rule: 'good customers',
      trace: [
        ['access number', 'orders'],
        ['rule good customers', 'holds: priority 10, to queue vip'],
        ['surge', 'human, calm'],
      ],
    },
  },
  {
    type: 'call.matched',
    at: 1_000,
    facts: {
      agent: '1001',
      queue: 'vip',
      strategy: 'longestIdle',
      compared: ['idle'],
      figures: [9_000],
      next: [['1002', 4_000]],
      further: 3,
      others: { notReady: 2, skill: 1 },
    },
  },
  { type: 'offer.timedOut', at: 16_000, facts: { agent: '1001', queue: 'vip' } },
];

function page(language: Language): string {
  const lines: string[] = [];
  const output = { language, write: (line: string) => lines.push(line), complain: () => {} };
  explainPage({ call: 'call-1', steps: STEPS }, output);
  return lines.join('\n');
}

t.test('in English', async (t) => {
  const text = page('en');
  t.match(text, /rule good customers +holds: priority 10, to queue vip/);
  t.match(text, /=> to queue vip, by rule good customers/);
  t.match(text, /1\. 1001 +idle 9000\n +2\. 1002 +idle 4000\n +and 3 more\n +not asked: not ready 2, lack a skill 1/);
  t.match(text, /agent 1001 did not answer/);
});

t.test('in Chinese', async (t) => {
  const text = page('zh-CN');
  t.match(text, /=> 进入队列 vip，按规则 good customers/);
  t.match(text, /未参与：示忙 2，技能不符 1/);
  t.match(text, /座席 1001 未应答/);
});

t.test('of a call that nothing is known of', async (t) => {
  const lines: string[] = [];
  explainPage({ call: 'call-2', steps: [] }, { language: 'en', write: (line) => lines.push(line), complain: () => {} });
  t.match(lines.join(), /nothing is written down/);
});
