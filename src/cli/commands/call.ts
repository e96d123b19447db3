// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway call`, `spillway supervise`: what can be done with an agent's calls at the shell? The same verbs as at his telephone.

import { Argument, type Command } from 'commander';
import type { LastCaller, LaterCall } from '../../engine/index.js';
import { CALL_VERBS, WAYS_TO_SUPERVISE } from '../../host/index.js';
import { inLanguage } from '../../kernel/index.js';
import { attempt, type BoxOptions, command, type Example, withBox } from '../command.js';
import { askBox } from '../control-client.js';
import { type Output, say } from '../output.js';
import { when } from '../times.js';

interface CallOptions extends BoxOptions {
  readonly at?: string;
}

const DONE = { en: 'done', zh: '完成' };

const CALL_EXAMPLES: readonly Example[] = [
  {
    line: 'spillway call consult 1001 agent:1002',
    does: { en: 'the customer hears music, 1002 is rung', zh: '客户听音乐，呼叫 1002 咨询' },
  },
  { line: 'spillway call transfer 1001', does: { en: 'the customer goes to who is asked', zh: '将客户转给被咨询者' } },
  {
    line: 'spillway call transfer 1001 queue:sales',
    does: {
      en: 'in one step: agent:, station:, number:, queue:, flow:',
      zh: '一步转接：agent:、station:、number:、queue:、flow:',
    },
  },
  { line: 'spillway call conference 1001', does: { en: 'all three talk', zh: '三方通话' } },
  {
    line: 'spillway call call 1001 13912345678',
    does: { en: 'his telephone rings, then the customer is called', zh: '座席话机先振铃，接听后呼叫客户' },
  },
  {
    line: 'spillway call call-back 1001',
    does: {
      en: 'who called his telephone last is called back; last-caller 1001 says who',
      zh: '回拨最后打来的人；last-caller 1001 显示是谁',
    },
  },
  {
    line: 'spillway call deflect 1001 agent:1002',
    does: { en: 'what rings at 1001 rings at 1002 instead', zh: '将 1001 正在振铃的来电转到 1002' },
  },
  {
    line: 'spillway call camp-on 1001 station:802',
    does: { en: '1001 is rung when 802 is free', zh: '802 空闲时回叫 1001' },
  },
  {
    line: 'spillway call later 1001 13912345678 --at 14:30',
    does: {
      en: 'at that time his telephone rings, then the customer is called; later-list 1001, later-cancel 1001 ID',
      zh: '到时座席话机振铃，接听后呼叫客户；later-list 1001 查看，later-cancel 1001 编号 取消',
    },
  },
  {
    line: 'spillway call mask 1001',
    does: {
      en: 'a card number is spoken: silence in the recording; unmask 1001',
      zh: '客户报卡号：录音静音；unmask 1001 恢复',
    },
  },
  {
    line: 'spillway call park 1001',
    does: { en: 'says the place; unpark 1002 1 fetches it', zh: '显示驻留位；unpark 1002 1 取回' },
  },
];

const SUPERVISE_EXAMPLES: readonly Example[] = [
  {
    line: 'spillway supervise 1010 1001',
    does: {
      en: '1010’s telephone rings; he hears both. Keys 4, 5, 6: listen, whisper, barge',
      zh: '1010 的话机振铃，接听后监听；按 4、5、6 切换监听、密语、强插',
    },
  },
  { line: 'spillway supervise 1010 1001 whisper', does: { en: 'the agent alone hears him', zh: '只有座席听得到' } },
  { line: 'spillway supervise 1010 1001 take-over', does: { en: 'the customer is his', zh: '由他抢接客户' } },
  {
    line: 'spillway supervise 1010 1001 transfer queue:service',
    does: { en: 'the customer goes there, the agent is free', zh: '强转：客户转到该处，座席空闲' },
  },
  { line: 'spillway supervise 1010 1001 release', does: { en: 'the call ends', zh: '强行拆线' } },
];

/** Asks the box; what it gives is printed as JSON, or by `print`. */
function act(
  output: Output,
  { socket, json }: BoxOptions,
  method: string,
  params: Readonly<Record<string, unknown>>,
  print: (result: unknown) => void,
): Promise<void> {
  return attempt(output, async () => {
    const result = await askBox(socket, method, { params });
    if (json) output.write(JSON.stringify(result ?? null, null, 2));
    else print(result);
  });
}

export function callCommand(output: Output): Command {
  const t = (en: string, zh: string) => inLanguage({ en, zh }, output.language);
  const summary = {
    en: 'Does something with an agent’s calls: hold, consult, transfer, conference, park, pick up, call out',
    zh: '操作座席的通话：保持、咨询、转接、会议、驻留、代接、外呼',
  };
  const made = withBox(command(output, 'call', summary, CALL_EXAMPLES), output)
    .addArgument(new Argument('<verb>', t('what is to be done', '操作')).choices(CALL_VERBS))
    .argument('<agent>', t('whose calls', '座席'))
    .argument('[to]', t('whom, where to, a parking place, or digits', '对象、去向、驻留位或按键'));
  made.option('--at <time>', t('of later: 14:30, or 2026-10-08T09:00', 'later 的时间：14:30 或 2026-10-08T09:00'));
  return made.action((verb: string, agent: string, to: string | undefined, { at, ...options }: CallOptions) =>
    act(
      output,
      options,
      'callAction',
      { verb, agent, ...given(verb, to), ...(at !== undefined && { at }) },
      (result) => {
        if (verb === 'later' || verb === 'later-list') {
          printLater(output, [result as LaterCall | readonly LaterCall[]].flat());
          return;
        }
        if (verb === 'last-caller') {
          const { digits, at: called } = result as LastCaller;
          output.write(`${when(called, output.zone)}  ${digits}`);
          return;
        }
        if (verb === 'data') {
          for (const [key, value] of Object.entries(result as Readonly<Record<string, string>>))
            output.write(`${key}=${value}`);
          return;
        }
        const place = (result as { readonly place?: string } | undefined)?.place;
        if (place === undefined) say(output, DONE);
        else say(output, { en: `parked at place ${place}`, zh: `已驻留在 ${place} 号位` });
      },
    ),
  );
}

/** One a line: when, who, whom, and the name to cancel it by. */
function printLater(output: Output, calls: readonly LaterCall[]): void {
  if (calls.length === 0) say(output, { en: 'nothing is to be called later', zh: '没有预约呼叫' });
  for (const { id, agent, number, due } of calls) output.write(`${when(due, output.zone)}  ${agent}  ${number}  ${id}`);
}

/** `attach` takes KEY=VALUE. */
function given(verb: string, to: string | undefined): Readonly<Record<string, unknown>> {
  if (to === undefined) return {};
  if (verb !== 'attach') return { to };
  const at = to.indexOf('=');
  return { data: at < 0 ? { [to]: '' } : { [to.slice(0, at)]: to.slice(at + 1) } };
}

export function superviseCommand(output: Output): Command {
  const t = (en: string, zh: string) => inLanguage({ en, zh }, output.language);
  const summary = {
    en: 'Lets a supervisor listen to an agent’s call, whisper to him, barge in, take it over, send the customer elsewhere, or end it',
    zh: '班长监听、密语、强插、抢接、强转或强拆座席的通话',
  };
  const made = withBox(command(output, 'supervise', summary, SUPERVISE_EXAMPLES), output)
    .argument('<supervisor>', t('his id; he is signed in at a telephone', '班长的工号，已在话机签入'))
    .argument('<agent>', t('whose call', '座席'))
    .addArgument(new Argument('[how]', t('how', '方式')).choices(WAYS_TO_SUPERVISE).default('listen'))
    .argument('[to]', t('of transfer: where to', 'transfer 的去向'));
  return made.action((supervisor: string, agent: string, how: string, to: string | undefined, options: BoxOptions) =>
    act(output, options, 'supervise', { supervisor, agent, how, ...(to !== undefined && { to }) }, () =>
      say(output, DONE),
    ),
  );
}
