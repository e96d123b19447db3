// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 001-06 001-46
// Is each verb of the phone bar, pressed in the browser, heard by the parties? Customer, agent and colleague speak; what reaches each is judged.
import t from 'tap';
import { agentId, stationNumber } from '../support/box.js';
import { agent, hangUp, talk } from '../support/floor.js';
import { whoHears } from '../support/who-hears.js';
import { office, until } from './support/seat.js';

const [LI, BO] = [agentId(1), agentId(2)];

t.test('hold, consult, go back, alternate, conference, leave', async (t) => {
  const place = await office(t, 'zh-CN', { signedIn: 1, telephones: 3 });
  const { world, box, at, seat } = place;
  const li = await seat(LI);
  const [own, other] = [world.telephone(1), world.telephone(2)];
  const { caller } = await talk(place);
  box.agents.signIn(BO, stationNumber(2));
  const ears = { customer: caller.channel.index, li: own.channel, bo: other.channel };
  const hears = async () => {
    await world.advance(300);
    return whoHears(world, ears);
  };
  const consulted = async () => {
    await li.press('consult');
    await li.sees('.whom button.one', 'Agent 2');
    await at(li.page.locator('.whom input').fill(BO));
    await li.clicks('.whom button.one', 'Agent 2');
    await at(until(() => other.rings));
    other.lift();
    await li.sees('.chip.held, .second .chip');
  };
  await li.sees('.call.talking');
  t.same(await hears(), { customer: 'li', li: 'customer', bo: '' });

  await li.press('hold');
  await li.sees('.call.held');
  t.match(await hears(), { customer: 'music', li: '' }, 'on hold');
  await li.press('retrieve');
  await li.sees('.call.talking');
  t.match(await hears(), { customer: 'li', li: 'customer' }, 'retrieved');

  await consulted();
  t.same(await hears(), { customer: 'music', li: 'bo', bo: 'li' }, 'consulting, the customer hears music');
  await li.press('reconnect');
  await li.sees('.call.talking');
  await hangUp(world, other);
  t.match(await hears(), { customer: 'li', li: 'customer' }, 'back');

  await consulted();
  await li.more('alternate');
  await world.advance(500);
  t.same(await hears(), { customer: 'li', li: 'customer', bo: 'music' }, 'alternated: the colleague waits');
  await li.press('conference');
  await world.advance(500);
  t.same(await hears(), { customer: 'li bo', li: 'customer bo', bo: 'customer li' }, 'conference');
  await li.more('leave');
  await world.advance(500);
  t.match(await hears(), { customer: 'bo', bo: 'customer' }, 'left, and they go on');
  await hangUp(world, own);
  t.equal(agent(box, 2).state, 'talking');
  t.same(li.complaints, []);
});
