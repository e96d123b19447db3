// SPDX-License-Identifier: GPL-2.0-or-later
// How full were the lines to the exchange, hour by hour? A part a row, the whole last.

import { inLanguage, type Language } from '../kernel/index.js';
import { heading, type ReportCell, type ReportRows, rounded, seconds, share } from './cells.js';
import type { LineFigures, Report } from './report.js';
import { divisionWord, partName } from './report-words.js';

/** Headings first. */
export function trunkRows({ by = 'hour', lines }: Report, language: Language): ReportRows {
  const headings = [
    divisionWord(by),
    heading('lines seized', '占用次数'),
    heading('most at once', '同时最多'),
    heading('all busy (s)', '全忙（秒）'),
    heading('utilisation', '使用率'),
    heading('Erlangs', '话务量（爱尔兰）'),
  ];
  const cells = ({ seizures, peak, allBusy, utilisation, erlangs }: LineFigures): readonly ReportCell[] => [
    ...[seizures, peak, seconds(allBusy), share(utilisation), rounded(erlangs)],
  ];
  return [
    headings.map((one) => inLanguage(one, language)),
    ...(lines.parts ?? []).map((part) => [partName(by, part, language), ...cells(part)]),
    [inLanguage({ en: 'all', zh: '合计' }, language), ...cells(lines)],
  ];
}
