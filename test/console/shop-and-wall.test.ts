// SPDX-License-Identifier: GPL-2.0-or-later
// Is the wall read from afar and coloured by `watch:`; are changes undone; does somebody who writes of a customer keep his text when another was quicker?
import t from 'tap';
import { becomes, complaintsOf, openBrowser, signIn } from './support/browser.js';
import { standing } from './support/fake-data.js';
import { FakeServer } from './support/fake-server.js';
import { ringKnown } from './support/screens.js';

const browser = await openBrowser();
const fake = await FakeServer.start();
t.teardown(async () => {
  await browser.close();
  await fake.close();
});
const PEOPLE = /李娜|王芳|张伟|刘洋/;

t.test(
  'the wall: six figures of an eighth of its height, no names, nothing to scroll; colours by watch:',
  async (t) => {
    const page = await browser.newPage();
    const complaints = complaintsOf(page);
    await signIn(page, fake.address, 'wang');
    await page.goto(`${fake.address}/#/wall`);
    await page.locator('.wall .tile').first().waitFor();
    t.equal(await page.locator('.wall .tile').count(), 6);
    const heights = (await page.evaluate(
      "[...document.querySelectorAll('.wall .tile strong')].map((one) => parseFloat(getComputedStyle(one).fontSize) / innerHeight)",
    )) as readonly number[];
    t.ok(Math.min(...heights) >= 0.12, 'readable from eight metres');
    t.equal(await page.evaluate('document.documentElement.scrollHeight <= innerHeight'), true);
    t.notMatch(await page.locator('.wall').innerText(), PEOPLE);
    t.ok(await page.locator('.wall .curve').isVisible(), 'the wave’s curve while a surge is on');

    const tell = (limits: Readonly<Record<string, 'critical' | 'major' | 'minor'>>) => {
      const at = fake.world.now();
      const { queues, surge } = standing(at);
      const calm = queues.map(({ limits: _, ...queue }) => ({ ...queue, waiting: 0, longestWait: 0 }));
      const told = calm.map((queue, index) =>
        index === 0 && Object.keys(limits).length > 0 ? { ...queue, limits } : queue,
      );
      fake.tell({ type: 'live', at, standing: { queues: told, surge: { ...surge, on: false } } });
    };
    const waits = page.locator('.wall .tile').first();
    tell({});
    await becomes(page, async () => /good/.test((await waits.getAttribute('class')) ?? ''));
    t.notOk(await page.locator('.wall .curve').isVisible(), 'and not else');
    tell({ waiting: 'minor' });
    await becomes(page, async () => /watch/.test((await waits.getAttribute('class')) ?? ''));
    tell({ waiting: 'major' });
    await becomes(page, async () => /bad/.test((await waits.getAttribute('class')) ?? ''));
    t.match(await waits.innerText(), /[\u4e00-\u9fff]{2}/, 'a word beside the colour');

    await page.goto(`${fake.address}/#/supervise`);
    await page.locator('td.big.bad').first().waitFor();
    t.same(complaints, []);
    await page.close();
  },
);

t.test('what stands otherwise than before is shown, and undone', async (t) => {
  const page = await browser.newPage();
  await browser.clearCookies();
  await signIn(page, fake.address, 'owner');
  await page.goto(`${fake.address}/#/settings`);
  await page.locator('button, [role=tab]', { hasText: '历史' }).first().click();
  await page.locator('li .el-button', { hasText: '差异' }).first().click();
  await page.locator('li', { hasText: '整理时间' }).first().waitFor();
  await page.locator('li .el-button', { hasText: '恢复到此版本' }).first().click();
  await page.locator('.el-popover:visible button', { hasText: '是' }).click();
  const undone = () => fake.heard.some((line) => /^POST \/api\/v1\/settings\/.*undo/.test(line));
  await becomes(page, async () => undone());
  t.ok(undone());
  await page.close();
});

t.test('another was quicker: both texts stand there, and either is taken', async (t) => {
  const page = await browser.newPage();
  await browser.clearCookies();
  await ringKnown(page, fake);
  const [customer] = fake.world.known;
  if (customer === undefined) throw new Error('nobody is known');
  await page.locator('.customer .el-button', { hasText: '修改' }).click();
  const name = page.locator('input[name=customer-name]');
  await name.fill('王秀英（换货）');
  fake.world.moods.set('customers.put', 'edited');
  fake.world.edited = { ...customer, name: '王秀英（退货）' };
  await page.locator('.customer button[type=submit]').click();
  await page.locator('.theirs', { hasText: '王秀英（退货）' }).waitFor();
  t.equal(await name.inputValue(), '王秀英（换货）', 'what was written is still there');
  fake.world.moods.clear();
  await page.locator('.customer button[type=submit]').click();
  await page.locator('.customer .name', { hasText: '王秀英（换货）' }).waitFor();
  await page.close();
});
