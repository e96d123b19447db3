// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 000-24 001-51
// A caller whom nobody answers is led to leave a message when he has waited; the agent sees and hears it at his telephone: from the start, and then it is heard.
import t from 'tap';
import { ACCESS_NUMBER, agentId, QUEUE } from '../support/box.js';
import { hangUp } from '../support/floor.js';
import { mailboxHouse } from '../support/mailbox-house.js';

const TIMEOUT = { queues: [{ name: QUEUE, maxWait: '10s', nobodyReady: 'wait', overflow: { message: 'service' } }] };

t.test('after the queue; new, then heard, and one new less', async (t) => {
  const place = await mailboxHouse(t, { config: TIMEOUT });
  const { world, box, speaks, hears, events } = place;
  box.agents.notReady(agentId(1), 'meal');
  await speaks(world.network.call(ACCESS_NUMBER));
  await speaks(world.network.call(ACCESS_NUMBER, '13900000002'));
  await box.settled();
  t.match(box.voicemail.boxes(agentId(1)), [{ new: 2, heard: 0 }]);
  const telephone = world.telephone(1);
  telephone.lift();
  await world.advance(500);
  telephone.dial('*97');
  await hears(telephone, 'zh-CN/voicemail-new');
  await world.until(() => box.voicemail.boxes()[0]?.new === 1, 20_000);
  t.match(box.voicemail.list(), [{ state: 'heard', number: '+8613912345678' }, { state: 'new' }]);
  await hears(telephone, 'zh-CN/voicemail-menu');
  telephone.dial('4');
  await world.until(() => box.voicemail.boxes()[0]?.new === 0, 20_000);
  telephone.dial('2');
  await hears(telephone, 'zh-CN/voicemail-done');
  await hangUp(world, telephone);
  await box.settled();
  t.match(box.voicemail.list(), [{ state: 'heard' }, { state: 'saved' }]);
  t.match(await events('message.changed'), [
    { actor: `agent:${agentId(1)}`, source: 'telephone', agent: agentId(1), detail: /"state":"heard"/ },
    { detail: /"state":"heard"/ },
    { detail: /"state":"saved"/ },
  ]);
});

t.test('what he hears is what was said, from its first word', async (t) => {
  const { world, box, leaves, hears } = await mailboxHouse(t);
  await leaves();
  const telephone = world.telephone(1);
  telephone.lift();
  await world.advance(500);
  telephone.dial('*97');
  await hears(telephone, 'zh-CN/voicemail-new');
  await world.until(() => box.voicemail.boxes()[0]?.new === 0, 20_000);
  const before = world.told('started').length;
  await hears(telephone, 'zh-CN/voicemail-menu');
  t.ok(before > 0);
  const [message] = box.voicemail.list();
  t.ok(message);
  // 1: again; 3: gone, and its file with it.
  telephone.dial('1');
  await hears(telephone, 'zh-CN/voicemail-menu', 40_000);
  telephone.dial('3');
  await hears(telephone, 'zh-CN/voicemail-done');
  await hears(telephone, 'zh-CN/goodbye').catch(() => {});
  await box.settled();
  t.same(box.voicemail.list(), []);
});
