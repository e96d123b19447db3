// SPDX-License-Identifier: GPL-2.0-or-later
// Where is a number at home? A fixed one by its area code; a mobile one only if the shop's own file says so: no city is guessed.

import { AREA_CODES } from './area-codes.js';
import { chineseArea } from './china.js';

/** Where a number is at home. */
export interface Area {
  /** The area code with its 0: `021`. */
  readonly code: string;
  readonly province: string;
  /** Of a code that cities share all of them, `长沙、株洲、湘潭`; of one that is a whole province's, none. */
  readonly city?: string;
}

/** Areas by the beginning of a number as it is dialled at home: `1391234`, `0755`. The longest that fits holds, before the own table. */
export class AreaPrefixes {
  readonly #areas: ReadonlyMap<string, Area>;
  readonly #longest: number;

  constructor(areas: ReadonlyMap<string, Area> = new Map()) {
    this.#areas = areas;
    this.#longest = Math.max(0, ...lengths(areas));
  }

  get size(): number {
    return this.#areas.size;
  }

  find(national: string): Area | undefined {
    for (let length = Math.min(this.#longest, national.length); length > 0; length--) {
      const area = this.#areas.get(national.slice(0, length));
      if (area !== undefined) return area;
    }
    return undefined;
  }
}

function lengths(areas: ReadonlyMap<string, Area>): ReadonlySet<number> {
  const found = new Set<number>();
  for (const prefix of areas.keys()) found.add(prefix.length);
  return found;
}

const NONE = new AreaPrefixes();
const CHINA = '+86';
const MOBILE = /^1[3-9]/;

/** A canonical number as it is dialled in its country: `02162345678`, `13912345678`; of another country as it is. */
export function nationalForm(number: string): string {
  if (!number.startsWith(CHINA)) return number;
  const digits = number.slice(CHINA.length);
  return MOBILE.test(digits) && digits.length === 11 ? digits : `0${digits}`;
}

/** Where a canonical number is at home; undefined: nobody can tell, or it is withheld. `imported`: what the shop's file says. */
export function areaOf(number: string | undefined, imported: AreaPrefixes = NONE): Area | undefined {
  if (number === undefined || !number.startsWith(CHINA)) return undefined;
  const national = nationalForm(number);
  return imported.find(national) ?? byCode(national);
}

/** 400 and 800 numbers have a 0 before them in the national form here, and no area of three digits begins with 400 or 800. */
function byCode(national: string): Area | undefined {
  if (!national.startsWith('0')) return undefined;
  const names = AREA_CODES.get(chineseArea(national.slice(1)));
  if (names === undefined) return undefined;
  const { code, province, city } = names;
  return { code: `0${code}`, province, ...(city !== undefined && { city }) };
}

/** Something that holds for an area: its code, or any beginning of a number as it is dialled at home. */
export interface AreaRule {
  readonly area: string;
}

/** The rule for a number: the longest `area` that fits, of equal ones the first; undefined: none, or the number is not known. */
export function ruleByArea<Rule extends AreaRule>(
  rules: readonly Rule[],
  number: string | undefined,
  /** Its area code with its 0. */
  area: string | undefined,
): Rule | undefined {
  if (number === undefined) return undefined;
  const national = nationalForm(number);
  let best: Rule | undefined;
  for (const rule of rules) {
    const fits = national.startsWith(rule.area) || area === rule.area;
    if (fits && rule.area.length > (best?.area.length ?? 0)) best = rule;
  }
  return best;
}
