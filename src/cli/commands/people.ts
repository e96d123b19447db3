// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway agents add, remove, skills, pin, unlock, import, export`: how does a shop take somebody on, say what he can do, and let him go?

import type { Command } from 'commander';
import type { SkillsSaid } from '../../engine/index.js';
import type { PinGiven, SettingsChanged, SkillsNow } from '../../host/index.js';
import { inLanguage } from '../../kernel/index.js';
import { askAndPrint, attempt, type Example } from '../command.js';
import { EXIT, type Output, refuse, say } from '../output.js';
import { askShopAndPrint, sayTaken, withShop } from '../shop-client.js';
import { exportAgents, type FileOptions, importAgents, withFiles } from '../shop-files.js';
import { when } from '../times.js';

/** In place of skills: those of the file. */
const REGULAR = 'regular';

const ACTIONS = ['add', 'remove', 'skills', 'pin', 'unlock', 'import', 'export'] as const;
type PeopleAction = (typeof ACTIONS)[number];

export interface PeopleOptions extends FileOptions {
  readonly queue?: readonly string[];
  readonly pin?: string;
  readonly fromFile?: boolean;
  readonly until?: string;
}

export const PEOPLE_EXAMPLES: readonly Example[] = [
  {
    line: 'spillway agents add 1005 "Xiao Zhang" --queue sales',
    does: { en: 'a new agent; his PIN is made up and shown once', zh: '新增座席；自动生成密码，仅显示一次' },
  },
  {
    line: 'spillway agents pin 1005',
    does: {
      en: 'another PIN (--pin 4711: this one; --from-file: that of the file)',
      zh: '更换密码（--pin 4711：指定；--from-file：恢复为配置文件中的密码）',
    },
  },
  {
    line: 'spillway agents skills 1005 english=7,billing=0',
    does: { en: 'what he can do, and how well, at once; 0: no longer', zh: '设置技能及等级，立即生效；0 为取消' },
  },
  {
    line: 'spillway agents skills 1005 french=3 --until 18:00',
    does: { en: 'for now alone; then the file holds again', zh: '临时设置，到时恢复为配置文件中的技能' },
  },
  {
    line: 'spillway agents skills 1005 regular',
    does: { en: 'the file holds again at once', zh: '立即恢复为配置文件中的技能' },
  },
  { line: 'spillway agents unlock 1005', does: { en: 'forget his wrong PINs', zh: '解除密码锁定' } },
  {
    line: 'spillway agents remove 1005',
    does: { en: 'he is signed out, at once or after his call', zh: '删除座席；立即或在通话结束后签出' },
  },
  { line: 'spillway agents export > agents.csv', does: { en: 'as import takes it', zh: '导出，可再导入' } },
  {
    line: 'spillway agents import agents.csv',
    does: {
      en: 'columns id,name,queues,skills; what it has no column for stays; all rows or none',
      zh: '列 id,name,queues,skills；文件中没有的列保持不变；全部导入或全不导入',
    },
  },
];

/** What the action wants besides the agent, for example. */
const ARGUMENTS: Readonly<Partial<Record<PeopleAction, string>>> = { add: ' "Xiao Zhang"', skills: ' english=7' };

export function isPeopleAction(word: string | undefined): word is PeopleAction {
  return ACTIONS.some((action) => action === word);
}

/** The options of these actions. */
export function withPeople(made: Command, output: Output): Command {
  const t = (en: string, zh: string) => inLanguage({ en, zh }, output.language);
  return withFiles(withShop(made, output), output)
    .option(
      '--queue <name...>',
      t('add: his queues (not needed where there is one)', 'add：所属队列（只有一个队列时可省略）'),
    )
    .option('--pin <digits>', t('add, pin: this PIN, 4 to 12 digits', 'add、pin：指定密码，4 至 12 位数字'))
    .option(
      '--until <time>',
      t(
        'skills: for now alone; 14:00, 2026-10-08 or 2026-10-08T09:00',
        'skills：临时设置，到该时间恢复；14:00、2026-10-08 或 2026-10-08T09:00',
      ),
    )
    .option('--from-file', t('pin: that of the file again', 'pin：恢复为配置文件中的密码'));
}

/** Carries one out and says what changed. */
export async function actOnPeople(
  output: Output,
  options: PeopleOptions,
  {
    action,
    agent,
    name,
  }: { readonly action: PeopleAction; readonly agent: string | undefined; readonly name: string | undefined },
): Promise<void> {
  if (action === 'export' || action === 'import') return withFile(output, options, action, agent);
  const argument = ARGUMENTS[action];
  if (agent === undefined || (argument !== undefined && name === undefined)) {
    const wanted = `${action} ${agent ?? '1005'}${argument ?? ''}`;
    const right = { en: `write: spillway agents ${wanted}`, zh: `请写：spillway agents ${wanted}` };
    return refuse(output, right, EXIT.usage);
  }
  const ask = (params: Readonly<Record<string, unknown>>, print: (result: never) => void) =>
    askShopAndPrint(output, options, { method: `agents.${action}`, params: { agent, ...params } }, print);
  const { pin, fromFile } = options;
  switch (action) {
    case 'add':
      return ask({ name, queues: options.queue ?? [], pin }, (added: SettingsChanged & PinGiven) => {
        say(output, { en: `agent ${agent}, ${name}, is there`, zh: `已新增座席 ${agent} ${name}` });
        sayPin(output, added);
        sayTaken(output, added);
      });
    case 'skills':
      if (options.until !== undefined || name === REGULAR) return sayForNow(output, options, agent, name);
      return ask({ skills: name }, (changed: SettingsChanged & SkillsNow) => {
        say(output, {
          en: `agent ${agent} can do from now on: ${skillWords(changed.skills, output) || 'nothing that is asked for'}`,
          zh: `座席 ${agent} 的技能现为：${skillWords(changed.skills, output) || '无'}`,
        });
        sayTaken(output, changed);
      });
    case 'remove':
      return ask({}, (removed: SettingsChanged) => {
        say(output, { en: `agent ${agent} is no more`, zh: `已删除座席 ${agent}` });
        sayTaken(output, removed);
      });
    case 'pin':
      return ask({ pin, fromFile }, (given: PinGiven) => {
        say(output, { en: `agent ${agent} has another PIN from now on`, zh: `座席 ${agent} 的密码已更换，立即生效` });
        sayPin(output, given);
      });
    case 'unlock':
      return ask({}, ({ wasLocked }: { readonly wasLocked: boolean }) =>
        say(
          output,
          wasLocked
            ? { en: `agent ${agent} may sign in again`, zh: `座席 ${agent} 已解锁，可以签入` }
            : {
                en: `agent ${agent} was not locked out; his wrong PINs are forgotten`,
                zh: `座席 ${agent} 未被锁定；错误次数已清零`,
              },
        ),
      );
  }
}

function withFile(
  output: Output,
  options: PeopleOptions,
  action: 'import' | 'export',
  file: string | undefined,
): Promise<void> | void {
  if (action === 'export' && file === undefined) return attempt(output, () => exportAgents(output, options));
  if (action === 'import' && file !== undefined) return attempt(output, () => importAgents(output, file, options));
  const wanted = `spillway agents ${action === 'import' ? 'import FILE' : 'export > FILE'}`;
  refuse(output, { en: `write: ${wanted}`, zh: `请写：${wanted}` }, EXIT.usage);
}

/** For a while: the file stays as it is, so a box must run. */
function sayForNow(output: Output, options: PeopleOptions, agent: string, typed: string | undefined): Promise<void> {
  const { until } = options;
  const params = typed === REGULAR ? { agent } : { agent, skills: typed, until };
  return askAndPrint<SkillsSaid>(output, options, { method: 'agents.skillsFor', params }, (said, shown) => {
    const words = skillWords(said.skills, shown);
    const end = said.until === undefined ? undefined : when(said.until, shown.zone);
    say(shown, {
      en: `agent ${agent} can do ${end === undefined ? 'from now on' : `until ${end}`}: ${words || 'nothing that is asked for'}`,
      zh: `座席 ${agent} 的技能${end === undefined ? '现为' : `在 ${end} 之前为`}：${words || '无'}`,
    });
  });
}

function sayPin(output: Output, { pin }: PinGiven): void {
  if (pin !== undefined) say(output, { en: `his PIN: ${pin} (shown only now)`, zh: `密码：${pin}（仅显示这一次）` });
}

/** Skills with their levels, for people. */
export function skillWords(skills: Readonly<Record<string, number>>, { language }: Output): string {
  const words = Object.entries(skills).map(([skill, level]) => `${skill} ${level}`);
  return words.join(inLanguage({ en: ', ', zh: '、' }, language));
}
