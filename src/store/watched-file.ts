// SPDX-License-Identifier: GPL-2.0-or-later
// Is the file at the database's path still the one that we write to? `mv`, `rm` and `cp` over it do not ask SQLite.

import { type BigIntStats, closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import type { Trouble } from './trouble.js';

const BESIDE = ['', '-wal', '-shm'];
const HEADER = 100; // bytes; SQLite, "Database File Format", 1.3

/** What a file's header says that never becomes less while SQLite alone writes it. */
interface Header {
  readonly changes: number;
  readonly pages: number;
  readonly schema: number;
}

/**
 * The files of a database as its one connection for writing knows them. For the writer's thread. To be closed after every
 * connection of this process: closing a file frees the locks that a process has on it (POSIX).
 */
export class WatchedFile {
  readonly #file: string;
  readonly #handle: number;
  readonly #isOurs: boolean;
  readonly #identities = new Map<string, string>();
  #touched: bigint | undefined;
  #header: Header | undefined;

  /** `handle`: one that somebody else has opened and will close; undefined: its own. */
  constructor(file: string, handle?: number) {
    this.#file = file;
    this.#isOurs = handle === undefined;
    this.#handle = handle ?? openSync(file, 'r');
    this.#identities.set('', identity(fstatSync(this.#handle, { bigint: true })));
    this.accept();
  }

  /** By which other threads of this process may look at the same file; see `constructor`. */
  get handle(): number {
    return this.#handle;
  }

  /** After something that we did ourselves: as the files are now, they are ours. */
  accept(): void {
    for (const suffix of BESIDE) {
      const now = statOf(this.#file + suffix);
      if (now !== undefined && !this.#identities.has(suffix)) this.#identities.set(suffix, identity(now));
    }
    this.#touched = this.#touchedAt();
    this.#header = headerOf(this.#handle);
  }

  close(): void {
    if (this.#isOurs) closeSync(this.#handle);
  }

  /** To be asked before each commit: undefined when what is written gets where it belongs. */
  look(): Trouble | undefined {
    for (const [suffix, known] of this.#identities) {
      const now = statOf(this.#file + suffix);
      if (now === undefined) return replaced(`${this.#file}${suffix} is gone`);
      if (identity(now) !== known) return replaced(`${this.#file}${suffix} is another file`);
    }
    return this.#overwritten();
  }

  /** Others may write through SQLite too; then the header only grows. A copy from elsewhere has another one. */
  #overwritten(): Trouble | undefined {
    const touched = this.#touchedAt();
    if (touched === this.#touched) return undefined;
    const [before, now] = [this.#header, headerOf(this.#handle)];
    if (now === undefined) return overwritten(`${this.#file} was overwritten: it is no database`);
    if (
      before !== undefined &&
      (now.changes < before.changes || now.pages < before.pages || now.schema < before.schema)
    )
      return overwritten(`${this.#file} was overwritten with an older or another database`);
    this.#touched = touched;
    this.#header = now;
    return undefined;
  }

  #touchedAt(): bigint {
    return fstatSync(this.#handle, { bigint: true }).mtimeNs;
  }
}

function replaced(detail: string): Trouble {
  return { kind: 'replaced', detail };
}

function overwritten(detail: string): Trouble {
  return { kind: 'overwritten', detail };
}

function statOf(path: string): BigIntStats | undefined {
  return statSync(path, { bigint: true, throwIfNoEntry: false });
}

function identity({ dev, ino }: BigIntStats): string {
  return `${dev}:${ino}`;
}

function headerOf(handle: number): Header | undefined {
  const bytes = Buffer.alloc(HEADER);
  const length = readSync(handle, bytes, 0, HEADER, 0);
  if (length < HEADER || !bytes.toString('latin1').startsWith('SQLite format 3')) return undefined;
  return { changes: bytes.readUInt32BE(24), pages: bytes.readUInt32BE(28), schema: bytes.readUInt32BE(40) };
}
