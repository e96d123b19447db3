// SPDX-License-Identifier: GPL-2.0-or-later
// What does the shop's own file of areas say? Rows of `prefix,province,city,areacode`; all of it, or what is wrong with it. Pure.

import { type CsvColumns, CsvHeadings, type CsvRow, type LineProblem } from '../kernel/index.js';
import { type Area, AreaPrefixes } from './area.js';

const COLUMNS: CsvColumns<'prefix' | 'province' | 'city' | 'areacode'> = {
  known: {
    prefix: ['号段', '前缀', '号码'],
    province: ['省', '省份'],
    city: ['市', '城市'],
    areacode: ['area code', 'area_code', '区号'],
  },
  needed: ['prefix', 'province', 'areacode'],
};
/** A mobile number's beginning, or a fixed one's with its 0. */
const PREFIX = /^(?:1[3-9]\d{0,9}|0[1-9]\d{1,10})$/;
const CODE = /^0?[1-9]\d{1,2}$/;
/** More lines than that are not told. */
const MOST_PROBLEMS = 20;

/** Reads such a file row by row, the first one first. */
export class AreaFile {
  readonly #areas = new Map<string, Area>();
  /** One object for all prefixes of a city. */
  readonly #known = new Map<string, Area>();
  readonly #problems: LineProblem[] = [];
  #headings: CsvHeadings<'prefix' | 'province' | 'city' | 'areacode'> | undefined;

  take(row: CsvRow): void {
    if (this.#headings === undefined) {
      this.#headings = new CsvHeadings(row, COLUMNS);
      this.#problems.push(...this.#headings.problems);
      return;
    }
    if (this.isHopeless) return;
    const read = this.#headings.read(row);
    if ('says' in read) this.#problems.push(read);
    else this.#add(row.line, read);
  }

  /** Nothing more need be read. */
  get isHopeless(): boolean {
    return this.#problems.length >= MOST_PROBLEMS || (this.#headings?.problems.length ?? 0) > 0;
  }

  /** All of it, or what is wrong. */
  result(): { readonly prefixes: AreaPrefixes } | { readonly problems: readonly LineProblem[] } {
    const empty = this.#headings === undefined ? new CsvHeadings(undefined, COLUMNS).problems : [];
    const problems = [...empty, ...this.#problems];
    return problems.length > 0 ? { problems } : { prefixes: new AreaPrefixes(this.#areas) };
  }

  #add(line: number, { prefix = '', province = '', city = '', areacode = '' }: Readonly<Record<string, string>>): void {
    if (!PREFIX.test(prefix)) this.#problems.push({ line, says: noPrefix(prefix) });
    else if (!CODE.test(areacode)) this.#problems.push({ line, says: noCode(areacode) });
    else if (province === '') this.#problems.push({ line, says: { en: 'province is missing', zh: '缺少省份' } });
    else this.#areas.set(prefix, this.#area(areacode.replace(/^0?/, '0'), province, city));
  }

  #area(code: string, province: string, city: string): Area {
    const key = `${code}/${province}/${city}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const area: Area = { code, province, ...(city !== '' && { city }) };
    this.#known.set(key, area);
    return area;
  }
}

const noPrefix = (prefix: string) => ({
  en: `prefix: ${prefix} begins no number: write 3 to 11 digits of a mobile one (1391234), or of a fixed one with its 0 (0755)`,
  zh: `prefix：${prefix} 不是号码开头：请写手机号段（1391234）或带 0 的区号（0755）`,
});
const noCode = (code: string) => ({
  en: `areacode: ${code} is none: write 021 or 0755`,
  zh: `areacode：${code} 不是区号：请写 021 或 0755`,
});
