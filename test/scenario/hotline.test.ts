// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 003-07
// Does the sample of a TV-shopping hotline welcome its callers, let them choose a language and somebody who speaks it, let those type ahead who know the way, and stand a wave?
import { readFileSync } from 'node:fs';
import t, { type Test } from 'tap';
import { parse } from 'yaml';
import type { TrunkLeg } from '../../src/call/index.js';
import { openBox } from '../support/box.js';
import { agent } from '../support/floor.js';

const NUMBER = '88880005';
const sample = parse(readFileSync('examples/hotline.yaml', 'utf8')) as {
  readonly flows: object;
  readonly languageNeeds: object;
  readonly surge: object;
  readonly agents: readonly object[];
  readonly queues: readonly object[];
};

async function hotline(t: Test, signedIn = 2) {
  const { flows, languageNeeds, surge, queues } = sample;
  const config = {
    ...{ flows, languageNeeds, surge },
    accessNumbers: [{ number: NUMBER, name: 'hotline', menu: 'hotline' }],
    queues: queues.map((queue) => ({ ...queue, wrapUp: '0s' })),
    agents: sample.agents.map((one) => ({ ...one, pin: '4711' })),
  };
  const place = await openBox(t, { config, signedIn });
  const { world } = place;
  const hears = async (caller: TrunkLeg, prompt: string) => {
    const listened = world.listen(caller.channel.index, await world.load(prompt));
    await world.until(() => listened.heard, 60_000);
    await world.advance(300);
  };
  const calls = () => world.network.call(NUMBER, '13912345678');
  return { ...place, calls, hears };
}

t.test('who is welcomed chooses English, hears nothing else, and talks with who speaks it', async (t) => {
  const { world, calls, hears } = await hotline(t);
  const caller = calls();
  await hears(caller, 'zh-CN/welcome');
  await hears(caller, 'common/choose-language');
  caller.sendDigits('2');
  await hears(caller, 'en/menu-main');
  caller.sendDigits('1');
  await world.until(() => world.telephone(2).rings);
  t.notOk(world.telephone(1).rings, 'who has been idle longer, but speaks no English');
});

t.test('who chooses none hears the language of the shop, and talks with whoever is free', async (t) => {
  const { world, calls, hears } = await hotline(t);
  const caller = calls();
  await hears(caller, 'common/choose-language');
  await hears(caller, 'zh-CN/menu-main');
  caller.sendDigits('0');
  await world.until(() => world.telephone(1).rings);
  t.notOk(world.telephone(2).rings);
});

t.test(
  'who knows the way keys it in into the welcome: he is with an agent before the menus could be said',
  async (t) => {
    const { world, calls } = await hotline(t);
    const caller = calls();
    await world.until(() => caller.state === 'connected');
    const listened = world.listen(caller.channel.index, await world.load('common/choose-language'));
    await world.advance(300);
    caller.sendDigits('11');
    await world.until(() => world.telephone(1).rings, 1_000);
    t.notOk(listened.heard);
  },
);

t.test('in a wave computer agents take numbers; when it is over, who was promised a callback gets it', async (t) => {
  const { world, box, hears, reads } = await hotline(t, 1);
  const most = Math.ceil(30 * 0.7);
  const crowd: TrunkLeg[] = [];
  for (let n = 0; n < most; n++) {
    crowd.push(world.network.call(NUMBER, `1380000${String(n).padStart(4, '0')}`));
    await world.advance(100);
  }
  await world.until(() => crowd.every(({ state }) => state === 'connected'));
  const late: TrunkLeg[] = [];
  for (let n = 0; n < 4; n++) {
    late.push(world.network.call(NUMBER, `1390000000${n}`));
    await world.advance(200);
  }
  await world.until(() => late.some(({ state }) => state === 'cleared'), 60_000);
  await box.settled();
  const promised = await reads.selectFrom('callbackRequest').selectAll().execute();
  t.ok(promised.length > 0, 'at least every other one of them');
  const called = world.network.answersAfter(world.clock, 500);
  for (const caller of [...crowd, ...late]) if (caller.state !== 'cleared') caller.clear();
  await world.until(() => called.length > 0, 120_000);
  const [customer] = called;
  if (customer === undefined) throw new Error('nobody is called back');
  await hears(customer, 'zh-CN/callback-greeting');
  customer.sendDigits('1');
  await world.until(() => world.telephone(1).rings, 60_000);
  world.telephone(1).lift();
  await world.until(() => agent(box, 1).state === 'talking');
  t.ok(promised.some(({ number }) => number?.includes('1390000000')));
});
