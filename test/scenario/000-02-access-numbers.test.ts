// SPDX-License-Identifier: GPL-2.0-or-later
// Row 000-02: does the number that the caller dialled (the 400 number's, as the exchange delivers it) choose where he comes?
import t from 'tap';
import type { Dialogue } from '../../src/ivr/index.js';
import { openBox } from '../support/box.js';

const TWO_STATIONS = {
  accessNumbers: [
    { number: '88880001', name: '东方卫视', queue: 'orders' },
    { number: '88880002', name: '售后服务', queue: 'service' },
    { number: '88880003', name: '自助查询', menu: 'enquiry' },
  ],
  queues: [{ name: 'orders' }, { name: 'service' }],
  agents: [
    { id: '1001', name: '李娜', pin: '4711', queues: ['orders'] },
    { id: '1002', name: '王伟', pin: '4711', queues: ['service'] },
  ],
};

const dialogues = {
  enquiry: async (dialogue: Dialogue) => {
    await dialogue.answer();
    await dialogue.menu('menu-main', { choices: '1', attempts: 1 });
  },
};

t.test('each access number leads to the agents of its own queue', async (t) => {
  const { world, box, reads } = await openBox(t, { config: TWO_STATIONS, dialogues });
  const [orders, service] = [world.telephone(1), world.telephone(2)];

  const first = world.network.call('88880001', '13900000001');
  await world.until(() => orders.rings);
  t.notOk(service.rings);
  const second = world.network.call('88880002', '13900000002');
  await world.until(() => service.rings);
  service.lift();
  await world.until(() => second.state === 'connected');
  await world.advance(200);

  const calls = await reads.selectFrom('call').selectAll().orderBy('offeredAt').execute();
  t.match(calls, [
    { accessNumber: '88880001', accessName: '东方卫视', calling: '+8613900000001', queue: 'orders', agent: null },
    { accessNumber: '88880002', accessName: '售后服务', calling: '+8613900000002', queue: 'service', agent: '1002' },
  ]);
  t.match(box.status().queues, [
    { name: 'orders', waiting: 1 },
    { name: 'service', waiting: 0, answered: 1 },
  ]);
  first.clear();
});

t.test('another access number leads to its menu, where the caller hears it and chooses', async (t) => {
  const { world, reads } = await openBox(t, { config: TWO_STATIONS, dialogues });
  const caller = world.network.call('88880003');
  const menu = world.listen(caller.channel.index, await world.load('zh-CN/menu-main'));

  await world.until(() => menu.heard);
  await world.until(() => caller.state === 'connected');
  caller.sendDigits('1');
  await world.until(() => caller.state === 'cleared');

  t.match(caller, { cause: 16 });
  await world.advance(100);
  t.match(await reads.selectFrom('call').selectAll().execute(), [
    { accessNumber: '88880003', queue: null, disposition: 'selfServed', reason: null },
  ]);
});

t.test('a number that the box does not serve is cleared with cause 1, unanswered and recorded', async (t) => {
  const { world, box, reads } = await openBox(t, { config: TWO_STATIONS, dialogues });
  const caller = world.network.call('88889999');

  await world.until(() => caller.state === 'cleared');

  t.match(caller, { cause: 1, stamps: { answer: undefined } });
  await world.advance(100);
  t.match(await reads.selectFrom('call').selectAll().execute(), [
    { accessNumber: '88889999', accessName: null, disposition: 'refused', reason: 'unknownNumber', cause: 1 },
  ]);
  t.match(box.status().calls, { offered: 1, refused: 1, inProgress: 0 });
});
