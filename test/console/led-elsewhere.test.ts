// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 000-04
// Is what is pressed in the browser done at the far end: a waiting caller put first, moved, given to somebody; a customer sent on from an agent; a span busied out and put back?
import t from 'tap';
import type { TrunkLeg } from '../../src/call/index.js';
import { agentId, QUEUE, stationNumber } from '../support/box.js';
import { agent, hangUp, talk } from '../support/floor.js';
import { whoHears } from '../support/who-hears.js';
import { office, type Seat, until } from './support/seat.js';

const [LI, BO] = [agentId(1), agentId(2)];
const SERVICE = 'service';

/** What a supervisor does with the caller of this number, by a word of his menu. */
async function lead({ clicks }: Seat, number: string, word: string): Promise<void> {
  await clicks(`tr:has-text("${number}") .lead`);
  await clicks('.el-dropdown-menu__item:visible', word);
}

t.test('callers who wait are led: to the front, to another queue, to an agent; each is heard there', async (t) => {
  const agents = [LI, BO].map((id, index) => ({
    ...{ id, name: `Agent ${index + 1}`, pin: '4711', queues: [index === 0 ? QUEUE : SERVICE] },
  }));
  const config = { agents, queues: [{ name: QUEUE }, { name: SERVICE }] };
  const place = await office(t, 'en', { signedIn: 2, telephones: 2, config });
  const { world, box, at, events } = place;
  box.agents.notReady(LI, 'meeting');
  const callers: TrunkLeg[] = [];
  for (const last of [1, 2, 3]) {
    callers.push(world.network.call('88880001', `1391234567${last}`));
    await world.advance(1_000);
  }
  const order = () => box.calling.supervision.waiting.list().map(({ number }) => number?.slice(-1));
  const hears = (index: number, name: 'li' | 'bo') => {
    const customer = callers[index]?.channel.index ?? -1;
    return whoHears(world, { customer, [name]: world.telephone(name === 'li' ? 1 : 2).channel } as never);
  };
  const chen = await place.seat('chen');
  await at(chen.page.goto(`${place.address}/#/supervise`));
  await chen.sees('tr:has(.lead)', '5673');

  await lead(chen, '5673', 'To the front');
  await at(until(() => order()[0] === '3'));
  await chen.sees('tr:has(.lead):first-child', '5673');

  await lead(chen, '5672', `Move to ${SERVICE}`);
  await at(until(() => world.telephone(2).rings));
  world.telephone(2).lift();
  await world.until(() => agent(box, 2).state === 'talking');
  t.match(await hears(1, 'bo'), { customer: 'bo', bo: 'customer' }, 'the agent of the other queue has him');
  callers[1]?.clear();
  await hangUp(world, world.telephone(2));
  box.agents.finishWrapUp(BO);
  await world.advance(1_500);

  await lead(chen, '5671', 'Give to Agent 2');
  await at(until(() => world.telephone(2).rings));
  world.telephone(2).lift();
  await world.until(() => agent(box, 2).state === 'talking');
  await world.advance(300);
  t.match(await hears(0, 'bo'), { customer: 'bo', bo: 'customer' });
  t.same(order(), ['3'], 'the others wait on');

  box.agents.ready(LI);
  await world.until(() => world.telephone(1).rings);
  world.telephone(1).lift();
  await world.until(() => agent(box, 1).state === 'talking');
  t.match(await hears(2, 'li'), { customer: 'li', li: 'customer' }, 'who was put first');
  await box.settled();
  for (const type of ['call.promoted', 'call.moved', 'call.picked'] as const)
    t.match(await events(type), [{ actor: 'person:chen', source: 'web' }], type);
  t.same(chen.complaints, []);
});

t.test('a supervisor sends an agent’s customer to a colleague', async (t) => {
  const place = await office(t, 'zh-CN', { signedIn: 1, telephones: 2 });
  const { world, box, at, reads, events } = place;
  const { caller, telephone } = await talk(place);
  box.agents.signIn(BO, stationNumber(2));
  const chen = await place.seat('chen');
  await at(chen.page.goto(`${place.address}/#/supervise`));
  await chen.does('Agent 1', '强转');
  await at(chen.page.locator('.el-popover:visible input').fill(BO));
  await chen.clicks('.el-popover:visible button.one', 'Agent 2');
  await at(until(() => world.telephone(2).rings));
  world.telephone(2).lift();
  await world.until(() => agent(box, 2).state === 'talking');
  await world.advance(300);
  const ears = { customer: caller.channel.index, li: telephone.channel, bo: world.telephone(2).channel };
  t.match(await whoHears(world, ears), { customer: 'bo', bo: 'customer' });
  t.equal(agent(box, 1).state, 'wrapUp', 'the agent is out of it');
  await box.settled();
  t.match(await reads.selectFrom('segment').selectAll().where('endReason', '=', 'forcedTransfer').execute(), [
    { agent: LI },
  ]);
  t.match(await events('call.transferred'), [{ actor: 'person:chen', source: 'web', agent: LI }]);
  t.same(chen.complaints, []);
});

t.test(
  'a menu stays under the finger while its agent is given a call and comes to stand in another group',
  async (t) => {
    const place = await office(t, 'zh-CN', { signedIn: 1, telephones: 1 });
    const { world, box, at } = place;
    const chen = await place.seat('chen');
    await at(chen.page.goto(`${place.address}/#/supervise`));
    await chen.sees('.tile', '示闲');
    await chen.clicks('.tile', 'Agent 1');
    const menu = chen.page.locator('.el-popover:visible');
    await at(menu.locator('button', { hasText: '强制示忙' }).hover());
    const asked = await menu.elementHandle();

    world.network.call('88880001', '13912345678');
    await at(until(() => world.telephone(1).rings));
    world.telephone(1).lift();
    await at(until(() => agent(box, 1).state === 'talking'));
    await chen.sees('.el-popover:visible button:not([disabled])', '监听');
    t.ok(await asked?.isVisible(), 'it is the menu that was opened, and it has never closed');
    await at(chen.page.keyboard.press('Escape'));
    await at(chen.page.mouse.move(5, 5));
    await chen.sees('section:has-text("通话") .tile', 'Agent 1');
    t.same(chen.complaints, []);
  },
);

t.test('an administrator busies a span out: the exchange gets no call through; put back, it does', async (t) => {
  const place = await office(t, 'zh-CN', { signedIn: 1, telephones: 1 });
  const { world, box, at, events } = place;
  const owner = await place.seat('owner');
  await at(owner.page.goto(`${place.address}/#/lines`));
  const [span] = world.e1s;
  await owner.clicks(`.box:has(h2:has-text("${span}")) header button`, '闭塞');
  await owner.clicks('.el-popover:visible button', '是');
  await at(until(() => box.status().spans[0]?.busiedOut === 30));
  await owner.sees('.slots .busiedOut');
  const refused = world.network.call('88880001', '13912345678');
  await at(until(() => refused.state === 'cleared'));
  t.notOk(world.telephone(1).rings, 'nobody was rung');

  await owner.clicks(`.box:has(h2:has-text("${span}")) header button`, '恢复');
  await at(until(() => box.status().spans[0]?.inService === 30));
  await owner.sees('.slots li:first-child .slot.idle');
  await owner.clicks('.slot', /^5/);
  await owner.clicks('.slot', /^7/);
  await owner.clicks(`.box:has(h2:has-text("${span}")) header button`, '闭塞');
  await owner.clicks('.el-popover:visible button', '是');
  await at(until(() => box.status().spans[0]?.busiedOut === 2));
  const out = box.lines.channels().filter(({ condition }) => condition === 'busiedOut');
  t.same(
    out.map(({ slot }) => slot),
    [5, 7],
    'channels that were chosen',
  );
  await owner.sees('.slot.busiedOut', /^7/);
  await owner.clicks(`.box:has(h2:has-text("${span}")) header button`, '恢复');
  await at(until(() => box.status().spans[0]?.inService === 30));
  const { caller, telephone } = await talk(place);
  const ears = { customer: caller.channel.index, li: telephone.channel };
  t.match(await whoHears(world, ears), { customer: 'li', li: 'customer' });
  await owner.sees('.slots .talking');
  await box.settled();
  const done = { actor: 'person:owner', source: 'web' };
  t.match(await events('channels.busiedOut'), [done, done]);
  t.match(await events('channels.inService'), [done, done]);
  t.same(owner.complaints, []);
});
