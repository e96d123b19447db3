// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 004-40 004-42
// An agent at a number outside is allotted to a call: what is attached to it is visible by the id of the call while his telephone rings,
// and when he has lifted his program shows it, he has heard it, and the two hear each other.
import t from 'tap';
import { ACCESS_NUMBER, QUEUE } from '../support/box.js';
import { agent } from '../support/floor.js';
import { HookServer } from '../support/hook-server.js';
import { answer, FAR, MOBILE, outsideAgent, press, talkOutside } from '../support/outside-agent.js';
import { whoHears } from '../support/who-hears.js';

t.test(
  'data by the id of the call when his telephone is allotted; shown and heard when he lifts; bridged',
  async (t) => {
    const client = await new HookServer().listen();
    t.teardown(() => client.close());
    const hook = { name: 'client', form: 'web', url: client.url, secret: 'at-least-8-characters', alarms: 'none' };
    const place = await outsideAgent(
      t,
      { number: MOBILE },
      {
        config: {
          queues: [{ name: QUEUE, wrapUp: '0s', tellAgent: ['data'] }],
          hooks: [{ ...hook, events: ['offer.made', 'offer.accepted'] }],
        },
      },
    );
    const { world, box, mobiles, mobile, reads } = place;
    box.agents.signIn(FAR);
    box.agents.notReady(FAR, 'meeting');
    const caller = world.network.call(ACCESS_NUMBER, '13912345678');
    await world.advance(1_000);
    const [{ call } = { call: '' }] = box.calling.supervision.waiting.list();
    box.attach(call, { order: '4711', grade: 'gold' });
    box.agents.ready(FAR);
    await world.until(() => mobiles.length === 1);
    t.equal(mobile().called.digits, MOBILE, 'his telephone outside is allotted');
    await box.settled();
    await client.received(1);
    t.match(client.posts[0]?.json, {
      type: 'offer.made',
      facts: { agent: FAR, call },
      contact: { data: { order: '4711', grade: 'gold' } },
    });

    const spoken = world.listen(mobile().channel.index, await world.load('zh-CN/whisper-customer'));
    await answer(place, mobile(), '1');
    await world.until(() => agent(box, 1).state === 'talking', 5_000);
    await box.settled();
    await client.received(2);
    t.match(client.posts[1]?.json, { type: 'offer.accepted', contact: { data: { order: '4711' } } });
    t.match(box.calling.data(FAR), { order: '4711', grade: 'gold' }, 'and his program reads it');
    await world.advance(6_000);
    t.ok(spoken.heard, 'he has heard it, too');
    const ears = { customer: caller.channel.index, mobile: mobile().channel.index };
    t.same(await whoHears(world, ears), { customer: 'mobile', mobile: 'customer' });
    caller.clear();
    await world.advance(500);
    await box.settled();
    const [contact] = await reads.selectFrom('contact').selectAll().execute();
    t.match(contact?.data, /4711/, 'it stands with the call');
  },
);

t.test('while he talks he keys in what the call is about; the customer goes on hearing him', async (t) => {
  const config = { queues: [{ name: QUEUE, wrapUp: '0s', wrapUpCodes: [{ digit: '4', name: 'order' }] }] };
  const place = await outsideAgent(t, { number: MOBILE }, { config });
  const { world, box, mobile, events } = place;
  box.agents.signIn(FAR);
  const { ears } = await talkOutside(place);
  await press(place, mobile(), '*734');
  await world.advance(3_000);
  await box.settled();
  t.match(await events('agent.wrapUpCode'), [{ agent: FAR, detail: /"code":"order"/, source: 'telephone' }]);
  t.same(await whoHears(world, ears), { customer: 'mobile', mobile: 'customer' });
});
