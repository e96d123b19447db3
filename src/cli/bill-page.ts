// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway report bill`: what did the calls of a month cost? By rate, and by number, agent, queue or day.

import { inLanguage } from '../kernel/index.js';
import { type Bill, type BillPart, chargedMinutes, divisionWord, partName } from '../report/index.js';
import { type Column, fittingTable, sayLeftOut } from './fitting-table.js';
import { heading } from './heading.js';
import { type Output, say } from './output.js';
import { seconds } from './spans.js';
import { when, zoneName } from './times.js';

const RATE = heading('rate', '费率');

/** Its rates, then its parts. */
export function printBill(output: Output, bill: Bill): void {
  const { zone, currency, without } = bill;
  const [from, to] = [when(bill.from, zone, 'day'), when(bill.to - 1, zone, 'day')];
  say(output, {
    en: `Bill of ${from} to ${to}, ${zoneName(zone)}: ${bill.whole.amount} ${currency}`,
    zh: `${from} 至 ${to} 账单，时区 ${zoneName(zone)}：${bill.whole.amount} ${currency}`,
  });
  if (bill.whole.calls > 0) partTable(output, bill, RATE, bill.rates, ({ key }) => key);
  if (bill.parts !== undefined && bill.by !== undefined && bill.parts.length > 0) {
    const { by } = bill;
    output.write('');
    partTable(output, bill, divisionWord(by), bill.parts, (part) => partName(by, part, output.language));
  }
  if (without > 0)
    say(output, {
      en: `calls that no rate fits, and that are in no sum: ${without}`,
      zh: `没有匹配费率、未计入的呼叫：${without}`,
    });
}

function partTable(
  output: Output,
  { whole, currency }: Bill,
  of: ReturnType<typeof heading>,
  parts: readonly BillPart[],
  nameOf: (part: BillPart) => string,
): void {
  const right = true;
  const all: BillPart = { key: '*', ...whole };
  const columns: readonly Column<BillPart>[] = [
    {
      heading: of,
      cell: (part) => (part === all ? inLanguage({ en: 'all', zh: '合计' }, output.language) : nameOf(part)),
    },
    { heading: heading('calls', '通话数'), cell: ({ calls }) => calls, right },
    { heading: heading('seconds', '秒数'), cell: ({ lasted }) => seconds(lasted), right, spare: 1 },
    { heading: heading('minutes charged', '计费分钟'), cell: chargedMinutes, right },
    { heading: heading(`amount (${currency})`, `金额（${currency}）`), cell: ({ amount }) => amount.toFixed(4), right },
  ];
  sayLeftOut(output, fittingTable(output, columns, [...parts, all]));
}
