// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway waiting`: who waits for an agent, and how does a supervisor lead him on?

import { Argument, type Command } from 'commander';
import { WAITING_ACTIONS } from '../../host/index.js';
import { inLanguage } from '../../kernel/index.js';
import { askAndPrint, type BoxOptions, command, type Example, withBox } from '../command.js';
import { heading } from '../heading.js';
import { EXIT, type Output, refuse, say } from '../output.js';
import { when } from '../times.js';
import { text, timedTable } from './lists.js';

type Row = Readonly<Record<string, unknown>>;

const EXAMPLES: readonly Example[] = [
  { line: 'spillway waiting', does: { en: 'who waits, the next one first', zh: '排队来电，最先接听的在前' } },
  {
    line: 'spillway waiting front call-01k...',
    does: { en: 'he is served before all others', zh: '将其提到队首' },
  },
  {
    line: 'spillway waiting move call-01k... queue:service',
    does: {
      en: 'to another queue; also flow:, announce:, callback, refuse',
      zh: '移到其他队列；也可为 flow:、announce:、callback、refuse',
    },
  },
  {
    line: 'spillway waiting pick call-01k... 1002',
    does: { en: "agent 1002's telephone rings for him, ready or not", zh: '指定座席 1002 接听，不论示闲与否' },
  },
];

export function waitingCommand(output: Output): Command {
  const t = (en: string, zh: string) => inLanguage({ en, zh }, output.language);
  const summary = {
    en: 'Callers who wait: list, put first, move, give to an agent',
    zh: '排队来电：列表、提到队首、移走、指定座席接听',
  };
  const made = withBox(command(output, 'waiting', summary, EXAMPLES), output)
    .addArgument(new Argument('[action]', t('what is to be done', '操作')).choices(WAITING_ACTIONS))
    .argument('[call]', t('which call, as the list names it', '来电编号，见列表'))
    .argument('[to]', t('move: where to; pick: which agent', 'move：去向；pick：座席工号'));
  return made.action(
    async (
      action: string | undefined,
      call: string | undefined,
      to: string | undefined,
      options: BoxOptions,
    ): Promise<void> => {
      if (action === undefined) {
        await askAndPrint<readonly Row[]>(output, options, { method: 'waiting' }, (rows, shown) =>
          waitingTable(shown, rows),
        );
        return;
      }
      if (call === undefined || (action !== 'front' && to === undefined)) {
        const wanted = `spillway waiting ${action} CALL${action === 'front' ? '' : ' TO'}`;
        return refuse(output, { en: `write: ${wanted}`, zh: `请写：${wanted}` }, EXIT.usage);
      }
      await askAndPrint(output, options, { method: 'waitingAction', params: { action, call, to } }, () =>
        say(output, { en: 'done', zh: '完成' }),
      );
    },
  );
}

function waitingTable(output: Output, rows: readonly Row[]): void {
  timedTable(
    output,
    [
      heading('call', '呼叫'),
      heading('queue', '队列'),
      heading('position', '位置'),
      heading('since', '起始时间'),
      heading('number', '号码'),
      heading('rings', '振铃'),
    ],
    rows.map((row) => [
      text(row.call),
      text(row.queue),
      text(row.position),
      when(row.since, output.zone),
      text(row.number),
      row.ringing === true ? inLanguage({ en: 'yes', zh: '是' }, output.language) : '',
    ]),
  );
}
