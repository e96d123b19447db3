// SPDX-License-Identifier: GPL-2.0-or-later
// Whose number is this? Digits with their type become one canonical number, whatever way they were written.

import { type PhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { NumberType } from '../native/index.js';
import { asDialled, type ChineseNumber, local, significant } from './china.js';
import type { NumberKind, NumberPlan, TelephoneNumber } from './number.js';

const LONGEST = 20; // digits of a Q.931 number that we are ready to believe
const CHINA = '86';

/**
 * The number of `digits`, or nothing when they cannot be one: empty, odd characters, too short or too long. `type` is the type of number
 * that came with them on the wire; carriers send national numbers without the leading 0.
 */
export function normalise(digits: string, plan: NumberPlan, type: NumberType = 'unknown'): TelephoneNumber | undefined {
  const plain = digits.replace(/[\s().-]/g, '');
  if (!/^\+?\d+$/.test(plain) || plain.length > LONGEST) return undefined;

  const abroad = international(plain, plan, type);
  if (abroad !== undefined) return placed(fromAbroad(abroad, plan), digits, type);
  return placed(plan.country === 'CN' ? inChina(plain, plan, type) : elsewhere(plain, plan), digits, type);
}

/** Whether a person can be called back there. */
export function callable({ kind }: TelephoneNumber): boolean {
  return kind !== 'service';
}

type Placed = { readonly number: string; readonly kind: NumberKind } | undefined;

function placed(found: Placed, raw: string, type: NumberType): TelephoneNumber | undefined {
  return found && { ...found, raw, type };
}

/** The digits after the plus, the international prefix, or as an international type has them. */
function international(plain: string, plan: NumberPlan, type: NumberType): string | undefined {
  if (plain.startsWith('+')) return plain.slice(1);
  if (plan.internationalPrefix !== '' && plain.startsWith(plan.internationalPrefix)) {
    return plain.slice(plan.internationalPrefix.length);
  }
  return type === 'international' ? plain : undefined;
}

function fromAbroad(digits: string, plan: NumberPlan): Placed {
  if (digits.startsWith(CHINA)) {
    const found = inside(significant(digits.slice(CHINA.length).replace(/^0/, '')));
    return found && plan.country !== 'CN' && found.kind !== 'service' ? { ...found, kind: 'international' } : found;
  }
  const parsed = parsePhoneNumberFromString(`+${digits}`);
  if (!parsed?.isPossible()) return undefined;
  return { number: parsed.number, kind: parsed.country === plan.country ? kindOf(parsed) : 'international' };
}

function inChina(digits: string, plan: NumberPlan, type: NumberType): Placed {
  if (type === 'national') return inside(significant(digits.replace(/^0/, '')) ?? asDialled(digits, plan.areaCode));
  if (type === 'subscriber') return inside(local(digits, plan.areaCode) ?? asDialled(digits, plan.areaCode));
  // Some exchanges put 86 before the number and call its type unknown.
  return inside(asDialled(digits, plan.areaCode) ?? significant(digits.replace(/^86/, '')));
}

function inside(found: ChineseNumber | undefined): Placed {
  if (found === undefined) return undefined;
  // 95588, 110: no E.164 number stands behind a short code.
  const short = found.kind === 'service' && found.digits.length < 10;
  return { number: short ? found.digits : `+${CHINA}${found.digits}`, kind: found.kind };
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
