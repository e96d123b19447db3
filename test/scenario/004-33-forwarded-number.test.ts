// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 004-33
// Does the number from which a call was forwarded to ours, as Q.931 delivers it, choose where it goes, and is it kept?
import t, { type Test } from 'tap';
import type { Presentation } from '../../src/native/index.js';
import { ACCESS_NUMBER, openBox, QUEUE } from '../support/box.js';

const FLOWS = {
  first: { fallback: { queue: QUEUE }, steps: { hello: { say: 'welcome', next: 'hangUp' } } },
  second: {
    fallback: { queue: QUEUE },
    steps: {
      whom: { choose: 'redirecting', cases: { '4008880003': 'three' }, else: 'two' },
      two: { set: { from: 'two: {redirecting} {accessNumber} {calling}' }, next: 'keep' },
      three: { set: { from: 'three' }, next: 'keep' },
      keep: { attach: ['from'], next: 'say' },
      say: { say: 'closed', next: 'hangUp' },
    },
  },
};
const RULES = [
  { name: 'first', if: 'contact.redirecting == "4008880001"', to: { flow: 'first' } },
  { name: 'others', if: 'contact.redirecting.startsWith("400")', to: { flow: 'second' } },
];

async function called(t: Test, digits: string, presentation: Presentation = 'allowed') {
  const place = await openBox(t, { config: { flows: FLOWS, rules: RULES } });
  const { world, box, reads } = place;
  const redirecting = { type: 'unknown', plan: 1, screening: 3, digits, presentation, reason: 15 } as const;
  const caller = world.network.call(ACCESS_NUMBER, '13912345678', digits === '' ? {} : { redirecting });
  await world.until(() => caller.state === 'connected');
  await world.advance(8_000);
  const ended = caller.state === 'cleared';
  if (!ended) caller.clear();
  await world.until(() => caller.state === 'cleared');
  await world.advance(200);
  await box.settled();
  const contact = await reads.selectFrom('contact').selectAll().executeTakeFirstOrThrow();
  const call = await reads.selectFrom('call').selectAll().executeTakeFirstOrThrow();
  const [routed] = await place.events('call.routed');
  const { rule } = JSON.parse(String(routed?.detail ?? '{}'));
  return { ...place, rule, data: JSON.parse(String(contact.data ?? '{}')), call };
}

t.test('each number that is forwarded to ours has its flow, and is in the record of the call', async (t) => {
  const first = await called(t, '4008880001');
  t.match(first, { rule: 'first', data: {}, call: { accessNumber: ACCESS_NUMBER, redirecting: '4008880001' } });
  const second = await called(t, '4008880002');
  t.match(second, { rule: 'others', call: { redirecting: '4008880002' } });
  t.equal(second.data.from, `two: 4008880002 ${ACCESS_NUMBER} 13912345678`);
  t.match(await called(t, '4008880003'), { rule: 'others', data: { from: 'three' } });
});

t.test(
  'who calls ours himself, or comes from a number that is not to be shown, goes where the access number leads',
  async (t) => {
    t.match(await called(t, ''), { rule: undefined, call: { redirecting: null } });
    t.match(await called(t, '4008880001', 'restricted'), { rule: undefined, call: { redirecting: null } });
  },
);

t.test('it can be tried beforehand', async (t) => {
  const { box } = await openBox(t, { config: { flows: FLOWS, rules: RULES } });
  const tried = box.routes.try({ from: '13912345678', to: ACCESS_NUMBER, redirecting: '4008880001' });
  t.match(tried, { to: { kind: 'flow', flow: 'first' }, rules: ['first'] });
});
