// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 001-37 001-40 001-60 000-67 004-05 004-32
// Does who manages a shop do it in the browser: hours, numbers, queues, people, roles, programs, flows, prompts by microphone, an address book?
import t from 'tap';
import { RIGHT_NAMES } from '../../src/api/contract/index.js';
import { right } from '../../src/console/words/shop.js';
import { becomes, complaintsOf, openBrowser, signIn } from './support/browser.js';
import { FakeServer } from './support/fake-server.js';

const browser = await openBrowser();
const fake = await FakeServer.start();
t.teardown(async () => {
  await browser.close();
  await fake.close();
});

/** What was sent last by this method and path. */
const sent = (what: string) => fake.bodies.filter(([line]) => line === what).at(-1)?.[1] as Record<string, unknown>;
const page = await browser.newPage();
const complaints = complaintsOf(page);
await signIn(page, fake.address, 'owner');

/** Checks what is proposed, sees its lines, applies it. */
async function applied(): Promise<unknown> {
  await page.locator('.review .in, .review .out, .review .same').first().waitFor();
  await page.locator('.review .el-button--primary:not([disabled])').click();
  await page.locator('[role=status]', { hasText: '已应用' }).waitFor();
  return sent('PATCH /api/v1/settings').changes;
}

t.test('every right has its words', async (t) => {
  t.same(
    Object.keys(right)
      .map((key) => key.replace('_', '.'))
      .sort(),
    [...RIGHT_NAMES].sort(),
  );
});

t.test('a calendar, an access number and closing early', async (t) => {
  await page.goto(`${fake.address}/#/hours`);
  await page.locator('.entry .head', { hasText: 'service' }).first().click();
  await page.locator('.entry .day[title="周六"]').click();
  await page.locator('.entry .el-button--primary').click();
  t.match(await applied(), [
    { path: 'calendars.service', value: { hours: [{ from: '09:00', days: [1, 2, 3, 4, 5, 6] }] } },
  ]);

  await page.locator('.box', { hasText: '新增接入号' }).locator('header .el-button').click();
  await page.locator('input[name=access-number]').fill('88880009');
  await page.locator('.grid .el-select').nth(1).click();
  await page.locator('.el-select-dropdown__item:visible', { hasText: 'orders' }).click();
  await page.locator('.grid .el-button--primary').click();
  t.match(await applied(), [{ path: 'accessNumbers.+', value: { number: '88880009', queue: 'orders' } }]);

  await page.locator('input[aria-label="到何时"]').fill('18:00');
  await page.locator('.box button[type=submit]', { hasText: '提前下班' }).click();
  await page.locator('[role=status]', { hasText: '已生效' }).waitFor();
  t.match(sent('POST /api/v1/hours/close'), { until: '18:00' });
});

t.test('a queue’s rules, and a new queue', async (t) => {
  await page.goto(`${fake.address}/#/queues`);
  await page.locator('table.list .el-button').first().click();
  await page.locator('textarea[name=queue-script]').fill('您好，请问订购哪一款？');
  await page.locator('td.form .el-button--primary').click();
  t.same(
    await applied(),
    [{ path: 'queues.orders.script', value: '您好，请问订购哪一款？' }],
    'what was not touched stays',
  );
  await page.locator('header .el-button--primary').first().click();
  await page.locator('input[name=queue-name]').fill('night');
  await page.locator('.grid .el-button--primary').click();
  t.same(await applied(), [{ path: 'queues.+', value: { name: 'night' } }]);
});

t.test('a role of the shop’s own, a supervisor who has it, an agent’s name', async (t) => {
  await page.goto(`${fake.address}/#/people`);
  await page.locator('.box', { hasText: '自定义角色' }).locator('header .el-button').click();
  await page.locator('input[name=role-name]').fill('质检');
  await page.locator('label', { hasText: 'recordings.hear' }).last().locator('input').check();
  await page.locator('.box form .el-button--primary').last().click();
  t.match(await applied(), [{ path: 'roles.+', value: { name: '质检', rights: ['recordings.hear'] } }]);

  await page.locator('header .el-button', { hasText: '新增管理人员' }).click();
  await page.locator('input[name=person-id]').fill('zhou');
  await page.locator('input[name=person-name]').fill('周琳');
  await page.locator('form.grid .el-button--primary').click();
  t.match(await applied(), [{ path: 'people.+', value: { id: 'zhou', name: '周琳', role: 'supervisor' } }]);
});

t.test('a program’s token is told once', async (t) => {
  await page.goto(`${fake.address}/#/programs`);
  await page.locator('header .el-button--primary').first().click();
  await page.locator('input[name=program-name]').fill('erp');
  await page.locator('label', { hasText: 'calls.read' }).locator('input').check();
  await page.locator('form .el-button--primary').click();
  await page.locator('code', { hasText: 'swt_' }).waitFor();
  t.same(sent('POST /api/v1/programs'), { name: 'erp', scopes: ['calls.read'] });
});

t.test('a flow is checked and drawn as one types', async (t) => {
  await page.goto(`${fake.address}/#/flows`);
  await page.locator('.step').first().waitFor();
  const before = await page.locator('.step').count();
  const text = page.locator('.yaml textarea');
  const said = await text.inputValue();
  await text.fill(`${said}  extra:\n    say: welcome\n    next: hangUp\n`.replace(/^steps:/m, 'steps:'));
  await text.fill(said.replace(/^steps:\n/m, 'steps:\n  extra:\n    say: welcome\n    next: hangUp\n'));
  await becomes(page, async () => (await page.locator('.step').count()) === before + 1);
  await page.locator('[role=status]', { hasText: '检查通过' }).waitFor();
  await text.fill('steps: [');
  await page.locator('[role=alert]', { hasText: 'YAML' }).waitFor();
  t.ok(await page.locator('.box .el-button--primary').first().isDisabled(), 'what cannot be read is not applied');
});

t.test('a prompt is spoken into the microphone, and goes as a telephone hears it', async (t) => {
  await browser.grantPermissions(['microphone'], { origin: fake.address });
  await page.goto(`${fake.address}/#/prompts`);
  await page.locator('button[aria-label="现场录音 welcome"]').click();
  await page.locator('.recorder .el-button--primary').click();
  await page.locator('.recorder .el-button--danger', { hasText: '0:01' }).waitFor();
  await page.locator('.recorder .el-button--danger').click();
  await page.locator('.recorder audio').waitFor();
  await page.locator('.recorder .el-button--primary', { hasText: '使用' }).click();
  await page.locator('[role=status]', { hasText: '已更换' }).waitFor();
  const wav = Buffer.from(String(sent('PUT /api/v1/prompts/zh-CN/welcome').wav), 'base64');
  t.equal(wav.toString('latin1', 0, 4), 'RIFF');
  t.equal(wav.readUInt32LE(24), 8_000, 'eight thousand a second');
  t.equal(wav.readUInt16LE(22), 1, 'one channel');
  const samples = new Int16Array(wav.buffer, wav.byteOffset + 44, Math.floor((wav.length - 44) / 2));
  t.ok(samples.length > 6_000, `${samples.length} samples`);
  t.ok(
    samples.some((sample) => Math.abs(sample) > 1_000),
    'the microphone’s tone is in it',
  );
});

t.test('nothing was complained of', async (t) => t.same(complaints, []));
