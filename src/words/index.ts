// SPDX-License-Identifier: GPL-2.0-or-later
// The door of room words: what the product says to people, in both languages.

import { FAULTS, type FaultCode, TelephonyError } from '../faults.js';
import type { Language } from '../kernel/index.js';
import { ANALOG_SENTENCES } from './analog-settings.js';
import { BOARD_SENTENCES } from './boards.js';
import { CALLING } from './calling.js';
import { CONFIGURATION, NOUNS } from './configuration.js';
import { FAULT_DETAILS, FAULT_SENTENCES } from './faults.js';
import { FILE_SENTENCES } from './files.js';
import { valueWords } from './findings.js';
import { FOREIGN } from './foreign.js';
import { KEPT_SENTENCES } from './kept.js';
import { LINE_TESTS } from './line-tests.js';
import { LOG } from './log.js';
import { LOOKUP_NOUNS, LOOKUP_SENTENCES } from './lookup-settings.js';
import { MAILBOXES } from './mailboxes.js';
import { ANSWER_SENTENCES } from './messages.js';
import { OFFERS } from './offers.js';
import { PLAIN_TELEPHONES } from './plain-telephone-settings.js';
import { REPORT_SENTENCES } from './reports.js';
import { ROUTING_SENTENCES } from './routing.js';
import { SETTING_WORDS } from './settings.js';
import { SHOP_SENTENCES } from './shop.js';
import { SIMULATION_SENTENCES } from './simulation.js';
import { SPEECH_SENTENCES } from './speech.js';
import { SURGE_SENTENCES } from './surge.js';
import { TELEPHONES } from './telephones.js';
import { Catalogue } from './translate.js';
import { USAGE } from './usage.js';
import { VALUES } from './values.js';
import { WEB_SENTENCES } from './web.js';

export { askedWords, foundWords, valueWords } from './findings.js';
export { HELD_WORDS } from './held.js';
export { LINE_FINDINGS } from './line-findings.js';
export { MESSAGE_WORDS } from './messages.js';
export { Catalogue, type Sentences } from './translate.js';
export { VALUES } from './values.js';
export { type TimeForm, wallClock, when, zoneName } from './wall-time.js';

const values = Object.fromEntries(Object.entries(VALUES).map(([word, { zh }]) => [word, zh]));

/** Every sentence of ours that is made in English first. */
export const CATALOGUE = new Catalogue(
  [
    FAULT_DETAILS,
    SHOP_SENTENCES,
    FILE_SENTENCES,
    CALLING,
    PLAIN_TELEPHONES,
    LINE_TESTS,
    MAILBOXES,
    TELEPHONES,
    OFFERS,
    CONFIGURATION,
    ANALOG_SENTENCES,
    BOARD_SENTENCES,
    LOG,
    USAGE,
    FOREIGN,
    LOOKUP_SENTENCES,
    SPEECH_SENTENCES,
    ANSWER_SENTENCES,
    ROUTING_SENTENCES,
    SURGE_SENTENCES,
    SIMULATION_SENTENCES,
    WEB_SENTENCES,
    REPORT_SENTENCES,
    KEPT_SENTENCES,
  ],
  { ...values, ...NOUNS, ...LOOKUP_NOUNS },
);

/** A sentence of ours in the reader's language. */
export function say(sentence: string, language: Language): string {
  return CATALOGUE.say(sentence, language);
}

/** What an error says, in the reader's language: its code stays, for whoever looks it up. */
export function errorWords(error: unknown, language: Language): string {
  if (!(error instanceof TelephonyError)) return say(error instanceof Error ? error.message : String(error), language);
  if (language === 'en') return error.message;
  return `${faultSentence(error.code, language)}${say(error.detail, language)} [${error.code}]`;
}

/** What a setting means, in the reader's language: by its description in the schema. */
export function settingWords(description: string, language: Language): string {
  return language === 'en' ? description : (SETTING_WORDS[description] ?? description);
}

/** What a fault means, in the reader's language. */
export function faultSentence(code: FaultCode, language: Language): string {
  return language === 'en' ? FAULTS[code] : FAULT_SENTENCES[code];
}

/** An agent's state in words. */
export function stateWords(state: string, language: Language): string {
  return valueWords(state === 'busy' ? 'stationBusy' : state, language); // an attempt's "busy" is another's telephone
}
