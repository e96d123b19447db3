// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway alarms`: what is wrong with the box, and what was?

import type { Command } from 'commander';
import type { ListedAlarm } from '../../engine/index.js';
import { type Bilingual, type Instant, inLanguage, SystemClock } from '../../kernel/index.js';
import { askAndPrint, type BoxOptions, command, withBox } from '../command.js';
import { heading } from '../heading.js';
import { type Output, say } from '../output.js';
import { sinceOption } from '../span-of-time.js';
import { when } from '../times.js';
import { timedTable } from './lists.js';

const SEVERITIES: Readonly<Record<ListedAlarm['severity'], Bilingual>> = {
  critical: { en: 'critical', zh: '紧急' },
  major: { en: 'major', zh: '重要' },
  minor: { en: 'minor', zh: '次要' },
};

interface Options extends BoxOptions {
  readonly all?: boolean;
  readonly since?: Instant;
}

export function alarmsCommand(output: Output): Command {
  const summary = {
    en: 'Alarms that stand; with --all or --since those that are over, too',
    zh: '当前告警；加 --all 或 --since 可查看历史告警',
  };
  const t = (en: string, zh: string) => inLanguage({ en, zh }, output.language);
  return withBox(
    command(output, 'alarms', summary, [
      { line: 'spillway alarms', does: { en: 'what is wrong now', zh: '当前存在的问题' } },
      {
        line: 'spillway alarms --since 24h',
        does: { en: 'of the last day, the newest first', zh: '最近一天，最新在前' },
      },
      {
        line: "spillway alarms --json | jq -r '.[].code'",
        does: { en: 'their codes; docs/operating.md has each', zh: '告警代码；说明见 docs/operating.md' },
      },
    ]),
    output,
  )
    .option('--all', t('all of the books, at most 1000', '全部记录，最多 1000 条'))
    .option(
      '--since <time>',
      t('raised since then: 24h, 7d, 2026-10-01', '该时间之后发生的：24h、7d、2026-10-01'),
      sinceOption('since', () => new SystemClock().now()),
    )
    .action((options: Options) => {
      const params = { all: options.all ?? false, since: options.since };
      return askAndPrint<readonly ListedAlarm[]>(output, options, { method: 'alarms', params }, (alarms, shown) => {
        if (alarms.length === 0) say(output, { en: 'no alarms', zh: '无告警' });
        else alarmTable(shown, alarms);
      });
    });
}

function alarmTable(output: Output, alarms: readonly ListedAlarm[]): void {
  timedTable(
    output,
    [
      heading('severity', '级别'),
      heading('raised', '发生'),
      heading('over', '恢复'),
      heading('times', '次数'),
      heading('code', '代码'),
      heading('alarm', '告警'),
    ],
    alarms.map(({ severity, since, clearedAt, times, code, text }) => [
      inLanguage(SEVERITIES[severity], output.language),
      when(since, output.zone),
      when(clearedAt, output.zone),
      times,
      code,
      inLanguage(text, output.language),
    ]),
  );
}
