// SPDX-License-Identifier: GPL-2.0-or-later
// What is in a file of agents? Every row read and held against the shop's: the changes that make it so, or what is wrong, line by line. Pure.

import {
  type Bilingual,
  type CsvColumns,
  type FileRow,
  type LineProblem,
  type ReadRows,
  readRows,
} from '../kernel/index.js';
import type { SettingChange } from './settings-file.js';

export type AgentColumn = 'id' | 'name' | 'queues' | 'skills';

/** The columns, with what a list in Chinese may call them. */
export const AGENT_COLUMNS: CsvColumns<AgentColumn> = {
  known: {
    id: ['agent', '工号', '座席', '座席编号', '编号'],
    name: ['姓名', '名称'],
    queues: ['queue', '队列', '组'],
    skills: ['技能'],
  },
  needed: ['id', 'name', 'queues'],
};

/** A row of such a file. */
export type AgentRow = FileRow<AgentColumn>;

/** An agent as the file of settings has him: of his queues some with his terms there. */
export interface WrittenAgent {
  readonly id: string;
  readonly name: string;
  readonly queues: readonly (string | { readonly queue: string })[];
  readonly skills?: Readonly<Record<string, number>> | undefined;
}

/** What becomes of the shop's agents. */
export interface AgentChanges {
  readonly changes: readonly SettingChange[];
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

/** What a box takes at once. */
export const MOST_AGENT_ROWS = 2_000;

const SEVERAL = /[;、|]/;
const SKILL = /^([^=,;]{1,64})=(\d{1,2})$/;

/** The rows of a file of agents, and what is wrong with its form. */
export const readAgents = (text: string): ReadRows<AgentColumn> => readRows(text, AGENT_COLUMNS);

/** An agent's cells, as `readAgents` takes them. */
export function agentText({ id, name, queues, skills = {} }: WrittenAgent): Readonly<Record<AgentColumn, string>> {
  return {
    id,
    name,
    queues: queues.map(nameOf).join(';'),
    skills: Object.entries(skills)
      .map(([skill, level]) => `${skill}=${level}`)
      .join(';'),
  };
}

/**
 * The changes that make the shop's agents those of the file. Without a column for skills these stay; what the file has no column for
 * stays always. `replace`: agents whom it does not name go.
 */
export function agentChanges(
  rows: readonly AgentRow[],
  shop: { readonly agents: readonly WrittenAgent[]; readonly queues: readonly string[] },
  { replace }: { readonly replace: boolean },
): AgentChanges | { readonly problems: readonly LineProblem[] } {
  const problems: LineProblem[] = [];
  const lineOf = new Map<string, number>();
  const read = rows.flatMap((row) => {
    const agent = agentOf(row, shop.queues);
    const wrong = 'problems' in agent ? agent.problems : twice(lineOf.get(agent.id), agent.id);
    problems.push(...wrong.map((says) => ({ line: row.line, says })));
    if ('problems' in agent) return [];
    lineOf.set(agent.id, lineOf.get(agent.id) ?? row.line);
    return [agent];
  });
  if (rows.length === 0 && replace) problems.push({ line: 1, says: NOBODY });
  if (problems.length > 0) return { problems };
  return changesOf(read, shop.agents, replace);
}

interface ReadAgent {
  readonly id: string;
  readonly name: string;
  readonly queues: readonly string[];
  /** Undefined: the file does not tell. */
  readonly skills: Readonly<Record<string, number>> | undefined;
}

function agentOf({ text }: AgentRow, known: readonly string[]): ReadAgent | { readonly problems: Bilingual[] } {
  const { id = '', name = '' } = text;
  const queues = several(text.queues);
  const skills = several(text.skills).map((one) => SKILL.exec(one));
  const unknown = queues.filter((queue) => !known.includes(queue));
  const problems = [
    ...(/^\d{1,12}$/.test(id) ? [] : [noId(id)]),
    ...(name === '' || name.length > 80 ? [noName()] : []),
    ...(queues.length === 0 ? [noQueue(known)] : []),
    ...unknown.map((queue) => strangeQueue(queue, known)),
    ...several(text.skills).flatMap((one, i) => (Number(skills[i]?.[2] ?? 11) > 10 ? [noSkill(one)] : [])),
  ];
  if (problems.length > 0) return { problems };
  const levels = skills.map((found): [string, number] => [found?.[1] ?? '', Number(found?.[2])]);
  const has = Object.fromEntries(levels.filter(([, level]) => level > 0));
  return { id, name, queues: [...new Set(queues)], skills: text.skills === undefined ? undefined : has };
}

function changesOf(read: readonly ReadAgent[], agents: readonly WrittenAgent[], replace: boolean): AgentChanges {
  const there = new Map(agents.map((agent) => [agent.id, agent]));
  const named = new Set(read.map(({ id }) => id));
  const fresh = read.filter(({ id }) => !there.has(id));
  const kept = read.flatMap((agent) => {
    const before = there.get(agent.id);
    const changes = before === undefined ? [] : differences(before, agent);
    return changes.length === 0 ? [] : [{ id: agent.id, changes }];
  });
  const removed = replace ? agents.filter(({ id }) => !named.has(id)).map(({ id }) => id) : [];
  const entries = fresh.map(({ skills, ...agent }) => ({ ...agent, ...(isSome(skills) && { skills }) }));
  return {
    changes: [
      ...kept.flatMap(({ changes }) => changes),
      ...removed.map((id) => ({ path: `agents.${id}`, value: undefined })),
      ...entries.map((value, i) =>
        agents.length === 0 && i === 0 ? { path: 'agents', value: [value] } : { path: 'agents.+', value },
      ),
    ],
    added: fresh.map(({ id }) => id),
    changed: kept.map(({ id }) => id),
    removed,
  };
}

/** His terms in a queue stay as long as he does. */
function differences(before: WrittenAgent, { id, name, queues, skills }: ReadAgent): readonly SettingChange[] {
  const terms = new Map(before.queues.map((one) => [nameOf(one), one]));
  const isSame = before.queues.map(nameOf).join('\n') === queues.join('\n');
  const changes: SettingChange[] = [];
  if (name !== before.name) changes.push({ path: `agents.${id}.name`, value: name });
  if (!isSame) changes.push({ path: `agents.${id}.queues`, value: queues.map((queue) => terms.get(queue) ?? queue) });
  if (skills !== undefined && text(skills) !== text(before.skills ?? {}))
    changes.push({ path: `agents.${id}.skills`, value: isSome(skills) ? skills : undefined });
  return changes;
}

const isSome = (skills: Readonly<Record<string, number>> | undefined) =>
  skills !== undefined && Object.keys(skills).length > 0;

const text = (skills: Readonly<Record<string, number>>) =>
  JSON.stringify(
    Object.entries(skills)
      .filter(([, level]) => level > 0)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

function several(cell = ''): readonly string[] {
  return cell
    .split(SEVERAL)
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

const nameOf = (queue: string | { readonly queue: string }) => (typeof queue === 'string' ? queue : queue.queue);

const noId = (id: string): Bilingual => ({
  en: `id: ${id === '' ? 'it is missing' : `${id} is no agent’s id`}: 1 to 12 digits would be right`,
  zh: `id：${id === '' ? '缺少工号' : `${id} 不是工号`}：应为 1 至 12 位数字`,
});
const noName = (): Bilingual => ({ en: 'name: 1 to 80 characters would be right', zh: 'name：应为 1 至 80 个字符' });
const noQueue = (known: readonly string[]): Bilingual => ({
  en: `queues: one at least, such as ${known[0] ?? 'sales'}`,
  zh: `queues：至少一个队列，如 ${known[0] ?? 'sales'}`,
});
const strangeQueue = (queue: string, known: readonly string[]): Bilingual => ({
  en: `queues: there is no queue ${queue}: ${known.slice(0, 10).join(', ')} would be right`,
  zh: `queues：没有队列 ${queue}：应为 ${known.slice(0, 10).join('、')}`,
});
const noSkill = (skill: string): Bilingual => ({
  en: `skills: ${skill}: write skills with levels 0 to 10, such as english=7;billing=3`,
  zh: `skills：${skill}：请写技能及等级 0 至 10，如 english=7;billing=3`,
});
const NOBODY: Bilingual = {
  en: 'it names no agents: with replace all of them would go',
  zh: '文件中没有座席：replace 会删除全部座席',
};

function twice(before: number | undefined, id: string): readonly Bilingual[] {
  if (before === undefined) return [];
  return [
    {
      en: `id: ${id} stands twice, first on line ${before}`,
      zh: `id：${id} 重复，首次出现在第 ${before} 行`,
    },
  ];
}
