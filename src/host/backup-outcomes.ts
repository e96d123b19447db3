// SPDX-License-Identifier: GPL-2.0-or-later
// What was found of each archive? Kept in a file beside the archives: a box that is started anew, or another one that takes over the disk, knows it, too.

import { readFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Instant } from '../kernel/index.js';

export type BackupAct = 'make' | 'verify' | 'drill';

/** What was found of an archive, by which act. */
export interface BackupOutcome {
  readonly act: BackupAct;
  readonly at: Instant;
  /** Empty: all is well. */
  readonly wrong: readonly string[];
  readonly openPromises?: number;
  readonly files?: number;
  /** Of a drill: how long it took to be back. */
  readonly took?: number;
  readonly calls?: number;
  readonly recordings?: number;
}

const FILE = 'outcomes.json';

type Kept = Readonly<Record<string, BackupOutcome>>;

/** Those of one directory of archives. */
export class BackupOutcomes {
  readonly #file: string;
  #of: Kept;
  #writing: Promise<void> = Promise.resolve();

  constructor(directory: string) {
    this.#file = join(directory, FILE);
    this.#of = readKept(this.#file);
  }

  of(archive: string): BackupOutcome | undefined {
    return Object.hasOwn(this.#of, archive) ? this.#of[archive] : undefined;
  }

  /** Known at once; resolves when it is written. `there`: the archives that there are, others are forgotten. */
  add(archive: string, outcome: BackupOutcome, there: readonly string[]): Promise<void> {
    const known = Object.entries(this.#of).filter(([name]) => name !== archive && there.includes(name));
    this.#of = Object.fromEntries([...known, [archive, outcome]]);
    const text = JSON.stringify(this.#of);
    const before = this.#writing.catch(() => {});
    this.#writing = before.then(() => this.#write(text));
    return this.#writing;
  }

  async #write(text: string): Promise<void> {
    const draft = `${this.#file}.part`;
    await writeFile(draft, text, { mode: 0o600 });
    await rename(draft, this.#file);
  }
}

/** What cannot be read tells nothing: each archive can be verified again. */
function readKept(file: string): Kept {
  try {
    const read: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof read !== 'object' || read === null) return {};
    return Object.fromEntries(Object.entries(read).filter(([, one]) => isOutcome(one)));
  } catch {
    return {};
  }
}

function isOutcome(value: unknown): value is BackupOutcome {
  const { act, at, wrong } = (value ?? {}) as Partial<Record<keyof BackupOutcome, unknown>>;
  return ['make', 'verify', 'drill'].includes(String(act)) && typeof at === 'number' && Array.isArray(wrong);
}
