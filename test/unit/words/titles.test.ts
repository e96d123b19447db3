// SPDX-License-Identifier: GPL-2.0-or-later
// Is every setting called something, in both languages, and can those that stand beside each other be told apart?
import t from 'tap';
import { type JsonSchema, jsonSchema, settings } from '../../../src/config/index.js';
import { CHOICE_TITLES } from '../../../src/words/titles/choices.js';
import {
  choiceTitle,
  ENTRY_SECTIONS,
  PART_TITLES,
  pathTitle,
  settingTitle,
  titleEntry,
} from '../../../src/words/titles/index.js';
import { SECTION_TITLES } from '../../../src/words/titles/sections.js';

/** Without the names of entries. */
const places = [...new Set(settings().map(({ path }) => path.replaceAll('[]', '').replaceAll('.NAME', '')))];

t.test('every setting has a short title in both languages', async (t) => {
  t.same(
    places.filter((place) => titleEntry(place) === undefined),
    [],
  );
  const pairs = [SECTION_TITLES, ...PART_TITLES, CHOICE_TITLES].flatMap((book) => Object.entries(book));
  t.ok(pairs.length > 450, `${pairs.length}`);
  t.same(
    pairs.filter(
      ([, [zh, en]]) => zh === '' || en === '' || zh.length > 14 || en.length > 32 || /\p{Script=Han}/u.test(en),
    ),
    [],
  );
});

t.test('no title is for nothing, and none stands in two books', async (t) => {
  const used = new Set(places.map((place) => titleEntry(place)?.[0]));
  const keys = PART_TITLES.flatMap((book) => Object.keys(book));
  t.same(
    keys.filter((key) => !used.has(key)),
    [],
  );
  t.same(
    keys.filter((key, at) => keys.indexOf(key) !== at),
    [],
  );
  t.same(
    Object.keys(SECTION_TITLES),
    Object.keys(jsonSchema().properties ?? {}),
    'the sections, in the order of the file',
  );
});

t.test('settings beside each other have titles of their own', async (t) => {
  const above = (place: string) => place.slice(0, Math.max(0, place.lastIndexOf('.')));
  for (const language of ['zh-CN', 'en'] as const) {
    const seen = new Map<string, string>();
    const twice = places.flatMap((place) => {
      const title = `${above(place)}: ${settingTitle(place, language)}`;
      const other = seen.get(title);
      seen.set(title, place);
      return other === undefined ? [] : [[title, other, place]];
    });
    t.same(twice, []);
  }
});

t.test('a path is said with the name of its entry', async (t) => {
  t.equal(pathTitle('queues.orders.music', 'zh-CN'), '队列 orders · 等待音乐');
  t.equal(pathTitle('queues.orders.announce.wait', 'en'), 'Queues orders · Announcements · Expected wait');
  t.equal(pathTitle('surge.on', 'en'), 'Surge · Begins at');
  t.equal(pathTitle('callback', 'zh-CN'), '回呼');
  t.equal(settingTitle('queues.overflow.callback', 'zh-CN'), '登记回呼');
});

t.test('sections of named entries are known', async (t) => {
  const hasEntries = ({ items, additionalProperties: of }: JsonSchema) =>
    [items, typeof of === 'object' ? of : undefined].some((one) => one !== undefined && one.type !== 'string');
  const sections = Object.entries(jsonSchema().properties ?? {}).filter(([, section]) => hasEntries(section));
  t.same([...ENTRY_SECTIONS].sort(), sections.map(([name]) => name).sort());
});

t.test('values are said in words', async (t) => {
  t.equal(choiceTitle('queues.callback.mode', 'push', 'zh-CN'), '系统派送');
  t.equal(choiceTitle('reports.format', 'xlsx', 'en'), 'Excel');
  t.equal(choiceTitle('board.spans.opermode', 'CHINA', 'zh-CN'), undefined);
});
