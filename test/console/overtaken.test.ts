// SPDX-License-Identifier: GPL-2.0-or-later
// Answers come in any order: is one that was overtaken left out? What is on the page is what is acted on.
import type { Page, Route } from 'playwright-core';
import t from 'tap';
import { complaintsOf, openBrowser, signIn } from './support/browser.js';
import { calls } from './support/fake-data.js';
import { FakeServer } from './support/fake-server.js';

const browser = await openBrowser();
const fake = await FakeServer.start();
t.teardown(async () => {
  await browser.close();
  await fake.close();
});
const page = await browser.newPage();
const complaints = complaintsOf(page);
await signIn(page, fake.address, 'owner');

/** The first answer to this is held back. `asked`: it has been answered at the other end; `let` lets it through. */
async function held(on: Page, path: string | RegExp): Promise<{ asked: Promise<void>; let: () => Promise<void> }> {
  let release = () => {};
  let told = () => {};
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  const asked = new Promise<void>((resolve) => {
    told = resolve;
  });
  let passed: Promise<void> = Promise.resolve();
  const hold = async (route: Route) => {
    const response = await route.fetch();
    told();
    await gate;
    await route.fulfill({ response });
  };
  await on.route(
    path,
    (route) => {
      if (route.request().method() !== 'GET') return route.continue();
      passed = hold(route);
      return passed;
    },
    { times: 1 },
  );
  return {
    asked,
    let: async () => {
      const arrived = on.waitForResponse(path);
      release();
      await passed;
      await arrived;
      await on.evaluate('new Promise((resolve) => setTimeout(resolve, 0))'); // the page has had its turn
    },
  };
}

t.test('a backup that was begun before the list came', async (t) => {
  const list = await held(page, '**/api/v1/backups');
  await page.goto(`${fake.address}/?backup#/backup`);
  await list.asked;
  await page.locator('header button', { hasText: '立即备份' }).click();
  const told = page.locator('[role=status]', { hasText: '正在备份' });
  await told.waitFor();
  await list.let();
  t.ok(await told.isVisible(), 'an older answer does not say that nothing is under way');
  await told.waitFor({ state: 'detached' });
});

t.test('another call’s timeline', async (t) => {
  const [first, second] = calls(fake.world.now()).map(({ id }) => id);
  const timeline = await held(page, `**/api/v1/calls/${first}`);
  await page.goto(`${fake.address}/?calls#/calls/${first}`);
  await timeline.asked;
  await page.evaluate(`location.hash = '#/calls/${second}'`);
  await page.locator('.line li').first().waitFor();
  const shown = await page.locator('main').innerText();
  await timeline.let();
  t.equal(await page.locator('main').innerText(), shown, 'the one that was opened last stays');
});

t.test('whose traces are on the page is erased, whatever has been typed since', async (t) => {
  await page.goto(`${fake.address}/?personal#/personal`);
  const number = page.locator('input[name=number]');
  await number.fill('13912345678');
  await page.locator('form button[type=submit]').click();
  await page.locator('h2', { hasText: '139 1234 5678' }).waitFor();
  await number.fill('13800000000');
  await page.locator('input[aria-label="清除原因（必填）"]').fill('asked by letter');
  await page.locator('section button', { hasText: '清除' }).last().click();
  await page.locator('.el-popover:visible button', { hasText: '是' }).click();
  await page.locator('[role=status]').waitFor();
  const [, body] = fake.bodies.at(-1) ?? [];
  t.match(body, { number: '+8613912345678' });
});

t.test('nothing to complain of', async (t) => t.same(complaints, []));
