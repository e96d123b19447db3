// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway flows check`: does every flow lead somewhere, and nobody round for ever? Each problem with file, line and column.

import type { Command } from 'commander';
import { loadConfig, problemLine } from '../../config/index.js';
import { say as inWords } from '../../words/index.js';
import { attempt, command, withJson } from '../command.js';
import { EXIT, fitted, many, type Output, say } from '../output.js';
import { fileOrUsual } from '../usual-file.js';
import { givenFile } from './flow-file.js';

export function checkFlowsCommand(output: Output): Command {
  const summary = {
    en: 'Checks flows: steps that nobody reaches, prompts that are missing, circles, unknown names',
    zh: '检查流程：无法到达的步骤、缺少的提示音、死循环、未知名称',
  };
  const made = command(output, 'check [file]', summary, [
    {
      line: 'spillway flows check spillway.yaml',
      does: {
        en: 'FILE:LINE:COLUMN for each problem; exit 0 when all is right, 1 when not',
        zh: '逐条输出 文件：行：列；正确返回 0，有误返回 1',
      },
    },
    { line: 'spillway flows check spillway.yaml --json', does: { en: 'for a program', zh: '供程序读取' } },
  ]);
  return withJson(made, output).action((given: string | undefined, _: unknown, self: Command) =>
    attempt(output, () => {
      const { json } = self.optsWithGlobals<{ readonly json?: boolean }>();
      check(output, fileOrUsual(given ?? givenFile(self)), json === true);
    }),
  );
}

function check(output: Output, file: string, json: boolean): void {
  const read = loadConfig(file);
  const problems = 'problems' in read ? read.problems : [];
  const flows = 'config' in read ? Object.entries(read.config.flows) : [];
  const steps = flows.reduce((sum, [, flow]) => sum + Object.keys(flow.steps).length, 0);
  if (problems.length > 0) process.exitCode = EXIT.failed;
  if (json) {
    output.write(JSON.stringify({ file, problems, flows: flows.map(([name]) => name), steps }, null, 2));
    return;
  }
  for (const problem of problems) output.write(fitted(output, inWords(problemLine(problem), output.language)));
  if (problems.length > 0) return;
  const [en, zh] = [`${many(flows.length, 'flow')}, ${many(steps, 'step')}`, `${flows.length} 个流程，${steps} 个步骤`];
  say(output, { en: `${file}: ${en}, no problems`, zh: `${file}：${zh}，没有问题` });
}
