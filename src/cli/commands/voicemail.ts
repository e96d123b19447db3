// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway voicemail [boxes|play|save|delete|...]`: which messages are in the boxes, let me hear one, and what is to become of it.

import { Argument, type Command } from 'commander';
import type { ListedMessage, MailboxStatus } from '../../engine/index.js';
import { TelephonyError } from '../../faults.js';
import { inLanguage } from '../../kernel/index.js';
import { valueWords } from '../../words/index.js';
import { askAndPrint, attempt, command, withBox } from '../command.js';
import { askBox } from '../control-client.js';
import { type Column, fittingTable, sayLeftOut } from '../fitting-table.js';
import { heading } from '../heading.js';
import { type Output, say, table } from '../output.js';
import { playRecording } from '../recordings/play.js';
import { shortId } from '../short-id.js';
import { lengthText } from '../spans.js';
import { commonTimes, when } from '../times.js';

const CHANGES = ['new', 'heard', 'save', 'delete', 'forward'] as const;
type Change = (typeof CHANGES)[number];
const ACTIONS = ['list', 'boxes', 'play', ...CHANGES] as const;
type Action = (typeof ACTIONS)[number];

interface Options {
  readonly socket: string;
  readonly json?: boolean;
  readonly box?: string;
  readonly agent?: string;
}

export function voicemailCommand(output: Output): Command {
  const t = (en: string, zh: string) => inLanguage({ en, zh }, output.language);
  const summary = {
    en: 'Messages in boxes: list them, play one, save, delete, forward',
    zh: '信箱中的留言：列出、播放、保存、删除、转发',
  };
  const made = command(output, 'voicemail', summary, [
    { line: 'spillway voicemail', does: { en: 'all messages, the oldest first', zh: '全部留言，最早的在前' } },
    { line: 'spillway voicemail --box service', does: { en: 'those of one box', zh: '一个信箱的留言' } },
    { line: 'spillway voicemail boxes', does: { en: 'how many are new, by box', zh: '各信箱的新留言数' } },
    { line: 'spillway voicemail play 0a1b2c3', does: { en: 'hear one; it counts as heard', zh: '播放，并记为已听' } },
    { line: 'spillway voicemail save 0a1b2c3', does: { en: 'keep it', zh: '保存' } },
    {
      line: 'spillway voicemail forward 0a1b2c3 boss',
      does: { en: 'put it into the box boss, too', zh: '同时放入信箱 boss' },
    },
    { line: 'spillway voicemail delete 0a1b2c3', does: { en: 'delete it, with its file', zh: '删除留言及其文件' } },
  ]);
  made
    .addArgument(new Argument('[action]').choices([...ACTIONS]))
    .argument('[message]')
    .argument('[to]');
  return withBox(made, output)
    .option('--box <box>', t('messages of this box', '该信箱的留言'))
    .option('--agent <agent>', t('what this agent hears', '该座席可听取的留言'))
    .action((action: Action | undefined, message: string | undefined, to: string | undefined, options: Options) =>
      act(output, { action: action ?? 'list', message, to }, options),
    );
}

interface Asked {
  readonly action: Action;
  readonly message: string | undefined;
  readonly to: string | undefined;
}

function act(output: Output, { action, message, to }: Asked, options: Options): Promise<void> {
  const { agent, box } = options;
  const whose = agent === undefined ? {} : { agent };
  if (action === 'boxes')
    return askAndPrint<readonly MailboxStatus[]>(
      output,
      options,
      { method: 'voicemail.boxes', params: whose },
      (boxes, shown) => boxTable(shown, boxes),
    );
  if (action === 'list') {
    const params = { ...whose, ...(box !== undefined && { box }) };
    return askAndPrint<readonly ListedMessage[]>(
      output,
      options,
      { method: 'voicemail.list', params },
      (messages, shown) => messageTable(shown, messages),
    );
  }
  if (action === 'play') return play(output, options, message);
  return change(output, options, { action, message, to });
}

function boxTable(output: Output, boxes: readonly MailboxStatus[]): void {
  if (boxes.length === 0) {
    say(output, { en: 'no boxes', zh: '没有信箱' });
    return;
  }
  table(
    output,
    [
      heading('box', '信箱'),
      heading('number', '号码'),
      heading('new', '新'),
      heading('heard', '已听'),
      heading('saved', '已保存'),
      heading('quota', '容量'),
    ],
    boxes.map((one) => [one.box, one.number ?? '', one.new, one.heard, one.saved, one.quota]),
  );
}

function messageTable(output: Output, messages: readonly ListedMessage[]): void {
  if (messages.length === 0) {
    say(output, { en: 'no messages', zh: '没有留言' });
    return;
  }
  const { language, zone } = output;
  const { form, says } = commonTimes(
    messages.map(({ at }) => at),
    zone,
  );
  const columns: readonly Column<ListedMessage>[] = [
    { heading: heading('id', '编号'), cell: ({ id }) => shortId(id) },
    { heading: heading('box', '信箱'), cell: ({ box }) => box },
    { heading: heading('time', '时间'), cell: ({ at }) => when(at, zone, form) },
    { heading: heading('length', '时长'), cell: ({ durationMs }) => lengthText(durationMs), right: true },
    { heading: heading('number', '号码'), cell: ({ number }) => number ?? '' },
    { heading: heading('state', '状态'), cell: ({ state }) => valueWords(`message.${state}`, language) },
    { heading: heading('call', '通话'), cell: ({ call }) => shortId(call), spare: 1 },
  ];
  sayLeftOut(output, fittingTable(output, columns, messages));
  say(output, says);
}

/** The one that is meant; its id is whole then. */
async function named({ socket, agent }: Options, id: string | undefined): Promise<ListedMessage> {
  if (id === undefined) throw new TelephonyError('REFUSED', 'which message? the id that `spillway voicemail` shows');
  const params = agent === undefined ? {} : { agent };
  const all = (await askBox(socket, 'voicemail.list', { params })) as readonly ListedMessage[];
  const found = all.filter((one) => one.id === id || one.id.endsWith(id));
  const [message] = found;
  if (message === undefined) throw new TelephonyError('NOT_FOUND', `message ${id}`);
  if (found.length > 1) throw new TelephonyError('REFUSED', `${id}: several messages end in this`);
  return message;
}

function play(output: Output, options: Options, id: string | undefined): Promise<void> {
  return attempt(output, async () => {
    const { id: message, recording, state } = await named(options, id);
    await playRecording(output, options, recording);
    if (state === 'new')
      await askBox(options.socket, 'voicemail.change', { params: { action: 'heard', message, ...whoseOf(options) } });
  });
}

function change(output: Output, options: Options, { action, message: id, to }: Asked): Promise<void> {
  return attempt(output, async () => {
    if (action === 'forward' && to === undefined) throw new TelephonyError('REFUSED', 'forward: to which box?');
    const { id: message } = await named(options, id);
    const params = { action, message, ...whoseOf(options), ...(to !== undefined && { to }) };
    const answer = await askBox(options.socket, 'voicemail.change', { params });
    if (options.json) output.write(JSON.stringify(answer ?? { message, action }, null, 2));
    else say(output, doneWords(action as Change, to));
  });
}

function whoseOf({ agent }: Options): { readonly agent?: string } {
  return agent === undefined ? {} : { agent };
}

function doneWords(action: Change, to = '') {
  const words = {
    new: { en: 'it is new again', zh: '已重新标为新留言' },
    heard: { en: 'it is heard', zh: '已标为已听' },
    save: { en: 'it is saved', zh: '已保存' },
    delete: { en: 'it is deleted', zh: '已删除' },
    forward: { en: `it is in box ${to}, too`, zh: `已同时放入信箱 ${to}` },
  } as const;
  return words[action];
}
