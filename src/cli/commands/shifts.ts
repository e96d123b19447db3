// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway shifts`: who works when, and who should be here now and is not?

import type { Command } from 'commander';
import type { Roster } from '../../host/index.js';
import { inLanguage } from '../../kernel/index.js';
import { askAndPrint, type BoxOptions, command, integerOption, withBox } from '../command.js';
import { type Output, say, table } from '../output.js';
import { when } from '../times.js';

interface Options extends BoxOptions {
  readonly from?: string;
  readonly days?: number;
}

export function shiftsCommand(output: Output): Command {
  const t = (en: string, zh: string) => inLanguage({ en, zh }, output.language);
  const summary = {
    en: 'Who works when, by agents[].shifts and the calendars; who should be signed in now and is not',
    zh: '按 agents[].shifts 和日历列出班次；现在应到而未签入的座席',
  };
  const made = command(output, 'shifts', summary, [
    { line: 'spillway shifts', does: { en: 'a week from today on', zh: '从今天起一周' } },
    {
      line: 'spillway shifts --from 2026-12-01 --days 5',
      does: { en: 'five days from that one on', zh: '从该日起五天' },
    },
  ]);
  return withBox(made, output)
    .option('--from <day>', t('the first day, 2026-12-01; default: today', '起始日，如 2026-12-01，默认今天'))
    .option('--days <n>', t('how many days (default: 7)', '天数（默认 7）'), integerOption('days', 1, 62))
    .action(({ from, days, ...options }: Options) =>
      askAndPrint<Roster>(output, options, { method: 'shifts', params: { from, days } }, (roster, shown) =>
        print(shown, roster),
      ),
    );
}

function print(output: Output, { agents, days, zone }: Roster): void {
  const off = inLanguage({ en: 'off', zh: '休' }, output.language);
  table(
    output,
    [{ en: 'Agent', zh: '座席' }, ...days.map((day) => ({ en: day.slice(5), zh: day.slice(5) }))],
    agents.map(({ agent, name, days: of }) => [
      `${agent} ${name}`,
      ...of.map((day) =>
        day.off
          ? off
          : day.shifts.map(({ from, to }) => `${when(from, zone, 'hour')}-${when(to, zone, 'hour')}`).join(' ') || '–',
      ),
    ]),
  );
  const due = agents.filter(({ now }) => now !== undefined);
  const missing = agents.filter(({ missingSince }) => missingSince !== undefined);
  const names = missing.map(({ agent, name }) => `${agent} ${name}`);
  say(output, {
    en: `Due now: ${due.length}${names.length === 0 ? '' : `; not signed in: ${names.join(', ')}`}`,
    zh: `现在应到 ${due.length} 人${names.length === 0 ? '' : `；未签入：${names.join('、')}`}`,
  });
}
