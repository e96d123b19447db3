// SPDX-License-Identifier: GPL-2.0-or-later
// Where do the shop's own prompts lie, and how does one take the place of another? A folder for each language; whole or not at all.

import { constants } from 'node:fs';
import { copyFile, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { wavFault } from '../config/index.js';
import { TelephonyError } from '../faults.js';
import { inBoth, LANGUAGES, type Language } from '../kernel/index.js';
import { dropVersion, keepVersion, type PromptVersion, versionsOf } from './prompt-versions.js';

/** Where a prompt is spoken; `common`: music and sounds of no language. */
export type PromptPlace = Language | 'common';
export const PROMPT_PLACES: readonly PromptPlace[] = [...LANGUAGES, 'common'];

/** A piece of a prompt's file: its bytes from `at` on, of `of` in all. */
export interface PromptPiece {
  readonly name: string;
  readonly place: PromptPlace;
  readonly at: number;
  readonly of: number;
  readonly bytes: Uint8Array;
}

const NAME = /^[A-Za-z0-9][A-Za-z0-9_-]{0,62}$/;
const LARGEST = 32 * 1024 * 1024; // what the engine reads of a prompt

/** The prompt that is the greeting of the box with this number, once somebody has recorded it at a telephone. */
export function greetingName(number: string): string {
  return `greeting-${number}`;
}

/** Throws REFUSED for what cannot be the name of a prompt. */
export function assertPromptName(name: string): void {
  if (NAME.test(name)) return;
  throw new TelephonyError('REFUSED', `${name} is no name for a prompt: write up to 63 letters, digits, "-" and "_"`);
}

/** The folder of the shop's own prompts. */
export class OwnPrompts {
  readonly folder: string;
  #last: Promise<unknown> = Promise.resolve();

  constructor(folder: string) {
    this.folder = folder;
  }

  file(name: string, place: PromptPlace): string {
    return join(this.folder, place, `${name}.wav`);
  }

  /**
   * Takes the next piece; with the last one the file is in its place, and what was there is kept as a version. Gives whether it is whole.
   * Rejects with REFUSED for a piece out of turn, and for what is no prompt in the end.
   */
  put(piece: PromptPiece): Promise<boolean> {
    return this.#inTurn(() => this.#put(piece));
  }

  /** Takes the shop's own away, and keeps it as a version. Rejects with NOT_FOUND. */
  remove(name: string, place: PromptPlace): Promise<void> {
    return this.#inTurn(async () => {
      assertPromptName(name);
      const file = this.file(name, place);
      if (!(await isThere(file))) throw new TelephonyError('NOT_FOUND', `prompt ${name} of the shop's own (${file})`);
      await keepVersion(file);
      await rm(file);
      await flushFolder(join(this.folder, place));
    }).catch((error) => {
      throw refusal(error, this.folder);
    });
  }

  /** What a prompt was before, the last one first. */
  versions(name: string, place: PromptPlace): Promise<readonly PromptVersion[]> {
    assertPromptName(name);
    return versionsOf(this.file(name, place));
  }

  /**
   * A version is played again; without a number the last one, so that twice is back where it was. What is played now becomes a version.
   * Rejects with NOT_FOUND. Gives which one it is.
   */
  restore(name: string, place: PromptPlace, number?: number): Promise<number> {
    return this.#inTurn(async () => {
      assertPromptName(name);
      const file = this.file(name, place);
      const versions = await versionsOf(file);
      const chosen = number === undefined ? versions[0] : versions.find(({ version }) => version === number);
      if (chosen === undefined)
        throw new TelephonyError(
          'NOT_FOUND',
          `${number === undefined ? 'a' : `version ${number} as a`} version of prompt ${name}`,
        );
      const draft = join(this.folder, place, `.${name}.part`);
      if (chosen.file !== undefined) await copyFile(chosen.file, draft, constants.COPYFILE_FICLONE);
      await keepVersion(file);
      await (chosen.file === undefined ? rm(file, { force: true }) : rename(draft, file));
      await dropVersion(file, chosen);
      await flushFolder(join(this.folder, place));
      return chosen.version;
    }).catch((error) => {
      throw refusal(error, this.folder);
    });
  }

  async #put({ name, place, at, of, bytes }: PromptPiece): Promise<boolean> {
    assertPromptName(name);
    if (of > LARGEST) throw new TelephonyError('REFUSED', `prompt ${name}: it is larger than 32 MiB`);
    const file = this.file(name, place);
    const draft = join(this.folder, place, `.${name}.part`);
    try {
      await mkdir(join(this.folder, place), { recursive: true });
      await append(draft, at, bytes, name);
      if (at + bytes.length < of) return false;
      const fault = wavFault(draft);
      if (fault !== undefined) {
        await rm(draft, { force: true });
        throw new TelephonyError('REFUSED', `prompt ${name}: it ${fault}`);
      }
      await keepVersion(file);
      await rename(draft, file);
      await flushFolder(join(this.folder, place));
      return true;
    } catch (error) {
      throw refusal(error, this.folder);
    }
  }

  /** One after the other: each finds what the last has left. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#last.then(work);
    this.#last = mine.catch(() => {});
    return mine;
  }
}

async function append(draft: string, at: number, bytes: Uint8Array, name: string): Promise<void> {
  const handle = await open(draft, at === 0 ? 'w' : 'r+', 0o644);
  try {
    const { size } = await handle.stat();
    if (size !== at) throw new TelephonyError('REFUSED', `prompt ${name}: somebody else is importing it; try again`);
    await handle.write(bytes, 0, bytes.length, at);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** So that a power cut finds the name as well. */
async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}

async function isThere(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}

/** The system's own word, with what to do about it. */
function refusal(error: unknown, folder: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (error instanceof TelephonyError || typeof code !== 'string') return error;
  const detail = ['EACCES', 'EPERM', 'EROFS'].includes(code)
    ? inBoth({
        en: `${folder} cannot be written (${code}): let it belong to the user of the box`,
        zh: `${folder} 无法写入（${code}）：请让它属于运行系统的用户`,
      })
    : inBoth({ en: `${folder} cannot be written (${code})`, zh: `${folder} 无法写入（${code}）` });
  return new TelephonyError('REFUSED', detail, { cause: error });
}
