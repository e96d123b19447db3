// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway flows [check|draw|try|trace]`: what callers are led through, as a list, whether it is right, as a picture, at the keyboard, and afterwards.

import type { Command } from 'commander';
import { inLanguage } from '../../kernel/index.js';
import { attempt, command, withJson } from '../command.js';
import { checkFlowsCommand } from '../flows/check.js';
import { flowDrawing } from '../flows/flow-drawing.js';
import { type FlowOptions, flowOf, readFlows, withFile } from '../flows/flow-file.js';
import { traceCommand } from '../flows/trace.js';
import { tryCommand } from '../flows/try.js';
import { heading } from '../heading.js';
import { type Output, say, table } from '../output.js';

export function flowsCommand(output: Output): Command {
  const t = (en: string, zh: string) => inLanguage({ en, zh }, output.language);
  const summary = { en: 'Flows: what callers are led through', zh: '流程：如何引导来电者' };
  const made = command(output, 'flows', summary, [
    { line: 'spillway flows', does: { en: 'those of ./spillway.yaml', zh: '当前目录 spillway.yaml 的流程' } },
    {
      line: 'spillway flows draw shop > shop.svg',
      does: { en: 'a picture, for a browser', zh: '流程图，用浏览器打开' },
    },
    {
      line: 'spillway flows check',
      does: { en: 'is every step reached, every prompt there, nobody stuck', zh: '检查步骤、提示音、死循环' },
    },
    {
      line: 'spillway flows trace 0a1b2c3',
      does: { en: 'where a caller was, when, and what he keyed in', zh: '来电者到过哪里、何时、按了什么键' },
    },
    { line: 'spillway flows try shop', does: { en: 'go through it at the keyboard', zh: '用键盘走一遍' } },
  ]);
  withFile(withJson(made, output), output).action((options: FlowOptions) =>
    attempt(output, () => list(output, options)),
  );
  made.addCommand(
    withFile(
      command(output, 'draw', { en: 'A flow as a picture (SVG)', zh: '流程图（SVG）' }, [
        {
          line: 'spillway flows draw shop > shop.svg',
          does: { en: 'flow shop of ./spillway.yaml', zh: '当前文件的流程 shop' },
        },
      ]),
      output,
    )
      .argument('<flow>', t('its name', '流程名称'))
      .action((name: string, _: unknown, self: Command) =>
        attempt(output, () => {
          const config = readFlows(self.optsWithGlobals<FlowOptions>());
          output.write(flowDrawing(name, flowOf(config, name)));
        }),
      ),
  );
  made.addCommand(checkFlowsCommand(output));
  made.addCommand(tryCommand(output));
  made.addCommand(traceCommand(output));
  return made;
}

function list(output: Output, options: FlowOptions): void {
  const { accessNumbers, flows } = readFlows(options);
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
