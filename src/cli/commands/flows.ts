// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway flows [draw|try]`: what callers are led through, as a list, as a picture, and at the keyboard. By the file; no box need run.

import { createInterface } from 'node:readline';
import type { Command } from 'commander';
import { type Config, ConfigFile, packagedPrompts, suggestion } from '../../config/index.js';
import { TelephonyError } from '../../faults.js';
import { promptCatalogue, runFlow } from '../../ivr/index.js';
import { inLanguage, SystemClock } from '../../kernel/index.js';
import { attempt, command, withJson } from '../command.js';
import { flowDrawing } from '../flows/flow-drawing.js';
import { HungUp, type Terminal, TerminalCall, terminalServices } from '../flows/terminal-call.js';
import { unboxed } from '../flows/unboxed.js';
import { heading } from '../heading.js';
import { type Output, say, table } from '../output.js';

interface Options {
  readonly config: string;
  readonly json?: boolean;
}

interface TryOptions extends Options {
  readonly keys?: string;
  readonly from: string;
  readonly to?: string;
  readonly redirecting?: string;
}

export function flowsCommand(output: Output): Command {
  const t = (en: string, zh: string) => inLanguage({ en, zh }, output.language);
  const withFile = (made: Command) =>
    made.option('--config <file>', t("the box's configuration file", '系统的配置文件'), 'spillway.yaml');
  const summary = { en: 'Flows: what callers are led through', zh: '流程：如何引导来电者' };
  const made = command(output, 'flows', summary, [
    { line: 'spillway flows', does: { en: 'those of ./spillway.yaml', zh: '当前目录 spillway.yaml 的流程' } },
    {
      line: 'spillway flows draw shop > shop.svg',
      does: { en: 'a picture, for a browser', zh: '流程图，用浏览器打开' },
    },
    { line: 'spillway flows try shop', does: { en: 'go through it at the keyboard', zh: '用键盘走一遍' } },
  ]);
  withFile(withJson(made, output)).action((options: Options) => attempt(output, () => list(output, options)));
  made.addCommand(
    withFile(
      command(output, 'draw', { en: 'A flow as a picture (SVG)', zh: '流程图（SVG）' }, [
        {
          line: 'spillway flows draw shop > shop.svg',
          does: { en: 'flow shop of ./spillway.yaml', zh: '当前文件的流程 shop' },
        },
      ]),
    )
      .argument('<flow>', t('its name', '流程名称'))
      .action((name: string, _: unknown, self: Command) =>
        attempt(output, () => {
          const config = read(self.optsWithGlobals<Options>());
          output.write(flowDrawing(name, flowOf(config, name)));
        }),
      ),
  );
  made.addCommand(tryCommand(output, withFile));
  return made;
}

function tryCommand(output: Output, withFile: (made: Command) => Command): Command {
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
        line: "spillway flows try shop --keys '1,1234#,1'",
        does: { en: 'the same lines, for a script', zh: '同样的按键，供脚本使用' },
      },
    ]),
  )
    .argument('<flow>', t('its name', '流程名称'))
    .option('--keys <lines>', t('lines of keys, with commas between them', '各行按键，以逗号分隔'))
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

function read({ config }: Options): Config {
  return ConfigFile.open(config).current;
}

function flowOf({ flows }: Config, name: string) {
  const flow = flows[name];
  if (flow === undefined)
    throw new TelephonyError('NOT_FOUND', `flow ${name}: ${suggestion(name, Object.keys(flows))}`);
  return flow;
}

function list(output: Output, options: Options): void {
  const { accessNumbers, flows } = read(options);
  const listed = Object.entries(flows).map(([name, { steps }]) => ({
    name,
    steps: Object.keys(steps).length,
    accessNumbers: accessNumbers.filter(({ menu }) => menu === name).map(({ number }) => number),
  }));
  if (options.json) output.write(JSON.stringify(listed, null, 2));
  else if (listed.length === 0)
    say(output, {
      en: 'There are no flows in the file: docs/flows.md says how to write one.',
      zh: '文件中没有流程：写法见 docs/flows.zh-CN.md。',
    });
  else
    table(
      output,
      [heading('flow', '流程'), heading('steps', '步骤'), heading('access numbers', '接入号')],
      listed.map((flow) => [flow.name, flow.steps, flow.accessNumbers.join(' ')]),
    );
}

async function tryFlow(
  output: Output,
  name: string,
  { keys, from, to, redirecting = '', ...options }: TryOptions,
): Promise<void> {
  const config = read(options);
  flowOf(config, name);
  const lines = keys === undefined ? keyboard(output) : given(keys, output);
  const terminal: Terminal = {
    language: output.language,
    texts: new Map(promptCatalogue(packagedPrompts()).map((prompt) => [prompt.name, prompt.texts])),
    line: lines.next,
    print: (sign, text) => output.write(`${sign} ${text}`),
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
