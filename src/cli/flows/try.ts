// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway flows try`: a flow at the keyboard, as a caller goes through it. By the file; no box need run.

import { createInterface } from 'node:readline';
import type { Command } from 'commander';
import { type Config, packagedPrompts } from '../../config/index.js';
import { listPrompts, promptCatalogue, runFlow } from '../../ivr/index.js';
import { inLanguage, type Language, SystemClock } from '../../kernel/index.js';
import { attempt, command } from '../command.js';
import type { Output } from '../output.js';
import { playFile } from '../prompts/sound-card.js';
import { type FlowOptions, flowOf, readFlows, withFile } from './flow-file.js';
import { HungUp, type Terminal, TerminalCall, terminalServices } from './terminal-call.js';
import { unboxed } from './unboxed.js';

interface TryOptions extends FlowOptions {
  readonly keys?: string;
  readonly from: string;
  readonly to?: string;
  readonly redirecting?: string;
  readonly play?: boolean;
}

export function tryCommand(output: Output): Command {
  const t = (en: string, zh: string) => inLanguage({ en, zh }, output.language);
  const summary = { en: 'Goes through a flow at the keyboard', zh: '用键盘走一遍流程' };
  return withFile(
    command(output, 'try', summary, [
      {
        line: 'spillway flows try shop',
        does: {
          en: 'a line is what the caller keys in; an empty one: nothing; Ctrl-D: he hangs up',
          zh: '每行是来电者的按键；空行表示不按；Ctrl-D 挂机',
        },
      },
      {
        line: 'spillway flows try shop --play',
        does: { en: 'prompts are heard through the sound card, too', zh: '同时用声卡播放提示音' },
      },
      {
        line: "spillway flows try shop --keys '1,1234#,1'",
        does: { en: 'the same lines, for a script', zh: '同样的按键，供脚本使用' },
      },
    ]),
    output,
  )
    .argument('<flow>', t('its name', '流程名称'))
    .option('--keys <lines>', t('lines of keys, with commas between them', '各行按键，以逗号分隔'))
    .option('--play', t('prompts are heard through the sound card, too', '同时用声卡播放提示音'))
    .option('--from <number>', t("the caller's number", '主叫号码'), '13912345678')
    .option(
      '--to <number>',
      t('the access number; default: the first that leads to the flow', '接入号；默认第一个指向该流程的号码'),
    )
    .option('--redirecting <number>', t('whom he called before the call was forwarded', '转移前所拨号码'))
    .action((name: string, _: unknown, self: Command) =>
      attempt(output, () => tryFlow(output, name, self.optsWithGlobals<TryOptions>())),
    );
}

async function tryFlow(
  output: Output,
  name: string,
  { keys, from, to, redirecting = '', play, ...options }: TryOptions,
): Promise<void> {
  const config = readFlows(options);
  flowOf(config, name);
  const lines = keys === undefined ? keyboard(output) : given(keys, output);
  const terminal: Terminal = {
    language: output.language,
    texts: new Map(promptCatalogue(packagedPrompts()).map((prompt) => [prompt.name, prompt.texts])),
    line: lines.next,
    print: (sign, text) => output.write(`${sign} ${text}`),
    ...(play && { play: await promptPlayer(output, config) }),
  };
  const clock = new SystemClock();
  const called = to ?? config.accessNumbers.find(({ menu }) => menu === name)?.number ?? '';
  const parties = { calling: from, called, redirecting };
  const call = new TerminalCall(terminal, clock, parties, config.language);
  const { close, ...without } = unboxed(config, clock, parties, (text) => terminal.print('·', text));
  try {
    const left = await runFlow(call, config.flows, name, terminalServices(terminal, call, clock, without));
    if (left === 'hangUp') terminal.print('→', inLanguage({ en: 'the call is cleared', zh: '挂断' }, output.language));
  } catch (error) {
    if (!(error instanceof HungUp)) throw error;
  } finally {
    lines.close();
    close();
  }
}

interface Lines {
  readonly next: (asks: string) => Promise<string | undefined>;
  readonly close: () => void;
}

function keyboard(output: Output): Lines {
  const input = createInterface({ input: process.stdin, terminal: false });
  const iterator = input[Symbol.asyncIterator]();
  return {
    next: async (asks) => {
      output.complain(`? ${asks}`);
      const { value, done } = await iterator.next();
      return done === true ? undefined : String(value);
    },
    close: () => input.close(),
  };
}

function given(keys: string, output: Output): Lines {
  const left = keys.split(',');
  return {
    next: async () => {
      const line = left.shift();
      if (line !== undefined) output.write(`⌨ ${line}`);
      return line;
    },
    close: () => {},
  };
}

/** Plays prompts as the box would: the shop's own in place of the package's. Once the sound card cannot be used, it is left alone. */
async function promptPlayer(output: Output, config: Config): Promise<NonNullable<Terminal['play']>> {
  const listed = await listPrompts(config, packagedPrompts());
  const sounds = new Map(listed.map((prompt) => [prompt.name, prompt.sounds]));
  const quiet = { ...output, write: () => {} };
  let silent = false;
  return async (name: string, language: Language) => {
    const its = sounds.get(name) ?? [];
    const sound = its.find(({ place }) => place === language) ?? its.find(({ place }) => place === 'common');
    const file = sound?.file ?? (name.includes('/') ? name : undefined);
    if (silent || file === undefined) return;
    const before = process.exitCode;
    await playFile(quiet, file);
    silent = process.exitCode !== before;
    process.exitCode = before;
  };
}
