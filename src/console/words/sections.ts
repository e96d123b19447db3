// SPDX-License-Identifier: GPL-2.0-or-later
// What are the sections and settings of the file called, in the language of who sits here?

import { choiceTitle, pathTitle, settingTitle } from '../../words/titles/index.js';
import { type Area, knows, spoken, word } from './index.js';

/** A section on screens; its name in the file stands beside it where it is changed. */
export const sectionName = (key: string): string => settingTitle(key, spoken());

/** A setting by its place, the names of entries left out: `queues.announce.wait`. */
export const settingName = (place: string): string => settingTitle(place, spoken());

/** What a path speaks of: `queues.orders.music`. */
export const settingPath = (path: string): string => pathTitle(path, spoken());

/** Values of these settings have their words elsewhere in the console: in which area, and under which key. */
const AREAS: Readonly<Record<string, readonly [Area, (value: string) => string]>> = {
  strategy: ['strategy', (value) => value],
  severity: ['severity', (value) => value],
  direction: ['direction', (value) => value],
  report: ['reports', (value) => value],
  by: ['reports', (value) => value],
  measures: ['reports', (value) => `m_${value}`],
  rights: ['right', (value) => value.replace('.', '_')],
};

/** A value that a setting may have, in words. */
export function choiceName(place: string, value: string): string {
  const [area, keyOf] = AREAS[place.slice(place.lastIndexOf('.') + 1)] ?? [];
  const said = choiceTitle(place, value, spoken());
  if (said !== undefined || area === undefined || keyOf === undefined) return said ?? value;
  return knows(area, keyOf(value)) ? word(area, keyOf(value)) : value;
}
