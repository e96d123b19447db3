// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 001-44 004-06
// The network between browser and web process fails in a call: does the page say so, catch up by itself, and is a verb pressed twice done once?
import t from 'tap';
import { agentId } from '../support/box.js';
import { CutLine } from '../support/cut-line.js';
import { agent, talk } from '../support/floor.js';
import { until } from '../support/web-box.js';
import { whoHears } from '../support/who-hears.js';
import { office } from './support/seat.js';

t.setTimeout(120_000);

const LI = agentId(1);
const GIVES_UP = 11_000; // of the bar that waits for an answer
const SILENCE = 40_000; // the server says something every 10 s, the page gives it 25 s and looks every 10 s

t.test('a line that goes silent in a call: banner, no dead verb, and what was missed when it is back', async (t) => {
  const place = await office(t, 'zh-CN', { signedIn: 1 });
  const { world, box, web, at } = place;
  const line = await CutLine.open(t, web.port);
  const li = await place.seat(LI, line.address);
  const { caller, telephone } = await talk(place);
  await li.sees('.call.talking');
  const banner = li.page.locator('.banner[role=alert]');
  t.equal(await banner.count(), 0);

  await li.page.clock.install();
  line.mood = 'silent';
  await at(li.page.clock.fastForward(SILENCE));
  await at(banner.waitFor());
  t.match(await at(banner.innerText()), /中断，正在重连/);
  const first = li.page.locator('.verbs button.verb').first();
  t.equal(await at(first.getAttribute('aria-disabled')), 'true', 'no verb that does nothing');
  t.same(
    await whoHears(world, { customer: caller.channel.index, li: telephone.channel }),
    { customer: 'li', li: 'customer' },
    'they talk on',
  );
  caller.clear();
  await at(until(() => agent(box, 1).state === 'wrapUp'));

  line.mood = 'passes';
  await at(li.page.clock.fastForward(SILENCE));
  await at(banner.waitFor({ state: 'detached' }));
  t.equal(await at(li.page.locator('.call.talking').count()), 0, 'he is told that his customer has gone');
  t.same(li.complaints, []);
});

t.test('a verb whose answer is lost: pressed again it is the same act', async (t) => {
  const place = await office(t, 'en', { signedIn: 1, telephones: 2 });
  const { world, box, web, at } = place;
  const line = await CutLine.open(t, web.port);
  const li = await place.seat(LI, line.address);
  const keys: (string | undefined)[] = [];
  li.page.on('request', (request) => {
    if (request.url().endsWith('/hold')) keys.push(request.headers()['idempotency-key']);
  });
  const { caller, telephone } = await talk(place);
  await li.sees('.call.talking');
  await li.page.clock.install();
  line.mood = 'deaf';
  await li.press('hold');
  const held = () => box.status().stations.find(({ station }) => station === '801')?.state === 'held';
  await at(until(held));
  await at(li.page.clock.fastForward(GIVES_UP));
  await li.press('hold');
  await at(until(() => keys.length === 2));
  t.equal(keys[1], keys[0], 'unanswered, and nothing heard of it: the same act');

  line.mood = 'passes';
  await at(li.page.clock.fastForward(SILENCE));
  await li.sees('.call.held');
  t.match(await whoHears(world, { customer: caller.channel.index, li: telephone.channel }), { customer: 'music' });
  await li.press('retrieve');
  await li.sees('.call.talking');
  await li.press('hold');
  await li.sees('.call.held');
  t.not(keys[2], keys[0], 'what is known to be done is over: the next is another act');
});
