// SPDX-License-Identifier: GPL-2.0-or-later
// Which calls does the planner learn from? A file of another exchange, or the box's own records.

import { readFileSync } from 'node:fs';
import { DateTime } from 'luxon';
import { TelephonyError } from '../../faults.js';
import type { Demand } from '../../host/index.js';
import { inLanguage, recognise } from '../../kernel/index.js';
import { readHistory } from '../../planning/index.js';
import type { Output } from '../output.js';
import { askRecords, type RecordsOptions } from '../records-client.js';

export interface DemandOptions extends RecordsOptions {
  readonly history?: string;
  readonly zone?: string;
  readonly from?: string;
  readonly to?: string;
}

/** Throws REFUSED with the lines of a file that are wrong. */
export async function knownDemand(output: Output, options: DemandOptions): Promise<Demand> {
  if (options.history !== undefined) return fromFile(output, options.history, options);
  const { from, to } = options;
  const { result } = await askRecords(options, { method: 'demand', params: { from, to } });
  return result as Demand;
}

function fromFile(output: Output, file: string, { zone = 'Asia/Shanghai', from, to }: DemandOptions): Demand {
  const t = (en: string, zh: string) => inLanguage({ en, zh }, output.language);
  const read = recognise(readFileSync(file));
  if (read === undefined)
    throw new TelephonyError('REFUSED', t(`${file} is no text: save it as CSV`, `${file} 不是文本：请另存为 CSV`));
  if (!DateTime.local().setZone(zone).isValid)
    throw new TelephonyError(
      'REFUSED',
      t(`${zone} is no time zone: Asia/Shanghai would be right`, `${zone} 不是时区：应如 Asia/Shanghai`),
    );
  const { history, problems, wrong } = readHistory(read.text, zone);
  if (wrong > 0) {
    const lines = problems.map(({ line, says }) => `${file}:${line}: ${inLanguage(says, output.language)}`);
    const more =
      wrong > problems.length ? [t(`and ${wrong - problems.length} more`, `另有 ${wrong - problems.length} 行`)] : [];
    throw new TelephonyError('REFUSED', [...lines, ...more].join('\n'));
  }
  const talk = history.handling;
  return { zone, days: history.days({ from, to }), calls: history.calls, ...(talk === undefined ? {} : { talk }) };
}
