// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway check`: is a configuration right, and if not, where not?

import type { Command } from 'commander';
import { appliesWords, hintLine, loadConfig, problemLine, settings } from '../../config/index.js';
import { checkAreas } from '../../engine/index.js';
import { inLanguage } from '../../kernel/index.js';
import { say as inWords, settingWords } from '../../words/index.js';
import { attempt, command, withJson } from '../command.js';
import { EXIT, fitted, type Output, say, table } from '../output.js';
import { checkPromptFolder, type PromptFinding } from '../prompts/folder-check.js';
import { fileOrUsual } from '../usual-file.js';

export function checkCommand(output: Output): Command {
  const summary = {
    en: 'Checks a configuration file; prints FILE:LINE:COLUMN for each problem',
    zh: '检查配置文件；逐条输出 文件：行：列',
  };
  return withJson(
    command(output, 'check [file]', summary, [
      {
        line: 'spillway check',
        does: {
          en: './spillway.yaml, else /etc/spillway/spillway.yaml; it says which',
          zh: '检查当前目录的 spillway.yaml，其次 /etc/spillway/spillway.yaml，并说明检查了哪一个',
        },
      },
      {
        line: 'spillway check spillway.yaml',
        does: { en: 'exit 0 when it is right, 1 when not', zh: '正确返回 0，有误返回 1' },
      },
      {
        line: 'spillway check spillway.yaml --applies',
        does: { en: 'every setting, and when a change of it applies', zh: '列出所有设置及更改何时生效' },
      },
      { line: 'spillway check spillway.yaml --json', does: { en: 'problems for a program', zh: '供程序读取' } },
    ]),
    output,
  )
    .option(
      '--applies',
      inLanguage({ en: 'show when a change of each setting applies', zh: '显示各项设置更改何时生效' }, output.language),
    )
    .action((given: string | undefined, options: { readonly json?: boolean; readonly applies?: boolean }) => {
      return attempt(output, () => check(output, fileOrUsual(given), options));
    });
}

/** What is wrong with the file of areas that the configuration names, line by line. */
async function areaFindings(areas: string | undefined): Promise<readonly PromptFinding[]> {
  if (areas === undefined) return [];
  return (await checkAreas(areas)).map(({ line, says }) => ({ file: `${areas}:${line}:`, text: says }));
}

async function check(
  output: Output,
  file: string,
  options: { readonly json?: boolean; readonly applies?: boolean },
): Promise<void> {
  const read = loadConfig(file);
  const applies = Object.fromEntries(settings().map((setting) => [setting.path, setting.applies]));
  const problems = 'problems' in read ? read.problems : [];
  const hints = 'config' in read ? read.hints : [];
  // They keep no box from starting: it plays its own in their place.
  const prompts = 'config' in read ? checkPromptFolder(read.config) : [];
  // With errors it is not read: callers are known by the own table of areas alone.
  const areas = await areaFindings('config' in read ? read.config.areas : undefined);
  if (options.json)
    output.write(
      JSON.stringify({ file, problems, hints, prompts, areas, ...(options.applies && { applies }) }, null, 2),
    );
  else for (const problem of problems) output.write(fitted(output, inWords(problemLine(problem), output.language)));
  if (!options.json)
    for (const { file: sound, text } of [...prompts, ...areas])
      output.write(fitted(output, `${sound} ${inLanguage(text, output.language)}`));
  if (!options.json) for (const hint of hints) output.write(hintLine(hint, output.language));
  if (problems.length + prompts.length + areas.length > 0) process.exitCode = EXIT.failed;
  else if (!options.json) say(output, { en: `${file}: no problems`, zh: `${file}：没有问题` });
  if (options.applies && !options.json) tellSettings(output);
}

function tellSettings(output: Output): void {
  const heads = [
    { en: 'setting', zh: '设置' },
    { en: 'applies', zh: '何时生效' },
    { en: 'what it is', zh: '说明' },
  ];
  const { language } = output;
  const rows = settings().map(({ path, applies, description = '' }) => [
    path,
    appliesWords(applies, language),
    settingWords(description, language),
  ]);
  table(output, heads, rows);
}
