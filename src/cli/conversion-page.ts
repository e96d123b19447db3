// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway report conversion`: which access number, and so which advertisement, brought customers?

import { inLanguage } from '../kernel/index.js';
import type { Conversion, ConversionPart } from '../report/index.js';
import { type Column, fittingTable, sayLeftOut } from './fitting-table.js';
import { heading } from './heading.js';
import { type Output, say } from './output.js';
import { percent } from './spans.js';
import { when, zoneName } from './times.js';

/** Which codes count, then a row for each number. */
export function printConversion(output: Output, { zone, sales, whole, parts, ...time }: Conversion): void {
  const [from, to] = [when(time.from, zone, 'minute'), when(time.until, zone, 'minute')];
  say(output, {
    en: `From ${from} to ${to}, ${zoneName(zone)}; a sale is ${sales.join(', ')}`,
    zh: `${from} 至 ${to}，时区 ${zoneName(zone)}；成交小结：${sales.join('、')}`,
  });
  const right = true;
  const all: ConversionPart = { accessNumber: inLanguage({ en: 'all', zh: '合计' }, output.language), ...whole };
  const columns: readonly Column<ConversionPart>[] = [
    {
      heading: heading('access number', '接入号'),
      cell: ({ accessNumber, name }) => (name === undefined ? accessNumber : `${accessNumber} ${name}`),
    },
    { heading: heading('offered', '呼入'), cell: ({ offered }) => offered, right },
    { heading: heading('answered', '接听'), cell: ({ answered }) => answered, right, spare: 1 },
    { heading: heading('called back', '回呼接通'), cell: ({ calledBack }) => calledBack, right, spare: 1 },
    { heading: heading('sold', '当场成交'), cell: ({ sold }) => sold, right },
    { heading: heading('sold by callback', '回呼成交'), cell: ({ soldLater }) => soldLater, right },
    { heading: heading('conversion', '转化率'), cell: ({ conversion }) => percent(conversion), right },
  ];
  sayLeftOut(output, fittingTable(output, columns, [...parts, all]));
}
