// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway outbox [retry|test]`: what has left the box, what has not, and does a target take anything?

import { existsSync } from 'node:fs';
import { Argument, type Command } from 'commander';
import { TelephonyError } from '../../faults.js';
import { type TargetTested, testTarget } from '../../host/index.js';
import { type Bilingual, inLanguage } from '../../kernel/index.js';
import type { ListedLetter, Message } from '../../outbox/index.js';
import { say as inWords, MESSAGE_WORDS } from '../../words/index.js';
import { askAndPrint, attempt, command, withBox } from '../command.js';
import { askBox } from '../control-client.js';
import { heading } from '../heading.js';
import { EXIT, many, type Output, say } from '../output.js';
import { type ShopOptions, shopFile, shopSocket, withShop } from '../shop-client.js';
import { when } from '../times.js';
import { timedTable } from './lists.js';

interface Options extends ShopOptions {
  readonly all?: boolean;
}

const STATES: Readonly<Record<ListedLetter['state'], Bilingual>> = {
  waiting: { en: 'waits', zh: '等待' },
  sending: { en: 'is being sent', zh: '发送中' },
  dead: { en: 'given up', zh: '已放弃' },
};

export function outboxCommand(output: Output): Command {
  const t = (en: string, zh: string) => inLanguage({ en, zh }, output.language);
  const summary = {
    en: 'Messages to mail, web hooks and chat robots: what waits, what was given up; try again; test a target',
    zh: '发往邮件、Web 钩子和群机器人的消息：等待的、已放弃的；重试；测试目标',
  };
  const made = command(output, 'outbox', summary, [
    { line: 'spillway outbox', does: { en: 'what has not been taken yet, and why', zh: '尚未送达的消息及原因' } },
    {
      line: 'spillway outbox test boss',
      does: { en: 'send a test message now; says what came back', zh: '立即发送测试消息，并说明对方的应答' },
    },
    {
      line: 'spillway outbox retry alarm-01k9x3q5w0000a1b2.1/boss',
      does: { en: 'try one again now', zh: '立即重试一条' },
    },
    {
      line: 'spillway outbox retry --all',
      does: { en: 'all, also those that were given up', zh: '全部重试，包括已放弃的' },
    },
  ]);
  made.addArgument(new Argument('[action]').choices(['retry', 'test'])).argument('[name]');
  return withShop(withBox(made, output), output)
    .option('--all', t('retry: all messages', 'retry：全部消息'))
    .action((action: 'retry' | 'test' | undefined, name: string | undefined, options: Options) => {
      if (action === 'retry') return retry(output, options, name);
      if (action === 'test') return test(output, options, name);
      return askAndPrint<readonly ListedLetter[]>(output, options, { method: 'outbox' }, (letters, shown) => {
        if (letters.length === 0) say(output, { en: 'nothing waits', zh: '没有等待的消息' });
        else letterTable(shown, letters);
      });
    });
}

function letterTable(output: Output, letters: readonly ListedLetter[]): void {
  const { language, zone } = output;
  timedTable(
    output,
    [
      heading('message', '消息'),
      heading('what', '内容'),
      heading('of', '产生'),
      heading('state', '状态'),
      heading('tried', '已试'),
      heading('next', '下次'),
      heading('answer', '应答'),
    ],
    letters.map(({ id, message, at, state, tries, nextAt, reason }) => [
      id,
      subjectOf(message, output),
      when(at, zone),
      inLanguage(STATES[state], language),
      tries,
      when(nextAt, zone),
      reason === undefined ? '' : inWords(reason, language),
    ]),
  );
}

function subjectOf(message: Message, { language }: Output): string {
  if (message.kind === 'report') return `${inLanguage(MESSAGE_WORDS.report, language)} ${message.day}`;
  if (message.kind === 'event') return message.type;
  if (message.kind === 'document') return message.title;
  if (message.kind === 'message') return `${inLanguage(MESSAGE_WORDS.newMessage, language)} ${message.box}`;
  if (message.kind === 'test') return inLanguage(MESSAGE_WORDS.test, language);
  const over = message.state === 'cleared' ? ` ${inLanguage(MESSAGE_WORDS.over, language)}` : '';
  return `${message.code}${over}`;
}

function retry(output: Output, options: Options, message: string | undefined): Promise<void> {
  return attempt(output, async () => {
    if ((message === undefined) !== (options.all === true))
      throw new TelephonyError('REFUSED', 'retry: which message? its id, or --all');
    const params = message === undefined ? {} : { message };
    const { tried } = (await askBox(options.socket, 'outbox.retry', { params })) as {
      readonly tried: readonly string[];
    };
    if (options.json) output.write(JSON.stringify({ tried }, null, 2));
    else say(output, { en: `${many(tried.length, 'message')}: tried again now`, zh: `已重试 ${tried.length} 条消息` });
  });
}

/** Exit 0: the target took it; 1: it did not. */
function test(output: Output, options: Options, target: string | undefined): Promise<void> {
  return attempt(output, async () => {
    if (target === undefined) throw new TelephonyError('REFUSED', 'test: which target? its name in the file, or mail');
    const answer = await ask(options, target);
    const says = inWords(answer.says, output.language);
    if (options.json) output.write(JSON.stringify(answer, null, 2));
    else if (answer.took) say(output, { en: `${target}: ${says}`, zh: `${target}：${says}` });
    else say(output, { en: `${target} did not take it: ${says}`, zh: `${target} 未接收：${says}` });
    if (!answer.took) process.exitCode = EXIT.failed;
  });
}

/** The running box; where none runs, the file alone is enough. */
async function ask(options: Options, target: string): Promise<TargetTested> {
  const file = shopFile(options);
  try {
    return (await askBox(shopSocket(options), 'outbox.test', { params: { target } })) as TargetTested;
  } catch (error) {
    const nobody = error instanceof TelephonyError && error.code === 'BOX_NOT_RUNNING';
    if (!nobody || file === undefined || !existsSync(file)) throw error;
    return testTarget(file, target);
  }
}
