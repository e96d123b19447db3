// SPDX-License-Identifier: GPL-2.0-or-later
// Is a condition typed when it is read, told where it is wrong, and bounded in what it costs?
import t from 'tap';
import { type Condition, Conditions, type Facts, NOBODY, withValues } from '../../../src/expression/index.js';

const conditions = new Conditions();
const QUEUE = { name: 'orders', waiting: 4, longestWait: 31.7, ready: 2, signedIn: 3 };
const FACTS: Facts = {
  contact: {
    number: '+8613912345678',
    withheld: false,
    accessNumber: '96123',
    area: '021',
    province: '上海',
    city: '',
    data: { plan: 'gold' },
    redirecting: '4008880002',
  },
  customer: { ...NOBODY, known: true, grade: 3, name: '王' },
  queue: QUEUE,
  time: { weekday: 7, hour: 9, minute: 5, date: '2026-03-01', clock: '09:05' },
  trunks: { utilisation: 0.5, busy: 15, inService: 30 },
  open: (calendar) => calendar === 'office',
  holiday: () => false,
  queueNamed: (name) => ({ ...QUEUE, name, waiting: name === 'vip' ? 0 : 9 }),
};

function read(text: string): Condition {
  const condition = conditions.read(text);
  if ('fault' in condition) throw new Error(`${text}: ${JSON.stringify(condition.fault)}`);
  return condition;
}

t.test('every variable can be asked, whole numbers among them', async (t) => {
  const holding = [
    'customer.grade >= 3 && customer.known',
    'contact.accessNumber.startsWith("96")',
    'contact.area in ["021", "010"]',
    'contact.data.plan == "gold"',
    'contact.redirecting == "4008880002"',
    '"plan" in contact.data && !has(contact.data.colour)',
    'time.weekday == 7 && time.clock < "09:30" && time.hour == 9',
    'queue.waiting > 3 && queue.longestWait == 31 && queue.ready < 3',
    'trunks.utilisation >= 0.5 && trunks.busy * 2 == trunks.inService',
    'open("office") && !holiday("office")',
    'waiting("vip") == 0 && ready("vip") == 2',
    'contact.province == "上海"',
    '["139", "138"].exists(p, contact.number.startsWith("+86" + p))',
  ];
  for (const text of holding) t.equal(read(text).holds(FACTS), true, text);
  t.equal(read('customer.grade > 3').holds(FACTS), false);
});

t.test('what is wrong is told with its place', async (t) => {
  const wrong: readonly (readonly [text: string, code: string, offset: number, subject?: string])[] = [
    ['custmer.grade > 1', 'unknownVariable', 0, 'custmer'],
    ['true && customer.grad > 1', 'unknownField', 17, 'grad'],
    ['contact.number > 3', 'types', 0],
    ['customer.grade', 'notYesOrNo', 0, 'int'],
    ['customer.grade >', 'syntax', 16],
    ['', 'syntax', 0],
    ['size(', 'syntax', 5],
    ['true && opened("office")', 'unknownFunction', 8],
    ['contact.number.matches("(a+)+$")', 'notAllowed', 0, 'matches'],
    ['open(contact.number)', 'notAName', 5, 'open'],
    ['[1].exists(x, [2].exists(y, x == y))', 'nested', 14],
    [`${'true && '.repeat(130)}true`, 'tooLong', 1000],
    [`${'1 + '.repeat(120)}1 == 3`, 'syntax', 0],
  ];
  for (const [text, code, offset, subject] of wrong) {
    const { fault } = conditions.read(text) as { fault: { code: string; offset: number; subject: string } };
    t.equal(fault?.code, code, text);
    if (code !== 'syntax' || offset > 0) t.equal(fault?.offset, offset, text);
    if (subject !== undefined) t.equal(fault?.subject, subject, text);
  }
});

t.test('what cannot be told is thrown, and the next evaluation is sound', async (t) => {
  t.throws(() => read('contact.data.colour == "red"').holds(FACTS));
  t.throws(() => read('1 / (queue.waiting - 4) == 1').holds(FACTS));
  t.equal(read('open("office")').holds(FACTS), true);
});

t.test('a condition tells what it names and what it speaks of', async (t) => {
  const { names, asks } = read('open("office") && waiting("vip") > 2 && contact.data.a == "b"');
  t.same(names, [
    { kind: 'calendar', name: 'office', offset: 5 },
    { kind: 'queue', name: 'vip', offset: 26 },
  ]);
  t.ok(asks.has('contact.data'));
  t.notOk(asks.has('customer'));
});

t.test('only what is asked for is fetched', async (t) => {
  const facts: Facts = {
    ...FACTS,
    get queue(): never {
      throw new Error('nobody asked for it');
    },
  };
  t.equal(read('customer.grade == 3').holds(facts), true);
});

t.test('values of a flow have the types that its steps give them, and those only', async (t) => {
  const ofFlow = new Conditions({ order: 'string', amount: 'int', share: 'double', open: 'bool' });
  const values = { order: '0139', amount: '123456789012345678', share: '0.5', open: 'true' };
  const holds = (text: string, known: Record<string, string> = values) => {
    const condition = ofFlow.read(text);
    if ('fault' in condition) throw new Error(`${text}: ${JSON.stringify(condition.fault)}`);
    return condition.holds(withValues(FACTS, known));
  };
  for (const text of [
    'values.order == "0139" && values.amount == 123456789012345678',
    'values.amount > 5 && values.share < 0.6 && values.open',
    'values.open && customer.grade == 3 && open("office")',
  ])
    t.equal(holds(text), true, text);
  t.equal(
    holds('values.order == "" && values.amount == 0 && values.share == 0.0 && !values.open', {}),
    true,
    'nothing',
  );
  t.equal(holds('values.amount == 0', { amount: '1e9' }), true, 'what is no whole number is none');
  const wrong: readonly (readonly [text: string, code: string])[] = [
    ['values.order > 3', 'types'],
    ['values.amount == "5"', 'types'],
    ['values.missing == ""', 'unknownField'],
    ['values.order.matches("(a+)+$")', 'notAllowed'],
    ['values.constructor == ""', 'unknownField'],
  ];
  for (const [text, code] of wrong) {
    const read = ofFlow.read(text);
    t.equal('fault' in read ? read.fault.code : 'none', code, text);
  }
  t.ok('fault' in conditions.read('values.order == ""'), 'where there is no flow there are no values');
});

t.test(
  'an evaluation has a budget: what may cost more is refused, and the worst that is allowed is over in milliseconds',
  async (t) => {
    const ofFlow = new Conditions({ a: 'string', b: 'string' });
    const many = `[${'1,'.repeat(97)}1]`;
    const dear = [
      `${'values.a.contains(values.b + "y") || '.repeat(24)}true`,
      `${many}.all(x, values.a.contains(values.b))`,
      `(${'values.a + '.repeat(20)}values.a).contains(${'values.b + '.repeat(10)}values.b)`,
      'contact.data.a.contains(contact.data.b) && contact.data.b.contains(contact.data.a)',
      `${many}.exists(x, ${'values.a == values.b || '.repeat(30)}false)`,
    ];
    for (const text of dear) {
      const { fault } = ofFlow.read(text) as { fault?: { code: string } };
      t.ok(fault?.code === 'tooDear' || fault?.code === 'syntax', `${text.slice(0, 60)}: ${fault?.code}`);
    }
    for (const name of ['split(",").size() > 0', 'split("").join("").size() > 0'])
      t.match(ofFlow.read(`values.a.${name}`), { fault: { code: 'notAllowed' } });

    const worst = [
      `${many}.all(x, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].size() > 0 && values.a.contains("y") == false)`,
      `${'(values.a + values.a).contains("xy") || '.repeat(24)}true`,
      `${'values.a.contains(values.b) || '.repeat(18)}true`,
      'contact.data.a.contains(contact.data.b)',
    ];
    const attached = { ...FACTS.contact, data: { a: 'x'.repeat(2_048), b: `y${'x'.repeat(1_023)}` } };
    const values = { a: 'x'.repeat(1_000), b: `y${'x'.repeat(499)}` };
    for (const text of worst) {
      const condition = ofFlow.read(text);
      if ('fault' in condition) throw new Error(`${text}: ${JSON.stringify(condition.fault)}`);
      const began = process.cpuUsage();
      for (let nth = 0; nth < 10; nth++) condition.holds(withValues({ ...FACTS, contact: attached }, values));
      const each = process.cpuUsage(began).user / 10_000;
      t.comment(`${each.toFixed(2)} ms`);
      t.ok(each < 50, text.slice(0, 60));
    }
  },
);
