// SPDX-License-Identifier: GPL-2.0-or-later
// Whose number is this? Digits with their type become one canonical number, whatever way they were written.

import { type PhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { NumberType } from '../native/index.js';
import { asDialled, behindCountryCode, type ChineseNumber } from './china.js';
import type { NumberKind, NumberPlan, TelephoneNumber } from './number.js';

const LONGEST = 24; // digits that we are ready to believe: a message port of 20 behind 0086
const LONGEST_TEXT = 64; // with signs between them and an extension
const CHINA = '86';
const PLAIN = /^\+?\d+$/;
// What may be a number of North America, today or when an area is added: no area is x9x, 37x or 96x, no exchange begins with
// 0 or 1. A mobile number of China may look so; then the word "international" decides, or the wrong person would be called.
const AMERICAN = /^1(?!37|96)[2-9][0-8]\d[2-9]\d{6}$/;
// What people and exchanges put between a number and an extension of it.
const EXTENSION = /^(.*\d)(?:ext\.?|转|分机|[-x#*,;pw])+\d{0,6}$/iu;

/**
 * The number of `digits`, or nothing when they cannot be one: empty, odd characters, too short or too long. `type` is the type of number
 * that came with them on the wire. Exchanges give any type to any form, so that it decides of one thing only: whether digits that
 * could be of another country are. An extension is left out: the number is the one that can be called.
 */
export function normalise(digits: string, plan: NumberPlan, type: NumberType = 'unknown'): TelephoneNumber | undefined {
  if (digits.length > LONGEST_TEXT) return undefined;
  const text = plainText(digits);
  const found = readNumber(withoutDashes(text), plan, type) ?? withoutExtension(text, plan, type);
  return found && { number: found.number, kind: found.kind, raw: digits, type };
}

/**
 * What a number is compared and kept by in lists: its canonical form, or the digits themselves where they are no number. Callers
 * with made-up numbers can be blocked, too.
 */
export function listKey(digits: string, plan: NumberPlan, type: NumberType = 'unknown'): string {
  return normalise(digits, plan, type)?.number ?? withoutDashes(plainText(digits));
}

/** Whether a person can be called back there. */
export function callable({ kind }: TelephoneNumber): boolean {
  return kind !== 'service';
}

type Placed = { readonly number: string; readonly kind: NumberKind } | undefined;

/** Digits and signs of full width, as Chinese keyboards write them, are the usual ones. */
function plainText(digits: string): string {
  if (PLAIN.test(digits)) return digits;
  return digits.normalize('NFKC').replace(/[\s().]/g, '');
}

const withoutDashes = (text: string) => text.replaceAll('-', '');

function withoutExtension(text: string, plan: NumberPlan, type: NumberType): Placed {
  const [, number] = EXTENSION.exec(text) ?? [];
  return number === undefined ? undefined : readNumber(withoutDashes(number), plan, type);
}

function readNumber(plain: string, plan: NumberPlan, type: NumberType): Placed {
  if (!PLAIN.test(plain) || plain.length > LONGEST) return undefined;
  const abroad = international(plain, plan);
  if (abroad !== undefined) return fromAbroad(abroad, plan);
  if (type === 'international' && !plain.startsWith('0')) return calledInternational(plain, plan);
  return domestic(plain, plan);
}

/** The digits after the plus or the international prefix. */
function international(plain: string, { internationalPrefix }: NumberPlan): string | undefined {
  if (plain.startsWith('+')) return plain.slice(1);
  const prefixed = internationalPrefix !== '' && plain.startsWith(internationalPrefix);
  return prefixed ? plain.slice(internationalPrefix.length) : undefined;
}

function fromAbroad(digits: string, plan: NumberPlan): Placed {
  if (digits.startsWith(CHINA)) return ofChina(digits.slice(CHINA.length), plan);
  const parsed = settled(`+${digits}`);
  if (parsed === undefined) return undefined;
  return { number: parsed.number, kind: parsed.country === plan.country ? kindOf(parsed) : 'international' };
}

/** The library takes one national prefix off at each reading (+64 000...): read until nothing more comes off. */
function settled(number: string): PhoneNumber | undefined {
  const parsed = parsePhoneNumberFromString(number);
  if (!parsed?.isPossible()) return undefined;
  return parsed.number === number ? parsed : settled(parsed.number);
}

function ofChina(digits: string, { country, areaCode }: NumberPlan): Placed {
  if (country === 'CN') return inside(behindCountryCode(digits, areaCode));
  const found = behindCountryCode(digits, undefined);
  if (!found?.e164) return undefined;
  return { number: `+${CHINA}${found.digits}`, kind: found.kind === 'service' ? 'service' : 'international' };
}

/** An exchange that calls a number international gives it without prefix, and some call their own numbers so. */
function calledInternational(digits: string, plan: NumberPlan): Placed {
  const valid =
    digits.startsWith(CHINA) || AMERICAN.test(digits) || parsePhoneNumberFromString(`+${digits}`)?.isValid();
  const abroad = fromAbroad(digits, plan);
  return valid ? (abroad ?? domestic(digits, plan)) : (domestic(digits, plan) ?? abroad);
}

function domestic(digits: string, plan: NumberPlan): Placed {
  return plan.country === 'CN' ? inside(asDialled(digits, plan.areaCode)) : elsewhere(digits, plan);
}

function inside(found: ChineseNumber | undefined): Placed {
  return found && { number: found.e164 ? `+${CHINA}${found.digits}` : found.digits, kind: found.kind };
}

/** Other countries: by the library's tables. */
function elsewhere(digits: string, { country }: NumberPlan): Placed {
  const parsed = parsePhoneNumberFromString(digits, { defaultCountry: country as never });
  if (parsed?.isValid()) return { number: parsed.number, kind: kindOf(parsed) };
  return digits.length <= 6 ? { number: digits, kind: 'service' } : undefined;
}

function kindOf(number: PhoneNumber): NumberKind {
  const type = number.getType();
  if (type === 'MOBILE') return 'mobile';
  return type === 'FIXED_LINE' || type === 'FIXED_LINE_OR_MOBILE' || type === 'VOIP' ? 'fixed' : 'service';
}
