// SPDX-License-Identifier: GPL-2.0-or-later
// What is a reader told at the end? The demonstration in words and figures.

import { inLanguage, type Language } from '../../kernel/index.js';
import type { Verdict } from '../../sim/index.js';
import type { DemoReport } from './report.js';

/** The closing page. */
export function summary(report: DemoReport, verdict: Verdict, language: Language): string {
  const t = (en: string, zh: string) => inLanguage({ en, zh }, language);
  const { callbacks: c, ticks } = report;
  const lines = [
    '',
    t(
      `${report.offered} calls reached the box; ${report.blocked} found no free channel.`,
      `共有 ${report.offered} 个来电到达系统，另有 ${report.blocked} 个因无空闲信道未能进入。`,
    ),
    t(
      `Agents took ${report.answered}. Computer agents took the numbers of ${report.captured} and promised to call back (${report.merged} were repeated calls). ${report.abandoned} callers hung up before, ${report.refused} were refused.`,
      `人工座席接听 ${report.answered} 个。自动电脑座席登记 ${report.captured} 个号码并承诺回呼（其中 ${report.merged} 个为重复来电）。${report.abandoned} 个来电放弃，${report.refused} 个被拒绝。`,
    ),
    t(
      `Of ${c.created} promises, ${c.connected} were kept with an agent on the line, ${c.failed} failed for a stated reason, ${c.open} are open; ${c.attempted} attempts reached ${c.reached} people.`,
      `共 ${c.created} 个回呼承诺：${c.connected} 个已由座席接通，${c.failed} 个因记录在案的原因失败，${c.open} 个未完成；共尝试 ${c.attempted} 次，接通 ${c.reached} 次。`,
    ),
    t(
      `${report.recordings.files} recordings, ${report.recordings.seconds} s. Engine: ${ticks.total} ticks, ${ticks.late} late, ${ticks.overruns} skipped, ${ticks.slips} slips.`,
      `录音 ${report.recordings.files} 个，共 ${report.recordings.seconds} 秒。引擎：${ticks.total} 个节拍，迟到 ${ticks.late}，跳过 ${ticks.overruns}，滑码 ${ticks.slips}。`,
    ),
    report.lost === 0
      ? t('Every promise that a caller heard stands in the database.', '来电者听到的每一个承诺都已记录在数据库中。')
      : t(`${report.lost} PROMISES WERE LOST:`, `有 ${report.lost} 个承诺丢失：`),
    ...verdict.lost.map((lost) => `  ${lost.number}  ${new Date(lost.promisedAt).toISOString()}  ${lost.reason}`),
    report.balanced
      ? t("The box's records and the exchange's log agree call by call.", '系统话单与交换机记录逐条相符。')
      : t('THE RECORDS DO NOT BALANCE:', '记录不相符：'),
    ...verdict.unmatched.map((missing) => `  ${missing.side}: ${missing.what}`),
  ];
  return lines.join('\n');
}
