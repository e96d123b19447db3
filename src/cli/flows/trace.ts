// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway flows trace CALL`: where was a caller, when, what did he key in, and what came of it? Also of a call that is over.

import type { Command } from 'commander';
import type { TracedFlow } from '../../host/index.js';
import { type Bilingual, inLanguage } from '../../kernel/index.js';
import { command, withBox } from '../command.js';
import type { Output } from '../output.js';
import { say } from '../output.js';
import { askRecordsAndPrint, type RecordsOptions, withRecords } from '../records-client.js';
import { when } from '../times.js';
import { padded, widthOf } from '../width.js';
import { givenFile } from './flow-file.js';

export function traceCommand(output: Output): Command {
  const summary = {
    en: 'Where a caller was in flows, when, with which keys, and what came of it',
    zh: '来电者在流程中到过哪里、何时、按了什么键、结果如何',
  };
  const made = command(output, 'trace', summary, [
    {
      line: 'spillway flows trace 0a1b2c3',
      does: { en: 'step by step; masked keys are not shown', zh: '逐步列出；被屏蔽的按键不显示' },
    },
  ]);
  return withRecords(withBox(made, output), output, { table: false })
    .argument('<call>', inLanguage({ en: 'its id, or the end of it', zh: '呼叫编号，或其结尾' }, output.language))
    .action((call: string, _: unknown, self: Command) => {
      const question = { method: 'flows.trace', params: { id: call } };
      const { config: _usual, ...options } = self.optsWithGlobals<RecordsOptions>();
      const config = givenFile(self);
      const of = { ...options, ...(config !== undefined && { config }) };
      return askRecordsAndPrint<TracedFlow>(output, of, question, {
        people: (traced, shown) => tracePage(traced, shown),
      });
    });
}

/** What came of a step, in words; others are as they are written. */
const OUTCOMES: Readonly<Record<string, Bilingual>> = {
  done: { en: 'done', zh: '完成' },
  match: { en: 'understood', zh: '已识别' },
  noinput: { en: 'nothing keyed in', zh: '未按键' },
  nomatch: { en: 'not understood', zh: '未识别' },
  failed: { en: 'failed', zh: '失败' },
  expired: { en: 'nothing came of it', zh: '无结果' },
  talked: { en: 'talked with an agent', zh: '已与座席通话' },
  overflowed: { en: 'waited too long', zh: '等待超时' },
  wrong: { en: 'wrong PIN', zh: 'PIN 错误' },
  locked: { en: 'locked out', zh: '已锁定' },
  dialled: { en: 'to whom he dialled', zh: '转到所拨分机' },
  hangUp: { en: 'the call is cleared', zh: '挂断' },
  hungUp: { en: 'the caller hung up', zh: '来电者挂机' },
};

type Facts = Readonly<Record<string, string | undefined>>;

/** One line a step: when, where, and what came of it. */
export function tracePage({ call, steps }: TracedFlow, output: Output): void {
  const t = (words: Bilingual) => inLanguage(words, output.language);
  say(output, { en: `call ${call}`, zh: `呼叫 ${call}` });
  if (steps.length === 0) say(output, { en: 'he was in no flow of the file', zh: '未进入配置文件中的流程' });
  const facts = steps.map((step) => step.facts as Facts);
  const width = Math.max(0, ...facts.map(({ flow = '', step = '' }) => widthOf(`${flow} / ${step}`))) + 2;
  for (const [index, { type, at }] of steps.entries()) {
    const { flow = '', step = '', outcome = '', keys, to = '' } = facts[index] ?? {};
    const time = when(at, output.zone, 'milliseconds');
    const said = (word: string) => t(OUTCOMES[word] ?? { en: word, zh: word });
    if (type === 'flow.entered') output.write(`${time}  ${flow} / ${step}`);
    else if (type === 'flow.came')
      output.write(`${time}  ${padded('', width)}${said(outcome)}${keys === undefined ? '' : ` ${keys}`}`);
    else output.write(`${time}  => ${said(to)}`);
  }
}
