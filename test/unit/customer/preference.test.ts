// SPDX-License-Identifier: GPL-2.0-or-later
// To whom does a caller go first: his own agent, the deputy, the group, the last agent, and when to anybody?
import t from 'tap';
import {
  type PreferenceFacts,
  type PreferenceRules,
  type Presence,
  preferenceOf,
} from '../../../src/customer/index.js';

const MEMORY = { within: 1, wait: 0, ask: false };
const facts = (presence: Readonly<Record<string, Presence>>, more: Partial<PreferenceFacts> = {}): PreferenceFacts => ({
  ...{ customer: undefined, lastAgent: undefined, hasIdle: () => false },
  presence: (agent) => presence[agent] ?? 'out',
  ...more,
});
const OWN = { owner: 'o', deputy: 'd', group: 'g' };
const BY_CUSTOMER: PreferenceRules = { byCustomer: true };

t.test('the owner who is idle, else the deputy, else the group, else anybody', async (t) => {
  const of = (presence: Readonly<Record<string, Presence>>, idle = false) =>
    preferenceOf(BY_CUSTOMER, facts(presence, { customer: OWN, hasIdle: (queue) => idle && queue === 'g' }));
  t.match(of({ o: 'idle', d: 'idle' }, true), { kind: 'agent', agent: 'o', why: 'owner', wait: 0 });
  for (const owner of ['busy', 'out'] as const) {
    t.match(of({ o: owner, d: 'idle' }, true), { kind: 'agent', agent: 'd', why: 'deputy', wait: 0 });
    for (const deputy of ['busy', 'out'] as const) {
      t.same(of({ o: owner, d: deputy }, true), { kind: 'group', queue: 'g' });
      t.same(of({ o: owner, d: deputy }), { kind: 'anybody' });
    }
  }
});

t.test('a queue that does not go by customers, and a caller who is none, have no owner', async (t) => {
  const idle = facts({ o: 'idle' }, { customer: OWN });
  t.same(preferenceOf({ byCustomer: false }, idle), { kind: 'anybody' });
  t.same(preferenceOf(BY_CUSTOMER, { ...idle, customer: undefined }), { kind: 'anybody' });
  t.same(preferenceOf(BY_CUSTOMER, { ...idle, customer: {} }), { kind: 'anybody' });
});

t.test(
  'the agent of the last call: at once when idle, waited for when busy, at once anybody when signed out',
  async (t) => {
    const of = (is: Presence, wait: number) =>
      preferenceOf({ byCustomer: false, memory: { ...MEMORY, wait } }, facts({ a: is }, { lastAgent: 'a' }));
    t.match(of('idle', 0), { kind: 'agent', agent: 'a', why: 'lastAgent', wait: 0 });
    t.match(of('busy', 20_000), { kind: 'agent', agent: 'a', wait: 20_000 });
    t.same(of('busy', 0), { kind: 'anybody' });
    t.same(of('out', 20_000), { kind: 'anybody' });
  },
);

t.test('the caller is asked only when that agent is idle', async (t) => {
  const of = (is: Presence) =>
    preferenceOf(
      { byCustomer: false, memory: { ...MEMORY, ask: true, wait: 9 } },
      facts({ a: is }, { lastAgent: 'a' }),
    );
  t.same(of('idle'), { kind: 'ask', agent: 'a' });
  t.same(of('busy'), { kind: 'anybody' });
  t.same(of('out'), { kind: 'anybody' });
});

t.test('his own agent comes before the one who served him last', async (t) => {
  const rules = { byCustomer: true, memory: MEMORY };
  const known = facts({ o: 'idle', a: 'idle' }, { customer: OWN, lastAgent: 'a' });
  t.match(preferenceOf(rules, known), { agent: 'o' });
  t.match(preferenceOf(rules, { ...known, presence: (agent) => (agent === 'a' ? 'idle' : 'out') }), { agent: 'a' });
});
