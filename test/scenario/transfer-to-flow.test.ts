// SPDX-License-Identifier: GPL-2.0-or-later
// Is a flow that there is not refused at once, by its name, and does the agent go on talking with his customer?
import t from 'tap';
import { callInHand, FIRST } from '../support/call-in-hand.js';

t.test('a flow that there is not', async (t) => {
  const { box, world, hears, events } = await callInHand(t, { dialogues: { survey: async () => {} } });
  t.throws(() => box.calling.singleStepTransfer(FIRST, { flow: 'surwey' }), { code: 'NOT_FOUND', message: /surwey/ });
  await world.advance(200);
  t.match(await hears(), { customer: 'agent', agent: 'customer' });
  t.same(await events('call.transferred'), []);
  box.calling.singleStepTransfer(FIRST, { flow: 'survey' });
  await world.advance(200);
  t.match(await events('call.transferred'), [{ detail: /flow:survey/ }]);
});
