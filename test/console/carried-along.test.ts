// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 000-20 000-23 000-35 001-59
// Two agents at their desks, a real box: do data and notes go with a handed-over call, is what one changes of a customer in the call there for the other, does a message reach who is away, does each see when he works?
import t from 'tap';
import { agentId, stationNumber } from '../support/box.js';
import { agent, hangUp, talk } from '../support/floor.js';
import { office, until } from './support/seat.js';

const [LI, BO] = [agentId(1), agentId(2)];
const agents = [LI, BO].map((id, index) => ({
  ...{ id, name: `Agent ${index + 1}`, pin: '4711', queues: ['sales'] },
  ...(index === 0 && { shifts: [{ calendar: 'early' }] }),
}));

t.test('a call is handed over with all that is known', async (t) => {
  const calendars = { early: { hours: [{ from: '08:00', to: '17:00' }] } };
  const place = await office(t, 'zh-CN', { signedIn: 1, telephones: 2, config: { agents, calendars } });
  const { world, box, at, events } = place;
  const li = await place.seat(LI);
  await li.sees('.shift', '08:00–17:00');
  await at(li.page.locator('.box form .el-select').last().click());
  await li.clicks('.el-select-dropdown__item:visible', 'Agent 2');
  await at(li.page.locator('input[name=message]').fill('尾号 5678 的客户下午会再来电'));
  await at(li.page.keyboard.press('Enter'));
  await li.sees('li', '尾号 5678');

  const { caller } = await talk(place);
  await li.sees('.call.talking');
  box.calling.attach(LI, { 订单: 'TV-0817' });
  await at(li.page.locator('input[name=customer-name]').fill('王秀英'));
  await at(li.page.locator('input[name=customer-name]').press('Enter'));
  await li.sees('.customer .name', '王秀英');
  await at(li.page.locator('textarea[name=note]').fill('要换大一号，补差价 60 元'));
  await li.sees('[role=status]', '已保存');

  box.agents.signIn(BO, stationNumber(2));
  const bo = await place.seat(BO);
  await bo.sees('.bell .count', '1');
  await bo.sees('li', '尾号 5678 的客户下午会再来电');
  await li.press('transfer');
  await at(li.page.locator('.whom input').fill(BO));
  await li.clicks('.whom button.one', 'Agent 2');
  await at(until(() => world.telephone(2).rings));
  await bo.sees('.call.rings');
  await bo.sees('.customer .name', '王秀英');
  world.telephone(2).lift();
  await world.until(() => agent(box, 2).state === 'talking');
  await bo.sees('.customer dd', 'TV-0817');
  await bo.sees('.middle', '要换大一号，补差价 60 元');

  await bo.clicks('.customer .el-button', '修改');
  await at(bo.page.locator('input[name=customer-name]').fill('王秀英（会员）'));
  await at(bo.page.locator('input[name=customer-name]').press('Enter'));
  await bo.sees('.customer .name', '王秀英（会员）');
  await box.settled();
  t.equal((await events('customer.changed')).length > 0, true, 'the box keeps it');
  caller.clear();
  await hangUp(world, world.telephone(2));
  t.same([...li.complaints, ...bo.complaints], []);
});
