// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway settings`: what does the file say, what would a change make of it, and how does one go back to what it said?

import type { Command } from 'commander';
import { parse, stringify } from 'yaml';
import {
  appliesWords,
  type CheckedSettings,
  type KeptRevision,
  problemLine,
  textWithoutSecrets,
} from '../../config/index.js';
import { TelephonyError } from '../../faults.js';
import type { SettingsChanged } from '../../host/index.js';
import { inLanguage } from '../../kernel/index.js';
import { say as inWords } from '../../words/index.js';
import { changedLines } from '../changed-lines.js';
import { attempt, command, withBox } from '../command.js';
import { EXIT, fitted, type Output, refuse, say, table } from '../output.js';
import { askShop, askShopAndPrint, type ShopOptions, sayTaken, withShop } from '../shop-client.js';
import { when } from '../times.js';

interface Options extends ShopOptions {
  readonly dryRun?: boolean;
}

/** A change as the box takes it. */
type Change = { readonly path: string; readonly value: unknown } | { readonly path: string; readonly remove: true };

type Words = readonly (string | undefined)[];

const ACTIONS: Readonly<Record<string, (output: Output, words: Words, options: Options) => Promise<void>>> = {
  show: (output, [path], options) => show(output, path, options),
  set: (output, [path, value], options) =>
    path === undefined || value === undefined ? missing(output) : change(output, setTo(path, value), options),
  add: (output, [list, value], options) =>
    list === undefined || value === undefined ? missing(output) : change(output, setTo(`${list}.+`, value), options),
  remove: (output, [path], options) =>
    path === undefined ? missing(output) : change(output, { path, remove: true }, options),
  revisions: (output, _, options) => revisions(output, options),
  undo: (output, [revision], options) => undo(output, revision, options),
};

export function settingsCommand(output: Output): Command {
  const t = (en: string, zh: string) => inLanguage({ en, zh }, output.language);
  const summary = {
    en: 'Settings of the file: show, set, add to a list, remove; checked before they are written; revisions, and back to one',
    zh: '配置文件的设置：查看、修改、加入列表、删除；写入前先检查；历史版本与恢复',
  };
  const made = command(output, 'settings [action] [path] [value]', summary, [
    { line: 'spillway settings show queues', does: { en: 'what the file says there', zh: '查看文件中的内容' } },
    {
      line: 'spillway settings set queues.sales.wrapUp 20s',
      does: {
        en: 'one setting; of a list, the entry with that name, id or number',
        zh: '修改一项；列表中按名称、编号或号码指定',
      },
    },
    {
      line: "spillway settings add queues '{ name: repairs, wrapUp: 10s }' --dry-run",
      does: { en: 'what an entry more would make of the file; nothing is written', zh: '预览加入一项后的文件，不写入' },
    },
    { line: "spillway settings add queues '{ name: repairs }'", does: { en: 'write it', zh: '写入' } },
    {
      line: 'spillway settings remove queues.repairs',
      does: { en: 'take it out: the default holds, the entry is gone', zh: '删除：恢复默认值，或移除该项' },
    },
    {
      line: 'spillway settings revisions',
      does: { en: 'what the file said before, the newest first', zh: '历史版本，最新的在前' },
    },
    {
      line: 'spillway settings undo',
      does: { en: 'back to the newest of them; with one of them: to that', zh: '恢复到最近的版本；可指定版本' },
    },
  ]);
  return withShop(withBox(made, output), output)
    .option('--dry-run', t('check and show the change; write nothing', '只检查并显示改动，不写入'))
    .action(async (action = 'show', path?: string, value?: string, options: Options = {} as Options) => {
      const act = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined;
      await (act === undefined ? missing(output) : act(output, [path, value], options));
    });
}

async function missing(output: Output): Promise<void> {
  const right = 'show [PATH], set PATH VALUE, add LIST VALUE, remove PATH, revisions, undo [REVISION]';
  refuse(output, { en: `${right} would be right`, zh: `应为：${right}` }, EXIT.usage);
}

/** VALUE is YAML, as it stands in the file. */
function setTo(path: string, value: string): Change {
  try {
    return { path, value: parse(value) };
  } catch (error) {
    throw new TelephonyError('REFUSED', `${value} is no YAML: ${error instanceof Error ? error.message : error}`);
  }
}

function show(output: Output, path: string | undefined, options: Options): Promise<void> {
  return askShopAndPrint<{ readonly value: unknown }>(
    output,
    options,
    { method: 'settings.read', params: path === undefined ? {} : { path } },
    ({ value }, shown) => {
      const unset = { en: 'not in the file: the default holds', zh: '文件中未设置，使用默认值' };
      shown.write(
        value === undefined ? inLanguage(unset, shown.language) : textWithoutSecrets(stringify(value)).trimEnd(),
      );
    },
  );
}

async function change(output: Output, made: Change, options: Options): Promise<void> {
  if (options.dryRun === true) {
    const question = { method: 'settings.check', params: { changes: [made] } };
    await askShopAndPrint<CheckedSettings>(output, options, question, (checked, shown) => tell(shown, checked));
    return;
  }
  await attempt(output, async () => {
    const { revision } = (await askShop(options, { method: 'settings.read', params: {} })) as { revision: string };
    const question = { method: 'settings.change', params: { ...made, revision } };
    await askShopAndPrint<SettingsChanged>(output, options, question, (changed, shown) => sayTaken(shown, changed));
  });
}

function tell(output: Output, { before, text, problems, hints, applies }: CheckedSettings): void {
  for (const line of changedLines(before, text)) output.write(line);
  for (const line of [...problems.map(problemLine), ...hints])
    output.write(fitted(output, inWords(line, output.language)));
  if (problems.length > 0) {
    say(output, { en: 'It would be refused.', zh: '这样的修改会被拒绝。' });
    return;
  }
  for (const { path, applies: then } of applies) output.write(`${path}: ${appliesWords(then, output.language)}`);
  say(output, { en: 'Nothing was written.', zh: '未写入任何内容。' });
}

function revisions(output: Output, options: Options): Promise<void> {
  return askShopAndPrint<readonly KeptRevision[]>(
    output,
    options,
    { method: 'settings.revisions', params: {} },
    (kept, shown) =>
      table(
        shown,
        [
          { en: 'Revision', zh: '版本' },
          { en: 'In force until', zh: '有效至' },
        ],
        kept.map(({ revision, until }) => [revision, when(until, shown.zone)]),
      ),
  );
}

async function undo(output: Output, revision: string | undefined, options: Options): Promise<void> {
  await attempt(output, async () => {
    const to = revision ?? (await newest(options));
    await askShopAndPrint<SettingsChanged>(
      output,
      options,
      { method: 'settings.undo', params: { revision: to } },
      (changed, shown) => sayTaken(shown, changed),
    );
  });
}

async function newest(options: Options): Promise<string> {
  const kept = (await askShop(options, { method: 'settings.revisions', params: {} })) as readonly KeptRevision[];
  const [last] = kept;
  if (last === undefined) throw new TelephonyError('NOT_FOUND', 'a revision before this one');
  return last.revision;
}
