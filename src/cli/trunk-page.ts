// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway report trunks`: how full were the lines to the exchange, and when was none free?

import { inLanguage } from '../kernel/index.js';
import { divisionWord, type LineFigures, partName, type Report, titleOf } from '../report/index.js';
import { type Column, fittingTable, sayLeftOut } from './fitting-table.js';
import { heading } from './heading.js';
import { type Output, say } from './output.js';
import { lengthText, percent } from './spans.js';
import { wrapped } from './width.js';

type Row = LineFigures & { readonly name: string };

/** Which time, then a part a row, the whole last. */
export function printTrunks(output: Output, report: Report): void {
  const { language, columns: width = Number.POSITIVE_INFINITY } = output;
  const { by = 'hour', lines } = report;
  output.write(wrapped(inLanguage(titleOf(report), language), width));
  const { parts = [] } = lines;
  if (parts.length === 0) {
    say(output, { en: 'no line was in service', zh: '没有外线在用' });
    return;
  }
  const right = true;
  const columns: readonly Column<Row>[] = [
    { heading: divisionWord(by), cell: ({ name }) => name },
    { heading: heading('seized', '占用次数'), cell: ({ seizures }) => seizures, right },
    { heading: heading('most at once', '同时最多'), cell: ({ peak }) => peak, right },
    { heading: heading('all busy', '全忙'), cell: ({ allBusy }) => lengthText(allBusy), right },
    { heading: heading('utilisation', '使用率'), cell: ({ utilisation }) => percent(utilisation), right },
    { heading: heading('Erlangs', '爱尔兰'), cell: ({ erlangs }) => erlangs.toFixed(2), right },
  ];
  const rows = parts.map((part) => ({ ...part, name: partName(by, part, language) }));
  const whole = { ...lines, name: inLanguage({ en: 'all', zh: '合计' }, language) };
  sayLeftOut(output, fittingTable(output, columns, [...rows, whole]));
}
