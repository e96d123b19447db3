// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway report waits` and `causes`: how long did they wait until they were answered or gave up, and why did calls end?

import { cause } from '../call/index.js';
import { inLanguage } from '../kernel/index.js';
import { type CauseCount, type Spread, type SpreadName, stepName, type WaitStep } from '../report/index.js';
import { valueWords } from '../words/index.js';
import { type Column, fittingTable, sayLeftOut } from './fitting-table.js';
import { heading } from './heading.js';
import { type Output, say } from './output.js';
import { when, zoneName } from './times.js';

/** Which time, then a table. */
export function printSpread(output: Output, name: SpreadName, spread: Spread): void {
  const { zone, queue } = spread;
  const [from, to] = [when(spread.from, zone, 'minute'), when(spread.to, zone, 'minute')];
  const of = queue === undefined ? { en: '', zh: '' } : { en: `, queue ${queue}`, zh: `，队列 ${queue}` };
  say(output, {
    en: `From ${from} to ${to}, ${zoneName(zone)}${of.en}`,
    zh: `${from} 至 ${to}，时区 ${zoneName(zone)}${of.zh}`,
  });
  if (name === 'causes') causeTable(output, spread.causes);
  else waitTable(output, spread.waits);
}

function waitTable(output: Output, steps: readonly WaitStep[]): void {
  const right = true;
  const columns: readonly Column<WaitStep>[] = [
    { heading: heading('waited', '等待'), cell: (step) => stepName(step, steps, output.language) },
    { heading: heading('answered', '接听'), cell: ({ answered }) => answered, right },
    { heading: heading('abandoned', '放弃'), cell: ({ abandoned }) => abandoned, right },
    { heading: heading('overflowed', '溢出'), cell: ({ overflowed }) => overflowed, right },
  ];
  sayLeftOut(output, fittingTable(output, columns, steps));
}

function causeTable(output: Output, causes: readonly CauseCount[]): void {
  const { language } = output;
  if (causes.length === 0) {
    say(output, { en: 'no calls', zh: '没有通话' });
    return;
  }
  const columns: readonly Column<CauseCount>[] = [
    { heading: heading('direction', '方向'), cell: ({ direction }) => valueWords(direction, language) },
    { heading: heading('cause', '原因值'), cell: (row) => row.cause, right: true },
    { heading: heading('meaning', '原因'), cell: (row) => inLanguage(cause(row.cause), language) },
    { heading: heading('calls', '通话数'), cell: ({ calls }) => calls, right: true },
  ];
  sayLeftOut(output, fittingTable(output, columns, causes));
}
