// SPDX-License-Identifier: GPL-2.0-or-later
// Is a flow that leads nowhere told before a caller finds it, with the step and what to write?
import t from 'tap';
import { parseConfig } from '../../../src/config/index.js';

const BASE = `board: { type: virtual, spans: [{ name: e1, kind: e1, carrier: { type: listen, path: e1.sock } }] }
queues: [{ name: orders }]
accessNumbers: [{ number: '1', menu: shop }]
`;
const surroundings = { hasPrompt: (prompt: string) => prompt !== 'missing', menus: [], functions: ['lookUp'] };

function problems(flows: string): string[] {
  const result = parseConfig(`${BASE}flows:\n${flows}`, 'spillway.yaml', surroundings);
  return 'problems' in result ? result.problems.map(({ line, text }) => `${line}: ${text}`) : [];
}
const shop = (...steps: readonly string[]) => `  shop:\n    steps:\n${steps.map((step) => `      ${step}\n`).join('')}`;

t.test('a flow of every kind of step is read', async (t) => {
  t.same(
    problems(
      shop(
        'hello: { say: [welcome, { number: n }], bargeIn: false, next: main }',
        "main: { menu: menu-main, choices: { '1': order, '0': { queue: orders }, '9': callback } }",
        'order: { collect: ask, into: order, length: 8, sense: date, readBack: true, mask: PIN, next: set }',
        'set: { set: { a: b }, next: attach }',
        'attach: { attach: [order], next: choose }',
        'choose: { choose: order, cases: { x: talk }, else: lookUp }',
        'talk: { language: en, next: wait }',
        'wait: { queue: orders, talked: hangUp, overflowed: hello }',
        'lookUp: { call: lookUp, into: found, next: sub, failed: refuse }',
        'sub: { run: shop, with: { order: $order }, next: return }',
      ),
    ),
    [],
  );
});

t.test('what leads nowhere is told at its line', async (t) => {
  const wrong: readonly (readonly [string, RegExp])[] = [
    ['a: { say: welcome, next: b }', /^7: there is no step "b"/],
    ['a: { say: missing, next: hangUp }', /^7: there is no prompt "missing"/],
    ['a: { queue: ordres }', /^7: there is no queue "ordres".*orders/],
    ['a: { run: shpo, next: return }', /^7: there is no flow "shpo".*shop/],
    ['a: { call: lookup, next: hangUp }', /^7: there is no function "lookup".*lookUp/],
    ['a: { say: welcome, next: { queue: x } }', /^7: there is no queue "x"/],
    ['a: { say: welcome, next: { flow: x } }', /^7: there is no dialogue "x"/],
    ['a: { say: welcome, next: a }', /^7: callers go round from "a" to itself for ever/],
    ['a: { say: welcome, next: repeat }', /^7: callers go round from "a"/],
    ['a: { dance: welcome, next: hangUp }', /^7: .*is not a step: write one of say, menu, collect/],
    ['a: { say: welcome, menu: m, next: hangUp }', /^7: "menu" is not known here/],
    ['a: { say: welcome }', /^7: "next" is missing/],
    ["a: { menu: m, choices: { '12': hangUp } }", /^7: "12": hangUp is not a key: write 0 to 9/],
    ['a: { say: welcome, next: 7 }', /^7: "next": 7 is not where a caller goes on: write the name of a step, hangUp/],
    ['a: { collect: m, into: Order, length: 4, next: hangUp }', /^7: .*is not the name of a value/],
  ];
  for (const [step, message] of wrong) t.match(problems(shop(step)).join('\n'), message, step);
  t.match(
    problems(shop('a: { say: welcome, next: hangUp }', 'b: { say: welcome, next: hangUp }')).join(),
    /8: no step leads to "b"/,
  );
  t.match(problems('  shop: { steps: {} }\n').join(), /a flow has one step at least/);
});
