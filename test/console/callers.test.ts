// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 000-23 001-37 001-59 001-60
// Are callers' messages heard and dealt with in the browser, the wave watched and switched, and an address book dialled?
import t from 'tap';
import { complaintsOf, openBrowser, signIn } from './support/browser.js';
import { standing } from './support/fake-data.js';
import { FakeServer } from './support/fake-server.js';

const browser = await openBrowser();
const fake = await FakeServer.start();
t.teardown(async () => {
  await browser.close();
  await fake.close();
});
const sent = (what: string) => fake.bodies.filter(([line]) => line === what).at(-1)?.[1] as Record<string, unknown>;

t.test('a supervisor hears a message, sends it on, and writes down a callback', async (t) => {
  const page = await browser.newPage();
  const complaints = complaintsOf(page);
  await signIn(page, fake.address, 'wang');
  await page.goto(`${fake.address}/#/voicemail`);
  await page.locator('h1', { hasText: '2 条新留言' }).waitFor();
  await page.locator('.play').first().click();
  await page.locator('audio').waitFor();
  t.ok(fake.heard.includes('POST /api/v1/mailboxes/messages/m-1/heard'), 'who listens has heard it');
  t.ok(fake.heard.includes('GET /api/v1/mailboxes/messages/m-1/sound'));
  await page.locator('tr .el-dropdown .el-button').first().click();
  await page.locator('.el-dropdown-menu__item:visible', { hasText: '总机' }).click();
  await page.locator('[role=status]', { hasText: '已转到 总机' }).waitFor();
  t.same(sent('POST /api/v1/mailboxes/messages/m-1/forward'), { to: '总机' });
  await page.locator('tr .el-button', { hasText: '转为回呼' }).first().click();
  await page.locator('[role=status]', { hasText: '已登记回呼' }).waitFor();
  t.match(sent('POST /api/v1/callbacks/new'), { number: /^139/ });
  t.same(complaints, []);
  await page.close();
});

t.test('the wave: its share as it is told, its report, and a switch by hand with an end', async (t) => {
  const page = await browser.newPage();
  await page.goto(`${fake.address}/#/wave`);
  await page.locator('h1', { hasText: '电脑座席接 35%' }).waitFor();
  await page.locator('.curve canvas').waitFor();
  t.match(await page.locator('.curve').getAttribute('aria-label'), /呼入 \d+、接听 \d+、捕获 \d+、流失 \d+/);
  t.match(await page.locator('table.list').allInnerTexts(), [/东方购物[\s\S]*央广购物/, /黄金档/, /已回呼/, /pstn/]);
  const at = fake.world.now();
  const { surge } = standing(at);
  fake.tell({ type: 'live', at, standing: { surge: { ...surge, share: 0.6 } } });
  await page.locator('h1', { hasText: '60%' }).waitFor();
  await page.locator('.form button[type=submit]').click();
  for (let tries = 0; tries < 50 && sent('POST /api/v1/surge') === undefined; tries++) await page.waitForTimeout(20);
  t.same(sent('POST /api/v1/surge'), { is: 'on', for: '1h' });
  await page.locator('.choice', { hasText: '近 1 小时' }).click();
  await page.locator('.choice.on', { hasText: '近 1 小时' }).waitFor();
  await page.close();
});

t.test('an agent’s address book: an entry is kept, and a double click dials it', async (t) => {
  await browser.clearCookies();
  const page = await browser.newPage();
  await signIn(page, fake.address, '1001');
  await page.goto(`${fake.address}/#/book`);
  await page.locator('input[name=book-name]').fill('仓库');
  await page.locator('input[name=book-number]').fill('021 5566 7788');
  await page.keyboard.press('Enter');
  const row = page.locator('tr', { hasText: '仓库' });
  await row.waitFor();
  t.match(fake.world.saved.get('address-book'), [{ name: '仓库', number: '02155667788' }], 'it goes with him');
  await row.dblclick();
  for (let tries = 0; tries < 50 && sent('POST /api/v1/agents/1001/makeCall') === undefined; tries++)
    await page.waitForTimeout(20);
  t.same(sent('POST /api/v1/agents/1001/makeCall'), { to: 'number:02155667788' });
  await page.close();
});

t.test('an agent writes to the supervisor, who is no agent, and she to him', async (t) => {
  await browser.clearCookies();
  const page = await browser.newPage();
  const write = async (to: string, text: string) => {
    await page.locator('.el-select[aria-label], .box form .el-select').last().click();
    await page.locator('.el-select-dropdown__item:visible', { hasText: to }).click();
    await page.locator('input[name=message]').fill(text);
    await page.keyboard.press('Enter');
    await page.locator('li', { hasText: text }).first().waitFor();
    return sent('POST /api/v1/messages');
  };
  await signIn(page, fake.address, '1001');
  t.same(await write('王建军', '七点半我可以顶班。'), { to: 'wang', text: '七点半我可以顶班。' });
  await browser.clearCookies();
  await signIn(page, `${fake.address}/?again`, 'wang');
  await page.goto(`${fake.address}/?again#/supervise`);
  t.same(await write('李娜', '好，谢谢。'), { to: '1001', text: '好，谢谢。' });
  await page.close();
});
