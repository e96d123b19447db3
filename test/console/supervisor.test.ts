// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 004-28
// Do supervisor and owner see, act, and get an answer in every state of a list?
import t from 'tap';
import { becomes, complaintsOf, openBrowser, signIn } from './support/browser.js';
import { standing } from './support/fake-data.js';
import { FakeServer } from './support/fake-server.js';

const browser = await openBrowser();
const fake = await FakeServer.start();
t.teardown(async () => {
  await browser.close();
  await fake.close();
});

t.test('a supervisor sees figures change as they are told, and listens to an agent', async (t) => {
  const page = await browser.newPage();
  const complaints = complaintsOf(page);
  await signIn(page, fake.address, 'wang');
  await page.locator('.tile').first().waitFor();
  t.match(await page.locator('h1').innerText(), '浪涌中');

  const at = fake.world.now();
  const { queues } = standing(at);
  fake.tell({ type: 'live', at, standing: { queues: queues.map((queue) => ({ ...queue, waiting: 31 })) } });
  await page.locator('td.big', { hasText: '31' }).first().waitFor();

  await page.locator('.tile').first().click();
  await page.locator('.el-popover button:visible', { hasText: '监听' }).click();
  await page
    .locator('.el-popover:visible')
    .waitFor({ state: 'detached' })
    .catch(() => undefined);
  t.ok(fake.heard.includes('POST /api/v1/agents/1002/supervise'), 'the one who talks longest stands first');

  const before = fake.heard.filter((path) => path.endsWith('/supervise')).length;
  await page.locator('.person .hear').first().click();
  await page.locator('.person > [role=status]').first().waitFor();
  t.equal(fake.heard.filter((path) => path.endsWith('/supervise')).length, before + 1, 'and by one click on him');
  t.same(complaints, []);
  await page.close();
});

t.test('who sells how: the best first, hour by hour; another look when a call has ended', async (t) => {
  const page = await browser.newPage();
  await page.goto(`${fake.address}/#/team`);
  await page.locator('table.team tbody tr').first().waitFor();
  t.match(await page.locator('h1').innerText(), /今天 \d+ 通通话，\d+ 个结果/);
  const results = (await page.locator('table.team tbody tr td:nth-child(5)').allInnerTexts()).map(Number);
  t.same(
    results,
    [...results].sort((a, b) => b - a),
  );
  const asked = () => fake.heard.filter((line) => line === 'GET /api/v1/team').length;
  const before = asked();
  const at = fake.world.now();
  const event = { n: 5_000, type: 'call.ended', at, facts: { agent: '1001' }, actor: 'system', source: 'telephone' };
  fake.tell({ type: 'event', n: 5_000, event: event as never });
  await becomes(page, async () => asked() === before + 1);
  await page.locator('select[name=code]').selectOption('改约');
  await becomes(page, async () => asked() === before + 2);
  t.equal(fake.world.saved.get('team-code'), '改约', 'what he counts goes with him');
  await page.close();
});

t.test('every list has its four states', async (t) => {
  const page = await browser.newPage();
  const lists = {
    '/calls': 'calls.list',
    '/recordings': 'recordings.list',
    '/callbacks': 'callbacks.list',
    '/customers': 'customers.find',
    '/voicemail': 'mailboxes.list',
  };
  for (const [path, route] of Object.entries(lists)) {
    for (const [mood, shows] of [
      ['never', '.bone'],
      ['failed', '[role=alert]'],
      ['noRight', '.note'],
      ['empty', '.note'],
    ] as const) {
      fake.world.moods.set(route, mood);
      await page.goto(`${fake.address}/?${mood}#${path}`);
      await page.locator(shows).first().waitFor();
    }
    t.match(await page.locator('.note').first().innerText(), /[\u4e00-\u9fff]{4}/, `${path} says what will be here`);
    fake.world.moods.clear();
  }
  await page.close();
});

t.test(
  'an owner changes a setting: checked before it is applied, and wrong ones are told at the field and the line',
  async (t) => {
    const page = await browser.newPage();
    await browser.clearCookies();
    await signIn(page, fake.address, 'owner');
    await page.locator('h1', { hasText: '今天 1,284 通来电' }).waitFor();
    await page.goto(`${fake.address}/#/settings?section=queues`);
    await page.locator('.entry .head').first().click();
    const [check, apply] = [page.locator('header .el-button').nth(1), page.locator('header .el-button').nth(2)];
    t.ok(await apply.isDisabled(), 'nothing is applied unchecked');
    await page.locator('[id="queues.orders.music"]').fill('soft');
    await check.click();
    await page.locator('.field.wrong', { hasText: '没有提示音' }).waitFor();
    await page.locator('.one.wrong').waitFor();
    t.ok(await apply.isDisabled());
    await page.locator('[id="queues.orders.music"]').fill('queue-music');
    const wrapUp = page.locator('.field', { has: page.locator('[id="queues.orders.wrapUp"]') });
    await wrapUp.locator('input').first().fill('20');
    await wrapUp.locator('input').first().blur();
    await check.click();
    await page.locator('[role=status]', { hasText: '检查通过' }).waitFor();
    await apply.click();
    await page.locator('[role=status]', { hasText: '已应用' }).waitFor();
    t.ok(fake.heard.includes('PATCH /api/v1/settings'));
    const [, sent] = fake.bodies.find(([line]) => line === 'PATCH /api/v1/settings') ?? [];
    t.match(
      JSON.stringify(sent),
      /"queues.orders.wrapUp","value":"20(s|min)"/,
      'a number and a unit, as the file has it',
    );
    await page.close();
  },
);

t.test('who has no right sees no page for it', async (t) => {
  const page = await browser.newPage();
  await browser.clearCookies();
  await signIn(page, fake.address, '1001');
  const pages = await page.locator('nav.rail').innerText();
  t.match(pages, '工作台');
  t.notMatch(pages, /管理|设置|审计|监控|人员/);
  await page.close();
});
