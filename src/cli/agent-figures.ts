// SPDX-License-Identifier: GPL-2.0-or-later
// How do an agent's own figures look? A line for today, one since he signed in.

import { type Bilingual, inLanguage } from '../kernel/index.js';
import type { AgentRates, OwnFigures } from '../report/index.js';
import { stateWords, valueWords } from '../words/index.js';
import { heading } from './heading.js';
import { type Output, table } from './output.js';
import { lengthText, percent } from './spans.js';
import { sayZone, when } from './times.js';

/** Whom they are of, how he is, and what he did. */
export function printAgentFigures(output: Output, figures: OwnFigures): void {
  const { language, zone } = output;
  const { agent, name, state, reason, station, today, sinceSignIn } = figures;
  const why = reason === undefined ? '' : ` (${valueWords(reason, language)})`;
  const where = station === undefined ? '' : `, ${inLanguage({ en: 'station', zh: '分机' }, language)} ${station}`;
  output.write(`${agent} ${name}: ${stateWords(state, language)}${why}${where}`);
  const rows = [
    row(inLanguage({ en: 'today', zh: '今日' }, language), today),
    ...(sinceSignIn === undefined
      ? []
      : [
          row(
            `${inLanguage({ en: 'since', zh: '自签入' }, language)} ${when(sinceSignIn.signedInAt, zone, 'ofYear')}`,
            sinceSignIn,
          ),
        ]),
  ];
  table(output, HEADINGS, rows);
  for (const [why, length] of Object.entries(today.reasons)) {
    const said: Bilingual = {
      en: `not ready today: ${valueWords(why, 'en')} ${lengthText(length)}`,
      zh: `今日示忙：${valueWords(why, 'zh-CN')} ${lengthText(length)}`,
    };
    output.write(inLanguage(said, language));
  }
  sayZone(output);
}

const HEADINGS = [
  heading('time', '时段'),
  heading('calls', '通话数'),
  heading('talk', '通话'),
  heading('hold', '保持'),
  heading('wrap-up', '整理资料'),
  heading('ready', '示闲'),
  heading('not ready', '示忙'),
  heading('signed in', '签入'),
  heading('mean', '平均处理'),
  heading('occupancy', '占用率'),
];

function row(of: string, { handled, talk, hold, wrapUp, ready, notReady, signedIn, ...rates }: AgentRates) {
  const times = [talk, hold, wrapUp, ready, notReady, signedIn, rates.averageHandlingTime].map(lengthText);
  return [of, handled, ...times, percent(rates.occupancy)];
}
