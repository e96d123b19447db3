// SPDX-License-Identifier: GPL-2.0-or-later
// What if the disk is full? A file of nothing holds the room in which what was begun can be finished.

import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

const BLOCK = 1 << 20;

/** The reserve file of a data directory. `kept` is false from when it was given back until there is room for it again. */
export class Reserve {
  readonly #file: string;
  readonly #size: number;
  #kept = false;

  constructor(file: string, size: number) {
    this.#file = file;
    this.#size = size;
    this.#kept = existsSync(file) && statSync(file).size >= size;
  }

  get kept(): boolean {
    return this.#kept;
  }

  /** Bytes free to us on the file system. */
  free(): number {
    const { bavail, bsize } = statfsSync(dirname(this.#file));
    return bavail * bsize;
  }

  /** Frees its room for the database. */
  giveBack(): void {
    rmSync(this.#file, { force: true });
    this.#kept = false;
  }

  /** Takes its room again when there is twice as much free; tells whether it is kept. */
  keep(): boolean {
    if (this.#kept || this.free() < 2 * this.#size) return this.#kept;

    const draft = `${this.#file}.draft`;
    try {
      this.#write(draft);
      renameSync(draft, this.#file);
      this.#kept = true;
    } catch {
      rmSync(draft, { force: true });
    }
    return this.#kept;
  }

  /** Random bytes: a file system that compresses, or leaves holes, would keep no room for zeros. */
  #write(draft: string): void {
    const handle = openSync(draft, 'w', 0o600);
    try {
      for (let left = this.#size; left > 0; left -= BLOCK) writeSync(handle, randomBytes(Math.min(left, BLOCK)));
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  }
}
