// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway watch`: the box live. On a terminal one page that renews itself, elsewhere a line a second.

import type { Command } from 'commander';
import type { BoxStatus } from '../../engine/index.js';
import { attempt, type BoxOptions, command, numberOption, withBox } from '../command.js';
import { askBox } from '../control-client.js';
import { livePage } from '../live-page.js';
import type { Output } from '../output.js';
import { statusPage } from '../status-page.js';
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
    ]),
    output,
  )
    .option('--interval <seconds>', 's', numberOption('interval', 0.1, 3600), 1)
    .action(async (options: BoxOptions & { readonly interval: number }) => {
      const page = livePage(options);
      const show = (item: unknown) => {
        if (options.json) output.write(JSON.stringify(item));
        else if (page) page(statusPage(item as BoxStatus, output.language));
        else output.write(summaryLine(item as BoxStatus));
      };
      const { signal, stop } = untilInterrupted();
      await attempt(output, async () => {
        const params = { interval: options.interval * 1000 };
        await askBox(options.socket, 'watch', { params, item: show, signal });
      });
      stop();
      page?.done();
    });
}

/** One line for logs and pipes. */
export function summaryLine(status: BoxStatus): string {
  const waiting = status.queues.reduce((sum, queue) => sum + queue.waiting, 0);
  const busiedOut = status.spans.reduce((sum, span) => sum + span.busiedOut, 0);
  const { alarms, calls, callbacks, surge } = status;
  return [
    new Date(status.at).toISOString(),
    `utilisation ${(status.utilisation * 100).toFixed(0)}%`,
    `surge ${surge.on ? `on ${(surge.share * 100).toFixed(0)}%` : 'off'}`,
    `waiting ${waiting}`,
    `calls ${calls.offered}/${calls.answered} answered/${calls.captured} captured/${calls.abandoned} abandoned`,
    ...(busiedOut > 0 ? [`busied out ${busiedOut}`] : []),
    ...(alarms.length > 0 ? [`ALARMS ${alarms.map(({ code }) => code).join(' ')}`] : []),
    `callbacks ${callbacks.open} open/${callbacks.connected} connected/${callbacks.failed} failed`,
  ].join('  ');
}
