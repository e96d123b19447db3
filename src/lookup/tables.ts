// SPDX-License-Identifier: GPL-2.0-or-later
// What stands in a table of a CSV file? Read once into memory, and again when the file changes; a wrong file never replaces a right one.

import { readFile, stat } from 'node:fs/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Clock, type Duration, readCsv, recognise } from '../kernel/index.js';
import type { Answer, TableQuestion } from './question.js';
import { failed } from './row.js';

/** What became of a file that was read. */
export interface TableTold {
  readonly table: string;
  readonly rows: number;
  /** Why it is not taken; the rows of before stay. */
  readonly fault?: string;
}

interface Table {
  /** By which change of the file it is known. */
  readonly stamp: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** For each column that is asked for: the first row of each key. */
  readonly by: Map<string, ReadonlyMap<string, readonly string[]>>;
}

interface Kept {
  table?: Table;
  fault?: string;
  stamp?: string;
  reading?: Promise<void> | undefined;
  /** Columns by which it is asked. */
  readonly columns: Set<string>;
}

const SLICE = 100; // rows in a turn: less than a millisecond
const LOOKS: Duration = 1_000;
const LARGEST = 64 * 2 ** 20; // bytes

/** The tables of a configuration. */
export class Tables {
  readonly #clock: Clock;
  readonly #tell: (told: TableTold) => void;
  readonly #kept = new Map<string, Kept>();
  #looking = false;
  #cancel = () => {};
  #closed = false;

  constructor(clock: Clock, tell: (told: TableTold) => void) {
    this.#clock = clock;
    this.#tell = tell;
  }

  /** These are looked after from now on, each by its columns; others are forgotten. */
  watch(wanted: readonly { readonly table: string; readonly columns: readonly string[] }[]): void {
    for (const table of [...this.#kept.keys()])
      if (!wanted.some((one) => one.table === table)) this.#kept.delete(table);
    for (const { table, columns } of wanted) {
      const kept = this.#keep(table);
      for (const column of columns) kept.columns.add(column);
      this.#look(table, kept).catch(() => {}); // what is wrong with it has been told
    }
    if (!this.#looking && wanted.length > 0) this.#lookAgain();
  }

  /** The row whose key it is. Never rejects. */
  async ask({ table: file, column, key, wants }: TableQuestion): Promise<Answer> {
    const kept = this.#keep(file);
    kept.columns.add(column);
    if (kept.table === undefined) await this.#look(file, kept);
    const { table } = kept;
    if (table === undefined) return failed(`${file}: ${kept.fault ?? 'it has not been read'}`);
    const index = table.by.get(column) ?? (await indexed(table, column));
    if (index === undefined) return failed(`${file}: there is no column "${column}"`);
    const row = index.get(key.trim());
    if (row === undefined) return { outcome: 'notFound' };
    const found: Record<string, string> = {};
    for (const [name, from] of Object.entries(wants)) {
      const at = table.columns.indexOf(from);
      if (at < 0) return failed(`${file}: there is no column "${from}"`);
      found[name] = row[at] ?? '';
    }
    return { outcome: 'found', row: found };
  }

  close(): void {
    this.#closed = true;
    this.#cancel();
  }

  #keep(table: string): Kept {
    const kept = this.#kept.get(table) ?? { columns: new Set<string>() };
    this.#kept.set(table, kept);
    return kept;
  }

  #lookAgain(): void {
    this.#looking = true;
    if (this.#closed) return;
    this.#cancel = this.#clock.at(this.#clock.now() + LOOKS, () => {
      const all = [...this.#kept].map(([table, kept]) => this.#look(table, kept));
      const again = () => this.#lookAgain();
      Promise.all(all).then(again, again);
    });
  }

  /** Reads it when it has changed; one who asks meanwhile has the rows of before. */
  #look(file: string, kept: Kept): Promise<void> {
    kept.reading ??= this.#read(file, kept).finally(() => {
      kept.reading = undefined;
    });
    return kept.reading;
  }

  async #read(file: string, kept: Kept): Promise<void> {
    let stamp = 'none';
    try {
      const { mtimeMs, size, ino } = await stat(file);
      stamp = `${mtimeMs}/${size}/${ino}`;
      if (stamp === kept.stamp) return;
      if (size > LARGEST) throw new Error(`it is larger than ${LARGEST / 2 ** 20} MiB`);
      const table = await tableOf(await readFile(file), stamp);
      for (const column of kept.columns)
        if ((await indexed(table, column)) === undefined) throw new Error(`there is no column "${column}"`);
      Object.assign(kept, { table, stamp, fault: undefined });
      this.#tell({ table: file, rows: table.rows.length });
    } catch (error) {
      const fault = error instanceof Error ? error.message : String(error);
      if (kept.stamp === stamp && kept.fault === fault) return;
      Object.assign(kept, { stamp, fault });
      this.#tell({ table: file, rows: kept.table?.rows.length ?? 0, fault });
    }
  }
}

/** Throws an Error whose message says what is wrong with the file. */
async function tableOf(bytes: Uint8Array, stamp: string): Promise<Table> {
  const read = recognise(bytes);
  if (read === undefined) throw new Error('it is no text: save it as CSV UTF-8');
  let columns: readonly string[] | undefined;
  const rows: (readonly string[])[] = [];
  for (const { line, cells } of readCsv(read.text)) {
    if (columns === undefined) {
      columns = cells.map((cell) => cell.trim());
      const twice = columns.find((column, at) => column !== '' && columns?.indexOf(column) !== at);
      if (twice !== undefined) throw new Error(`two columns are called "${twice}"`);
      continue;
    }
    if (cells.length > columns.length) throw new Error(`line ${line} has more cells than there are headings`);
    rows.push(cells.map((cell) => cell.trim()));
    if (rows.length % SLICE === 0) await nextTurn();
  }
  if (columns === undefined) throw new Error('it has no headings');
  return { stamp, columns, rows, by: new Map() };
}

/** By the values of a column; undefined: there is none of that name. Of two rows with one key the file is wrong. */
async function indexed(table: Table, column: string): Promise<ReadonlyMap<string, readonly string[]> | undefined> {
  const at = table.columns.indexOf(column);
  if (at < 0) return undefined;
  const index = new Map<string, readonly string[]>();
  const first = (key: string) => table.rows.findIndex((row) => row[at] === key) + 1;
  for (const [nth, row] of table.rows.entries()) {
    const key = row[at] ?? '';
    if (key !== '' && index.has(key)) throw new Error(`row ${nth + 1} has the same "${column}" as row ${first(key)}`);
    if (key !== '') index.set(key, row);
    if (nth % (5 * SLICE) === 0) await nextTurn();
  }
  table.by.set(column, index);
  return index;
}
