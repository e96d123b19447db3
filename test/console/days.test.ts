// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 001-39 003-33 004-05 004-06 004-32 001-40
// The supervisor's day and the administrator's, each in Chinese and in English, at a real box: every page of theirs, what they do there done by the box, nothing said in the other language.
import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Page } from 'playwright-core';
import t, { type Test } from 'tap';
import { settings } from '../../src/config/index.js';
import { AREAS } from '../../src/console/words/areas.js';
import { agent, talk } from '../support/floor.js';
import { type Language, type Office, office, type Seat, until } from './support/seat.js';

const SUPERVISORS = [
  '/today',
  '/supervise',
  '/team',
  '/reports',
  '/wave',
  '/calls',
  '/recordings',
  '/quality',
  '/voicemail',
  '/callbacks',
  '/customers',
  '/alarms',
  '/hours',
  '/shifts',
  '/numbers',
];
const ADMINISTRATORS = [
  '/queues',
  '/people',
  '/flows',
  '/prompts',
  '/lines',
  '/programs',
  '/settings',
  '/audit',
  '/backup',
  '/personal',
];
/** A backup’s program gives way to everything, these tests too: on a busy machine it has what is left over. */
const BELOW_ALL_MS = 240_000;
/** Playwright’s own. */
const USUAL_MS = 30_000;
/** Names of the box's own, in the file's language. */
const EVEN = { calendars: { early: { hours: [{ from: '08:00', to: '17:00' }] } } };

const textsIn = (side: 0 | 1) =>
  new Set(Object.values(AREAS).flatMap((area) => Object.values(area).map((pair) => pair[side])));
const said = { 'zh-CN': textsIn(0), en: textsIn(1) };
/** Prompts, and parts of the file, have one name in all languages. */
const NAMES: ReadonlySet<string> = new Set([
  ...readdirSync('prompts', { recursive: true, encoding: 'utf8' }).map((file) => basename(file, '.wav')),
  ...settings().map(({ path }) => path),
  'owner', // whose id it is
]);
/** It stands in the menu in its own language. */
const OTHERS_NAME = /^(中文|English|YAML)$/;

/** What on this page is a text of the other language's. What the shop itself has named stays as it is. */
async function foreign(page: Page, language: Language): Promise<readonly string[]> {
  const shown = (await page.evaluate(`(() => {
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    for (let node = walk.nextNode(); node; node = walk.nextNode()) if (node.parentElement.offsetParent) found.push(node.data.trim());
    for (const one of document.querySelectorAll('[aria-label], [placeholder], [title]'))
      for (const name of ['aria-label', 'placeholder', 'title']) found.push((one.getAttribute(name) ?? '').trim());
    return [...new Set(found)].filter(Boolean);
  })()`)) as readonly string[];
  const [own, other] = language === 'en' ? [said.en, said['zh-CN']] : [said['zh-CN'], said.en];
  const words = shown.filter((text) => !OTHERS_NAME.test(text) && !NAMES.has(text));
  return words.filter((text) => other.has(text) && !own.has(text));
}

async function walk(t: Test, place: Office, seat: Seat, pages: readonly string[]): Promise<void> {
  for (const path of pages) {
    await place.at(seat.page.goto(`${place.address}/#${path}`));
    await seat.sees('main h1, main .page, main .stack');
    await place.at(seat.page.locator('.bone').first().waitFor({ state: 'detached' }));
    t.same(await foreign(seat.page, place.language), [], path);
    t.same(await seat.page.locator('main [role=alert]').allInnerTexts(), [], `${path} has nothing to complain of`);
    const wide = await seat.page.evaluate('document.documentElement.scrollWidth <= innerWidth');
    t.ok(wide, `${path} fits 1280`);
  }
}

/** A word of this language. */
type Word = (chinese: string, english: string) => string;

async function supervisorsDay(t: Test, place: Office, w: Word): Promise<void> {
  const { world, box, at, reads, language } = place;
  const chen = await place.seat('chen');
  await walk(t, place, chen, SUPERVISORS);

  await at(chen.page.goto(`${place.address}/#/supervise`));
  const { caller } = await talk(place);
  await chen.sees('.tile:has(.talking)', 'Agent 1');
  await chen.does('Agent 1', w('强拆', 'End the call'));
  await chen.clicks('.el-popover:visible button', w('是', 'Yes'));
  await at(until(() => caller.state === 'cleared'));
  world.telephone(1).putDown();
  await world.advance(1_500);
  await chen.sees('.tile:has(.wrap)', 'Agent 1');
  await chen.does('Agent 1', w('强制示忙', 'Make not ready'));
  await at(until(() => agent(box, 1).state === 'notReady'));

  const [call] = await reads.selectFrom('call').select('id').execute();
  await at(chen.page.goto(`${place.address}/#/calls/${call?.id}`));
  await chen.sees('.line li');
  t.same(await foreign(chen.page, language), [], 'a timeline');
  await at(chen.page.goto(`${place.address}/?hours#/hours`));
  await at(chen.page.locator(`input[aria-label="${w('到何时', 'Until when')}"]`).fill('18:00'));
  await chen.clicks('.box button[type=submit]', w('提前下班', 'Close'));
  await at(until(() => box.status().hours.every(({ open }) => !open)));
  await chen.clicks('table.list button', w('恢复按日历', 'back to the calendar'));
  await at(until(() => box.status().hours.every(({ open }) => open)));
  t.same(chen.complaints, []);
}

async function administratorsDay(t: Test, place: Office, w: Word): Promise<void> {
  const { box, at, reads } = place;
  const owner = await place.seat('owner');
  await walk(t, place, owner, ADMINISTRATORS);

  await at(owner.page.goto(`${place.address}/?people#/people`));
  await owner.clicks('header button', w('新增座席', 'Add an agent'));
  await at(owner.page.locator(`input[aria-label="${w('工号', 'Id')}"]`).fill('1009'));
  await at(owner.page.locator(`input[aria-label="${w('姓名', 'Name')}"]`).fill('Zhou Lin'));
  await owner.clicks('form.form .el-select');
  await owner.clicks('.el-select-dropdown__item:visible', 'sales');
  await at(owner.page.keyboard.press('Escape'));
  await owner.clicks('form.form button[type=submit]');
  await owner.sees('.said', 'Zhou Lin');
  t.ok(
    box.status().agents.some(({ id }) => id === '1009'),
    'the box has him',
  );

  const file = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
  const taken = w('已导入 1 行', '1 rows');
  const agents = 'id,name,queues\n1010,Wu Jie,sales\n';
  await at(owner.page.locator('header input[type=file]').setInputFiles(file('agents.csv', agents)));
  await owner.sees('.said', taken);
  await owner.sees('.said', '1010');
  await owner.sees('table.list tbody tr', 'Wu Jie');
  await at(owner.page.goto(`${place.address}/?numbers#/numbers`));
  const numbers = 'number,reason\n13912345670,pranks\n';
  await at(owner.page.locator('header input[type=file]').setInputFiles(file('numbers.csv', numbers)));
  await owner.sees('[role=status]', taken);
  await owner.sees('table.list tbody tr', 'pranks');
  const got = at(owner.page.waitForEvent('download'));
  await owner.clicks('header a[download]');
  t.match(readFileSync(await (await got).path(), 'utf8'), /13912345670,pranks/, 'and taken away again');

  await at(owner.page.goto(`${place.address}/?shifts#/shifts`));
  await owner.clicks('table.list button', w('排班', 'Plan'));
  await owner.clicks('td.edit button[type=submit]');
  await owner.clicks('.review .el-button--primary:not([disabled])');
  await owner.sees('.shift', '08:00–17:00');

  await at(owner.page.goto(`${place.address}/?backup#/backup`));
  owner.page.setDefaultTimeout(BELOW_ALL_MS);
  await owner.clicks('header button', w('立即备份', 'Make one now'));
  await owner.sees('table.list tbody tr', w('已写入', 'Written'));
  await owner.clicks('table.list button', w('校验', 'Verify'));
  await owner.sees('table.list tbody tr', w('完整', 'Whole'));
  await owner.clicks('table.list button', w('恢复演练', 'Drill'));
  await owner.clicks('.el-popover:visible button', w('是', 'Yes'));
  await owner.sees('table.list tbody tr', w('演练成功', 'Drill passed'));
  owner.page.setDefaultTimeout(USUAL_MS);

  await at(owner.page.goto(`${place.address}/?queues#/queues`));
  await owner.clicks('header button', w('新增队列', 'New queue'));
  await at(owner.page.locator('input[name=queue-name]').fill('night'));
  await owner.clicks('.grid .el-button--primary');
  await owner.clicks('.review .el-button--primary:not([disabled])');
  await owner.sees('table.list tbody tr', 'night');
  t.ok(
    box.status().queues.some(({ name }) => name === 'night'),
    'calls can wait there',
  );

  await at(owner.page.goto(`${place.address}/?settings#/settings`));
  await at(owner.page.goto(`${place.address}/?audit#/audit`));
  await owner.sees('table.list tbody tr', w('修改设置', 'Changed settings'));
  t.same(owner.complaints, []);
  const acts = await reads.selectFrom('event').select('type').where('actor', '=', 'person:owner').execute();
  t.ok(acts.length > 5, `${acts.length} acts of the owner’s are in the log`);
}

/** Each day in one language; by `SPILLWAY_DEEP` each in both. */
const isDeep = process.env.SPILLWAY_DEEP !== undefined;
const DAYS = [
  { name: 'the supervisor’s day', language: 'en', day: supervisorsDay },
  { name: 'the administrator’s day', language: 'zh-CN', day: administratorsDay },
  ...(isDeep
    ? ([
        { name: 'the supervisor’s day', language: 'zh-CN', day: supervisorsDay },
        { name: 'the administrator’s day', language: 'en', day: administratorsDay },
      ] as const)
    : []),
] as const;

for (const { name, language, day } of DAYS)
  t.test(`${name}, ${language}`, async (t) => {
    const place = await office(t, language, { signedIn: 1, telephones: 2, config: EVEN });
    await day(t, place, (chinese, english) => (language === 'en' ? english : chinese));
    await place.box.settled();
  });
