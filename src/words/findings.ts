// SPDX-License-Identifier: GPL-2.0-or-later
// How do the lines of a call's way read, what was asked and what was found? Without the other sentences of the product: browsers have it, too.

import type { Language } from '../kernel/index.js';
import { ASKED, FOUND, ROUTING_SENTENCES } from './routing.js';
import { SURGE_SENTENCES } from './surge.js';
import { Catalogue } from './translate.js';
import { VALUES } from './values.js';

const SENTENCES = new Catalogue([ROUTING_SENTENCES, SURGE_SENTENCES]);

/** What was asked on a call's way, in the reader's language: `access number`, `rule vip`. */
export function askedWords(asked: string, language: Language): string {
  return language === 'en' ? asked : (ASKED[asked] ?? SENTENCES.say(asked, language));
}

/** What was found. The name of a queue or flow is the shop's own; a reason is one of our words. */
export function foundWords(asked: string, found: string, language: Language): string {
  if (asked === 'access number' && found !== 'unknown') return found;
  const there = FOUND[`${asked}: ${found}`];
  if (there !== undefined) return language === 'en' ? found : there;
  const said = SENTENCES.say(found, language);
  return said === found ? valueWords(found, language) : said;
}

/** A word that programs read, for people; one that has no other form stays. */
export function valueWords(value: unknown, language: Language): string {
  if (value === null || value === undefined) return '';
  const said = VALUES[String(value)];
  if (said === undefined) return String(value);
  return language === 'en' ? said.en : said.zh;
}
