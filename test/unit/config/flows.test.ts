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
        'attach: { attach: [a], next: choose }',
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
    ["a: { menu: m, choices: { '1': hangUp }, noinput: repeat }", /^7: who keys nothing goes round from "a" to itself/],
    ["a: { menu: m, choices: { '1': hangUp }, noinput: back }", /^7: who keys nothing goes round from "a"/],
    ['a: { run: shop, next: a }', /^7: callers go round from "a"/],
    ['a: { call: lookUp, next: hangUp, failed: a }', /^7: callers go round from "a"/],
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

t.test('circles through several steps and flows are told at each of their steps', async (t) => {
  const found = (flows: string) => problems(flows).join('\n');
  const round = shop('a: { menu: m, choices: { "1": hangUp }, noinput: b }', 'b: { say: welcome, next: a }');
  t.match(found(round), /^7: who keys nothing.*"a"[^\n]*\n8: callers go round from "b"/);
  const flows = `  shop:\n    fallback: { flow: other }\n    steps:\n      a: { menu: m, choices: { '1': hangUp } }\n  other:\n    fallback: { flow: shop }\n    steps:\n      b: { collect: m, into: n, length: 4, next: hangUp }\n`;
  t.match(found(flows), /^8: who keys nothing.*"a".*\n12: who keys nothing.*"b"/, 'by the fallbacks of two flows');
  const sub = `${shop('a: { run: ask, next: a }')}  ask:\n    steps:\n      b: { menu: m, choices: { '1': return }, noinput: return }\n`;
  t.match(found(sub), /^7: callers go round from "a"/, 'a flow that comes back by itself');
  const asks = `${shop('a: { run: ask, next: a }')}  ask:\n    steps:\n      b: { menu: m, choices: { '1': return } }\n`;
  t.same(found(asks), '', 'but not one that asks, and lets nobody back who keys nothing in');
  t.same(
    found(
      shop(
        "a: { menu: m, choices: { '1': b, '9': repeat } }",
        "b: { menu: m, choices: { '1': a, '*': back }, noinput: back }",
      ),
    ),
    '',
  );
});

t.test('what is masked can be neither attached nor said, under no name that it gets', async (t) => {
  const pin = 'a: { collect: m, into: pin, length: 4, mask: PIN, next: b }';
  const wrong = /8: "pin" is masked where it is keyed in: it can be neither attached nor said/;
  t.match(problems(shop(pin, 'b: { attach: [n, pin], next: hangUp }')).join('\n'), wrong);
  t.match(problems(shop(pin, 'b: { say: [welcome, { digits: pin }], next: hangUp }')).join('\n'), wrong);
  const other = '  tell:\n    steps:\n      c: { attach: [code], next: return }\n';
  t.match(
    problems(`${shop(pin, 'b: { run: tell, with: { code: $pin }, next: hangUp }')}${other}`).join('\n'),
    /11: "code" is masked/,
  );
});
