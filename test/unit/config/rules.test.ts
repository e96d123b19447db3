// SPDX-License-Identifier: GPL-2.0-or-later
// Are routing rules and watched figures read, and is what is wrong with them told with line and column?
import t from 'tap';
import { parseConfig } from '../../../src/config/index.js';

const SHOP = `board: { type: virtual, spans: [{ name: e1, kind: e1, carrier: { type: listen, path: e1.sock } }] }
calendars: { office: { hours: [{ from: '09:00', to: '18:00' }] } }
queues: [{ name: orders }, { name: vip }]
agents: [{ id: '1001', name: Li, queues: [orders] }]
accessNumbers: [{ number: '96123', queue: orders }]
`;
const surroundings = { hasPrompt: (prompt: string) => prompt !== 'missing', menus: ['night'] };
const parsed = (text: string) => parseConfig(`${SHOP}${text}`, 'spillway.yaml', surroundings);
const problems = (text: string) => {
  const result = parsed(text);
  return 'problems' in result ? result.problems : [];
};
const rule = (text: string) => `rules: [{ name: a, ${text} }]\n`;

t.test('a rule is read as it stands', async (t) => {
  const result = parsed(`rules:
  - name: vip
    if: customer.grade >= 3 && open("office")
    to: { queue: vip }
    priority: 10
    needs: [{ skill: english, level: 5 }]
  - { name: owner, if: 'contact.area == "021"', to: { agent: '1001', otherwise: { queue: vip } } }
  - { name: mobile, if: 'time.hour >= 22', to: { number: '13912345678' } }
`);
  if ('problems' in result) throw new Error(result.problems[0]?.text);
  t.match(result.config.rules, [
    { to: { kind: 'queue', queue: 'vip' }, priority: 10, needs: [{ skill: 'english', level: 5 }], throughSurge: false },
    { to: { kind: 'agent', agent: '1001', otherwise: { kind: 'queue', queue: 'vip' } } },
    { to: { kind: 'number', number: '13912345678' } },
  ]);
});

t.test('what is wrong with a condition is told where it stands', async (t) => {
  const cases: readonly (readonly [text: string, line: number, column: number, says: RegExp])[] = [
    [
      `rules:\n  - name: a\n    if: custmer.grade > 1\n    to: refuse\n`,
      8,
      9,
      /no variable "custmer": did you mean "customer"/,
    ],
    [`rules:\n  - name: a\n    if: '1 == 1 && customer.grad > 1'\n    to: refuse\n`, 8, 29, /did you mean "grade"/],
    [
      `rules:\n  - name: a\n    if: |\n      1 == 1 &&\n      open("offise")\n    to: refuse\n`,
      10,
      12,
      /no calendar "offise": did you mean "office"/,
    ],
    [rule('if: contact.number > 3, to: refuse'), 6, 24, /do not go together/],
    [rule('if: customer.grade, to: refuse'), 6, 24, /must be true or false/],
    [rule('if: \'contact.number.matches("1")\', to: refuse'), 6, 25, /not to be had/],
    [rule('if: waiting(contact.number) > 1, to: refuse'), 6, 32, /wants a name in quotes/],
    [rule('if: \'ready("vpi") == 0\', to: refuse'), 6, 31, /no queue "vpi"/],
    [rule('if: "true"'), 6, 9, /does nothing/],
    [rule(`if: "true", byArea: [{ area: '021', to: { queue: vpi } }]`), 6, 69, /no queue "vpi"/],
    [
      rule(`if: "true", to: refuse, byArea: [{ area: '021', to: refuse }]`),
      6,
      44,
      /one way: write either "to" or "byArea"/,
    ],
    [rule('if: "true", to: { queue: vpi }'), 6, 45, /no queue "vpi"/],
    [rule('if: "true", to: { agent: "1002" }'), 6, 45, /no agent "1002"/],
    [rule('if: "true", to: { station: "999" }'), 6, 47, /no station "999"/],
    [rule('if: "true", to: { number: "96123" }'), 6, 46, /is an access number of this box/],
    [rule('if: "true", to: { agent: "1001", otherwise: { queue: x } }'), 6, 73, /no queue "x"/],
    [rule('if: "true", to: { announce: missing }'), 6, 48, /no prompt "missing"/],
    [rule('if: "true", queue: x'), 6, 39, /no queue "x"/],
    [`${rule('if: "true", to: refuse').slice(0, -2)}, { name: a, if: 'true', to: refuse }]\n`, 6, 54, /stands twice/],
  ];
  for (const [text, line, column, says] of cases) {
    const [first] = problems(text);
    t.match(first, { line, text: says }, text);
    t.equal(first?.column, column, text);
  }
});

t.test('somebody who is rung when a queue overflows does not send the call round', async (t) => {
  const told = (overflow: string) => {
    const text = SHOP.replace('{ name: orders }', `{ name: orders, overflow: ${overflow} }`);
    const result = parseConfig(text, 'spillway.yaml', surroundings);
    return 'problems' in result ? result.problems.map((problem) => problem.text) : [];
  };
  t.match(told("{ agent: '1001' }").join(), /orders -> orders/);
  t.match(told("{ agent: '1001', otherwise: { queue: orders } }").join(), /orders -> orders/);
  t.same(told("{ agent: '1001', otherwise: callback }"), []);
});

t.test('a watched figure names its queue and one side', async (t) => {
  const watch = (text: string) =>
    problems(`watch: [{ ${text} }]\n`)
      .map(({ text: says }) => says)
      .join();
  t.equal(watch('figure: waiting, of: orders, above: 10, for: 30s, severity: warning'), '');
  t.equal(watch('figure: longestWait, of: orders, above: 2min'), '');
  t.equal(watch('figure: utilisation, above: 0.9'), '');
  t.match(watch('figure: waiting, above: 10'), /"of" is missing/);
  t.match(watch('figure: waiting, of: ordres, above: 10'), /no queue "ordres"/);
  t.match(watch('figure: waiting, of: orders'), /either "above" or "below"/);
  t.match(watch('figure: waiting, of: orders, above: 10, below: 3'), /either "above" or "below"/);
  t.match(watch('figure: utilisation, of: orders, above: 0.9'), /that of all trunks/);
  t.match(watch('figure: waitin, of: orders, above: 3'), /did you mean "waiting"/);
  t.match(watch('figure: waiting, of: orders, above: many'), /is not a limit/);
});
