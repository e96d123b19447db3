// SPDX-License-Identifier: GPL-2.0-or-later
// Which advertisement brought customers? Sales by access number: in the call itself, by the callback that it was promised, and none.

import t from 'tap';
import { ACCESS_NUMBER, agentId, QUEUE, stationNumber } from '../support/box.js';
import { agent, hangUp, talk } from '../support/floor.js';
import { confirm, leaveNumber, rungCustomer } from '../support/people.js';
import { shop } from '../support/shop.js';

const CODES = [
  { name: 'order', digit: '1', sale: true },
  { name: 'consulting', digit: '2' },
];
const OTHER = '88880002';

const config = (codes: readonly object[]) => ({
  queues: [{ name: QUEUE, overflow: 'callback', wrapUp: '30s', wrapUpCodes: codes }],
  accessNumbers: [
    { number: ACCESS_NUMBER, name: '东方卫视', queue: QUEUE },
    { number: OTHER, name: '湖南卫视', queue: QUEUE },
    { number: '88880003', queue: QUEUE },
  ],
});

t.test('each caller counts at the number that he dialled, whenever he bought', async (t) => {
  const place = await shop(t, { config: config(CODES) });
  const { world, box, spillway } = place;
  const telephone = world.telephone(1);
  const coded = async (code: string, leave: () => void) => {
    box.agents.wrapUpCode(agentId(1), 'consulting');
    box.agents.wrapUpCode(agentId(1), code); // his last word counts
    leave();
    await world.advance(500);
    await hangUp(world, telephone);
    box.agents.finishWrapUp(agentId(1));
    await world.advance(500);
  };
  await leaveNumber(world, '13900000001');
  await world.advance(60_000);
  await leaveNumber(world, '13900000001'); // the same promise: one sale
  box.agents.signIn(agentId(1), stationNumber(1));
  const customer = await rungCustomer(world);
  await confirm(world, customer);
  await world.until(() => telephone.rings);
  telephone.lift();
  await world.until(() => agent(box, 1).state === 'talking');
  await world.advance(2_000);
  await coded('order', () => customer.clear());

  for (const [called, calling, code] of [
    [ACCESS_NUMBER, '13912345678', 'order'],
    [ACCESS_NUMBER, '13912345679', 'consulting'],
    [OTHER, '13700000001', 'consulting'],
  ] as const) {
    const { caller } = await talk(place, { called, calling });
    await coded(code, () => caller.clear());
  }
  const impatient = world.network.call(OTHER, '13800000002');
  await world.until(() => telephone.rings);
  impatient.clear();
  await world.advance(1_000);
  await box.settled();

  const [made] = await place.reads.selectFrom('call').select('id').where('direction', '=', 'outbound').execute();
  t.match(
    (await spillway('calls', 'show', made?.id ?? '')).text,
    /wrap-up: order \(agent 1001\)/,
    'with the call itself',
  );
  t.match((await spillway('report', 'outgoing', '--json')).text, /"code": ?"order"/);
  const found = JSON.parse((await spillway('report', 'conversion', '--json')).text);
  t.match(found, {
    sales: ['order'],
    whole: { offered: 6, answered: 3, calledBack: 1, sold: 1, soldLater: 1, codes: { order: 2, consulting: 2 } },
    parts: [
      { accessNumber: ACCESS_NUMBER, name: '东方卫视', offered: 4, answered: 2, calledBack: 1, sold: 1, soldLater: 1 },
      { accessNumber: OTHER, name: '湖南卫视', offered: 2, answered: 1, sold: 0, soldLater: 0, conversion: 0 },
      { accessNumber: '88880003', offered: 0, sold: 0 },
    ],
  });
  t.equal(found.parts[0].conversion, 0.5);
  const offered = JSON.parse((await spillway('report', '--by', 'access-number', '--json')).text).parts;
  for (const { key, calls } of offered)
    t.equal(found.parts.find((one: { accessNumber: string }) => one.accessNumber === key).offered, calls.offered, key);
  t.match((await spillway('report', 'conversion')).text, /88880001 东方卫视 .* 50%/);
  t.match((await spillway('report', 'conversion', '--csv')).text, /^88880001,东方卫视,4,2,1,1,1,0\.5,1,2\r?$/m);
  const none = JSON.parse((await spillway('report', 'conversion', '--day', '2026-01-04', '--json')).text);
  t.match(none, { whole: { offered: 0, conversion: 0 } }, 'a day without calls divides by nothing');
});

t.test('where no code is a sale that is said, not 0 %', async (t) => {
  const { spillway } = await shop(t, { config: config([{ name: 'order' }]) });
  t.match(await spillway('report', 'conversion'), { code: 1, complaint: /no code is a sale: write `sale: true`/ });
});
