// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway personal`: all that is known of a number, a copy of it, its erasure, and who has looked at it (PIPL).

import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { inLanguage } from '../../kernel/index.js';
import { askAndPrint, type BoxOptions, command, withBox } from '../command.js';
import { heading } from '../heading.js';
import { EXIT, type Output, say, table } from '../output.js';
import { askRecordsAndPrint, type RecordsOptions, withRecords } from '../records-client.js';
import { when } from '../times.js';

interface Options extends RecordsOptions, BoxOptions {
  readonly reason?: string;
  readonly yes?: boolean;
}

interface Erased {
  readonly name: string;
  readonly erased: Readonly<Record<string, number>>;
}

interface Found {
  readonly number: string;
  readonly traces: Readonly<Record<string, number>>;
  readonly open: Readonly<Record<string, number>>;
  readonly looked: readonly {
    readonly at: number;
    readonly actor: string | null;
    readonly what: string;
    readonly subject: string;
  }[];
}

export function personalCommand(output: Output): Command {
  const t = (en: string, zh: string) => inLanguage({ en, zh }, output.language);
  const summary = {
    en: 'Personal data of a number: find it all, give a copy of it, erase it',
    zh: '某号码的个人信息：查找、导出、清除',
  };
  const made = withRecords(
    withBox(
      command(output, 'personal [action] [number] [file]', summary, [
        {
          line: 'spillway personal find 13912345678',
          does: { en: 'where it stands, and who has looked at it', zh: '该号码出现在哪里、谁查看过' },
        },
        {
          line: 'spillway personal export 13912345678 copy.json',
          does: { en: 'a copy for him whose number it is', zh: '导出一份交给本人' },
        },
        {
          line: 'spillway personal erase 13912345678 --reason "asked on the telephone" --yes',
          does: { en: 'erase it; there is no way back', zh: '清除，不可恢复' },
        },
        { line: 'spillway personal erasures', does: { en: 'what was erased, when and by whom', zh: '清除记录' } },
      ]),
      output,
    ),
    output,
    { table: false },
  );
  return made
    .option('--reason <text>', t('`erase`: why', '`erase`：原因'))
    .option('--yes', t('`erase`: it is meant', '`erase`：确认清除'))
    .action((action: string | undefined, number: string | undefined, file: string | undefined, options: Options) =>
      act(output, { action, number, file }, options),
    );
}

interface Acted {
  readonly action: string | undefined;
  readonly number: string | undefined;
  readonly file: string | undefined;
}

async function act(output: Output, { action = 'erasures', number, file }: Acted, options: Options): Promise<void> {
  const params = { number };
  if (action === 'erasures') return erasures(output, options);
  if (action === 'find' && number !== undefined)
    return askRecordsAndPrint<Found>(output, options, { method: 'personal.find', params }, { people: found });
  if (action === 'export' && number !== undefined && file !== undefined) {
    return askRecordsAndPrint<unknown>(
      output,
      { ...options, json: false },
      { method: 'personal.export', params },
      {
        people: (result) => {
          writeFileSync(file, `${JSON.stringify(result, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
          say(output, { en: `written: ${file}`, zh: `已写入：${file}` });
        },
      },
    );
  }
  if (action === 'erase' && number !== undefined && options.yes && options.reason) {
    const asked = { method: 'personal.erase', params: { number, reason: options.reason } };
    return askAndPrint<Erased>(output, options, asked, ({ name, erased: { broken = 0 } }) => {
      say(output, { en: `erased: ${name} stands in its place`, zh: `已清除：以 ${name} 代替` });
      if (broken > 0)
        say(output, {
          en: `${broken} events that could not be read and may have had it say nothing any more`,
          zh: `${broken} 条已损坏、可能含有该号码的事件内容已清空`,
        });
    });
  }
  const right = 'find NUMBER, export NUMBER FILE, erase NUMBER --reason TEXT --yes, erasures';
  output.complain(inLanguage({ en: `write: ${right}`, zh: `请写：${right}` }, output.language));
  process.exitCode = EXIT.usage;
}

function erasures(output: Output, options: Options): Promise<void> {
  type Row = { readonly name: string; readonly at: number; readonly by: string; readonly reason: string };
  return askRecordsAndPrint<readonly Row[]>(
    output,
    options,
    { method: 'personal.erasures' },
    {
      people: (rows, shown) => {
        if (rows.length === 0) {
          say(output, { en: 'nothing was erased', zh: '没有清除记录' });
          return;
        }
        const heads = [
          heading('name', '代称'),
          heading('when', '时间'),
          heading('by', '操作人'),
          heading('why', '原因'),
        ];
        table(
          output,
          heads,
          rows.map(({ name, at, by, reason }) => [name, when(at, shown.zone), by, reason]),
        );
      },
    },
  );
}

const KINDS: Readonly<Record<string, ReturnType<typeof heading>>> = {
  contacts: heading('contacts', '联系'),
  calls: heading('calls', '通话'),
  legs: heading('legs', '通道记录'),
  captures: heading('numbers taken in a surge', '浪涌登记'),
  requests: heading('callbacks', '回呼'),
  attempts: heading('attempts of callbacks', '回呼尝试'),
  messages: heading('messages in boxes', '留言'),
  customers: heading('customers', '客户'),
  recordings: heading('recordings', '录音'),
  outbox: heading('messages that wait to be sent', '待发消息'),
  events: heading('events', '事件'),
  broken: heading('events that cannot be read and may have it', '已损坏、可能含有该号码的事件'),
  doNotCall: heading('entry of the do-not-call list (stays)', '禁呼名单（保留）'),
  blocked: heading('entry of the blocked list', '黑名单'),
};

function found({ number, traces, open, looked }: Found, output: Output): void {
  output.write(number);
  for (const [kind, count] of Object.entries(traces)) {
    const name = KINDS[kind] ?? heading(kind, kind);
    if (count > 0) say(output, { en: `${count} ${name.en}`, zh: `${name.zh} ${count}` });
  }
  const { calls = 0, requests = 0, holds = 0 } = open;
  if (calls + requests + holds > 0)
    say(output, {
      en: `not to be erased now: ${calls} calls go on, ${requests} callbacks are promised, ${holds} calls are held`,
      zh: `暂不能清除：进行中的通话 ${calls}，未完成的回呼 ${requests}，被保全的通话 ${holds}`,
    });
  if (looked.length === 0) {
    say(output, { en: 'nobody has looked at it', zh: '没有查看记录' });
    return;
  }
  say(output, { en: 'who has looked at it:', zh: '查看记录：' });
  for (const { at, actor, what, subject } of looked)
    output.write(`${when(at, output.zone)}  ${actor ?? ''}  ${what}  ${subject}`);
}
