// SPDX-License-Identifier: GPL-2.0-or-later
// Does who left a message in a box get a request, where the file says so? A customer does, once for a call; a colleague does not.
import t from 'tap';
import { QUEUE } from '../support/box.js';
import { hangUp } from '../support/floor.js';
import { BOX_NUMBER, CALLER, mailboxHouse } from '../support/mailbox-house.js';

const FROM: ('surge' | 'queue' | 'message')[] = ['surge', 'queue', 'message'];

t.test('a customer gets one, which was promised to nobody', async (t) => {
  const { box, leaves } = await mailboxHouse(t, { config: { callback: { from: FROM } } });
  await leaves();
  await box.settled();
  t.match(await box.callbacks.list(), [
    { origin: 'message', promised: 0, queue: QUEUE, accessNumber: BOX_NUMBER, number: `+86${CALLER}` },
  ]);
});

t.test('where the file does not name messages nobody does', async (t) => {
  const { box, leaves } = await mailboxHouse(t);
  await leaves();
  await box.settled();
  t.same(await box.callbacks.list(), []);
});

t.test('a colleague who leaves one by a code does not', async (t) => {
  const place = await mailboxHouse(t, { config: { callback: { from: FROM } } });
  const { world, box, hears } = place;
  const telephone = world.telephone(2);
  telephone.lift();
  await world.advance(500);
  telephone.dial('*98600#');
  await hears(telephone, 'zh-CN/leave-a-message');
  await world.advance(2_500);
  world.media.play(telephone.channel, [await world.load('zh-CN/surge')]);
  await world.advance(6_000);
  await hangUp(world, telephone);
  await box.settled();
  t.equal(box.voicemail.list().length, 1);
  t.same(await box.callbacks.list(), []);
});
