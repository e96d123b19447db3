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
  fileInvalid: 'it is no WAV of 8 kHz, mono, A-law, mu-law or 16 bit',
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
  readonly #files = new Map<string, string>();
  readonly #loads = new Map<string, Promise<PromptIndex>>();
  readonly #waiting = new Map<PromptIndex, (failure: Failure | undefined) => void>();
  readonly #unsubscribe: () => void;

  constructor(media: MediaPort, options: PromptsOptions) {
    this.#media = media;
    this.#folders = options.folders;
    this.#fallback = options.fallback ?? 'zh-CN';
    this.#unsubscribe = media.onFact((fact) => {
      if (fact.type === 'promptLoaded') this.#loaded(fact.prompt, undefined);
      if (fact.type === 'promptFailed') this.#loaded(fact.prompt, fact.failure);
    });
  }

  /** The file of a prompt: a name, or a path that ends with `.wav` (relative: to the first folder). */
  file(name: string, language: Language): string | undefined {
    if (name.endsWith('.wav')) return isAbsolute(name) ? name : join(this.#folders[0] ?? '', name);
    const key = `${language}/${name}`;
    const file = this.#files.get(key) ?? this.#find(name, language);
    if (file !== undefined) this.#files.set(key, file);
    return file;
  }

  /** The prompt in memory. Rejects with PROMPT_UNUSABLE, naming the file; asked again, it is tried again. */
  load(name: string, language: Language): Promise<PromptIndex> {
    const file = this.file(name, language);
    if (file !== undefined) return this.#loads.get(file) ?? this.#load(file);
    const expected = join(this.#folders[0] ?? '', language, `${name}.wav`);
    return Promise.reject(new TelephonyError('PROMPT_UNUSABLE', `${expected}: there is no such file`));
  }

  /** Loads every prompt of every folder; gives the faults of those that cannot be used, each naming its file. */
  async loadAll(): Promise<readonly TelephonyError[]> {
    const names = [...LANGUAGES, COMMON].flatMap((place) =>
      this.#folders.flatMap((folder) => wavs(join(folder, place))),
    );
    const results = await Promise.allSettled(names.map((file) => this.#loads.get(file) ?? this.#load(file)));
    return results.flatMap((result) => {
      if (result.status === 'fulfilled') return [];
      return result.reason instanceof TelephonyError ? [result.reason] : [];
    });
  }

  /** Ends listening. */
  close(): void {
    this.#unsubscribe();
  }

  #find(name: string, language: Language): string | undefined {
    const places = [language, this.#fallback, COMMON];
    return places
      .flatMap((place) => this.#folders.map((folder) => join(folder, place, `${name}.wav`)))
      .find((file) => existsSync(file));
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

  #loaded(prompt: PromptIndex, failure: Failure | undefined): void {
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
