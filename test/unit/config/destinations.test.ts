// SPDX-License-Identifier: GPL-2.0-or-later
// Is a destination written the same wherever it stands, and is one that leads nowhere, or round in a circle, told?
import t from 'tap';
import { parseConfig } from '../../../src/config/index.js';

const BOARD = 'board: { type: virtual, spans: [{ name: e1, kind: e1, carrier: { type: listen, path: e1.sock } }] }\n';
const surroundings = { hasPrompt: (prompt: string) => prompt !== 'missing', menus: ['night'] };
const parsed = (text: string) => parseConfig(`${BOARD}${text}`, 'spillway.yaml', surroundings);
const problems = (text: string) => {
  const result = parsed(text);
  return 'problems' in result ? result.problems.map((problem) => problem.text) : [];
};
const AGENT = "agents: [{ id: '1001', name: Li, queues: [a] }]\n";
const NUMBER = "accessNumbers: [{ number: '1', queue: a }]\n";
const queue = (rest: string) => `queues: [{ name: a, ${rest} }, { name: other }]\n${NUMBER}${AGENT}`;

t.test('each way of writing one is read', async (t) => {
  const ways = [
    ['callback', { kind: 'callback' }],
    ['refuse', { kind: 'refuse' }],
    ['{ refuse: 42 }', { kind: 'refuse', cause: 42 }],
    ['{ queue: other }', { kind: 'queue', queue: 'other' }],
    ['{ flow: night }', { kind: 'flow', flow: 'night' }],
    ['{ announce: closed }', { kind: 'announce', prompt: 'closed' }],
    ["{ agent: '1001', otherwise: refuse }", { kind: 'agent', agent: '1001', otherwise: { kind: 'refuse' } }],
    [
      "{ number: '021', otherwise: { queue: other } }",
      { kind: 'number', number: '021', otherwise: { kind: 'queue', queue: 'other' } },
    ],
    ['{ callback: closed-callback }', { kind: 'callback', prompt: 'closed-callback' }],
  ] as const;
  for (const [written, meant] of ways) {
    const text = queue(`overflow: ${written}, nobodySignedIn: ${written}`);
    const result = parsed(text.replace("'1',", `'1', afterHours: ${written},`));
    if ('problems' in result) throw new Error(result.problems[0]?.text);
    const [first] = result.config.queues;
    t.strictSame([first?.overflow, first?.nobodySignedIn], [meant, meant], written);
    t.strictSame(result.config.accessNumbers[0]?.afterHours, meant);
  }
});

t.test('what is no destination is told with what to write', async (t) => {
  for (const wrong of ['voicemail', '{ queue: other, flow: night }', '[]', '{}'])
    t.match(
      problems(queue(`overflow: ${wrong}`)).join(),
      /is not a destination: write callback, refuse, \{ queue/,
      wrong,
    );
});

t.test('one that leads nowhere is told', async (t) => {
  t.match(problems(queue('overflow: { queue: othre }')).join(), /there is no queue "othre".*other/);
  t.match(problems(queue('overflow: { flow: day }')).join(), /there is no dialogue "day"/);
  t.match(problems(queue('overflow: { message: service }')).join(), /there is no box "service"/);
  t.match(problems(queue('overflow: { announce: missing }')).join(), /there is no prompt "missing"/);
  t.match(problems(queue('nobodySignedIn: { callback: missing }')).join(), /there is no prompt "missing"/);
});

t.test('a circle is told whatever settings it goes through', async (t) => {
  const flow = (steps: string) => `flows: { shop: { fallback: refuse, steps: { ${steps} } } }\n`;
  const mixed = 'queues: [{ name: a, overflow: { queue: b } }, { name: b, nobodySignedIn: { queue: a } }]\n';
  t.same(
    problems(mixed + NUMBER).map((told) => /"\w+": calls.*?:/.exec(told)?.[0]),
    ['"overflow": calls would go round for ever:', '"nobodySignedIn": calls would go round for ever:'],
  );
  const back = 'queues: [{ name: a, overflow: { flow: shop } }]\n';
  for (const steps of [
    'hello: { say: welcome, next: wait }, wait: { queue: a }',
    'hello: { say: welcome, next: { queue: a } }',
    'wait: { queue: a, overflowed: on }, on: { say: welcome, next: { queue: a } }',
  ])
    t.match(problems(back + flow(steps) + NUMBER).join(), /a -> flow shop -> a/, steps);
  const asked = "hello: { menu: welcome, choices: { '1': { queue: a } } }";
  t.same(problems(back + flow(asked) + NUMBER), [], 'who is asked on the way can end it');
  const flows = `flows:
  one: { fallback: refuse, steps: { hello: { say: welcome, next: { flow: two } } } }
  two: { fallback: refuse, steps: { hello: { run: three, next: { flow: one } } } }
  three: { fallback: refuse, steps: { hello: { say: welcome, next: return } } }
`;
  t.match(problems(`queues: [{ name: a }]\n${flows}${NUMBER}`).join(), /flow one -> flow two -> flow one/);
  const profile = 'profiles: { p: { needs: [{ skill: x }], relax: [{ after: 5s, to: { queue: a } }] } }\n';
  t.match(
    problems(`queues: [{ name: a, needs: p }]\n${profile}${NUMBER}`).join(),
    /"relax": calls would go round for ever: a -> a/,
  );
});

t.test('queues that lead round in a circle are told, each', async (t) => {
  const circle = `queues:
  - { name: a, overflow: { queue: b } }
  - { name: b, overflow: { queue: c } }
  - { name: c, overflow: { queue: a } }
  - { name: d, overflow: { queue: a } }
`;
  const told = problems(circle + NUMBER);
  t.equal(told.length, 3);
  t.match(told[0], 'a -> b -> c -> a');
  t.match(problems(`queues: [{ name: a, nobodySignedIn: { queue: a } }]\n${NUMBER}`).join(), 'a -> a');
  t.same(problems(`queues: [{ name: a, overflow: { queue: b } }, { name: b, overflow: refuse }]\n${NUMBER}`), []);
});
