// SPDX-License-Identifier: GPL-2.0-or-later
// Which digits go out on this trunk? The form of a number that the carrier takes, and the other one to try.

import { chineseArea, isLocalNumber } from './china.js';
import type { TelephoneNumber } from './number.js';

/** How a trunk group wants its numbers. */
export interface TrunkDialling {
  /** Before every number, where a PBX stands between: `9`. */
  readonly outsideLine: string;
  readonly nationalPrefix: string;
  readonly internationalPrefix: string;
  /** Country code without a plus: `86`. */
  readonly countryCode: string;
  /** The trunk's own area without the 0; fixed numbers of it go out without their area. */
  readonly areaCode?: string;
  /** 0 before a mobile number: never, always, or when its home area is another one (外地手机加拨0). */
  readonly mobilePrefix: 'never' | 'always' | 'byArea';
}

/** China, area not told, mobile numbers as they are. */
export const TRUNK_DEFAULTS: TrunkDialling = {
  outsideLine: '',
  nationalPrefix: '0',
  internationalPrefix: '00',
  countryCode: '86',
  mobilePrefix: 'never',
};

/** The home area of a mobile number without the 0; nothing when no table has it. */
export type AreaOf = (number: string) => string | undefined;

/** The digits to dial, and the other form of a mobile number. */
export interface DialForms {
  readonly digits: string;
  readonly other?: string;
}

/** Q.850 causes by which an exchange says that the digits were wrong: unallocated, no route, invalid format. */
const WRONG_DIGITS: readonly number[] = [1, 3, 28];

/** The digits of `number` for a trunk. */
export function toDial(number: TelephoneNumber, trunk: TrunkDialling, areaOf: AreaOf = () => undefined): DialForms {
  const out = (digits: string) => trunk.outsideLine + digits;
  if (!number.number.startsWith('+')) return { digits: out(number.number) };

  const home = `+${trunk.countryCode}`;
  if (!number.number.startsWith(home)) return { digits: out(trunk.internationalPrefix + number.number.slice(1)) };

  const national = number.number.slice(home.length);
  if (number.kind === 'service') return { digits: out(national) };
  if (number.kind === 'mobile') return mobile(national, areaOf(number.number), trunk, out);
  const area = trunk.countryCode === '86' ? chineseArea(national) : undefined;
  const local = area !== undefined && area === trunk.areaCode ? national.slice(area.length) : '';
  return { digits: out(isLocalNumber(local) ? local : trunk.nationalPrefix + national) };
}

/** The form to try once after `cause`; nothing when the cause does not speak of digits or there is no other form. */
export function otherForm(forms: DialForms, cause: number): string | undefined {
  return WRONG_DIGITS.includes(cause) ? forms.other : undefined;
}

function mobile(
  digits: string,
  area: string | undefined,
  trunk: TrunkDialling,
  out: (digits: string) => string,
): DialForms {
  const plain = out(digits);
  const prefixed = out(trunk.nationalPrefix + digits);
  if (plain === prefixed) return { digits: plain };

  const distant = area !== undefined && area !== trunk.areaCode;
  const prefix = trunk.mobilePrefix === 'always' || (trunk.mobilePrefix === 'byArea' && distant);
  return prefix ? { digits: prefixed, other: plain } : { digits: plain, other: prefixed };
}
