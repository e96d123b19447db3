// SPDX-License-Identifier: GPL-2.0-or-later
// Does an agent get through his day at the page: ring, pop, keys, notes, wrap-up, and a connection that is lost?

import type { Page } from 'playwright-core';
import t from 'tap';
import { becomes, complaintsOf, openBrowser, signIn } from './support/browser.js';
import { FakeServer } from './support/fake-server.js';
import { ringKnown } from './support/screens.js';

const browser = await openBrowser();
t.teardown(() => browser.close());

/** An agent at his desk, at a web process of his own. */
async function atDesk(t: {
  teardown(end: () => Promise<void>): void;
}): Promise<{ page: Page; fake: FakeServer; complaints: readonly string[] }> {
  const fake = await FakeServer.start();
  const page = await browser.newPage();
  t.teardown(async () => {
    await page.close();
    await browser.clearCookies();
    await fake.close();
  });
  return { page, fake, complaints: complaintsOf(page) };
}

t.test('a call comes, is answered, held, consulted about, handed over, and wrapped up by keys alone', async (t) => {
  const { page, fake, complaints } = await atDesk(t);
  await ringKnown(page, fake);
  t.match(await page.locator('.customer .name').innerText(), '王秀英', 'who calls is on the screen before he lifts');
  t.match(await page.locator('.promises').innerText(), '未兑现的回呼');

  await page.keyboard.press('F2');
  await page.locator('.call .state', { hasText: '通话中' }).waitFor();
  await page.keyboard.press('F3');
  await page.locator('.call .state', { hasText: '保持' }).waitFor();
  await page.keyboard.press('F3');
  await page.locator('.call .state', { hasText: '通话中' }).waitFor();

  await page.keyboard.press('F4');
  await page.locator('.whom input').fill('王芳');
  await page.keyboard.press('Enter');
  await page.locator('.chip', { hasText: '王秀英' }).waitFor();
  t.match(await page.locator('h1').innerText(), '正在咨询', 'the first line says what to do now');
  await page.keyboard.press('Escape');
  t.ok(await page.locator('.chip').isVisible(), 'Esc ends no call');
  await page.keyboard.press('F6');

  await page.locator('.codes').waitFor();
  t.ok(await page.locator('.wrapup .el-button--primary').isDisabled(), 'a code is wanted first');
  await page.keyboard.press('3');
  await page.locator('.code.chosen', { hasText: '退换货' }).waitFor();
  await page.keyboard.press('Enter');
  await page.locator('h1', { hasText: '等待来电' }).waitFor();
  t.same(fake.world.line.asked, ['answer', 'hold', 'retrieve', 'consult', 'transfer', 'wrapUpCode', 'finishWrapUp']);
  t.same(complaints, []);
});

t.test('what cannot be done says why; what is asked says so, and after two seconds what it waits for', async (t) => {
  const { page, fake } = await atDesk(t);
  await ringKnown(page, fake);
  const hold = page.locator('.verbs .verb').nth(1);
  t.equal(await hold.getAttribute('aria-disabled'), 'true');
  t.match(await hold.getAttribute('aria-label'), '没有通话');

  fake.world.line.lift();
  fake.world.moods.set('verbs.hold', 'empty'); // the box takes it, and nothing happens
  await page.locator('.verb.asked').waitFor({ state: 'detached' });
  await hold.click();
  await page.locator('.verb.asked').waitFor();
  t.match(await page.locator('.call .state').innerText(), '通话中', 'nothing is believed before it is told');
  await page.locator('.banner', { hasText: '仍在等待' }).waitFor();
  fake.world.line.act('hold', {});
  await page.locator('.verb.asked').waitFor({ state: 'detached' });
  t.match(await page.locator('.call .state').innerText(), '保持');
});

t.test('notes are saved as they are typed, and outlive a reload and a lost connection', async (t) => {
  const { page, fake } = await atDesk(t);
  await ringKnown(page, fake);
  fake.world.line.lift();
  const note = page.locator('textarea[name=note]');
  await note.fill('要换大一号');
  await page.locator('[role=status]', { hasText: '已保存' }).waitFor();
  t.same(
    fake.world.notes.map(({ text, contact }) => [text, contact]),
    [['要换大一号', 'c-901']],
  );

  await page.reload();
  await page.locator('.tape').waitFor();
  await becomes(page, async () => (await page.locator('textarea[name=note]').inputValue()) === '要换大一号');

  fake.world.moods.set('calls.saveNote', 'failed');
  fake.cut();
  await page.locator('.banner', { hasText: '中断' }).waitFor();
  t.equal(await page.locator('.verbs .verb').first().getAttribute('aria-disabled'), 'true', 'no dead button');
  t.match(await page.locator('.verbs .verb').first().getAttribute('aria-label'), '连接中断');
  await note.fill('要换大一号，补差价');
  await page.locator('[role=status]', { hasText: '已留在本机' }).waitFor();
  fake.world.moods.clear();
  fake.deaf = false;
  await page.locator('.banner').waitFor({ state: 'detached' });
  await page.locator('[role=status]', { hasText: '已保存' }).waitFor();
  t.equal(fake.world.notes[0]?.text, '要换大一号，补差价', 'what could not be sent was sent');
  t.ok(await page.locator('.tape').isVisible(), 'the call is where it was');
});

t.test('an unknown caller’s form is open, with his number and the cursor in the name', async (t) => {
  const { page, fake } = await atDesk(t);
  await signIn(page, fake.address, '1001');
  await page.locator('.desk').waitFor();
  fake.world.line.ring({ call: 'c-902', number: '13912345678' });
  await page.locator('input[name=customer-name]:focus').waitFor();
  await page.keyboard.type('赵新客');
  await page.keyboard.press('Enter');
  await page.locator('.customer .name', { hasText: '赵新客' }).waitFor();
  t.ok(fake.world.known.some(({ name, numbers }) => name === '赵新客' && numbers[0] === '13912345678'));
});

t.test('the other language and other keys go with the person', async (t) => {
  const { page, fake } = await atDesk(t);
  await ringKnown(page, fake);
  await page.locator('.person').click();
  await page.locator('.el-dropdown-menu__item:visible', { hasText: 'English' }).click();
  await page.locator('h1', { hasText: 'is calling' }).waitFor();
  await page.locator('.person').click();
  await page.locator('.el-dropdown-menu__item:visible', { hasText: 'Keyboard keys' }).click();
  await page.locator('[role=dialog] button', { hasText: 'Answer' }).click();
  await page.keyboard.press('F10');
  await page.locator('[role=dialog] .link').click();
  await page.keyboard.press('F10');
  await page.locator('.call .state', { hasText: 'Talking' }).waitFor();
  t.equal(fake.world.language, 'en');
  t.match(fake.world.saved.get('keys'), { answer: 'F10' });
});
