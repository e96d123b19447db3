// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway status`: how is the box right now?

import type { Command } from 'commander';
import type { BoxStatus } from '../../engine/index.js';
import { askAndPrint, type BoxOptions, command, withBox } from '../command.js';
import type { Output } from '../output.js';
import { statusPage } from '../status-page.js';

export function statusCommand(output: Output): Command {
  const summary = {
    en: 'How the running box is: spans, queues, agents, callbacks',
    zh: '显示系统状态：中继、队列、座席、回呼',
  };
  return withBox(
    command(output, 'status', summary, [
      { line: 'spillway status', does: { en: 'one page for people', zh: '一页概览' } },
      {
        line: 'spillway status --json | jq .callbacks.open',
        does: { en: 'how many promises are open', zh: '未完成的回呼数' },
      },
    ]),
    output,
  ).action(async (options: BoxOptions) => {
    await askAndPrint<BoxStatus>(output, options, { method: 'status' }, (status) => {
      output.write(statusPage(status, output.language, output.columns));
    });
  });
}
