// SPDX-License-Identifier: GPL-2.0-or-later
// What was a prompt before? Each change keeps what it replaced, also when that was ours: a file by its number, and at most ten.

import { constants } from 'node:fs';
import { copyFile, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** A version that was replaced. */
export interface PromptVersion {
  /** Counted up; the highest was replaced last. */
  readonly version: number;
  /** When it was replaced, UTC. */
  readonly replacedAt: number;
  /** Undefined: there was none of the shop's own, ours was played. */
  readonly file?: string;
}

const MOST = 10;
const NONE = 'none';

/** Where versions of a prompt's file lie. */
function folderOf(file: string): string {
  const name = file.slice(dirname(file).length + 1, -'.wav'.length);
  return join(dirname(file), '.versions', name);
}

/** What a prompt was, the last one first. */
export async function versionsOf(file: string): Promise<readonly PromptVersion[]> {
  const folder = folderOf(file);
  const found: PromptVersion[] = [];
  for (const name of await readdir(folder).catch(() => [])) {
    const [, number = '', kind = ''] = /^(\d{1,9})\.(wav|none)$/.exec(name) ?? [];
    if (number === '') continue;
    const { mtimeMs } = await stat(join(folder, name));
    found.push({
      version: Number(number),
      replacedAt: Math.round(mtimeMs),
      ...(kind !== NONE && { file: join(folder, name) }),
    });
  }
  return found.sort((one, other) => other.version - one.version);
}

/** Keeps what the prompt is now, before it is changed; the oldest beyond ten go. */
export async function keepVersion(file: string): Promise<void> {
  const before = await versionsOf(file);
  const number = String((before[0]?.version ?? 0) + 1);
  const folder = folderOf(file);
  await mkdir(folder, { recursive: true });
  const kept = join(folder, `${number}.wav`);
  const isOwn = await copyFile(file, `${kept}.part`, constants.COPYFILE_FICLONE).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false;
      throw error;
    },
  );
  if (isOwn) {
    await rename(`${kept}.part`, kept);
    await copyFile(kept, `${file}.before`, constants.COPYFILE_FICLONE); // for people who look into the folder
  }
  if (!isOwn) await writeFile(join(folder, `${number}.${NONE}`), '');
  for (const old of before.slice(MOST - 1)) await dropVersion(file, old);
}

/** It is no version any more: it is what is played. */
export async function dropVersion(file: string, { version, file: its }: PromptVersion): Promise<void> {
  await rm(its ?? join(folderOf(file), `${version}.${NONE}`), { force: true });
}
