// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway spans | channels`: in what condition is each line, what was counted on it, and who talks there? Busy-out, too.

import type { Command } from 'commander';
import type { ChannelReport, SpanReport } from '../../engine/index.js';
import { type Bilingual, inLanguage, rangesOf } from '../../kernel/index.js';
import { valueWords } from '../../words/index.js';
import { askAndPrint, type BoxOptions, command, type Example, withBox } from '../command.js';
import { heading } from '../heading.js';
import { type Output, say } from '../output.js';
import { when } from '../times.js';
import { actionExamples, actOnLines, isLineAction, LINE_ACTIONS, type LineActionOptions } from './busy-out.js';
import { text, timedTable } from './lists.js';

const CONDITIONS: Readonly<Record<ChannelReport['condition'], Bilingual>> = {
  idle: { en: 'idle', zh: '空闲' },
  ringing: { en: 'ringing', zh: '振铃' },
  talking: { en: 'talking', zh: '通话' },
  draining: { en: 'draining', zh: '平滑停用中' },
  busiedOut: { en: 'busied out', zh: '闭塞' },
  alarm: { en: 'alarm', zh: '告警' },
  outOfService: { en: 'out of service', zh: '停用' },
};

const HINDRANCES: Readonly<Record<ChannelReport['hindrances'][number], Bilingual>> = {
  alarm: { en: 'alarm', zh: '告警' },
  dChannel: { en: 'D-channel down', zh: 'D 信道中断' },
  battery: { en: 'no battery voltage', zh: '无馈电' },
  restart: { en: 'being restarted', zh: '正在重启' },
  notRestarted: { en: 'the exchange does not acknowledge RESTART', zh: '交换机未确认重启' },
  service: { en: 'taken out by the engine', zh: '由引擎停用' },
  busiedOut: { en: 'busied out', zh: '人工闭塞' },
  stopping: { en: 'the box is being stopped', zh: '系统正在停止' },
};

const DIRECTIONS: Readonly<Record<'incoming' | 'outgoing', Bilingual>> = {
  incoming: { en: 'incoming', zh: '呼入' },
  outgoing: { en: 'outgoing', zh: '呼出' },
};

export function spansCommand(output: Output): Command {
  const summary = {
    en: 'Spans: state, alarm, D-channel, and what was counted since the start; busy-out, drain, in-service by hand',
    zh: '中继：状态、告警、D 信道、启动以来的计数；以及闭塞、平滑停用、恢复使用',
  };
  const examples: readonly Example[] = [
    { line: 'spillway spans', does: { en: 'a row for each span', zh: '每个中继一行' } },
    {
      line: "spillway spans --json | jq '.[].counters.slips'",
      does: { en: 'slips of each span, for a script', zh: '各中继的滑码数，供脚本使用' },
    },
    ...actionExamples('spans', '1'),
  ];
  return lineCommand(output, 'spans', summary, examples, (span, options) =>
    askAndPrint<readonly SpanReport[]>(output, options, { method: 'spans', params: { span } }, (spans, shown) =>
      spanTable(shown, spans),
    ),
  );
}

export function channelsCommand(output: Output): Command {
  const summary = {
    en: 'Channels: state, and who talks on each; busy-out, drain, in-service by hand',
    zh: '信道：状态及通话方；以及闭塞、平滑停用、恢复使用',
  };
  const examples: readonly Example[] = [
    { line: 'spillway channels', does: { en: 'every channel of the box', zh: '所有信道' } },
    {
      line: 'spillway channels e1',
      does: { en: 'those of span e1; its number in the file (1) does as well', zh: '中继 e1 的信道；也可用序号 1' },
    },
    {
      line: 'spillway channels --json | jq \'.[] | select(.condition=="talking")\'',
      does: { en: 'those with a conversation, for a script', zh: '正在通话的信道，供脚本使用' },
    },
    ...actionExamples('channels', '1/5 e1/17-20'),
  ];
  return lineCommand(output, 'channels', summary, examples, (span, options) =>
    askAndPrint<readonly ChannelReport[]>(
      output,
      options,
      { method: 'channels', params: { span } },
      (channels, shown) => channelTable(shown, channels),
    ),
  );
}

/** A command that lists, or with an action as its first word acts on what follows. */
function lineCommand(
  output: Output,
  name: 'spans' | 'channels',
  summary: Bilingual,
  examples: readonly Example[],
  list: (span: string | undefined, options: BoxOptions) => Promise<void>,
): Command {
  const now = { en: 'busy-out: clear the calls that are up', zh: '闭塞时立即拆除已有通话' };
  const made = withBox(command(output, `${name} [span-or-action] [targets...]`, summary, examples), output);
  return made
    .option('--now', inLanguage(now, output.language))
    .action(async (word: string | undefined, targets: readonly string[], options: LineActionOptions) => {
      if (options.now && word !== 'busy-out') made.error('error: --now belongs to busy-out');
      if (isLineAction(word)) await actOnLines(output, options, word, targets);
      else if (targets.length > 0) made.error(`error: ${word}: ${LINE_ACTIONS.join(', ')} would be right`);
      else await list(word, options);
    });
}

/** Spans as a table. */
export function spanTable(output: Output, spans: readonly SpanReport[]): void {
  timedTable(
    output,
    [
      heading('no', '序号'),
      heading('span', '中继'),
      heading('alarm', '告警'),
      heading('D-channel', 'D 信道'),
      heading('since', '起始时间'),
      heading('in service', '可用'),
      heading('busy', '占用'),
      heading('busied out', '闭塞'),
      heading('slips', '滑码'),
      heading('ppm', '频偏 ppm'),
      heading('errors', '误帧'),
      heading('refused', '拒收帧'),
      heading('bad packets', '坏包'),
      heading('restarts', '重启'),
      heading('D up/down', 'D 通/断'),
      heading('calls refused', '拒绝呼叫'),
    ],
    spans.map((span) => spanRow(span, output)),
  );
  for (const { name, outOfService } of spans)
    for (const { slots, hindrances } of outOfService)
      say(output, {
        en: `${name}: out of service: ${rangesOf(slots)} (${hindrances.map((by) => HINDRANCES[by].en).join('; ')})`,
        zh: `${name}：停用信道 ${rangesOf(slots)}（${hindrances.map((by) => HINDRANCES[by].zh).join('；')}）`,
      });
}

function spanRow(span: SpanReport, { language, zone }: Output): (string | number)[] {
  const { counters: counted } = span;
  const e1 = span.kind === 'e1';
  const layerTwo = { up: { en: 'up', zh: '正常' }, down: { en: 'DOWN', zh: '中断' } };
  return [
    span.number,
    span.name,
    span.alarms.map((alarm) => valueWords(alarm, language)).join(' ') || inLanguage({ en: 'none', zh: '无' }, language),
    span.dChannel === undefined ? '' : inLanguage(layerTwo[span.dChannel], language),
    when(span.dChannelSince, zone),
    `${span.inService}/${span.channels}`,
    span.busy,
    span.busiedOut,
    counted.slips,
    counted.driftPpm?.toFixed(1) ?? '',
    counted.frameErrors,
    e1 ? counted.framesRefused : '',
    counted.badPackets,
    e1 ? counted.restarts : '',
    e1 ? `${counted.dChannelUps}/${counted.dChannelDowns}` : '',
    e1 ? counted.callsRefused : '',
  ];
}

/** Channels as a table. */
export function channelTable(output: Output, channels: readonly ChannelReport[]): void {
  timedTable(
    output,
    [
      heading('channel', '信道'),
      heading('state', '状态'),
      heading('since', '起始时间'),
      heading('direction', '方向'),
      heading('number', '号码'),
      heading('agent', '座席'),
      heading('call', '呼叫'),
      heading('calls', '次数'),
    ],
    channels.map(({ name, condition, since, talk, seizures }) => [
      name,
      inLanguage(CONDITIONS[condition], output.language),
      when(since, output.zone),
      talk ? inLanguage(DIRECTIONS[talk.direction], output.language) : '',
      text(talk?.number),
      text(talk?.agent),
      text(talk?.call),
      seizures,
    ]),
  );
}
