// SPDX-License-Identifier: GPL-2.0-or-later
// What agents can do and calls need: is what the file says of it read, and what cannot be had or never comes told, in both languages?
import { readFileSync } from 'node:fs';
import t from 'tap';
import { parseConfig } from '../../../src/config/index.js';
import { CATALOGUE } from '../../../src/words/index.js';
import { projectFile } from '../../support/world.js';

const BOARD = 'board: { type: virtual, spans: [{ name: e1, kind: e1, carrier: { type: listen, path: e1.sock } }] }\n';
const surroundings = { hasPrompt: (prompt: string) => prompt !== 'missing', menus: [] };
const AGENTS = "agents: [{ id: '1001', name: Li, queues: [a], skills: { english: 7, billing: 1 } }]\n";
const parsed = (text: string) => parseConfig(`${BOARD}${AGENTS}${text}`, 'spillway.yaml', surroundings);
const NUMBER = "accessNumbers: [{ number: '1', queue: a }]\n";
const queue = (rest: string) => `queues: [{ name: a, ${rest} }, { name: other }]\n${NUMBER}`;
const access = (rest: string) => `queues: [{ name: a }]\naccessNumbers: [{ number: '1', queue: a, ${rest} }]\n`;
const QUEUES = `queues: [{ name: a }]\n${NUMBER}`;

function problems(text: string): string {
  const result = parsed(text);
  if (!('problems' in result)) return '';
  for (const problem of result.problems) {
    const said = CATALOGUE.say(problem.text, 'zh-CN');
    if (said === problem.text || !/\p{Script=Han}/u.test(said)) throw new Error(`not in Chinese: ${problem.text}`);
  }
  return result.problems.map((problem) => problem.text).join('\n');
}

t.test('everything that can be said of it is read', async (t) => {
  const result = parsed(`queues:
  - name: a
    weight: -3
    needs: [{ skill: english, level: 5 }, { skill: billing }]
    relax:
      - { after: 20s, level: 3 }
      - { after: 40s, drop: english, penalty: 2 }
      - { after: 60s, also: other }
      - { after: 60s, anybody: true }
      - { after: 5min, to: callback }
    nobodyReady: refuse
    nobodySkilled: { queue: other }
    leaveWhenEmpty: true
  - { name: other, needs: foreign, leaveWhenEmpty: { announce: closed } }
profiles: { foreign: { needs: [{ skill: english, level: 2 }], relax: [{ after: 1min, drop: english }] } }
languageNeeds: { en: foreign }
ageing: 3
accessNumbers: [{ number: '1', queue: a, priority: 5, needs: foreign, relax: [{ after: 5s, penalty: 0 }] }]
`);
  if ('problems' in result) throw new Error(result.problems.map(({ text }) => text).join());
  const { queues, accessNumbers, agents, ageing, languageNeeds } = result.config;
  t.match(agents, [{ skills: { english: 7, billing: 1 } }]);
  t.match(queues, [
    {
      weight: -3,
      needs: [
        { skill: 'english', level: 5 },
        { skill: 'billing', level: 1 },
      ],
      relax: [
        { after: 20_000, level: 3 },
        { after: 40_000, drop: 'english', penalty: 2 },
        { after: 60_000, also: 'other' },
        { after: 60_000, anybody: true },
        { after: 300_000, to: { kind: 'callback' } },
      ],
      nobodyReady: { kind: 'refuse' },
      nobodySkilled: { kind: 'queue', queue: 'other' },
      leaveWhenEmpty: true,
    },
    { weight: 0, needs: 'foreign', leaveWhenEmpty: { kind: 'announce', prompt: 'closed' } },
  ]);
  t.match(accessNumbers, [{ priority: 5, needs: 'foreign', relax: [{ after: 5_000, penalty: 0 }] }]);
  t.same([ageing, languageNeeds], [3, { en: 'foreign' }]);

  const usual = parsed(QUEUES);
  t.match(usual, { config: { ageing: 1, profiles: {}, queues: [{ weight: 0, leaveWhenEmpty: false }] } });
});

t.test('skills that nobody has, and needs said twice', async (t) => {
  t.match(problems(queue('needs: [{ skill: french }]')), '"skill": no agent has french: write it in the "skills"');
  t.match(problems(access('needs: [{ skill: french }]')), 'no agent has french');
  t.match(problems(`${QUEUES}languageNeeds: { en: [{ skill: french }] }`), 'no agent has french');
  t.match(problems(`${QUEUES}profiles: { p: { needs: [{ skill: french }] } }`), 'no agent has french');
  t.match(problems(queue('needs: [{ skill: english }, { skill: english, level: 3 }]')), 'english is needed twice');
});

t.test('names that lead nowhere', async (t) => {
  t.match(problems(queue('needs: foreing')), 'there is no profile "foreing"');
  t.match(problems(access('needs: foreing')), 'there is no profile "foreing"');
  t.match(problems(`${QUEUES}languageNeeds: { en: foreing }`), 'there is no profile "foreing"');
  t.match(problems(queue('relax: [{ after: 20s, also: othre }]')), /there is no queue "othre".*other/);
  t.match(problems(queue('relax: [{ after: 20s, to: { queue: othre } }]')), /there is no queue "othre".*other/);
  t.match(problems(access('relax: [{ after: 20s, to: { flow: day } }]')), 'there is no dialogue "day"');
  t.match(problems(queue('relax: [{ after: 20s, to: { announce: missing } }]')), 'there is no prompt "missing"');
  t.match(problems(queue('nobodyReady: { announce: missing }')), 'there is no prompt "missing"');
  t.match(problems(queue('nobodySkilled: { queue: othre }')), 'there is no queue "othre"');
  t.match(problems(queue('leaveWhenEmpty: { queue: othre }')), 'there is no queue "othre"');
});

t.test('queues that send calls round', async (t) => {
  for (const key of ['nobodyReady', 'nobodySkilled', 'leaveWhenEmpty'])
    t.match(problems(queue(`${key}: { queue: a }`)), `"${key}": calls would go round for ever: a -> a`);
  t.match(
    problems(queue('relax: [{ after: 20s, to: { queue: a } }]')),
    '"relax": calls would go round for ever: a -> a',
  );
});

t.test('steps out of order, that never come, or say nothing', async (t) => {
  const relax = (...steps: string[]) => problems(queue(`maxWait: 1min, relax: [${steps.join(', ')}]`));
  t.match(relax('{ after: 30s, level: 3 }', '{ after: 20s, level: 1 }'), 'comes before the step above it');
  t.equal(relax('{ after: 30s, level: 3 }', '{ after: 30s, also: other }'), '');
  t.match(relax('{ after: 61s, level: 3 }'), 'never comes: calls have left the queue by then (maxWait is 60 s)');
  t.equal(relax('{ after: 60s, to: refuse }'), '');
  t.match(relax('{ after: 20s, to: refuse }', '{ after: 30s, level: 3 }'), 'make it the last step');
  t.match(
    relax('{ after: 20s }'),
    'a step says what is given up: write one of level, drop, also, penalty, anybody, to',
  );
  t.match(relax('{ level: 3 }'), '"after" is missing');
  t.match(problems(access('relax: [{ after: 6min, drop: english }]')), 'never comes');
});

t.test('levels, points and profiles out of bounds', async (t) => {
  t.match(problems(queue('needs: [{ skill: english, level: 11 }]')), 'too big: at most 10');
  t.match(problems(queue('needs: [{ skill: english, level: 0 }]')), 'too small: at least 1');
  t.match(problems(queue('weight: 1001')), 'too big: at most 1000');
  t.match(problems(access('priority: 1.5')), /"priority"/);
  t.match(problems(`${QUEUES}ageing: -1`), 'too small: at least 0');
  t.match(problems(`${QUEUES}languageNeeds: { fr: foreign }`), /"fr"/);
  const profiles = Array.from({ length: 1_001 }, (_, i) => `p${i}: { needs: [{ skill: english }] }`).join(', ');
  t.match(problems(`${QUEUES}profiles: { ${profiles} }`), '"profiles": there are 1001: at most 1000 are possible');
});

t.test('what the documents show can be written so, in both languages', async (t) => {
  for (const page of ['docs/distribution.md', 'docs/distribution.zh-CN.md']) {
    const [, text = ''] = /```yaml\n(agents:.*?)```/s.exec(readFileSync(projectFile(page), 'utf8')) ?? [];
    const result = parseConfig(`${BOARD}${text}`, page, surroundings);
    t.match(result, { config: { accessNumbers: [{}, { needs: 'foreign', priority: 5 }] } });
  }
});

t.test('what a step of a flow needs, gives up and leads to is checked as anywhere', async (t) => {
  const step = (said: string) => `queues: [{ name: a }]
flows: { shop: { fallback: refuse, steps: { wait: { queue: a, ${said} } } } }
${NUMBER}`;
  t.match(problems(step('needs: greek')), /there is no profile "greek"/);
  t.match(problems(step('needs: [{ skill: french }]')), /no agent has french/);
  t.match(problems(step('relax: [{ after: 5s, also: b }]')), /there is no queue "b"/);
  t.match(problems(step('relax: [{ after: 5s, to: { queue: b } }]')), /there is no queue "b"/);
  t.match(problems(step('relax: [{ after: 10min, level: 1 }]')), /never comes/);
  t.match(problems(step('priority: 1001')), /priority/);
});
