// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway callbacks create, change, take, next, cancel, import, export, evidence`: which promises are open, and what is done with them?

import type { Command } from 'commander';
import { DateTime } from 'luxon';
import { inLanguage } from '../../kernel/index.js';
import type { ListedCallback } from '../../store/index.js';
import { importCallbacks } from '../callbacks/import.js';
import { callbackTable, exportCallbacks, exportEvidence } from '../callbacks/lists.js';
import { askAndPrint, attempt, type BoxOptions, command, type Example, withBox } from '../command.js';
import { EXIT, type Output, refuse, say } from '../output.js';
import { zoneOf } from '../times.js';
import { text } from './lists.js';

interface Options extends BoxOptions {
  readonly all?: boolean;
  readonly excel?: boolean;
  readonly queue?: string;
  readonly agent?: string;
  readonly anyone?: boolean;
  readonly at?: string;
  readonly until?: string;
  readonly since?: string;
  readonly note?: string;
  readonly priority?: string;
  readonly unpromised?: boolean;
}

const USAGE =
  'spillway callbacks, next AGENT, take ID AGENT, create NUMBER, change ID, cancel ID, import FILE, export, evidence [ID]';

const EXAMPLES: readonly Example[] = [
  { line: 'spillway callbacks', does: { en: 'open requests, the oldest first', zh: '未完成的回呼，最早的在前' } },
  {
    line: 'spillway callbacks next 1001',
    does: { en: 'give the next callback to agent 1001', zh: '为座席 1001 取下一个回呼' },
  },
  { line: 'spillway callbacks cancel callback-01k...', does: { en: 'close a request', zh: '关闭一个回呼' } },
  {
    line: 'spillway callbacks create 13912345678 --at 15:00 --until 17:00 --note "asked for a quotation"',
    does: { en: 'call him back in this time; anyone of the first queue', zh: '在此时段内回呼；由第一个队列的任一座席' },
  },
  {
    line: 'spillway callbacks change callback-01k... --agent 1001',
    does: {
      en: 'give it to agent 1001; --anyone: to all of its queue',
      zh: '改派给座席 1001；--anyone 为队列内任一座席',
    },
  },
  {
    line: 'spillway callbacks import leads.csv',
    does: {
      en: 'columns number,queue,agent,at,until,note,priority,promised,accessNumber; UTF-8 or GBK; bad lines are told and left out',
      zh: '列 number,queue,agent,at,until,note,priority,promised,accessNumber；UTF-8 或 GBK；有误的行不导入，并逐行说明',
    },
  },
  {
    line: 'spillway callbacks export > open.csv',
    does: { en: 'open requests, as import takes them', zh: '导出未完成的回呼，可再导入' },
  },
  {
    line: 'spillway callbacks evidence --since 2026-11-01 > evidence.csv',
    does: {
      en: 'how each was promised: access number, time, prompt, recording',
      zh: '每次承诺的依据：接入号、时间、提示音、录音',
    },
  },
];

export function callbacksCommand(output: Output): Command {
  const t = (en: string, zh: string) => inLanguage({ en, zh }, output.language);
  const summary = {
    en: 'Callbacks: open promises; put in, change, take, cancel by hand; import, export, evidence of consent',
    zh: '回呼：未完成的承诺；手动登记、修改、领取、取消；导入、导出、同意依据',
  };
  return withBox(command(output, 'callbacks [action] [argument] [agent]', summary, EXAMPLES), output)
    .option('--all', t('also closed ones', '包括已完成的'))
    .option('--queue <name>', t('create, change: whose agents make it', 'create、change：由哪个队列回呼'))
    .option('--agent <id>', t('create, change: only this agent', 'create、change：只由该座席回呼'))
    .option('--anyone', t('change: anyone of its queue', 'change：队列内任一座席'))
    .option(
      '--at <time>',
      t(
        'create, change: not before, 15:00 or "2026-12-01 15:00"',
        'create、change：不早于，15:00 或 "2026-12-01 15:00"',
      ),
    )
    .option(
      '--until <time>',
      t('create, change: no more after; evidence: before this day', 'create、change：不晚于；evidence：此日之前'),
    )
    .option('--since <day>', t('evidence: from this day on', 'evidence：自此日起'))
    .option('--note <text>', t('create, change: what the agent should know', 'create、change：给座席的备注'))
    .option('--priority <points>', t('create: how urgent it is, 0 is usual', 'create：优先级，通常为 0'))
    .option('--unpromised', t('create: nobody has promised it to him', 'create：未向客户承诺'))
    .option('--excel', t('export, evidence: as Excel keeps numbers whole', 'export、evidence：Excel 可完整保留号码'))
    .action((action: string | undefined, argument: string | undefined, agent: string | undefined, options: Options) =>
      act(output, { action: action ?? 'list', argument, agent }, options),
    );
}

interface Asked {
  readonly action: string;
  readonly argument: string | undefined;
  readonly agent: string | undefined;
}

async function act(output: Output, { action, argument, agent }: Asked, options: Options): Promise<void> {
  if (agent !== undefined && action !== 'take') return wrong(output);
  if (argument === undefined) return actOnAll(output, action, options);
  const done = (result: unknown) => sayDone(output, action, text(result));
  switch (action) {
    case 'next':
    case 'cancel':
      return askAndPrint(output, options, { method: 'callbackAction', params: { action, argument } }, done);
    case 'take':
      if (agent === undefined) return wrong(output);
      return askAndPrint(output, options, { method: 'callbacks.take', params: { id: argument, agent } }, done);
    case 'create':
      return create(output, argument, options);
    case 'change':
      return change(output, argument, options);
    case 'import':
      return attempt(output, () => importCallbacks(output, argument, options));
    case 'evidence':
      return evidence(output, argument, options);
    default:
      return wrong(output);
  }
}

async function actOnAll(output: Output, action: string, options: Options): Promise<void> {
  switch (action) {
    case 'list':
      return askAndPrint<readonly ListedCallback[]>(
        output,
        options,
        { method: 'callbacks', params: { all: options.all ?? false } },
        callbackTable,
      );
    case 'export':
      return attempt(output, () => exportCallbacks(output, options));
    case 'evidence':
      return evidence(output, undefined, options);
    default:
      return wrong(output);
  }
}

function wishOf({ queue, agent, at, until, note, priority }: Options) {
  return {
    ...(queue !== undefined && { queue }),
    ...(agent !== undefined && { agent }),
    ...(at !== undefined && { at }),
    ...(until !== undefined && { until }),
    ...(note !== undefined && { note }),
    ...(priority !== undefined && { priority }),
  };
}

function create(output: Output, number: string, options: Options): Promise<void> {
  const params = { number, ...wishOf(options), ...(options.unpromised && { promised: 'no' }) };
  return askAndPrint<{ readonly request: string; readonly merged: boolean }>(
    output,
    options,
    { method: 'callbacks.create', params },
    ({ request, merged }) => {
      if (merged)
        say(output, { en: `${request}: this number had a request already`, zh: `${request}：该号码已有回呼，已并入` });
      else output.write(request);
    },
  );
}

function change(output: Output, id: string, options: Options): Promise<void> {
  const params = { id, ...wishOf(options), ...(options.anyone && { agent: '' }) };
  return askAndPrint(output, options, { method: 'callbacks.change', params }, () =>
    say(output, { en: 'done', zh: '完成' }),
  );
}

function evidence(output: Output, request: string | undefined, options: Options): Promise<void> {
  return attempt(output, async () => {
    const zone = await zoneOf(options.socket);
    const [since, until] = [options.since, options.until].map((day) => {
      if (day === undefined) return undefined;
      const at = DateTime.fromISO(day, { zone: zone ?? 'system' });
      return at.isValid ? at.toMillis() : Number.NaN;
    });
    if (Number.isNaN(since) || Number.isNaN(until))
      return refuse(output, { en: 'write a day as 2026-11-01', zh: '日期请写 2026-11-01' }, EXIT.usage);
    const asked = {
      ...(request && { request }),
      ...(since !== undefined && { since }),
      ...(until !== undefined && { until }),
    };
    return exportEvidence(output, asked, options);
  });
}

function wrong(output: Output): void {
  refuse(output, { en: `write: ${USAGE}`, zh: `请写：${USAGE}` }, EXIT.usage);
}

function sayDone(output: Output, action: string, request: string): void {
  if (request !== '') output.write(request);
  else if (action === 'cancel') say(output, { en: 'done', zh: '完成' });
  else say(output, { en: 'none: no callback may be made now', zh: '现在没有可以回的电话' });
}
