// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway agents | callbacks`: what the box has, and what can be done with it from a shell.

import type { Command } from 'commander';
import { inLanguage } from '../../kernel/index.js';
import type { OwnFigures } from '../../report/index.js';
import { stateWords, valueWords } from '../../words/index.js';
import { printAgentFigures } from '../agent-figures.js';
import { askAndPrint, command, withBox } from '../command.js';
import { heading } from '../heading.js';
import { type Output, say, table } from '../output.js';
import { sayZone, when } from '../times.js';
import { actOnPeople, isPeopleAction, PEOPLE_EXAMPLES, type PeopleOptions, skillWords, withPeople } from './people.js';

type Row = Readonly<Record<string, unknown>>;

/** Nothing as an empty cell. */
export const text = (value: unknown) => (value === null || value === undefined ? '' : String(value));

/** A table with times in it: which zone they are of stands below. */
export function timedTable(...[output, ...content]: Parameters<typeof table>): void {
  table(output, ...content);
  sayZone(output);
}

export function agentsCommand(output: Output): Command {
  const summary = {
    en: 'Agents: state, and sign-in, sign-out, ready, not-ready by hand',
    zh: '座席：状态，以及手动签入、签出、示闲、示忙',
  };
  const made = withBox(
    command(output, 'agents [action] [agent] [argument]', summary, [
      ...PEOPLE_EXAMPLES,
      { line: 'spillway agents', does: { en: 'all agents and their states', zh: '所有座席及状态' } },
      {
        line: 'spillway agents not-ready 1001 meal',
        does: { en: 'set agent 1001 not ready, reason meal', zh: '座席 1001 示忙，原因 meal' },
      },
      {
        line: 'spillway agents figures 1001',
        does: { en: 'what 1001 did today and since he signed in', zh: '座席 1001 今日及签入以来的业务量' },
      },
      {
        line: 'spillway agents sign-in 1001 801',
        does: { en: 'sign agent 1001 in at station 801', zh: '座席 1001 在分机 801 签入' },
      },
      {
        line: 'spillway agents code 1001 consulting',
        does: { en: 'what the call that he has, or had last, is about', zh: '登记 1001 当前或刚结束通话的小结代码' },
      },
      {
        line: 'spillway agents extend 1001 60',
        does: {
          en: 'his wrap-up is 60 s longer; finish 1001 ends it',
          zh: '1001 的话后整理延长 60 秒；finish 1001 结束整理',
        },
      },
    ]),
    output,
  );
  return withPeople(made, output).action(
    async (
      action: string | undefined,
      agent: string | undefined,
      argument: string | undefined,
      options: PeopleOptions,
    ) => {
      if (isPeopleAction(action)) return actOnPeople(output, options, { action, agent, name: argument });
      if (!action) {
        await askAndPrint<readonly Row[]>(output, options, { method: 'agents' }, (rows, shown) =>
          agentTable(shown, rows),
        );
        return;
      }
      if (action === 'figures') {
        await askAndPrint<OwnFigures>(output, options, { method: 'agentFigures', params: { agent } }, (his, shown) =>
          printAgentFigures(shown, his),
        );
        return;
      }
      const params = { action, agent, argument };
      await askAndPrint(output, options, { method: 'agentAction', params }, () =>
        say(output, { en: 'done', zh: '完成' }),
      );
    },
  );
}

function agentTable(output: Output, rows: readonly Row[]): void {
  const skilled = rows.some(({ skills }) => skills !== undefined);
  timedTable(
    output,
    [
      heading('id', '工号'),
      heading('name', '姓名'),
      heading('state', '状态'),
      heading('reason', '原因'),
      heading('since', '起始时间'),
      heading('station', '分机'),
      ...(skilled ? [heading('skills', '技能')] : []),
    ],
    rows.map((r) => [
      text(r.id),
      text(r.name),
      stateWords(text(r.state), output.language),
      typeof r.lockedUntil === 'number' ? lockedUntil(r.lockedUntil, output) : valueWords(r.reason, output.language),
      when(r.since, output.zone),
      stationOf(r, output),
      ...(skilled ? [skillWords(skillsOf(r), output)] : []),
    ]),
  );
}

const skillsOf = ({ skills }: Row) => (skills ?? {}) as Readonly<Record<string, number>>;

function stationOf(row: Row, { language }: Output): string {
  const station = text(row.station);
  return row.doNotDisturb === true
    ? inLanguage({ en: `${station} (do not disturb)`, zh: `${station}（免打扰）` }, language)
    : station;
}

function lockedUntil(instant: number, { language, zone }: Output): string {
  const until = when(instant, zone);
  return inLanguage({ en: `PIN locked until ${until}`, zh: `密码锁定至 ${until}` }, language);
}
