// SPDX-License-Identifier: GPL-2.0-or-later
// Does somebody find his figures on the page of reports: choose, see the table and the picture, go from a figure to its calls, take files
// away? Each by his rights, in both languages, at a real box with calls.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import t from 'tap';
import { ACCESS_NUMBER, QUEUE } from '../support/box.js';
import { shopDay } from '../support/shop-day.js';
import { PASSWORD, webBox } from '../support/web-box.js';
import { complaintsOf, openBrowser, signIn } from './support/browser.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const DAY = '2026-01-05';
const PICTURES = process.env.SPILLWAY_PICTURES;

t.test('a supervisor and his figures', async (t) => {
  const browser = await openBrowser();
  t.teardown(() => browser.close());
  const place = await webBox(t, {
    signedIn: 0,
    console: path.join(process.cwd(), 'dist/console'),
    config: {
      accessNumbers: [
        { number: ACCESS_NUMBER, name: '东方卫视', queue: QUEUE },
        {
          ...{ number: '88880002', name: '湖南卫视', queue: QUEUE },
          ...{ hours: [{ from: '01:00', to: '02:00' }], afterHours: 'refuse' },
        },
      ],
      blocked: ['13700000007'],
      queues: [{ name: QUEUE, overflow: 'callback', wrapUp: '5s' }],
    },
  });
  const { web, during, box } = place;
  await shopDay(place);
  await box.settled();
  const page = await browser.newPage();
  const complaints = complaintsOf(page);
  const address = `http://127.0.0.1:${web.port}`;
  await during(signIn(page, address, 'chen', PASSWORD));
  await during(page.goto(`${address}/#/reports`));
  await during(page.locator('select[name=kind]').waitFor());
  await during(page.locator('select[name=time]').selectOption('days'));
  await during(page.locator('input[name=from]').fill(DAY));
  await during(page.locator('input[name=from]').press('Enter'));
  await during(page.locator('select[name=by]').selectOption('queue'));

  const rows = page.locator('.report table.list tbody tr');
  await during(page.locator('.report .drill', { hasText: QUEUE }).waitFor());
  t.match(await during(page.locator('h1').innerText()), '整体话务报表（按队列）');
  for (const look of ['line', 'pie', 'heat', 'bar']) {
    await during(page.locator(`input[name=look][value=${look}]`).check());
    t.match(await during(page.locator('.chart').getAttribute('aria-label')), /接听 1、放弃 1、分流 2、阻塞 2/);
    t.ok(await during(page.locator('.chart canvas').count()), look);
    if (PICTURES) await during(page.screenshot({ path: `${PICTURES}/reports-${look}.png`, fullPage: true }));
  }
  await during(page.evaluate(axe));
  const found = (await during(
    page.evaluate("axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations)"),
  )) as readonly { readonly id: string; readonly impact: string; readonly nodes: readonly { target: unknown }[] }[];
  t.same(
    found.filter(({ impact }) => /serious|critical/.test(impact)).map(({ id, nodes }) => [id, nodes[0]?.target]),
    [],
  );

  const [file] = await during(
    Promise.all([page.waitForEvent('download'), page.locator('a', { hasText: 'Excel' }).click()]),
  );
  t.equal(file.suggestedFilename(), 'traffic.xlsx');
  t.equal(readFileSync(await during(file.path())).toString('latin1', 0, 2), 'PK');

  await during(page.locator('.report .drill', { hasText: QUEUE }).click());
  await during(page.locator('.only', { hasText: QUEUE }).waitFor());
  await during(page.locator('h1', { hasText: '呼入明细表' }).waitFor());
  await during(page.locator('.report tbody a').first().waitFor());
  const calls = await during(rows.count());
  await during(page.locator('.only button').click());
  await during(page.locator('.only').waitFor({ state: 'detached' }));
  await during(rows.nth(calls).waitFor()); // those of no queue are there again
  await during(page.emulateMedia({ media: 'print' }));
  t.notOk(await during(page.locator('nav').first().isVisible()), 'on paper there is the page alone');
  await during(page.emulateMedia({ media: 'screen' }));
  await during(page.locator('.report tbody a').first().click());
  await during(page.waitForURL(/#\/calls\//));
  t.same(complaints, []);

  await during(browser.clearCookies());
  const boss = await browser.newPage();
  await during(signIn(boss, address, 'owner', PASSWORD));
  await during(boss.goto(`${address}/#/reports`));
  await during(boss.locator('select[name=kind]').selectOption('custom'));
  await during(boss.locator('button[name=make]').click());
  await during(boss.locator('input[name=report-name]').fill('evenings'));
  await during(boss.locator('input[name=report-title]').fill('晚间来电'));
  await during(boss.locator('select[name=report-and]').selectOption('hour'));
  await during(boss.locator('input[name=report-where]').fill('contact.number == "1"'));
  await during(boss.locator('.define button[type=submit]').click());
  await during(boss.locator('.define [role=alert]').waitFor());
  await during(boss.locator('input[name=report-where]').fill('values.queue == "sales"'));
  if (PICTURES) await during(boss.screenshot({ path: `${PICTURES}/reports-define.png`, fullPage: true }));
  await during(boss.locator('.define button[type=submit]').click());
  await during(boss.locator('h1', { hasText: '晚间来电' }).waitFor());
  t.match(readFileSync(path.join(place.world.folder, 'spillway.yaml'), 'utf8'), /name: evenings/);
  await during(boss.close());

  await during(browser.clearCookies());
  const other = await browser.newPage();
  await during(signIn(other, address, 'night', PASSWORD));
  await during(other.goto(`${address}/#/reports`));
  await during(other.locator('select[name=kind]').waitFor());
  t.equal(await during(other.locator('.filter a, button[name=print]').count()), 0, 'he looks, and takes nothing away');
});
