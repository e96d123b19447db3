// SPDX-License-Identifier: GPL-2.0-or-later
// How do stations look to a person? A table with a line for each, and all of them in a line.

import type { StationStatus } from '../engine/index.js';
import { type Bilingual, inLanguage, type Language } from '../kernel/index.js';
import { valueWords } from '../words/index.js';
import { heading } from './heading.js';
import { type Output, table } from './output.js';
import { when } from './times.js';

/** A line for each station. */
export function stationTable(output: Output, stations: readonly StationStatus[]): void {
  const { language, zone } = output;
  table(
    output,
    [
      heading('station', '分机'),
      heading('state', '状态'),
      heading('agent', '座席'),
      heading('with', '对方'),
      heading('since', '起始时间'),
      heading('more', '其他'),
    ],
    stations.map((one) => [
      one.station,
      valueWords(one.state, language),
      one.agent ?? '',
      one.with ?? '',
      when(one.since, zone),
      moreOf(one, language),
    ]),
  );
}

function moreOf({ state, waits, holds, forwarded, doNotDisturb }: StationStatus, language: Language): string {
  const more: readonly (Bilingual | undefined)[] = [
    waits ? { en: 'a second call waits', zh: '另有来电等待' } : undefined,
    holds === undefined ? undefined : { en: `${holds} on hold`, zh: `保持 ${holds}` },
    forwarded ? { en: 'forwarded', zh: '已转移' } : undefined,
    doNotDisturb && state !== 'doNotDisturb' ? { en: 'do not disturb', zh: '免打扰' } : undefined,
  ];
  const said = more.flatMap((word) => (word === undefined ? [] : [inLanguage(word, language)]));
  return said.join(inLanguage({ en: ', ', zh: '，' }, language));
}

/** How many are in which state: `idle 12, talking 3`. */
export function stationCounts(stations: readonly StationStatus[], language: Language): string {
  const counts = new Map<string, number>();
  for (const { state } of stations) counts.set(state, (counts.get(state) ?? 0) + 1);
  const words = [...counts].map(([state, count]) => `${valueWords(state, language)} ${count}`);
  return words.join(inLanguage({ en: ', ', zh: '，' }, language)) || '-';
}
