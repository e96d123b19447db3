// SPDX-License-Identifier: GPL-2.0-or-later
// How does conversion become rows of a table? A row for each access number, and one for all.

import { inLanguage, type Language } from '../kernel/index.js';
import { valueWords } from '../words/index.js';
import { heading, type ReportCell, type ReportRows, share } from './cells.js';
import type { Conversion, ConversionFigures } from './conversion.js';

/** Headings first; a column for each code that somebody has given. */
export function conversionRows({ whole, parts }: Conversion, language: Language): ReportRows {
  const codes = Object.keys(whole.codes);
  const heads = [
    heading('access number', '接入号'),
    heading('station or programme', '接入号名称'),
    heading('offered', '呼入'),
    heading('answered', '接听'),
    heading('called back', '回呼接通'),
    heading('sold', '当场成交'),
    heading('sold by callback', '回呼成交'),
    heading('conversion', '转化率'),
    ...codes.map((code) => ({ en: `code: ${code}`, zh: `小结：${valueWords(code, 'zh-CN')}` })),
  ];
  const cells = (number: string, name: string, of: ConversionFigures): readonly ReportCell[] => [
    ...[number, name, of.offered, of.answered, of.calledBack, of.sold, of.soldLater, share(of.conversion)],
    ...codes.map((code) => of.codes[code] ?? 0),
  ];
  return [
    heads.map((one) => inLanguage(one, language)),
    ...parts.map((part) => cells(part.accessNumber, part.name ?? '', part)),
    cells(inLanguage({ en: 'all', zh: '合计' }, language), '', whole),
  ];
}
