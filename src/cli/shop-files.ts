// SPDX-License-Identifier: GPL-2.0-or-later
// Agents and listed numbers as CSV files: how are they written, and taken in again?

import type { Command } from 'commander';
import { AGENT_COLUMNS, agentText, readAgents, type WrittenAgent } from '../config/index.js';
import { NUMBER_COLUMNS, readNumbers } from '../dialling/index.js';
import type { ListEntry, ListName } from '../engine/index.js';
import type { AgentsTaken, NumberFileTaken } from '../host/index.js';
import { csv, inLanguage } from '../kernel/index.js';
import { importFile } from './file-import.js';
import { many, type Output, say } from './output.js';
import { askShop, type ShopOptions, sayTaken, shopZone } from './shop-client.js';
import { when } from './times.js';

export interface FileOptions extends ShopOptions {
  /** What the file does not name goes. */
  readonly replace?: boolean;
  readonly excel?: boolean;
}

/** The options of import and export. */
export function withFiles(made: Command, output: Output): Command {
  const t = (en: string, zh: string) => inLanguage({ en, zh }, output.language);
  return made
    .option('--replace', t('import: take away what the file does not name', 'import：移除文件中没有的'))
    .option('--excel', t('export: as Excel keeps numbers whole', 'export：Excel 可完整保留号码'));
}

/** Writes all agents as CSV that `importAgents` takes, or as JSON. */
export async function exportAgents(output: Output, options: FileOptions): Promise<void> {
  const { value } = (await askShop(options, { method: 'settings.read', params: { path: 'agents' } })) as {
    readonly value: unknown;
  };
  const agents = (value ?? []) as readonly WrittenAgent[];
  const rows = agents.map(agentText);
  if (options.json) output.write(JSON.stringify(rows, null, 2));
  else write(output, [Object.keys(AGENT_COLUMNS.known), ...rows.map((row) => Object.values(row))], options);
}

/** Takes in a file of agents, and says who is new, with his PIN. */
export function importAgents(output: Output, file: string, options: FileOptions): Promise<void> {
  const says = { en: 'taking in agents', zh: '正在导入座席' };
  return importFile<AgentsTaken>(
    output,
    { file, says, method: 'agents.import', read: readAgents },
    options,
    (taken) => {
      const { added = [], changed = [], removed = [], pins = [], settings } = taken;
      say(output, {
        en: `${many(added.length, 'agent')} added, ${changed.length} changed, ${removed.length} removed`,
        zh: `新增 ${added.length} 名座席，更新 ${changed.length} 名，删除 ${removed.length} 名`,
      });
      for (const { agent, pin } of pins)
        say(output, { en: `${agent}: PIN ${pin} (shown only now)`, zh: `${agent}：密码 ${pin}（仅显示这一次）` });
      if (settings !== undefined) sayTaken(output, settings);
    },
  );
}

/** Writes what commands have put on a list. */
export async function exportNumbers(output: Output, list: ListName, options: FileOptions): Promise<void> {
  const all = (await askShop(options, { method: `${list}.list`, params: {} })) as readonly ListEntry[];
  const zone = await shopZone(options);
  const rows = all
    .filter(({ from }) => from === 'command')
    .map(({ number, reason = '', until }) => ({ number, reason, until: when(until, zone) }));
  if (options.json) output.write(JSON.stringify(rows, null, 2));
  else write(output, [Object.keys(NUMBER_COLUMNS.known), ...rows.map((row) => Object.values(row))], options);
}

/** Takes in a file of numbers. */
export function importNumbers(output: Output, list: ListName, file: string, options: FileOptions): Promise<void> {
  const says = { en: 'taking in numbers', zh: '正在导入号码' };
  const asked = { file, says, method: `${list}.import`, read: readNumbers };
  return importFile<NumberFileTaken>(output, asked, options, ({ added = 0, changed = 0, removed = 0 }) =>
    say(output, {
      en: `${many(added, 'number')} added, ${changed} changed, ${removed} removed; in force at once`,
      zh: `新增 ${added} 个号码，更新 ${changed} 个，移除 ${removed} 个；立即生效`,
    }),
  );
}

function write(output: Output, rows: readonly (readonly string[])[], { excel = false }: FileOptions): void {
  output.write(csv(rows, { excel }).replace(/\r\n$/, ''));
}
