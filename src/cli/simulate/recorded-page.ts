// SPDX-License-Identifier: GPL-2.0-or-later
// What does the log know of a wave that is lived again, and what does it not? Said before the figures that hang on it.

import type { Bilingual } from '../../kernel/index.js';
import type { Known } from '../../simulation/index.js';
import { type Output, say } from '../output.js';
import { lengthText } from '../spans.js';

export function printKnown(output: Output, known: Known): void {
  const { calls, callers, talks, gaveUp, patienceCut, patience, redialled, failed, calledBack, withheld, agents } =
    known;
  const mean = lengthText(patience);
  const lines: readonly Bilingual[] = [
    {
      en: `Recorded: ${calls} calls of ${callers} callers, ${agents} agents.`,
      zh: `记录：${callers} 位来电者的 ${calls} 个呼叫，座席 ${agents} 名。`,
    },
    {
      en: `Known: ${talks} talk times, the patience of ${gaveUp} who gave up, ${redialled} redials after ${failed} calls that came to nothing.`,
      zh: `已知：通话时长 ${talks} 个，放弃者 ${gaveUp} 人的耐心，${failed} 个未成功呼叫后的 ${redialled} 次重拨。`,
    },
    {
      en: `Cut short: the patience of ${patienceCut} whom somebody took first; drawn beyond their wait, mean ${mean}.`,
      zh: `被截断：${patienceCut} 人先得到接待，其耐心只知下限；按平均 ${mean} 抽取其余部分。`,
    },
    {
      en: 'Not in the log: callers for whom the exchange found no channel, and what anybody would have done elsewhere.',
      zh: '记录中没有：交换机侧遇忙的来电者，以及来电者在其他情形下的行为。',
    },
    ...(calledBack === 0
      ? [
          {
            en: 'Too few calls back to know who answers: the usual shares hold.',
            zh: '回呼次数太少，无法得知应答率，采用通常的比例。',
          },
        ]
      : []),
    ...(withheld > 0
      ? [
          {
            en: `${withheld} calls without a number: each counts as somebody else.`,
            zh: `${withheld} 个呼叫未显示号码，各按不同的人计算。`,
          },
        ]
      : []),
  ];
  for (const line of lines) say(output, line);
}
