// SPDX-License-Identifier: GPL-2.0-or-later
// Which Chinese numbers are there? Mobile, fixed, and the short codes and service numbers that no library knows.

import { numbersOf } from '../kernel/index.js';
import type { NumberKind } from './number.js';

/** A number of China. `digits`: without 0 and 86; of a code behind the area of another place, with both 0 and area. */
export interface ChineseNumber {
  readonly kind: NumberKind;
  readonly digits: string;
  /** It has an E.164 form; codes and message ports have none. */
  readonly e164: boolean;
}

/** Areas of three digits that are in use; 852 and 853, say, were given up in 2014. Those of two are 10 and 20 to 29 but 26. */
const AREAS = new Set(
  numbersOf(
    '310-319,335,349-359,370-377,379,391-396,398,411,412,415-419,421,427,429,431-439,451-459,464,467-479,482,483,' +
      '510-519,523,527,530-539,543,546,550-559,561-564,566,570-580,591-599,631-635,660,662,663,668,691,692,' +
      '701,710-719,722,724,728,730,731,734-739,743-746,750-760,762,763,766,768-779,790-799,' +
      '812,813,816-818,825-827,830-839,851,854-859,870-879,883,886-888,891-898,' +
      '901-903,906,908,909,911-917,919,930-939,941,943,951-955,970-979,990-999',
  ),
);
const MOBILE = /^1[3-9]\d{9}$/;
const SHARED_COST = /^[48]00\d{7}$/;
// Numbers begin with 2 to 8. Behind an area, which says what they are, the whole number is believed from 1 on.
const FIXED = /^(?:(?:10|2[0-57-9])[1-8]\d{7}|([3-9]\d{2})[1-8]\d{6,7})$/;
const LOCAL = /^[2-8]\d{6,7}$/;
// Emergency and service: 110, 999 (ambulances of Beijing), 12345, 10086, 1008611, 1010xxxx, 168xxxxx, 179xx; 95xxx and
// 96xxx, of which operators give out up to 8 digits.
const CODE = /^(?:1[0-2]\d{1,4}|100\d{4}|1010\d{4}|16[08]\d{0,5}|179\d{2}|999|9[56]\d{3,6})$/;
// 106 and 5 to 17 digits send messages and never call: 10 digits, as a Beijing number without its 0 has, are that number.
const PORT = /^106(?!\d{7}$)\d{5,17}$/;
const CODE_OF_AREA = /^(10|2[0-57-9]|[3-9]\d{2})(1\d{2,5}|9[56]\d{3,6})$/;

/** The area code of a fixed number's significant digits, without the 0. */
export function chineseArea(digits: string): string {
  return /^(?:10|2)/.test(digits) ? digits.slice(0, 2) : digits.slice(0, 3);
}

/** Whether these digits, dialled in the area of the number, reach it: others would be taken for a code. */
export function isLocalNumber(digits: string): boolean {
  return LOCAL.test(digits);
}

/** Digits as people dial and as exchanges deliver them, whatever type they give them: whole, local or a code. */
export function asDialled(digits: string, home: string | undefined): ChineseNumber | undefined {
  if (digits.startsWith('0')) return behindZero(digits.slice(1), home);
  const found = code(digits) ?? local(digits, home) ?? significant(digits);
  // No number of China begins with 86 and has 12 digits or more: that is the country code, though no plus was there.
  return found ?? (digits.startsWith('86') ? behindCountryCode(digits.slice(2), home) : undefined);
}

/** What follows 86; some write the 0 there, too. */
export function behindCountryCode(digits: string, home: string | undefined): ChineseNumber | undefined {
  if (digits.startsWith('0')) return behindZero(digits.slice(1), home);
  return significant(digits) ?? code(digits);
}

/** Exchanges put the 0 before everything: area and number or code, mobile numbers, 400, codes, 86. */
function behindZero(digits: string, home: string | undefined): ChineseNumber | undefined {
  const found = significant(digits) ?? codeOfArea(digits, home) ?? code(digits);
  return found ?? (digits.startsWith('86') ? behindCountryCode(digits.slice(2), home) : undefined);
}

/** A whole number without prefix. */
function significant(digits: string): ChineseNumber | undefined {
  if (MOBILE.test(digits)) return { kind: 'mobile', digits, e164: true };
  if (SHARED_COST.test(digits)) return { kind: 'service', digits, e164: true };
  const [fixed, area] = FIXED.exec(digits) ?? [];
  return fixed !== undefined && isArea(area) ? { kind: 'fixed', digits, e164: true } : undefined;
}

/** A number without its area; nothing when the home area is not known. */
function local(digits: string, home: string | undefined): ChineseNumber | undefined {
  return home !== undefined && LOCAL.test(digits) ? significant(home + digits) : undefined;
}

function code(digits: string): ChineseNumber | undefined {
  return CODE.test(digits) || PORT.test(digits) ? { kind: 'service', digits, e164: false } : undefined;
}

/** 010 12345 is the 12345 of Beijing: there the same as 12345, elsewhere another one. */
function codeOfArea(digits: string, home: string | undefined): ChineseNumber | undefined {
  const [, area = '', rest = ''] = CODE_OF_AREA.exec(digits) ?? [];
  if ((area.length === 3 && !isArea(area)) || code(rest) === undefined) return undefined;
  return { kind: 'service', digits: area === home ? rest : `0${digits}`, e164: false };
}

function isArea(area: string | undefined): boolean {
  return area === undefined || AREAS.has(Number(area));
}
