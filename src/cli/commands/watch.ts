// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway watch`: the box live. On a terminal one page that renews itself, elsewhere a line a second.

import type { Command } from 'commander';
import type { BoxStatus } from '../../engine/index.js';
import { inLanguage, type Language } from '../../kernel/index.js';
import { attempt, type BoxOptions, command, numberOption, withBox } from '../command.js';
import { askBox } from '../control-client.js';
import { livePage } from '../live-page.js';
import type { Output } from '../output.js';
import { stationCounts, stationTable } from '../stations-page.js';
import { statusPage } from '../status-page.js';
import { when } from '../times.js';
import { untilInterrupted } from '../until-interrupted.js';

export function watchCommand(output: Output): Command {
  const summary = { en: 'The box live, until Ctrl-C', zh: '实时显示系统状态，按 Ctrl-C 结束' };
  return withBox(
    command(output, 'watch', summary, [
      { line: 'spillway watch', does: { en: 'a page that renews itself', zh: '自动刷新的页面' } },
      {
        line: 'spillway watch --json --interval 5',
        does: { en: 'one JSON object every 5 s', zh: '每 5 秒输出一个 JSON 对象' },
      },
      {
        line: 'spillway watch --stations',
        does: { en: 'what goes on at each telephone', zh: '每部话机的状态' },
      },
    ]),
    output,
  )
    .option('--stations', inLanguage({ en: 'each station instead', zh: '显示每部分机' }, output.language))
    .option(
      '--interval <seconds>',
      inLanguage({ en: 'how often', zh: '间隔' }, output.language),
      numberOption('interval', 0.1, 3600),
      1,
    )
    .action(async (options: Options) => {
      const page = livePage(options);
      const show = shower(output, options, page);
      const { signal, stop } = untilInterrupted();
      await attempt(output, async () => {
        const params = { interval: options.interval * 1000 };
        await askBox(options.socket, 'watch', { params, item: show, signal });
      });
      stop();
      page?.done();
    });
}

interface Options extends BoxOptions {
  readonly interval: number;
  readonly stations?: boolean;
}

/** Shows a snapshot: as JSON, on the page, or in a line. */
function shower(output: Output, { json, stations }: Options, page: ReturnType<typeof livePage>) {
  const { language, columns } = output;
  return (item: unknown) => {
    const status = item as BoxStatus;
    if (json) output.write(JSON.stringify(stations ? status.stations : item));
    else if (page) page(stations ? stationsPage(output, status) : statusPage(status, language, columns));
    else output.write(stations ? stationsLine(status, language) : summaryLine(status, language));
  };
}

function stationsPage(output: Output, { stations, zone }: BoxStatus): string {
  const lines: string[] = [];
  stationTable({ ...output, zone, write: (line) => lines.push(line) }, stations);
  return lines.join('\n');
}

function stationsLine({ at, stations, zone }: BoxStatus, language: Language): string {
  return `${when(at, zone)}  ${stationCounts(stations, language)}`;
}

/** One line for logs and pipes. */
export function summaryLine(status: BoxStatus, language: Language): string {
  const t = (en: string, zh: string) => inLanguage({ en, zh }, language);
  const waiting = status.queues.reduce((sum, queue) => sum + queue.waiting, 0);
  const busiedOut = status.spans.reduce((sum, span) => sum + span.busiedOut, 0);
  const { alarms, callbacks, surge, today, zone } = status;
  const [used, share] = [(status.utilisation * 100).toFixed(0), (surge.share * 100).toFixed(0)];
  const { offered, answered, captured, abandoned } = today.calls;
  const { connected, failed } = today.callbacks;
  return [
    when(status.at, zone),
    t(`utilisation ${used}%`, `外线使用率 ${used}%`),
    surge.on ? t(`surge on ${share}%`, `浪涌 ${share}%`) : t('surge off', '浪涌未启动'),
    t(`waiting ${waiting}`, `等待 ${waiting}`),
    t(
      `calls today ${offered}/${answered} answered/${captured} captured/${abandoned} abandoned`,
      `今日来电 ${offered}/接听 ${answered}/登记 ${captured}/放弃 ${abandoned}`,
    ),
    ...(busiedOut > 0 ? [t(`busied out ${busiedOut}`, `闭塞 ${busiedOut}`)] : []),
    ...(alarms.length > 0 ? [t('ALARMS ', '告警 ') + alarms.map(({ code }) => code).join(' ')] : []),
    t(
      `callbacks ${callbacks.open} open, today ${connected} connected/${failed} failed`,
      `回呼 待回 ${callbacks.open}，今日已接通 ${connected}/失败 ${failed}`,
    ),
  ].join('  ');
}
