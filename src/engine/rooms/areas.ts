// SPDX-License-Identifier: GPL-2.0-or-later
// Where is a caller's number at home? The own table of area codes, and before it the shop's file of areas, read when it changes.

import { readFileSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Area, AreaFile, AreaPrefixes, areaOf } from '../../dialling/index.js';
import { type LineProblem, readCsv, recognise } from '../../kernel/index.js';

const AT_ONCE = 2_000; // rows, before others have their turn

/** What is wrong with a file of areas; `line` 0: with all of it. */
export type AreaProblems = readonly LineProblem[];

/** Areas of numbers, as the shop has them. */
export class Areas {
  #imported = new AreaPrefixes();
  #read = 0;

  /** Of a canonical number; undefined: nobody can tell. */
  of(number: string | undefined): Area | undefined {
    return areaOf(number, this.#imported);
  }

  /** How many prefixes of the file hold. */
  get imported(): number {
    return this.#imported.size;
  }

  /** Reads the file, some rows at a time. With problems all stays as it was; without a file the own table alone holds. */
  async configure(file: string | undefined): Promise<AreaProblems> {
    const mine = ++this.#read;
    const result = file === undefined ? { prefixes: new AreaPrefixes() } : await readAreas(file);
    if ('problems' in result) return result.problems;
    if (mine === this.#read) this.#imported = result.prefixes;
    return [];
  }
}

/** What is wrong with a file of areas; nothing: it can be used. */
export async function checkAreas(file: string): Promise<AreaProblems> {
  const read = await readAreas(file);
  return 'problems' in read ? read.problems : [];
}

async function readAreas(path: string): Promise<ReturnType<AreaFile['result']>> {
  const text = textOf(path);
  if (typeof text !== 'string') return { problems: [text] };
  const file = new AreaFile();
  let rows = 0;
  for (const row of readCsv(text)) {
    file.take(row);
    if (file.isHopeless) break;
    if (++rows % AT_ONCE === 0) await nextTurn();
  }
  return file.result();
}

function textOf(path: string): string | LineProblem {
  try {
    const read = recognise(readFileSync(path));
    if (read !== undefined) return read.text;
    return {
      line: 0,
      says: {
        en: 'this is no text: save it as CSV in UTF-8 or GBK',
        zh: '不是文本文件：请另存为 UTF-8 或 GBK 编码的 CSV',
      },
    };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { line: 0, says: { en: `it cannot be read: ${reason}`, zh: `无法读取：${reason}` } };
  }
}
