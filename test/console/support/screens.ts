// SPDX-License-Identifier: GPL-2.0-or-later
// Which screens does the console have? Each with how one comes there: for pictures, and for what must hold of all of them.

import type { Page } from 'playwright-core';
import { signIn } from './browser.js';
import type { FakeServer } from './fake-server.js';

export interface Screen {
  readonly name: string;
  readonly show: (page: Page, fake: FakeServer) => Promise<void>;
}

const AGENT = '1001';
const SUPERVISOR = 'wang';
const OWNER = 'owner';

/** Somebody goes to a page, and it is there. */
const at = (name: string, person: string, path: string, ready: string): Screen => ({
  name,
  show: async (page, fake) => {
    await signIn(page, fake.address, person);
    await page.goto(`${fake.address}/#${path}`);
    await page.locator(ready).first().waitFor();
  },
});

/** A known customer's call is at the agent's telephone. */
export async function ringKnown(page: Page, fake: FakeServer): Promise<void> {
  await signIn(page, fake.address, AGENT);
  await page.locator('.desk').waitFor();
  const customer = fake.world.known[0];
  if (customer === undefined) throw new Error('nobody is known');
  fake.world.line.ring({ call: 'c-901', number: customer.numbers[0] ?? '', customer });
  await page.locator('.call.rings').waitFor();
  await page.locator('.customer .name').waitFor();
}

async function talkKnown(page: Page, fake: FakeServer): Promise<void> {
  await ringKnown(page, fake);
  fake.world.line.lift();
  await page.locator('.tape').waitFor();
}

export const SCREENS: readonly Screen[] = [
  {
    name: '01-sign-in',
    show: async (page, fake) => {
      await page.goto(fake.address);
      if (fake.world.language === 'en') await page.getByRole('button', { name: 'English' }).click();
    },
  },
  at('02-desk-ready', AGENT, '/desk', '.shift'),
  { name: '03-desk-ringing', show: ringKnown },
  {
    name: '04-desk-talking',
    show: async (page, fake) => {
      await talkKnown(page, fake);
      await page.locator('textarea[name=note]').fill('客户想把上次的蒸汽拖把换成大一号，已说明需补差价 60 元。');
    },
  },
  {
    name: '05-desk-consulting',
    show: async (page, fake) => {
      await talkKnown(page, fake);
      fake.world.line.act('consult', { to: 'agent:1002' });
      await page.locator('.chip').waitFor();
    },
  },
  {
    name: '06-desk-transfer-panel',
    show: async (page, fake) => {
      await talkKnown(page, fake);
      await page.keyboard.press('F6');
      await page.locator('.whom').waitFor();
    },
  },
  {
    name: '07-desk-wrap-up',
    show: async (page, fake) => {
      await talkKnown(page, fake);
      fake.world.line.over();
      await page.locator('.codes').waitFor();
      await page.keyboard.press('2');
    },
  },
  {
    name: '08-desk-unknown',
    show: async (page, fake) => {
      await signIn(page, fake.address, AGENT);
      fake.world.line.ring({ call: 'c-902', number: '13912345678' });
      await page.locator('input[name=customer-name]').waitFor();
    },
  },
  {
    name: '09-lost',
    show: async (page, fake) => {
      await signIn(page, fake.address, AGENT);
      await page.locator('.figure').first().waitFor();
      fake.cut();
      await page.locator('.banner').waitFor();
    },
  },
  {
    name: '10-search',
    show: async (page, fake) => {
      await signIn(page, fake.address, AGENT);
      await page.keyboard.press('Control+k');
      await page.locator('.veil input').fill('李');
      await page.locator('.hit').first().waitFor();
    },
  },
  at('11-supervise', SUPERVISOR, '/supervise', '.tile'),
  {
    name: '12-supervise-person',
    show: async (page, fake) => {
      await signIn(page, fake.address, SUPERVISOR);
      await page.locator('.tile').first().click();
      await page.locator('.el-popover .grid').first().waitFor();
    },
  },
  at('13-wall', SUPERVISOR, '/wall', '.wall .tile'),
  at('14-today', OWNER, '/today', '.curve canvas'),
  at('15-calls', SUPERVISOR, '/calls', 'table.list tbody tr'),
  at('16-timeline', SUPERVISOR, '/calls/c-798', '.line li'),
  at('17-recordings', OWNER, '/recordings', 'table.list tbody tr'),
  at('52-leads', SUPERVISOR, '/leads', 'table.list tbody tr'),
  at('18-callbacks', SUPERVISOR, '/callbacks', 'table.list tbody tr'),
  at('19-customers', SUPERVISOR, '/customers?of=k2001', '.form'),
  at('20-people', OWNER, '/people', 'table.list tbody tr'),
  at('21-lines', OWNER, '/lines', '.slots li'),
  at('30-prompts', OWNER, '/prompts', 'table.list tbody tr'),
  at('31-numbers', OWNER, '/numbers', 'table.list tbody tr'),
  at('22-flows', OWNER, '/flows', '.step'),
  at('32-wave', SUPERVISOR, '/wave', '.curve canvas'),
  at('33-voicemail', SUPERVISOR, '/voicemail', 'table.list tbody tr'),
  {
    name: '34-hours',
    show: async (page, fake) => {
      await at('', OWNER, '/hours', '.entry').show(page, fake);
      await page.locator('.entry .head').first().click();
      await page.locator('.entry .day').first().click();
      await page.locator('.entry .el-button--primary').click();
      await page.locator('.review').waitFor();
    },
  },
  {
    name: '35-queues',
    show: async (page, fake) => {
      await at('', OWNER, '/queues', 'table.list tbody tr').show(page, fake);
      await page.locator('table.list .el-button').first().click();
      await page.locator('td.form').waitFor();
    },
  },
  {
    name: '36-programs',
    show: async (page, fake) => {
      await at('', OWNER, '/programs', 'table.list tbody tr').show(page, fake);
      await page.locator('header .el-button--primary').click();
      await page.locator('.rights').waitFor();
    },
  },
  {
    name: '37-book',
    show: async (page, fake) => {
      fake.world.saved.set('address-book', [
        { name: '顺丰 王师傅', number: '13655550001', note: '取件' },
        { name: '仓库 老李', number: '02155667788', note: '' },
      ]);
      await at('', AGENT, '/book', 'table.list tbody tr').show(page, fake);
    },
  },
  {
    name: '38-people-edit',
    show: async (page, fake) => {
      await at('', OWNER, '/people', 'table.list tbody tr').show(page, fake);
      await page.locator('header .el-button').nth(2).click();
      await page.locator('input[name=person-id]').waitFor();
    },
  },
  {
    name: '40-recording',
    show: async (page, fake) => {
      await at('', OWNER, '/recordings', 'table.list tbody tr').show(page, fake);
      await page.locator('table.list button.link', { hasText: '▶' }).nth(2).click();
      await page.locator('.sheet .marks').waitFor();
    },
  },
  {
    name: '41-quality',
    show: async (page, fake) => {
      await at('', OWNER, '/quality', 'table.list tbody tr').show(page, fake);
      await page.locator('table.list button.link').first().click();
      await page.locator('td[colspan] form').first().waitFor();
    },
  },
  {
    name: '42-quality-trends',
    show: async (page, fake) => {
      await at('', OWNER, '/quality', 'table.list tbody tr').show(page, fake);
      await page.locator('#tab-trends').click();
      await page.locator('#pane-trends table.list').first().waitFor();
    },
  },
  {
    name: '43-personal',
    show: async (page, fake) => {
      await at('', OWNER, '/personal', '.panel').show(page, fake);
      await page.locator('input[name=number]').fill('139 1234 5678');
      await page.keyboard.press('Enter');
      await page.locator('.panel').nth(1).waitFor();
    },
  },
  at('45-backup', OWNER, '/backup', 'table.list tbody tr'),
  {
    name: '46-shifts',
    show: async (page, fake) => {
      await at('', OWNER, '/shifts', 'table.list tbody tr').show(page, fake);
      await page.locator('table.list .el-button').nth(1).click();
      await page.locator('td.edit form').waitFor();
    },
  },
  {
    name: '47-coaching',
    show: async (page, fake) => {
      await at('', OWNER, '/quality', 'table.list tbody tr').show(page, fake);
      await page.locator('#tab-coaching').click();
      await page.locator('#pane-coaching .el-select').click();
      await page.locator('.el-select-dropdown__item:visible').first().click();
      await page.locator('textarea[name=coaching-note]').waitFor();
    },
  },
  at('48-reports', OWNER, '/reports', '.report table.list tbody tr'),
  {
    name: '49-reports-define',
    show: async (page, fake) => {
      await at('', OWNER, '/reports', '.report table.list tbody tr').show(page, fake);
      await page.locator('select[name=kind]').selectOption('custom');
      await page.locator('button[name=make]').click();
      await page.locator('input[name=report-name]').waitFor();
    },
  },
  at('50-team', SUPERVISOR, '/team', 'table.team tbody tr'),
  {
    name: '51-supervise-transfer',
    show: async (page, fake) => {
      await signIn(page, fake.address, SUPERVISOR);
      await page.locator('.tile').first().click();
      await page.locator('.el-popover:visible .grid .el-button').nth(4).click();
      await page.locator('.el-popover:visible button.one').first().waitFor();
    },
  },
  at('44-reviews-mine', AGENT, '/quality', '.panel'),
  at('39-voicemail-mine', AGENT, '/voicemail', 'table.list tbody tr'),
  {
    name: '23-settings',
    show: async (page, fake) => {
      await signIn(page, fake.address, OWNER);
      await page.goto(`${fake.address}/#/settings?section=queues`);
      await page.locator('.entry .head').first().click();
      const field = page.locator('[id="queues.orders.music"]');
      await field.fill('soft');
      await page.locator('header .el-button').nth(1).click();
      await page.locator('.field.wrong').scrollIntoViewIfNeeded();
    },
  },
  at('24-alarms', OWNER, '/alarms', 'table.list tbody tr'),
  at('25-audit', OWNER, '/audit', 'table.list tbody tr'),
  {
    name: '26-calls-empty',
    show: async (page, fake) => {
      fake.world.moods.set('calls.list', 'empty');
      await at('', SUPERVISOR, '/calls', '.note').show(page, fake);
    },
  },
  {
    name: '27-calls-failed',
    show: async (page, fake) => {
      fake.world.moods.set('calls.list', 'failed');
      await at('', SUPERVISOR, '/calls', '.note').show(page, fake);
    },
  },
  {
    name: '28-calls-no-right',
    show: async (page, fake) => {
      fake.world.moods.set('calls.list', 'noRight');
      await at('', SUPERVISOR, '/calls', '.note').show(page, fake);
    },
  },
  {
    name: '29-calls-loading',
    show: async (page, fake) => {
      fake.world.moods.set('calls.list', 'never');
      await signIn(page, fake.address, SUPERVISOR);
      await page.goto(`${fake.address}/#/calls`);
      await page.locator('.bone').first().waitFor();
    },
  },
];
