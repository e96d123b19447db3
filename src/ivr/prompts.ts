// SPDX-License-Identifier: GPL-2.0-or-later
// Which file is a prompt of that name, and is it loaded? A site's own folders come first, then the language, then others.

import { existsSync, readdirSync, statSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { TelephonyError } from '../faults.js';
import { type Duration, LANGUAGES, type Language } from '../kernel/index.js';
import type { Failure, MediaPort, PromptIndex } from '../native/index.js';

export interface PromptsOptions {
  /** Folders with a sub-folder per language and `common`; the first that has a prompt gives it. */
  readonly folders: readonly string[];
  /** Spoken where the caller's language has no such prompt; default zh-CN. */
  readonly fallback?: Language;
}

const COMMON = 'common'; // music and sounds of no language
const MOST_OLD = 3; // of one file, that were replaced and may still be heard: dropping one would cut it off

/** A file that is loaded, or on its way. */
interface Load {
  readonly loaded: Promise<PromptIndex>;
  readonly prompt: PromptIndex;
  /** As it was when it was asked for. */
  readonly changed: string;
}

const WHY: Readonly<Record<Failure, string>> = {
  fileMissing: 'there is no such file',
  fileInvalid: 'it is no WAV of 8 kHz, A-law, mu-law or 16 bit',
  fileEmpty: 'it holds no sound',
  diskFull: 'the disk is full',
  diskError: 'it cannot be read',
  tooSlow: 'the disk is too slow',
  tooMany: 'too many prompts are loaded',
  noSuchPrompt: 'it was dropped',
};

/** The prompts of a box. Loaded when first asked for, or all at once. */
export class Prompts {
  readonly #media: MediaPort;
  readonly #folders: readonly string[];
  readonly #fallback: Language;
  readonly #files = new Map<string, readonly string[]>();
  readonly #loads = new Map<string, Load>();
  /** Loaded before their files changed: somebody may still hear them. */
  readonly #old = new Map<string, PromptIndex[]>();
  readonly #durations = new Map<PromptIndex, Duration>();
  readonly #waiting = new Map<PromptIndex, (failure: Failure | undefined) => void>();
  readonly #unsubscribe: () => void;

  constructor(media: MediaPort, options: PromptsOptions) {
    this.#media = media;
    this.#folders = options.folders;
    this.#fallback = options.fallback ?? 'zh-CN';
    this.#unsubscribe = media.onFact((fact) => {
      if (fact.type === 'promptLoaded') {
        this.#durations.set(fact.prompt, fact.durationMs);
        this.#settle(fact.prompt, undefined);
      }
      if (fact.type === 'promptFailed') this.#settle(fact.prompt, fact.failure);
    });
  }

  /** The best file of a prompt: of a name, or of a path (relative: ends with `.wav`, begins at the first folder that has it). */
  file(name: string, language: Language): string | undefined {
    return this.#candidates(name, language)[0];
  }

  /**
   * The prompt in memory: of the first of its files that can be used, so that a broken one of the site's own is spoken by
   * ours. Rejects with PROMPT_UNUSABLE, naming the first file, when none can; asked again, all are tried again.
   */
  async load(name: string, language: Language): Promise<PromptIndex> {
    const [best, ...others] = this.#candidates(name, language);
    if (best === undefined) {
      const expected = join(this.#folders[0] ?? '', language, `${name}.wav`);
      throw new TelephonyError('PROMPT_UNUSABLE', `${expected}: there is no such file`);
    }
    try {
      return await this.#loaded(best);
    } catch (error) {
      for (const file of others) {
        const prompt = await this.#loaded(file).catch(() => undefined);
        if (prompt !== undefined) return prompt;
      }
      throw error;
    }
  }

  /** How long a prompt sounds that is loaded. */
  durationOf(prompt: PromptIndex): Duration {
    return this.#durations.get(prompt) ?? 0;
  }

  /** From which file a prompt in memory is. */
  fileOf(prompt: PromptIndex): string | undefined {
    for (const [file, load] of this.#loads) if (load.prompt === prompt) return file;
    return undefined;
  }

  /** Loads every prompt of every folder; gives the faults of those that cannot be used, each naming its file. */
  async loadAll(): Promise<readonly TelephonyError[]> {
    const names = [...LANGUAGES, COMMON].flatMap((place) =>
      this.#folders.flatMap((folder) => wavs(join(folder, place))),
    );
    const results = await Promise.allSettled(names.map((file) => this.#loaded(file)));
    return results.flatMap((result) => {
      if (result.status === 'fulfilled') return [];
      return result.reason instanceof TelephonyError ? [result.reason] : [];
    });
  }

  /** Files came, changed or went: what is played from now on is read anew, and what plays goes on to its end. */
  renew(): void {
    this.#files.clear();
    for (const [file, { prompt, changed }] of [...this.#loads]) {
      if (changedAt(file) === changed) continue;
      this.#loads.delete(file);
      const old = [...(this.#old.get(file) ?? []), prompt];
      if (old.length > MOST_OLD) this.#media.dropPrompt(old.shift() as PromptIndex);
      this.#old.set(file, old);
    }
  }

  /** What was loaded of this file is held no more; whoever hears it still is cut off. Asked for again, it is read again. */
  drop(file: string): void {
    const load = this.#loads.get(file);
    if (load === undefined) return;
    this.#loads.delete(file);
    load.loaded.then(
      (prompt) => this.#media.dropPrompt(prompt),
      () => {},
    );
  }

  /** Ends listening. */
  close(): void {
    this.#unsubscribe();
  }

  /** The files that a prompt may come from, the best first; looked up once, when there is any. */
  #candidates(name: string, language: Language): readonly string[] {
    if (isAbsolute(name)) return [name];
    if (name.endsWith('.wav')) return this.#below(name);
    const key = `${language}/${name}`;
    const files = this.#files.get(key) ?? this.#find(name, language);
    if (files.length > 0) this.#files.set(key, files);
    return files;
  }

  #below(path: string): readonly string[] {
    const files = this.#folders.map((folder) => join(folder, path));
    return [files.find((file) => existsSync(file)) ?? files[0] ?? path];
  }

  #find(name: string, language: Language): readonly string[] {
    const places = [...new Set([language, this.#fallback, COMMON])];
    return places
      .flatMap((place) => this.#folders.map((folder) => join(folder, place, `${name}.wav`)))
      .filter((file) => existsSync(file));
  }

  #loaded(file: string): Promise<PromptIndex> {
    return this.#loads.get(file)?.loaded ?? this.#load(file);
  }

  #load(file: string): Promise<PromptIndex> {
    const changed = changedAt(file);
    const prompt = this.#media.loadPrompt(file, { playedOnly: true });
    const loaded = new Promise<PromptIndex>((resolve, reject) => {
      this.#waiting.set(prompt, (failure) => {
        if (failure === undefined) {
          resolve(prompt);
          return;
        }
        this.#media.dropPrompt(prompt);
        reject(new TelephonyError('PROMPT_UNUSABLE', `${file}: ${WHY[failure]}`));
      });
    });
    this.#loads.set(file, { loaded, prompt, changed });
    loaded.catch(() => {
      if (this.#loads.get(file)?.prompt === prompt) this.#loads.delete(file);
    });
    return loaded;
  }

  #settle(prompt: PromptIndex, failure: Failure | undefined): void {
    const settle = this.#waiting.get(prompt);
    this.#waiting.delete(prompt);
    settle?.(failure);
  }
}

/** What tells whether a file is another one: its time, length and number. */
function changedAt(file: string): string {
  const found = statSync(file, { throwIfNoEntry: false });
  return found === undefined ? '' : `${found.mtimeMs} ${found.size} ${found.ino}`;
}

function wavs(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.wav'))
    .map((file) => join(folder, file));
}
