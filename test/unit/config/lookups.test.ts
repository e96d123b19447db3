// SPDX-License-Identifier: GPL-2.0-or-later
// Is what is wrong with look-ups, values and conditions told before a caller finds it, with line and column?
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { flowValues, loadConfig, parametersOf, parseConfig } from '../../../src/config/index.js';

const BASE = `board: { type: virtual, spans: [{ name: e1, kind: e1, carrier: { type: listen, path: /run/e1.sock } }] }
queues: [{ name: orders }]
accessNumbers: [{ number: '1', menu: shop }]
databases: { shop: { type: sqlite, file: shop.db } }
`;
const surroundings = { hasPrompt: () => true, menus: [], functions: [] };
const at = (text: string) => {
  const result = parseConfig(`${BASE}${text}`, 'spillway.yaml', surroundings);
  return 'problems' in result ? result.problems.map(({ line, column, text }) => `${line}:${column}: ${text}`) : [];
};
const lookup = (text: string) => at(`lookups:\n  one: ${text}\nflows: { shop: { steps: { a: { queue: orders } } } }\n`);
const LOOKUPS = `lookups:
  order: { url: 'https://crm.example.com/o/{order}', gives: { state: text, amount: whole, call: outside } }
`;
const flow = (...steps: readonly string[]) =>
  at(`${LOOKUPS}flows:\n  shop:\n    steps:\n${steps.map((step) => `      ${step}\n`).join('')}`);

t.test('each kind of look-up is read', async (t) => {
  for (const one of [
    "{ url: 'https://crm.example.com/o/{order}?x={calling}', gives: { a: text, b: { from: data.0.b, as: whole } }, timeout: 2s, cache: 1min }",
    "{ url: 'http://192.168.1.5:8080', method: POST, body: { order: '{order}' }, headers: { Authorization: { environment: T } }, private: true }",
    "{ query: 'select 1 as a where :order = 1', database: shop, gives: { a: yesNo } }",
    '{ query: "-- what it is\\nselect 1", database: shop }',
    "{ query: 'update t set a = 1', database: shop, write: true }",
    '{ table: firms.csv, key: 编号, gives: { queue: queue, name: { from: 名称 } } }',
  ])
    t.same(lookup(one), [], one);
});

t.test('what cannot be asked is told at its place', async (t) => {
  const wrong: readonly (readonly [one: string, says: RegExp])[] = [
    ["{ url: 'https://{host}/x' }", /^6:\d+: "url": .* host without braces/],
    ["{ url: 'https://crm.example.com:{port}/x' }", /host without braces/],
    ["{ url: 'https://me:secret@crm.example.com/x' }", /host without braces or user/],
    ["{ url: 'https://crm.example.com{order}/x' }", /host without braces/],
    ["{ url: 'https://crm.example.com\\@evil.example/x' }", /host without braces/],
    ["{ url: 'file:///etc/passwd' }", /http:\/\//],
    ["{ url: 'https://crm.example.com/{Order}' }", /^6:40: "url": \{Order\} names no value/],
    ["{ url: 'https://crm.example.com/', body: { a: b } }", /a GET has none/],
    ["{ url: 'https://crm.example.com/', headers: { Authorization: 'Bearer x' } }", /environment: NAME/],
    ["{ url: 'https://crm.example.com/', timeout: 1min }", /too long: at most 10s/],
    ["{ query: 'select 1', database: shopp }", /no database "shopp": did you mean "shop"/],
    ["{ query: 'delete from t', database: shop }", /does not begin with select/],
    ["{ query: '/* select */ drop table t', database: shop }", /does not begin with select/],
    ['{ table: firms.csv, key: code, gives: { a: texts } }', /is not what a value is/],
    ['{ table: firms.csv, key: code, gives: { Name: text } }', /is not the name of a value/],
    ['{ query: select 1 }', /"database" is missing/],
  ];
  for (const [one, says] of wrong) t.match(lookup(one), [says], one);
});

t.test('a database has its credentials outside the file', async (t) => {
  const database = (text: string) =>
    parseConfig(
      BASE.replace(/databases: .*\n/, `databases: { shop: ${text} }\n`).replace('menu: shop', 'queue: orders'),
      'f',
      surroundings,
    );
  t.match(database('{ type: mysql, host: h, database: d, user: u, tls: false, password: secret }'), {
    problems: [{ text: /environment: NAME/ }],
  });
  t.match(database('{ type: mysql, host: h, database: d, user: u, tls: true }'), {
    problems: [{ text: /write \{ ca: FILE \}/ }],
  });
  t.match(database('{ type: mysql, host: h, database: d, user: u, tls: { ca: ca.pem } }'), { config: {} });
  t.match(database('{ type: oracle, host: h }'), { problems: [{ text: /./ }] });
  t.match(database('{ type: postgres, host: h, database: d, user: { environment: U }, password: { file: p } }'), {
    config: { databases: { shop: { port: 5432, tls: true } } },
  });
});

t.test('steps that look up, decide and transfer are read', async (t) => {
  t.same(
    flow(
      'ask: { collect: x, into: order, length: 4, next: find }',
      'find: { lookUp: order, into: order, next: judge, notFound: ask, failed: { queue: orders } }',
      'judge: { when: [{ if: values.order_amount > 5 && customer.grade >= 3, next: set }, { if: values.order_state == "x", next: call }], else: ask }',
      "set: { set: { said: '{order} {order_state}' }, next: talk }",
      "call: { transfer: { number: '{order_call}' }, failed: talk }",
      "talk: { transfer: { queue: '{said}' } }",
    ),
    [],
  );
});

t.test('a value that nothing gives, a condition that is not typed: line, column, what would be right', async (t) => {
  const rest = ['b: { transfer: { queue: orders } }'];
  const wrong: readonly (readonly [step: string, says: RegExp])[] = [
    ['a: { when: [{ if: values.ordr == "", next: b }], else: b }', /^10:\d+: "if": there is no "ordr"/],
    ['a: { when: [{ if: values.calling > 3, next: b }], else: b }', /^10:25: "if": the values do not go together/],
    ['a: { when: [{ if: values.calling, next: b }], else: b }', /must be true or false/],
    ['a: { when: [{ if: \'values.calling.matches("(a+)+")\', next: b }], else: b }', /"matches" is not to be had/],
    ['a: { when: [{ if: waiting("order") > 1, next: b }], else: b }', /no queue "order": did you mean "orders"/],
    ['a: { when: [{ if: "true", next: c }], else: b }', /^10:39: there is no step "c"/],
    ['a: { lookUp: ordr, next: b }', /^10:20: there is no look-up "ordr": did you mean "order"/],
    ['a: { lookUp: order, next: b }', /asked with "order", which this flow does not know/],
    ["a: { lookUp: order, with: { order: '1', ordr: '2' }, next: b }", /no value of the look-up "ordr"/],
    ["a: { lookUp: order, with: { order: '{x}' }, next: b }", /^10:43: there is no value "x"/],
    [
      "a: { lookUp: order, with: { order: '1' }, into: { stat: s }, next: b }",
      /no value of the look-up "stat": did you mean "state"/,
    ],
    ["a: { set: { x: 'a {calling} {y}' }, next: b }", /^10:\d+: there is no value "y"/],
    ["a: { set: { x: 'a {' }, next: b }", /names no value/],
    ['a: { transfer: { queue: order }, failed: b }', /no queue "order": did you mean "orders"/],
    ["a: { transfer: { number: '{calling}' }, failed: b }", /only a value that a look-up gives as `outside`/],
    ["a: { transfer: { number: '0{calling}' }, failed: b }", /only a value that a look-up gives/],
  ];
  for (const [step, says] of wrong) t.match(flow(step, ...rest), [says], step);
});

t.test('a round of look-ups and conditions without a question is told', async (t) => {
  t.match(
    flow("a: { lookUp: order, with: { order: '1' }, next: b }", 'b: { when: [{ if: "true", next: a }], else: a }'),
    [/for ever/, /for ever/],
  );
});

function folder(t: Test, csv: string | Buffer): (lookups: string) => object {
  const dir = t.testdir({});
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, 'firms.csv'), csv);
  writeFileSync(join(dir, 'shop.db'), '');
  return (lookups) => {
    const file = join(dir, 'spillway.yaml');
    writeFileSync(file, `${BASE}${lookups}flows: { shop: { steps: { a: { queue: orders } } } }\n`);
    return loadConfig(file);
  };
}

t.test('columns that a table does not have, and a table that is not there', async (t) => {
  const load = folder(t, '\ufeffcode,name,queue\n1,x,orders\n');
  t.match(load('lookups: { f: { table: firms.csv, key: code, gives: { name: text } } }\n'), { config: {} });
  t.match(load('lookups: { f: { table: firm.csv, key: code } }\n'), {
    problems: [{ line: 5, text: /there is no file .*firm\.csv/ }],
  });
  t.match(load('lookups: { f: { table: firms.csv, key: cod, gives: { name: { from: nam } } } }\n'), {
    problems: [{ text: /no column "cod" in firms.csv: did you mean "code"/ }, { text: /no column "nam"/ }],
  });
  t.match(folder(t, '')('lookups: { f: { table: firms.csv, key: code } }\n'), { problems: [{ text: /no headings/ }] });
});

t.test('a value to which steps give different kinds is a text; of a sub-flow they are texts', async (t) => {
  const parsed = parseConfig(
    `${BASE}${LOOKUPS}flows:
  shop: { steps: { a: { lookUp: order, with: { order: '1' }, next: b }, b: { set: { amount: x }, next: c }, c: { run: sub, with: { n: '{amount}' }, next: hangUp } } }
  sub: { steps: { a: { set: { m: '{n}' }, next: return } } }
`,
    'f',
    surroundings,
  );
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
  t.same(Object.fromEntries(flowValues(parsed.config, 'shop')), {
    ...{ calling: 'text', accessNumber: 'text', redirecting: 'text' },
    ...{ state: 'text', amount: 'text', call: 'outside' },
  });
  t.equal(flowValues(parsed.config, 'sub').get('n'), 'text');
  t.same(parametersOf(parsed.config.lookups.order as never), ['order']);
});

for (const page of ['docs/lookups.md', 'docs/lookups.zh-CN.md'])
  t.test(`${page} can be copied`, async (t) => {
    const [, example = ''] = /```yaml\n(.*?)```/s.exec(readFileSync(page, 'utf8')) ?? [];
    const [board = ''] = BASE.split('\n');
    const text = `${board}\nqueues: [{ name: operator }]\naccessNumbers: [{ number: '1', menu: shop }]\n${example}`;
    t.match(parseConfig(text, 'spillway.yaml', { hasPrompt: () => true, menus: [] }), { config: {} }, example);
  });
