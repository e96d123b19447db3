// SPDX-License-Identifier: GPL-2.0-or-later
// How are agents and listed numbers taken in from a file? Piece by piece; when all rows are there they hold, or it is told which line does not and why.

import type { Origin } from '../bus/index.js';
import { type AgentRow, agentChanges, MOST_AGENT_ROWS, type WrittenAgent } from '../config/index.js';
import { MOST_NUMBER_ROWS, type NumberRow } from '../dialling/index.js';
import {
  Gathered,
  type ListName,
  type NumbersTaken,
  type NumberWished,
  Upload,
  type UploadPiece,
} from '../engine/index.js';
import { TelephonyError } from '../faults.js';
import type { Bilingual, CsvRecord, LineProblem } from '../kernel/index.js';
import { instantNamed } from '../report/index.js';
import type { PinGiven, SettingsChanged, Shop } from './shop.js';
import type { ShopMethod } from './shop-methods.js';

type Params = Readonly<Record<string, unknown>>;

/** `taken` of `of` rows are there. With `problems` nothing was written; `wrong`: how many there are. */
interface FileTaken {
  readonly taken: number;
  readonly of: number;
  readonly problems?: readonly LineProblem[];
  readonly wrong?: number;
}

/** What became of a file of agents; `pins`: those of new ones, told this once, never to the web process. */
export interface AgentsTaken extends FileTaken {
  readonly added?: readonly string[];
  readonly changed?: readonly string[];
  readonly removed?: readonly string[];
  readonly pins?: readonly PinGiven[];
  /** What became of the file of settings; undefined: nothing in it had to change. */
  readonly settings?: SettingsChanged;
}

export type NumberFileTaken = FileTaken & Partial<NumbersTaken>;

const MOST_TOLD = 20;

/** `agents.import`, `blocked.import`, `doNotCall.import`, each `{ at, of, rows: [{ line, text }], replace }`. */
export function fileMethods(shop: Shop): Readonly<Record<string, ShopMethod>> {
  const agents = new Upload<AgentRow, Gathered<AgentRow>>(() => new Gathered(MOST_AGENT_ROWS));
  const numbers = (list: ListName): ShopMethod => {
    const upload = new Upload<NumberRow, Gathered<NumberRow>>(() => new Gathered(MOST_NUMBER_ROWS));
    return async (params, { by }): Promise<NumberFileTaken> => {
      const piece = pieceOf<NumberRow>(params);
      const { taken, of, into } = upload.take(piece);
      if (taken < of) return { taken, of };
      const read = readWished(shop, list, into.rows);
      if ('problems' in read) return { taken, of, ...told(read.problems) };
      return { taken, of, ...(await shop.takeNumbers(list, read.wished, { by, replace: piece.replace })) };
    };
  };
  return {
    'agents.import': async (params, { by }): Promise<AgentsTaken> => {
      const piece = pieceOf<AgentRow>(params);
      const { taken, of, into } = agents.take(piece);
      return taken < of ? { taken, of } : { taken, of, ...(await takeAgents(shop, into.rows, piece.replace, by)) };
    },
    'blocked.import': numbers('blocked'),
    'doNotCall.import': numbers('doNotCall'),
  };
}

async function takeAgents(shop: Shop, rows: readonly AgentRow[], replace: boolean, by: Origin) {
  const { revision, value } = shop.read('agents');
  const known = { agents: (value ?? []) as WrittenAgent[], queues: shop.config.queues.map(({ name }) => name) };
  const read = agentChanges(rows, known, { replace });
  if ('problems' in read) return told(read.problems);
  const { changes, added, changed, removed } = read;
  if (changes.length === 0) return { added, changed, removed };
  for (const agent of removed) await shop.forgetPin(agent, by); // as long as the box knows him
  const settings = await shop.change(changes, by, revision);
  const pins: PinGiven[] = [];
  // No PIN goes over the web process's socket: the operator gives him one.
  if (settings.problems.length === 0 && by.source !== 'web')
    for (const agent of added) pins.push(await shop.setPin(agent, undefined, by));
  return { added, changed, removed, settings, ...(pins.length > 0 && { pins }) };
}

function readWished(
  shop: Shop,
  list: ListName,
  rows: readonly NumberRow[],
): { readonly wished: readonly NumberWished[] } | { readonly problems: readonly LineProblem[] } {
  const problems: LineProblem[] = [];
  const lineOf = new Map<string, number>();
  const wished: NumberWished[] = [];
  for (const { line, text } of rows) {
    const { number = '', reason = '', until = '' } = text;
    const key = shop.keyOf(number);
    const end = until === '' ? undefined : endOf(until, list, shop);
    const before = key === undefined ? undefined : lineOf.get(key);
    if (key === undefined) problems.push({ line, says: noNumber(number) });
    else if (before !== undefined) problems.push({ line, says: twice(number, before) });
    else if (typeof end === 'object') problems.push({ line, says: end });
    else wished.push({ number: key, ...(reason !== '' && { reason }), ...(end !== undefined && { until: end }) });
    if (key !== undefined) lineOf.set(key, before ?? line);
  }
  return problems.length > 0 ? { problems } : { wished };
}

function endOf(typed: string, list: ListName, { config, now }: Shop): number | Bilingual {
  if (list === 'doNotCall') return FOR_EVER;
  try {
    const { to } = instantNamed(typed, config.zone, now);
    return to > now ? to : isOver(typed);
  } catch (error) {
    if (!(error instanceof TelephonyError)) throw error;
    return noTime(typed);
  }
}

function pieceOf<Row extends { readonly line: number }>(params: Params): UploadPiece<Row> {
  const { at, of, rows, replace } = params;
  if (!Number.isSafeInteger(at) || !Number.isSafeInteger(of) || (at as number) < 0 || !Array.isArray(rows))
    throw new TelephonyError('REFUSED', 'at, of and rows are missing');
  return { at: at as number, of: of as number, rows: rows.map(rowOf) as unknown as Row[], replace: replace === true };
}

function rowOf(given: unknown, index: number) {
  const { line = index + 1, text = {} } = (typeof given === 'object' && given) as Params;
  const cells = typeof text === 'object' && text !== null ? Object.entries(text) : [];
  const known = cells.flatMap(([key, value]) => (value === null || value === undefined ? [] : [[key, String(value)]]));
  return { line: typeof line === 'number' ? line : index + 1, text: Object.fromEntries(known) as CsvRecord<string> };
}

const told = (problems: readonly LineProblem[]) => ({ problems: problems.slice(0, MOST_TOLD), wrong: problems.length });

const noNumber = (given: string): Bilingual => ({
  en: `number: ${given === '' ? 'it is missing' : `${given} is no number`}: 13912345678 or 02188880001 would be right`,
  zh: `number：${given === '' ? '缺少号码' : `${given} 不是号码`}：应如 13912345678 或 02188880001`,
});
const twice = (number: string, before: number): Bilingual => ({
  en: `number: ${number} stands twice, first on line ${before}`,
  zh: `number：${number} 重复，首次出现在第 ${before} 行`,
});
const FOR_EVER: Bilingual = {
  en: 'until: who is never called is so without an end: leave it empty',
  zh: 'until：禁呼名单没有有效期：请留空',
};
const isOver = (typed: string): Bilingual => ({
  en: `until: ${typed} is over: leave the line out`,
  zh: `until：${typed} 已过：请删除该行`,
});
const noTime = (typed: string): Bilingual => ({
  en: `until: ${typed} is no time: 2026-12-01 or 2026-12-01T18:00 would be right`,
  zh: `until：${typed} 不是时间：应如 2026-12-01 或 2026-12-01T18:00`,
});
