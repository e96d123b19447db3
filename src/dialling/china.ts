// SPDX-License-Identifier: GPL-2.0-or-later
// Which Chinese numbers are there? Mobile, fixed, and the short codes and service numbers that no library knows.

import type { NumberKind } from './number.js';

/** A significant number of China: no 0, no 86. */
export interface ChineseNumber {
  readonly kind: NumberKind;
  readonly digits: string;
}

const MOBILE = /^1[3-9]\d{9}$/;
const SHARED_COST = /^[48]00\d{7}$/;
// Areas of two digits (10 Beijing, 2x) have 8-digit numbers, those of three digits 7 or 8.
const FIXED = /^(?:(?:10|2\d)\d{8}|[3-9]\d{2}\d{7,8})$/;
const LOCAL = /^[2-8]\d{6,7}$/;
// 110, 12345, 100xx, 95xxx, 96xxx (operators give out up to 8 digits) and the SMS ports 106…
const SHORT = /^(?:1[0-2]\d{1,4}|9[56]\d{3,6}|106\d{5,17})$/;

/** The area code of a fixed number's significant digits, without the 0. */
export function chineseArea(digits: string): string {
  return /^(?:10|2)/.test(digits) ? digits.slice(0, 2) : digits.slice(0, 3);
}

/** A number after its national prefix or country code was taken off. */
export function significant(digits: string): ChineseNumber | undefined {
  if (MOBILE.test(digits)) return { kind: 'mobile', digits };
  if (SHARED_COST.test(digits)) return { kind: 'service', digits };
  if (FIXED.test(digits)) return { kind: 'fixed', digits };
  return undefined;
}

/** Digits as people dial and as most exchanges deliver them: whole, local or a short code. */
export function asDialled(digits: string, areaCode: string | undefined): ChineseNumber | undefined {
  if (digits.startsWith('0')) return significant(digits.slice(1));
  if (SHORT.test(digits)) return { kind: 'service', digits };
  if (LOCAL.test(digits)) return local(digits, areaCode);
  return significant(digits);
}

/** A number without its area; nothing when the home area is not known. */
export function local(digits: string, areaCode: string | undefined): ChineseNumber | undefined {
  if (SHORT.test(digits)) return { kind: 'service', digits };
  return areaCode === undefined || !LOCAL.test(digits) ? undefined : significant(areaCode + digits);
}
