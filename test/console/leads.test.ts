// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 004-25
// Does a supervisor find on the page of leads who came and was not talked with, by state, number and access number, and does he take them away?
import { readFileSync } from 'node:fs';
import t from 'tap';
import { ACCESS_NUMBER, agentId, QUEUE } from '../support/box.js';
import { hangUp, talk } from '../support/floor.js';
import { office } from './support/seat.js';

const OTHER = '88880002';

t.test('leads on the page', async (t) => {
  const place = await office(t, 'zh-CN', {
    signedIn: 1,
    telephones: 1,
    config: {
      queues: [{ name: QUEUE, wrapUp: '30s', wrapUpCodes: [{ name: '订购', sale: true }] }],
      accessNumbers: [
        { number: ACCESS_NUMBER, name: '东方卫视', queue: QUEUE },
        { number: OTHER, name: '湖南卫视', queue: QUEUE },
      ],
    },
  });
  const { world, box, at } = place;
  const gaveUp = async (called: string, calling: string) => {
    const caller = world.network.call(called, calling);
    await world.until(() => world.telephone(1).rings);
    caller.clear();
    await world.advance(2_000);
  };
  await gaveUp(ACCESS_NUMBER, '13912345678');
  await gaveUp(OTHER, '13700000009');
  const { caller, telephone } = await talk(place, { calling: '13700000001' });
  box.agents.wrapUpCode(agentId(1), '订购');
  caller.clear();
  await world.advance(500);
  await hangUp(world, telephone);
  box.agents.finishWrapUp(agentId(1));
  await world.advance(500);
  await box.settled();

  const chen = await place.seat('chen');
  // The web process counts its days by the machine's clock, and the calls are of the world's.
  await chen.page.route(/\/api\/v1\/leads/, (route) => {
    const url = new URL(route.request().url());
    url.searchParams.set('since', '2026-01-01');
    return route.continue({ url: url.href });
  });
  const rows = chen.page.locator('table.list tbody tr');
  const chosen = async (word: string) => {
    await at(chen.page.locator('.filter .el-select').nth(1).click());
    await chen.clicks('.el-select-dropdown__item:visible', word);
  };
  await at(chen.page.goto(`${place.address}/#/leads`));
  await chen.sees('tr', '137 0000 0001');
  t.equal(await rows.count(), 3);
  await chen.sees('tr:has-text("137 0000 0001")', '已成交');
  await chen.sees('tr:has-text("139 1234 5678")', '待跟进');

  await chosen('已成交');
  await at(rows.nth(1).waitFor({ state: 'detached' }));
  await chen.sees('tr', '137 0000 0001');
  await chosen('全部');
  await at(rows.nth(2).waitFor());
  await at(chen.page.locator('input[name=service]').fill('湖南卫视'));
  await chen.clicks('.filter button', '查询');
  await at(rows.nth(1).waitFor({ state: 'detached' }));
  await chen.sees('tr', '137 0000 0009');
  await chen.clicks('tbody tr', '137 0000 0009');
  await at(chen.page.waitForURL(/#\/calls\//));

  await at(chen.page.goto(`${place.address}/#/leads`));
  await at(rows.nth(0).waitFor());
  t.equal(await rows.count(), 1, 'who comes back finds what he had asked for');
  await chen.clicks('.filter button', '清空');
  await at(rows.nth(2).waitFor());
  const [file] = await at(
    Promise.all([chen.page.waitForEvent('download'), chen.page.locator('header a[download]').click()]),
  );
  t.equal(file.suggestedFilename(), 'leads.csv');
  t.match(readFileSync(await at(file.path()), 'utf8'), /^\uFEFF最近来访,号码,.*\r\n/);
  t.same(chen.complaints, []);
});
