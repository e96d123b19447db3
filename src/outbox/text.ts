// SPDX-License-Identifier: GPL-2.0-or-later
// How does a message read? In the target's language and the shop's time, as plain text; every one begins with the product's name.

import { DateTime } from 'luxon';
import { type Duration, inLanguage, type Language } from '../kernel/index.js';
import { MESSAGE_WORDS, valueWords } from '../words/index.js';
import type { AlarmMessage, Message, ReportMessage, Target, VoiceMessage } from './message.js';

type Reader = Pick<Target, 'language' | 'zone'>;

/** A word of `MESSAGE_WORDS` for a reader. */
export const wordOf = (key: keyof typeof MESSAGE_WORDS, { language }: Pick<Reader, 'language'>): string =>
  inLanguage(MESSAGE_WORDS[key], language);

/** A message's one line: a mail's subject, and what a chat shows first. */
export function titleOf(message: Message, reader: Reader): string {
  const word = (key: keyof typeof MESSAGE_WORDS) => wordOf(key, reader);
  const zh = reader.language === 'zh-CN';
  if (message.kind === 'event') return `[Spillway] ${message.type}`; // for programs: no form but web is sent any
  if (message.kind === 'test') return zh ? `【Spillway】${word('test')}` : `[Spillway] ${word('test')}`;
  if (message.kind === 'message') return messageTitle(message, reader);
  if (message.kind === 'document') return zh ? `【Spillway】${message.title}` : `[Spillway] ${message.title}`;
  if (message.kind === 'report')
    return zh ? `【Spillway】${word('report')} ${message.day}` : `[Spillway] ${word('report')} ${message.day}`;
  const text = inLanguage(message.text, reader.language);
  const severity = word(message.severity);
  if (message.state === 'cleared')
    return zh
      ? `【Spillway】${word('alarm')}${word('over')}：${text}`
      : `[Spillway] ${word('alarm')} ${word('over')}: ${text}`;
  return zh ? `【Spillway】${severity}${word('alarm')}：${text}` : `[Spillway] ${severity} ${word('alarm')}: ${text}`;
}

/** The whole of it, title first. `box`: the machine's name. */
export function textOf(message: Message, reader: Reader, box: string): string {
  return [titleOf(message, reader), ...bodyOf(message, reader, box)].join('\n');
}

/** What stands below the title. */
export function bodyOf(message: Message, reader: Reader, box: string): string[] {
  const place = field('box', box, reader);
  if (message.kind === 'alarm') return [...alarmLines(message, reader), place];
  if (message.kind === 'report') return [...reportLines(message, reader), place];
  if (message.kind === 'event') return [place];
  if (message.kind === 'message') return [...messageLines(message, reader), place];
  if (message.kind === 'document') return [...message.lines, place];
  return [wordOf('tested', reader), field('time', timeOf(message.at, reader), reader), place];
}

function alarmLines({ state, at, since, times, code }: AlarmMessage, reader: Reader): string[] {
  return [
    field('time', timeOf(at, reader), reader),
    ...(state === 'cleared' ? [field('since', timeOf(since, reader), reader)] : []),
    ...(times > 1 ? [field('times', String(times), reader)] : []),
    field('code', code, reader),
  ];
}

function messageTitle({ box, number, durationMs }: VoiceMessage, reader: Reader): string {
  const from = number ?? wordOf('withheld', reader);
  const what = wordOf('newMessage', reader);
  return reader.language === 'zh-CN'
    ? `【Spillway】${what}：${box}，${from}，${lengthOf(durationMs)}`
    : `[Spillway] ${what}: ${box}, ${from}, ${lengthOf(durationMs)}`;
}

function messageLines({ at, box, number, durationMs }: VoiceMessage, reader: Reader): string[] {
  return [
    field('time', timeOf(at, reader), reader),
    field('mailbox', box, reader),
    field('from', number ?? wordOf('withheld', reader), reader),
    field('length', lengthOf(durationMs), reader),
  ];
}

/** A table of figures: its title, its headings, its rows. */
export interface Figures {
  readonly title: string;
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A day's figures as tables; those without rows are left out. */
export function tablesOf({ calls, queues, agents }: ReportMessage, reader: Reader): Figures[] {
  const words = (...keys: (keyof typeof MESSAGE_WORDS)[]) => keys.map((key) => wordOf(key, reader));
  const { offered = 0, ...ends } = calls;
  const tables: Figures[] = [
    {
      title: wordOf('calls', reader),
      headings: [],
      rows: [
        [wordOf('offered', reader), String(offered)],
        ...Object.entries(ends).map(([end, count]) => [valueWords(end, reader.language), String(count)]),
      ],
    },
    {
      title: wordOf('queues', reader),
      headings: words('queue', 'answered', 'abandoned', 'overflowed', 'serviceLevel', 'averageWait'),
      rows: queues.map(({ name, answered, abandoned, overflowed, serviceLevel, averageWait }) => [
        name,
        ...[answered, abandoned, overflowed].map(String),
        `${Math.round(serviceLevel * 100)}%`,
        lengthOf(averageWait),
      ]),
    },
    {
      title: wordOf('agents', reader),
      headings: words('agent', 'handled', 'talk', 'averageHandling', 'ready', 'notReady'),
      rows: agents.map(({ id, name, handled, ...spent }) => [
        `${id} ${name}`.trim(),
        String(handled),
        ...[spent.talk, spent.averageHandling, spent.ready, spent.notReady].map(lengthOf),
      ]),
    },
  ];
  return tables.filter(({ rows }) => rows.length > 0);
}

/** For readers of narrow chats: each row a line of its own that says what each figure is. */
function reportLines(report: ReportMessage, reader: Reader): string[] {
  const colon = reader.language === 'zh-CN' ? '：' : ': ';
  const comma = reader.language === 'zh-CN' ? '，' : ', ';
  return tablesOf(report, reader).flatMap(({ title, headings, rows }) => {
    if (headings.length === 0) return [`${title}${colon}${rows.map((row) => row.join(' ')).join(comma)}`];
    const lines = rows.map(([name = '', ...cells]) => {
      const said = cells.map((cell, index) => `${headings[index + 1] ?? ''} ${cell}`);
      return `  ${name}${colon}${said.join(comma)}`;
    });
    return [title, ...lines];
  });
}

function field(key: keyof typeof MESSAGE_WORDS, value: string, reader: Reader): string {
  const colon = reader.language === 'zh-CN' ? '：' : ': ';
  return `${wordOf(key, reader)}${colon}${value}`;
}

function timeOf(iso: string, { zone }: Reader): string {
  return DateTime.fromISO(iso, { zone }).toFormat('yyyy-MM-dd HH:mm:ss');
}

/** `0:07`, `12:30`, `1:02:03`. */
export function lengthOf(time: Duration): string {
  const seconds = Math.round(time / 1000);
  const two = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** As many lines as fit into so many bytes, and a last one that says that there were more. */
export function within(bytes: number, text: string, { language }: { readonly language: Language }): string {
  if (Buffer.byteLength(text) <= bytes) return text;
  const more = `… ${wordOf('more', { language })}`;
  const lines: string[] = [];
  for (const line of text.split('\n')) {
    if (Buffer.byteLength([...lines, line, more].join('\n')) > bytes) break;
    lines.push(line);
  }
  if (lines.length > 0) return [...lines, more].join('\n');
  const letters = [...text]; // one line that is longer than all
  while (Buffer.byteLength(`${letters.join('')}${more}`) > bytes) letters.splice(-16);
  return `${letters.join('')}${more}`;
}
