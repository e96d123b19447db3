// SPDX-License-Identifier: GPL-2.0-or-later
// Does the first rule that sends a call somewhere win, is a surge still a surge for it, and is no call lost by a rule that cannot be told?
import t from 'tap';
import { Conditions, type Facts, NOBODY } from '../../src/expression/index.js';
import {
  type OfferedCall,
  type QueueView,
  type ReceptionSnapshot,
  type RoutingRule,
  receive,
} from '../../src/reception/index.js';

const AT = Date.parse('2026-03-02T10:00:00+08:00');
const conditions = new Conditions();

function rule(name: string, text: string, more: Partial<RoutingRule> = {}): RoutingRule {
  const condition = conditions.read(text);
  if ('fault' in condition) throw new Error(text);
  return { name, condition, throughSurge: false, ...more };
}

const facts = ({ accessNumber, number = '', area, customer, data = {} }: OfferedCall, queue: string): Facts => ({
  contact: {
    number,
    withheld: number === '',
    accessNumber,
    area: area?.code ?? '',
    province: '',
    city: '',
    data,
    redirecting: '',
  },
  customer: customer === undefined ? NOBODY : { ...NOBODY, ...customer, known: true, daysSince: 0 },
  queue: { name: queue, waiting: queue === 'vip' ? 0 : 7, longestWait: 0, ready: 1, signedIn: 1 },
  time: { weekday: 1, hour: 10, minute: 0, date: '2026-03-02', clock: '10:00' },
  trunks: { utilisation: 0.5, busy: 15, inService: 30 },
  open: () => true,
  holiday: () => false,
  queueNamed: (name) => ({ name, waiting: 0, longestWait: 0, ready: 1, signedIn: 1 }),
});

const STAFFED: QueueView = { signedIn: 2, waiting: 0, overflow: { kind: 'callback' } };
const SNAPSHOT: ReceptionSnapshot = {
  accessNumbers: [
    { number: '96123', queue: 'orders' },
    { number: '96124', queue: 'orders', flow: 'menu' },
  ],
  blacklist: new Set(['+8613900000001']),
  surge: { taker: 'human', reason: 'calm' },
  queue: (name) => (name === 'empty' ? { ...STAFFED, signedIn: 0 } : STAFFED),
  canPromise: true,
  closing: false,
  facts,
};
const WAVE = { taker: 'computerAgent', reason: 'share', answerAt: AT + 500 } as const;

function route(
  rules: readonly RoutingRule[],
  call: Partial<OfferedCall> = {},
  change: Partial<ReceptionSnapshot> = {},
) {
  return receive({ accessNumber: '96123', number: '+8613912345678', ...call }, { ...SNAPSHOT, rules, ...change }, AT);
}

t.test('rules are asked in their order, and the first that sends the call somewhere ends it', async (t) => {
  const rules = [
    rule('urgent', 'contact.number.startsWith("+86139")', { priority: 5, needs: [{ skill: 'english', level: 3 }] }),
    rule('never', 'customer.known', { to: { kind: 'refuse' } }),
    rule('more', 'true', {
      priority: 2,
      needs: [
        { skill: 'english', level: 7 },
        { skill: 'repair', level: 1 },
      ],
    }),
    rule('vip', 'true', { to: { kind: 'queue', queue: 'vip' } }),
    rule('late', 'true', { to: { kind: 'refuse' } }),
  ];
  const found = route(rules);
  t.match(found, {
    kind: 'queue',
    queue: 'vip',
    reason: 'rule',
    surgeFollowed: true,
    rules: ['urgent', 'more', 'vip'],
  });
  t.same(found.claims, {
    priority: 7,
    needs: [
      { skill: 'english', level: 7 },
      { skill: 'repair', level: 1 },
    ],
  });
  t.match(found.trace, [
    { asked: 'box' },
    { asked: 'access number' },
    { asked: 'blacklist' },
    { asked: 'hours' },
    { asked: 'rule urgent', found: 'holds: priority 5, needs english 3, go on' },
    { asked: 'rule never', found: 'does not hold' },
    { asked: 'rule more' },
    { asked: 'rule vip', found: 'holds: to queue vip' },
    { asked: 'surge' },
    { asked: 'queue', found: 'takes calls' },
  ]);
});

t.test('a rule may give the call to another queue, and the dialogue of its number still comes first', async (t) => {
  const moved = [
    rule('move', 'queue.name == "orders"', { queue: 'vip' }),
    rule('then', 'queue.name == "vip"', { priority: 1 }),
  ];
  t.match(route(moved, { accessNumber: '96124' }), {
    kind: 'flow',
    flow: 'menu',
    queue: 'vip',
    reason: 'flow',
    claims: { priority: 1 },
  });
  t.match(route(moved), { kind: 'queue', queue: 'vip', reason: 'queue' });
  const straight = [rule('straight', 'true', { to: { kind: 'queue', queue: 'vip' } })];
  t.match(route(straight, { accessNumber: '96124' }), { kind: 'queue', queue: 'vip', reason: 'rule' });
});

t.test('a rule by area sends whom one of its areas fits, and holds for nobody else', async (t) => {
  const byArea = [
    { area: '021', to: { kind: 'queue', queue: 'shanghai' } },
    { area: '0216', to: { kind: 'queue', queue: 'pudong' } },
  ] as const;
  const rules = [rule('area', 'true', { byArea }), rule('rest', 'true', { to: { kind: 'queue', queue: 'vip' } })];
  const shanghai = { number: '+862152345678', area: { code: '021', province: '上海' } };
  t.match(route(rules, shanghai), { kind: 'queue', queue: 'shanghai', reason: 'rule', rules: ['area'] });
  t.match(route(rules, { number: '+862162345678' }), { queue: 'pudong' }, 'the longest');
  const others = route(rules, { number: '+861062345678', area: { code: '010', province: '北京' } });
  t.match(others, { queue: 'vip', rules: ['rest'] });
  t.match(others.trace.find(({ asked }) => asked === 'rule area')?.found, 'area 010: does not hold');
  t.match(route(rules, { number: '' }), { queue: 'vip' }, 'withheld');
  t.match(
    route(rules, shanghai, { surge: WAVE }),
    { kind: 'computerAgent', queue: 'shanghai' },
    'a surge is one for it, too',
  );

  const ofQueue = [rule('area, queue orders', 'queue.name == "orders"', { byArea, shortAt: 'queue' })];
  t.match(route(ofQueue, shanghai), { kind: 'queue', queue: 'shanghai' });
  t.match(
    route(ofQueue, { ...shanghai, accessNumber: '96124' }),
    { kind: 'flow', rules: [] },
    'behind a dialogue, later',
  );
  const elsewhere = [rule('area, queue vip', 'queue.name == "vip"', { byArea, shortAt: 'queue' })];
  t.notOk(
    route(elsewhere, shanghai).trace.some(({ asked }) => asked.startsWith('rule')),
    'of another queue nothing is told',
  );
});

t.test('each kind of destination is reached', async (t) => {
  const to = (destination: NonNullable<RoutingRule['to']>) => route([rule('r', 'true', { to: destination })]);
  t.match(to({ kind: 'flow', flow: 'night' }), { kind: 'flow', flow: 'night', queue: 'orders', reason: 'rule' });
  t.match(to({ kind: 'agent', agent: '1001' }), {
    kind: 'ring',
    to: { agent: '1001' },
    queue: 'orders',
    reason: 'rule',
  });
  t.match(to({ kind: 'number', number: '021' }), { kind: 'ring', to: { number: '021' } });
  t.match(to({ kind: 'announce', prompt: 'closed' }), { kind: 'announce', reason: 'rule' });
  t.match(to({ kind: 'callback' }), { kind: 'computerAgent', queue: 'orders', answerAt: AT, reason: 'rule' });
  t.match(to({ kind: 'refuse' }), { kind: 'refuse', cause: 21, reason: 'rule' });
  t.match(to({ kind: 'refuse', cause: 42 }), { kind: 'refuse', cause: 42 });
  t.match(to({ kind: 'queue', queue: 'empty' }), { kind: 'computerAgent', queue: 'empty', reason: 'nobodySignedIn' });
});

t.test('a wave is one for calls that a rule sends to people, unless it lets them through', async (t) => {
  const to = { kind: 'queue', queue: 'vip' } as const;
  const wave = { surge: WAVE };
  t.match(route([rule('r', 'true', { to })], {}, wave), { kind: 'computerAgent', queue: 'vip', surgeFollowed: true });
  t.match(route([rule('r', 'true', { to: { kind: 'agent', agent: '1' } })], {}, wave), { kind: 'computerAgent' });
  t.match(route([rule('r', 'true', { to, throughSurge: true })], {}, wave), { kind: 'queue', surgeFollowed: false });
  t.match(route([rule('r', 'true', { throughSurge: true })], {}, wave), { kind: 'queue', queue: 'orders' });
  t.match(route([rule('r', 'true', { to: { kind: 'refuse' } })], {}, wave), { kind: 'refuse', surgeFollowed: false });
});

t.test('block list and hours come before the rules', async (t) => {
  const rules = [rule('r', 'true', { to: { kind: 'queue', queue: 'vip' } })];
  t.match(route(rules, { calling: '+8613900000001' }), { reason: 'blacklist', rules: [] });
});

t.test('a rule that cannot be told is skipped and told of, and the call goes on', async (t) => {
  const found = route([
    rule('colour', 'contact.data.colour == "red"', { to: { kind: 'refuse' } }),
    rule('next', 'true', { to: { kind: 'queue', queue: 'vip' } }),
  ]);
  t.match(found, { kind: 'queue', queue: 'vip', skipped: [{ rule: 'colour' }] });
  t.match(found.trace.find(({ asked }) => asked === 'rule colour')?.found, /^skipped: No such key: colour/);
  t.match(
    route([rule('colour', 'contact.data.colour == "red"', { to: { kind: 'refuse' } })], { data: { colour: 'red' } }),
    {
      kind: 'refuse',
    },
  );
});

t.test('of very many rules the trace tells the first, and all that hold', async (t) => {
  const many = Array.from({ length: 200 }, (_, n) => rule(`r${n}`, n === 150 ? 'true' : 'false', { priority: 1 }));
  const { trace, claims } = route(many);
  t.equal(claims.priority, 1);
  t.ok(trace.length < 45);
  t.ok(trace.some(({ asked }) => asked === 'rule r150'));
  t.match(trace.find(({ asked }) => asked === 'rules')?.found, /^169 more do not hold/);
});
