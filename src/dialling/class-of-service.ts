// SPDX-License-Identifier: GPL-2.0-or-later
// How far may somebody call? Classes of service: reach, prefixes and times; pure.

import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { Instant } from '../kernel/index.js';
import { type Calendar, isOpen } from './calendar.js';
import { chineseArea } from './china.js';
import type { NumberPlan, TelephoneNumber } from './number.js';

/** How far calls go, each with those before it. `local`: the home area, mobile numbers, and service numbers of no other area. */
export const REACHES = ['internal', 'local', 'national', 'international'] as const;
export type Reach = (typeof REACHES)[number];

/** What somebody may call. Emergency numbers are in every class, at any time. */
export interface ClassOfService {
  readonly reach: Reach;
  /** Whether numbers that cost more than a call go out. */
  readonly premium: boolean;
  /** Prefixes that go out though the reach ends before them, and such that never do; the longest that fits decides, of equals the bar. */
  readonly allowed: readonly string[];
  readonly barred: readonly string[];
  /** When it holds; at other times `otherwise` does. Undefined: always. */
  readonly calendar?: Calendar | undefined;
  readonly otherwise?: ClassOfService | undefined;
}

/** Why a class does not let a number out. */
export type Bar = 'reach' | 'premium' | 'prefix' | 'hours';

/** Nothing outside, but what saves lives. */
export const INTERNAL_ONLY: ClassOfService = { reach: 'internal', premium: false, allowed: [], barred: [] };

/**
 * Numbers that cost more than a call, or that let the caller dial on at our cost. Numbers of China by the plan of its networks
 * (电信网编号计划, 2017, 2.3: numbers that begin with 1): 160 and 168 information services (声讯), 1258 and 1259 voice services of
 * providers (12590), 116 and 118 directories that connect (116114, 118114), 179 another carrier, who takes digits from then on (17909,
 * 17951). ITU-T E.164, codes that are no country's: 870, 881, 882, 883 satellites and networks, 979 premium rate.
 */
export const PREMIUM_PREFIXES: readonly string[] = [
  ...['160', '168', '1258', '1259', '116', '118', '179'],
  ...['+870', '+881', '+882', '+883', '+979'],
];

/** Whether a call costs more than a call there. Codes behind an area (010 168...) are the same codes. */
export function isPremium(number: TelephoneNumber, prefixes: readonly string[]): boolean {
  const local = withoutArea(number.number);
  // 125... is no prefix of a mobile number, nor of a fixed one; behind an area a 1 begins a code, whatever its length.
  if (number.kind === 'mobile' || (number.kind === 'fixed' && !local.startsWith('1'))) return false;
  const forms = [...formsOf(number), local];
  if (longest(forms, prefixes) > 0) return true;
  // Of other countries the library knows many; China's have no form of E.164.
  return parsePhoneNumberFromString(number.number)?.getType() === 'PREMIUM_RATE';
}

/** Why a number does not go out by a class at `at`, an instant of calendars; undefined: it does. */
export function barredBy(
  service: ClassOfService,
  number: TelephoneNumber,
  { plan, premium, at }: { readonly plan: NumberPlan; readonly premium: readonly string[]; readonly at: Instant },
): Bar | undefined {
  const { calendar, otherwise = INTERNAL_ONLY } = service;
  if (calendar !== undefined && !isOpen(calendar, at))
    return barredBy(otherwise, number, { plan, premium, at }) === undefined ? undefined : 'hours';
  const forms = formsOf(number, plan);
  const [allowed, barred] = [longest(forms, service.allowed), longest(forms, service.barred)];
  if (barred > 0 && barred >= allowed) return 'prefix';
  if (allowed > 0) return undefined;
  if (REACHES.indexOf(reachOf(number, plan)) > REACHES.indexOf(service.reach)) return 'reach';
  return !service.premium && isPremium(number, premium) ? 'premium' : undefined;
}

/** The least reach that has the number. */
export function reachOf(
  { number, kind }: TelephoneNumber,
  { country, areaCode }: NumberPlan,
): Exclude<Reach, 'internal'> {
  if (kind === 'international') return 'international';
  if (kind === 'mobile') return 'local';
  if (kind === 'service') return number.startsWith('0') ? 'national' : 'local'; // 0: a code of another area
  if (areaCode === undefined) return 'national';
  const digits = number.replace(/^\+86/, '');
  if (country === 'CN') return chineseArea(digits) === areaCode ? 'local' : 'national';
  return parsePhoneNumberFromString(number)?.nationalNumber.startsWith(areaCode) ? 'local' : 'national';
}

/** As people write the number: whole, as it is dialled, and with a plus. Prefixes are compared with all of them. */
function formsOf({ number, kind }: TelephoneNumber, plan?: NumberPlan): readonly string[] {
  if (!number.startsWith('+')) return [number];
  if (kind === 'international') return [number, `00${number.slice(1)}`];
  const national = parsePhoneNumberFromString(number)?.nationalNumber.toString() ?? number.replace(/^\+86/, '');
  if (kind !== 'fixed') return [number, national];
  const area = plan?.areaCode;
  return [number, `0${national}`, ...(area && national.startsWith(area) ? [national.slice(area.length)] : [])];
}

/** A number or code of China without its area. */
function withoutArea(number: string): string {
  const [, national] = /^(?:\+86|0)([1-9]\d+)$/.exec(number) ?? [];
  return national === undefined ? number : national.slice(chineseArea(national).length);
}

/** How long the longest of the prefixes is that one of the forms begins with; 0: none does. */
function longest(forms: readonly string[], prefixes: readonly string[]): number {
  const fitting = prefixes.filter((prefix) => forms.some((form) => form.startsWith(prefix)));
  return Math.max(0, ...fitting.map(({ length }) => length));
}
