// SPDX-License-Identifier: GPL-2.0-or-later
// Does a customer who leaves his number on the shop's page get his call: the agent's telephone first, then his own; and is a page that asks too often refused?
import t from 'tap';
import { agentId, openBox, QUEUE } from '../support/box.js';
import { hearEachOther, rungCustomer } from '../support/people.js';

const NUMBER = '13912345678';
/** The shop's page, at the box's socket. */
const PAGE = { actor: 'program:page', source: 'web' } as const;
const config = {
  queues: [{ name: QUEUE, callback: { order: 'agentFirst' } }],
  callback: { created: { perNumber: { requests: 1 }, perSource: { requests: 2 } } },
};

t.test('a request by a program: the agent lifts, the customer is rung, they talk', async (t) => {
  const { world, box, reads, events } = await openBox(t, { signedIn: 0, config });
  const { request } = await world.during(
    box.actingFor(PAGE, () => box.callbacks.create({ number: NUMBER, note: 'page 7' }, PAGE)),
  );
  t.match(await box.callbacks.list(), [{ id: request, origin: 'command', note: 'page 7', promised: 1 }]);
  box.agents.signIn(agentId(1), '801');
  await world.until(() => world.telephone(1).rings, 60_000);
  t.equal((await reads.selectFrom('callbackAttempt').selectAll().execute()).length, 0, 'nobody is dialled yet');
  world.telephone(1).lift();
  const customer = await rungCustomer(world, 2_000);
  t.match(customer.called, { digits: NUMBER });
  await world.during(customer.answer());
  await world.advance(500);
  t.ok(await hearEachOther(world, customer, 1));
  t.match(await reads.selectFrom('callbackRequest').selectAll().execute(), [{ id: request, state: 'completed' }]);
  const [asked] = await events('callback.asked');
  t.match(asked, { actor: 'program:page', source: 'web', request });
});

t.test('no more for a number, and no more from one program, than the file allows', async (t) => {
  const { world, box } = await openBox(t, { signedIn: 0, config });
  const ask = (number: string, by: typeof PAGE | { actor: string; source: 'web' } = PAGE) =>
    world.during(box.callbacks.create({ number }, by));
  await ask(NUMBER);
  await t.rejects(ask(NUMBER), { code: 'REFUSED', message: /perNumber/ });
  await ask('13900000001');
  await t.rejects(ask('13900000002'), { code: 'REFUSED', message: /perSource/ });
  await ask('13900000002', { actor: 'program:other', source: 'web' });
  t.equal((await box.callbacks.list()).length, 3);
});
