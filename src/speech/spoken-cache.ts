// SPDX-License-Identifier: GPL-2.0-or-later
// Which texts were spoken already? Files by what they say; what is too old or too much goes, what was heard last stays longest.

import { createHash } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { CacheLimits, SpeakingEngine, SpokenText } from './ports.js';

const WAV = '.wav';
const PART = '.part';

/** Files of spoken texts. `now`: UTC, as files have it. */
export class SpokenCache {
  readonly #limits: CacheLimits;
  readonly #now: () => number;

  constructor(limits: CacheLimits, now: () => number) {
    this.#limits = limits;
    this.#now = now;
  }

  /** Where a text lies, or is to lie. Another engine or voice is another sound. */
  file(engine: SpeakingEngine, { text, language }: SpokenText): string {
    const { kind, voice } = engine;
    const of = kind === 'command' ? engine.command : kind === 'http' ? [engine.url] : [];
    const name = createHash('sha256')
      .update(JSON.stringify([kind, voice, of, language, text]))
      .digest('hex');
    return join(this.#limits.folder, `${name}${WAV}`);
  }

  /** Whether it is there; then it was heard now. */
  async has(file: string): Promise<boolean> {
    const at = this.#now() / 1000;
    return utimes(file, at, at).then(
      () => true,
      () => false,
    );
  }

  /** Whole or not at all. */
  async put(file: string, sound: Buffer): Promise<void> {
    await mkdir(this.#limits.folder, { recursive: true });
    const handle = await open(`${file}${PART}`, 'w', 0o640);
    await handle.writeFile(sound).finally(() => handle.close());
    await rename(`${file}${PART}`, file);
  }

  /** Takes away what is too old, then the oldest until the rest fits; `keep` is in use. Gives how many went. */
  async sweep(keep: ReadonlySet<string>): Promise<number> {
    const { folder, bytes, age } = this.#limits;
    const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(WAV) || name.endsWith(PART));
    const files = await Promise.all(
      names.map(async (name) => ({ file: join(folder, name), ...(await sizeOf(join(folder, name))) })),
    );
    files.sort((one, other) => other.heard - one.heard);
    let [sum, gone] = [0, 0];
    for (const { file, size, heard } of files) {
      const isOld = this.#now() - heard > age;
      if (!keep.has(file) && (isOld || sum + size > bytes)) {
        await rm(file, { force: true });
        gone++;
      } else sum += size;
    }
    return gone;
  }
}

async function sizeOf(file: string): Promise<{ readonly size: number; readonly heard: number }> {
  return stat(file).then(
    ({ size, mtimeMs }) => ({ size, heard: mtimeMs }),
    () => ({ size: 0, heard: 0 }),
  );
}
