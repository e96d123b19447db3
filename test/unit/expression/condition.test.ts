// SPDX-License-Identifier: GPL-2.0-or-later
// Is a condition typed when it is read, told where it is wrong, and bounded in what it costs?
import t from 'tap';
import { type Condition, Conditions, type Facts, NOBODY } from '../../../src/expression/index.js';

const conditions = new Conditions();
const QUEUE = { name: 'orders', waiting: 4, longestWait: 31.7, ready: 2, signedIn: 3 };
const FACTS: Facts = {
  contact: {
    number: '+8613912345678',
    withheld: false,
    accessNumber: '96123',
    area: '21',
    province: '上海',
    city: '',
    data: { plan: 'gold' },
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
    'contact.area in ["21", "10"]',
    'contact.data.plan == "gold"',
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
