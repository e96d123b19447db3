// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway route explain CALL` and `route try`: why did a call go where it went, and where would one go?

import { type Command, InvalidArgumentError } from 'commander';
import type { TriedRoute } from '../../engine/index.js';
import type { ExplainedRoute } from '../../host/index.js';
import { inLanguage } from '../../kernel/index.js';
import { askAndPrint, command, withBox } from '../command.js';
import { EXIT, type Output, refuse } from '../output.js';
import { askRecordsAndPrint, type RecordsOptions, withRecords } from '../records-client.js';
import { explainPage, triedPage } from '../route-page.js';

interface Options extends RecordsOptions {
  readonly from?: string;
  readonly to?: string;
  readonly redirecting?: string;
  readonly at?: string;
  readonly data?: Readonly<Record<string, string>>;
}

export function routeCommand(output: Output): Command {
  const t = (en: string, zh: string) => inLanguage({ en, zh }, output.language);
  const summary = {
    en: 'Why a call went where it went (explain), and where one would go (try)',
    zh: '呼叫为何去往该处（explain），以及某个呼叫将去往何处（try）',
  };
  const made = command(output, 'route [action] [call]', summary, [
    {
      line: 'spillway route explain 0a1b2c3',
      does: {
        en: 'what was asked and found, which rule won, who was compared',
        zh: '询问了什么、哪条规则生效、比较了哪些座席',
      },
    },
    {
      line: 'spillway route try --from 13912345678 --to 96123',
      does: { en: 'where this call would go now; nothing is changed', zh: '该呼叫现在将去往何处；不改变任何状态' },
    },
    {
      line: 'spillway route try --from 13912345678 --to 96123 --at 22:30 --data plan=gold',
      does: { en: 'at night, with this attached', zh: '夜间，并附带该数据' },
    },
  ]);
  return withRecords(withBox(made, output), output, { table: false })
    .option('--from <number>', t('try: the calling number; default: withheld', 'try：主叫号码；默认不显示号码'))
    .option('--to <number>', t('try: the access number', 'try：接入号'))
    .option('--redirecting <number>', t('try: whom he called before the call was forwarded', 'try：转移前所拨号码'))
    .option('--at <time>', t('try: 22:30, 2026-10-01T08:00; default: now', 'try：22:30、2026-10-01T08:00；默认现在'))
    .option('--data <key=value>', t('try: attached to the call; may be repeated', 'try：附带数据，可重复'), keyAndValue)
    .action((action: string | undefined, call: string | undefined, options: Options) =>
      act(output, { action, call }, options),
    );
}

function keyAndValue(text: string, before: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('--data: KEY=VALUE would be right.');
  return { ...before, [text.slice(0, at)]: text.slice(at + 1) };
}

async function act(
  output: Output,
  { action, call }: { readonly action: string | undefined; readonly call: string | undefined },
  options: Options,
): Promise<void> {
  if (action === 'explain' && call !== undefined) {
    const question = { method: 'route', params: { id: call } };
    await askRecordsAndPrint<ExplainedRoute>(output, options, question, {
      people: (route, shown) => explainPage(route, shown),
    });
    return;
  }
  if (action === 'try' && call === undefined && options.to !== undefined) {
    const { from, to, redirecting, at, data } = options;
    const params = {
      to,
      ...(from && { from }),
      ...(redirecting && { redirecting }),
      ...(at && { at }),
      ...(data && { data }),
    };
    await askAndPrint<TriedRoute>(output, options, { method: 'route.try', params }, triedPage);
    return;
  }
  const wanted = 'spillway route explain CALL, spillway route try --from NUMBER --to NUMBER';
  refuse(output, { en: `write: ${wanted}`, zh: `请写：${wanted}` }, EXIT.usage);
}
