// SPDX-License-Identifier: GPL-2.0-or-later
// Which file is a prompt of that name, and is it loaded? A site's own folders come first, then the language, then others.

import { existsSync, readdirSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { TelephonyError } from '../faults.js';
import { LANGUAGES, type Language } from '../kernel/index.js';
import type { Failure, MediaPort, PromptIndex } from '../native/index.js';

export interface PromptsOptions {
  /** Folders with a sub-folder per language and `common`; the first that has a prompt gives it. */
  readonly folders: readonly string[];
  /** Spoken where the caller's language has no such prompt; default zh-CN. */
  readonly fallback?: Language;
}

const COMMON = 'common'; // music and sounds of no language

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
  readonly #loads = new Map<string, Promise<PromptIndex>>();
  readonly #waiting = new Map<PromptIndex, (failure: Failure | undefined) => void>();
  readonly #unsubscribe: () => void;

  constructor(media: MediaPort, options: PromptsOptions) {
    this.#media = media;
    this.#folders = options.folders;
    this.#fallback = options.fallback ?? 'zh-CN';
    this.#unsubscribe = media.onFact((fact) => {
      if (fact.type === 'promptLoaded') this.#settle(fact.prompt, undefined);
      if (fact.type === 'promptFailed') this.#settle(fact.prompt, fact.failure);
    });
  }

  /** The best file of a prompt: of a name, or of a path (relative: ends with `.wav`, begins at the first folder). */
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

  /** Ends listening. */
  close(): void {
    this.#unsubscribe();
  }

  /** The files that a prompt may come from, the best first; looked up once, when there is any. */
  #candidates(name: string, language: Language): readonly string[] {
    if (isAbsolute(name)) return [name];
    if (name.endsWith('.wav')) return [join(this.#folders[0] ?? '', name)];
    const key = `${language}/${name}`;
    const files = this.#files.get(key) ?? this.#find(name, language);
    if (files.length > 0) this.#files.set(key, files);
    return files;
  }

  #find(name: string, language: Language): readonly string[] {
    const places = [...new Set([language, this.#fallback, COMMON])];
    return places
      .flatMap((place) => this.#folders.map((folder) => join(folder, place, `${name}.wav`)))
      .filter((file) => existsSync(file));
  }

  #loaded(file: string): Promise<PromptIndex> {
    return this.#loads.get(file) ?? this.#load(file);
  }

  #load(file: string): Promise<PromptIndex> {
    const load = new Promise<PromptIndex>((resolve, reject) => {
      const prompt = this.#media.loadPrompt(file);
      this.#waiting.set(prompt, (failure) => {
        if (failure === undefined) {
          resolve(prompt);
          return;
        }
        this.#media.dropPrompt(prompt);
        reject(new TelephonyError('PROMPT_UNUSABLE', `${file}: ${WHY[failure]}`));
      });
    });
    this.#loads.set(file, load);
    load.catch(() => this.#loads.delete(file));
    return load;
  }

  #settle(prompt: PromptIndex, failure: Failure | undefined): void {
    const settle = this.#waiting.get(prompt);
    this.#waiting.delete(prompt);
    settle?.(failure);
  }
}

function wavs(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.wav'))
    .map((file) => join(folder, file));
}
