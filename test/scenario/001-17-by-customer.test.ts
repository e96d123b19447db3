// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 001-17 002-11
// Does a customer come to his own agent, his deputy, his group, and a VIP before all others?
import t from 'tap';
import { SYSTEM } from '../../src/bus/index.js';
import type { TrunkLeg } from '../../src/call/index.js';
import { type BoxWorld, QUEUE } from '../support/box.js';
import { NUMBER, nextRung, openFamiliar, ringAgain, rung, SECOND } from '../support/familiar.js';
import { agent } from '../support/floor.js';

t.setTimeout(120_000);

const BY_CUSTOMER = { byCustomer: true };
const set = ({ box }: BoxWorld, id: string, fields: Readonly<Record<string, string>>) =>
  box.customers.set(id, { numbers: NUMBER, name: `Customer ${id}`, ...fields }, SYSTEM);

/** He gives up, and the telephone of that port is silent again. */
async function hangsUp(place: BoxWorld, caller: TrunkLeg, port: number): Promise<void> {
  caller.clear();
  await place.world.until(() => rung(place).length === 0 && agent(place.box, port).state === 'ready');
}

t.test('the owner is rung, not the next of the queue; else the deputy; else whoever is next', async (t) => {
  const place = await openFamiliar(t, BY_CUSTOMER, { telephones: 4 });
  const { box } = place;
  await set(place, 'c1', { owner: '1003', deputy: '1004' });
  const owner = await ringAgain(place);
  t.equal(await nextRung(place), 3);
  await hangsUp(place, owner.caller, 3);

  box.agents.notReady('1003', 'meal');
  const deputy = await ringAgain(place);
  t.equal(await nextRung(place), 4);
  await hangsUp(place, deputy.caller, 4);

  box.agents.signOut('1004');
  await ringAgain(place);
  t.equal(await nextRung(place), 1, 'neither is there, and no group is named: the agent who has been idle longest');
});

t.test('the group’s queue has him when one of its agents is idle, else he stays in his own', async (t) => {
  const queues = [
    { name: QUEUE, wrapUp: '0s', ...BY_CUSTOMER },
    { name: 'gold', wrapUp: '0s' },
  ];
  const agents = [1, 2].map((port) => ({
    ...{ id: `${1000 + port}`, name: `Agent ${port}`, pin: '4711' },
    queues: [port === 2 ? 'gold' : QUEUE],
  }));
  const place = await openFamiliar(t, {}, { config: { queues, agents } });
  const { box, reads } = place;
  await set(place, 'c1', { owner: '1009', group: 'gold' });
  const first = await ringAgain(place);
  t.equal(await nextRung(place), 2);
  await hangsUp(place, first.caller, 2);
  await box.settled();
  t.match(await reads.selectFrom('call').selectAll().execute(), [{ queue: 'gold' }]);

  box.agents.notReady('1002', 'meal');
  await ringAgain(place);
  t.equal(await nextRung(place), 1);
});

t.test(
  'of customers who share a number the VIP’s owner is rung, then he of whom was heard last, then the lowest id’s',
  async (t) => {
    const place = await openFamiliar(t, BY_CUSTOMER, { telephones: 4 });
    const { world, box, reads } = place;
    const whoseIsNext = async () => {
      const { caller } = await ringAgain(place);
      const port = await nextRung(place);
      caller.clear();
      await world.until(() => rung(place).length === 0);
      await world.advance(200);
      await box.settled();
      return port;
    };
    await set(place, 'b', { owner: '1003' });
    await set(place, 'a', { owner: '1002' });
    t.equal(await whoseIsNext(), 2, 'neither was ever in contact: the lower id');
    await set(place, 'a', { numbers: '' });
    t.equal(await whoseIsNext(), 3, 'the number is b’s alone');
    await set(place, 'a', { numbers: NUMBER });
    t.equal(await whoseIsNext(), 3, 'b was in contact last');
    await set(place, 'c', { owner: '1004', grade: '5' });
    t.equal(await whoseIsNext(), 4, 'the VIP');
    const contacts = await reads.selectFrom('contact').select('customer').orderBy('startedAt').execute();
    t.same(
      contacts.map(({ customer }) => customer),
      ['a', 'b', 'b', 'c'],
      'and the records know whose each was',
    );
  },
);

t.test('a VIP who comes later is served before those who wait, and equal ones in their order', async (t) => {
  const place = await openFamiliar(t, { ...BY_CUSTOMER, gradePriority: 10 }, { telephones: 1 });
  const { world, box, reads } = place;
  await set(place, 'vip', { numbers: '13900000003', grade: '3' });
  box.agents.notReady('1001', 'meal');
  for (const number of ['13900000001', '13900000002', '13900000003']) {
    world.network.call('88880001', number);
    await world.advance(2 * SECOND);
  }
  box.agents.ready('1001');
  for (let n = 0; n < 3; n++) {
    await nextRung(place);
    world.telephone(1).lift();
    await world.until(() => agent(box, 1).state === 'talking');
    await world.advance(SECOND);
    world.telephone(1).putDown();
    await world.advance(2 * SECOND);
  }
  await box.settled();
  const numbers = new Map(
    (await reads.selectFrom('contact').select(['id', 'number']).execute()).map(({ id, number }) => [id, number]),
  );
  const served = (await place.events('call.bridged')).map(({ call }) => numbers.get(call ?? ''));
  t.same(served, ['+8613900000003', '+8613900000001', '+8613900000002']);
});

t.test('a queue that does not go by customers gives them to the next, whoever owns them', async (t) => {
  const place = await openFamiliar(t, {});
  await set(place, 'c1', { owner: '1002' });
  await ringAgain(place);
  t.equal(await nextRung(place), 1);
});

t.test('a customer’s language stands in his contact, and the offer tells who he is', async (t) => {
  const place = await openFamiliar(t, BY_CUSTOMER);
  const { box, reads } = place;
  await set(place, 'c1', { name: '李小龙', grade: '2', language: 'en' });
  await ringAgain(place);
  await nextRung(place);
  await box.settled();
  t.match(await reads.selectFrom('contact').selectAll().execute(), [{ customer: 'c1', language: 'en' }]);
  const [offer] = await place.events('offer.made');
  t.match(JSON.parse(offer?.detail ?? '{}'), { customer: { id: 'c1', name: '李小龙', grade: 2 } });
});
