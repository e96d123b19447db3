// SPDX-License-Identifier: GPL-2.0-or-later
// Are figures said as people say them?
import { readFileSync } from 'node:fs';
import t from 'tap';
import { parse } from 'yaml';
import { type Parts, type Speech, speechOf } from '../../../src/ivr/index.js';
import type { Language } from '../../../src/kernel/index.js';
import { projectFile } from '../../support/world.js';

type Wording = string | { readonly text: string };
const texts: Readonly<Record<string, Readonly<Partial<Record<Language, Wording>>>>> = parse(
  readFileSync(projectFile('prompts/texts.yaml'), 'utf8'),
);

/** The parts as they sound. */
function sound(language: Language, parts: Parts): string {
  const words = parts.map((part) => {
    const wording = texts[part]?.[language];
    return typeof wording === 'string' ? wording : wording?.text;
  });
  return words.join(language === 'en' ? ' ' : '');
}

const MANDARIN: readonly [string, (speech: Speech) => Parts][] = [
  ['零', (s) => s.number(0)],
  ['十', (s) => s.number(10)],
  ['十二', (s) => s.number(12)],
  ['二十', (s) => s.number(20)],
  ['一百零一', (s) => s.number(101)],
  ['一百一十', (s) => s.number(110)],
  ['二百二十二', (s) => s.number(222)],
  ['一千零一十', (s) => s.number(1010)],
  ['两千零二', (s) => s.number(2002)],
  ['一万零一', (s) => s.number(10_001)],
  ['两万', (s) => s.number(20_000)],
  ['十万零五百', (s) => s.number(100_500)],
  ['十二万三千', (s) => s.number(123_000)],
  ['一亿零三千', (s) => s.number(100_003_000)],
  ['两亿两千万', (s) => s.number(220_000_000)],
  ['负三', (s) => s.number(-3)],
  ['幺三九零零幺二', (s) => s.digits('139-0012')],
  ['您现在排在第二位。', (s) => s.position(2)],
  ['上午八点零五分', (s) => s.time(8, 5)],
  ['下午两点半', (s) => s.time(14, 30)],
  ['中午十二点', (s) => s.time(12, 0)],
  ['凌晨零点二十分', (s) => s.time(0, 20)],
  ['晚上九点十五分', (s) => s.time(21, 15)],
  ['二零二六年十一月二十一日星期六', (s) => s.date({ year: 2026, month: 11, day: 21, weekday: 6 })],
  ['不到一分钟', (s) => s.wait(20_000)],
  ['两分钟', (s) => s.wait(61_000)],
  ['两小时十二分钟', (s) => s.wait(132 * 60_000)],
];

const ENGLISH: readonly [string, (speech: Speech) => Parts][] = [
  ['zero', (s) => s.number(0)],
  ['thirteen', (s) => s.number(13)],
  ['forty two', (s) => s.number(42)],
  ['one hundred', (s) => s.number(100)],
  ['one hundred and five', (s) => s.number(105)],
  ['two thousand and twenty', (s) => s.number(2020)],
  ['one million two thousand three hundred and forty five', (s) => s.number(1_002_345)],
  ['one three nine star', (s) => s.digits('139*')],
  ['You are number three in the queue.', (s) => s.position(3)],
  ['eight oh five a m', (s) => s.time(8, 5)],
  ['two thirty p m', (s) => s.time(14, 30)],
  ['noon', (s) => s.time(12, 0)],
  ['midnight', (s) => s.time(0, 0)],
  ['twelve fifteen a m', (s) => s.time(0, 15)],
  [
    'Saturday the twenty first of November twenty twenty six',
    (s) => s.date({ year: 2026, month: 11, day: 21, weekday: 6 }),
  ],
  ['the first of May two thousand and six', (s) => s.date({ year: 2006, month: 5, day: 1 })],
  ['less than one minute', (s) => s.wait(1_000)],
  ['one hour two minutes', (s) => s.wait(62 * 60_000)],
];

for (const [words, parts] of MANDARIN) {
  t.test(`Mandarin says ${words}`, async (t) => t.equal(sound('zh-CN', parts(speechOf('zh-CN'))), words));
}
for (const [words, parts] of ENGLISH) {
  t.test(`English says "${words}"`, async (t) => t.equal(sound('en', parts(speechOf('en'))), words));
}
