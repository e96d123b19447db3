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

/**
 * The reserve file of a data directory. There is `room` for new promises while the file is kept and the disk was not found
 * full since there was last as much free again.
 */
export class Reserve {
  readonly #file: string;
  readonly #size: number;
  #kept: boolean;
  #full = false;

  constructor(file: string, size: number) {
    this.#file = file;
    this.#size = size;
    this.#kept = existsSync(file) && statSync(file).size >= size;
  }

  get room(): boolean {
    return this.#kept && !this.#full;
  }

  /** The disk was found full. */
  exhausted(): void {
    this.#full = true;
  }

  /** Bytes free to us on the file system. */
  free(): number {
    const { bavail, bsize } = statfsSync(dirname(this.#file));
    return bavail * bsize;
  }

  /** Frees its room for the database; false when it was given back before. */
  giveBack(): boolean {
    const kept = this.#kept;
    rmSync(this.#file, { force: true });
    this.#kept = false;
    return kept;
  }

  /** Takes its room (again) when there is enough free, and tells whether there is room for new promises. */
  keep(): boolean {
    if (this.room) return true;

    const free = this.free();
    if (!this.#kept && free >= 2 * this.#size) this.#take();
    this.#full = free < this.#size;
    return this.room;
  }

  #take(): void {
    const draft = `${this.#file}.draft`;
    try {
      this.#write(draft);
      renameSync(draft, this.#file);
      this.#kept = true;
    } catch {
      rmSync(draft, { force: true });
    }
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
