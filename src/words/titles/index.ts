// SPDX-License-Identifier: GPL-2.0-or-later
// How is a setting called, and a value that it may have? The door of this folder.

import type { Language } from '../../kernel/index.js';
import { CHOICE_TITLES } from './choices.js';
import { DIALLING_TITLES } from './dialling.js';
import { MACHINE_TITLES } from './machine.js';
import { RECORD_TITLES } from './records.js';
import { SECTION_TITLES } from './sections.js';
import { SHOP_TITLES } from './shop.js';
import { SURGE_TITLES } from './surge.js';
import type { Titles } from './titles.js';

/** The books in which parts of sections stand; a key stands in one of them. */
export const PART_TITLES: readonly Titles[] = [
  SHOP_TITLES,
  SURGE_TITLES,
  MACHINE_TITLES,
  RECORD_TITLES,
  DIALLING_TITLES,
];
const PARTS: Titles = Object.assign({}, ...PART_TITLES);

/** Sections whose second word in a path is the name of an entry: `queues.orders.music`. */
export const ENTRY_SECTIONS: ReadonlySet<string> = new Set([
  ...['boards', 'calendars', 'trunkGroups', 'stations', 'accessNumbers', 'flows', 'lookups', 'databases', 'queues'],
  ...['mailboxes', 'profiles', 'skillProfiles', 'languageNeeds', 'agents', 'people', 'roles', 'notReadyReasons'],
  ...['hooks', 'reports', 'customReports', 'clips', 'rules', 'watch'],
]);

const inLanguage = (pair: readonly [string, string] | undefined, language: Language) =>
  pair?.[language === 'en' ? 1 : 0];

/** Which pair of the books a setting has; undefined: none of its own. */
export function titleEntry(place: string): readonly [key: string, pair: readonly [zh: string, en: string]] | undefined {
  const keys = place.split('.');
  for (let from = keys.length === 1 ? 1 : 0; from < keys.length; from++) {
    const key = keys.slice(from).join('.');
    const pair = PARTS[key];
    if (pair !== undefined) return [key, pair];
  }
  const last = keys.at(-1) ?? '';
  const pair = SECTION_TITLES[last];
  return pair === undefined ? undefined : [last, pair];
}

/** A setting's title by its place in the file, the names of entries left out: `queues.announce.wait`. Its key where it has none. */
export function settingTitle(place: string, language: Language): string {
  return inLanguage(titleEntry(place)?.[1], language) ?? place.slice(place.lastIndexOf('.') + 1);
}

/** What a path of the file speaks of: `queues.orders.music` as "Queues orders · Waiting music". */
export function pathTitle(path: string, language: Language): string {
  const [section = '', ...rest] = path.split('.');
  const entry = ENTRY_SECTIONS.has(section) ? rest.shift() : undefined;
  const head = settingTitle(section, language);
  const parts = rest.map((_, index) => settingTitle([section, ...rest.slice(0, index + 1)].join('.'), language));
  return [entry === undefined ? head : `${head} ${entry}`, ...parts].join(' · ');
}

/** What a value is called that a setting may have; undefined: it is a name that needs no words, or a word of the reader's own program. */
export function choiceTitle(place: string, value: string, language: Language): string | undefined {
  return inLanguage(CHOICE_TITLES[`${place.slice(place.lastIndexOf('.') + 1)}.${value}`], language);
}
