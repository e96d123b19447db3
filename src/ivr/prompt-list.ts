// SPDX-License-Identifier: GPL-2.0-or-later
// Which prompts are there? The package's and the shop's own: what each says, when it is played, whose it is, how long it lasts.

import { open, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type Config, ownPrompts, promptsNamed } from '../config/index.js';
import type { Bilingual, Language } from '../kernel/index.js';
import { PROMPT_PLACES, type PromptPlace } from './own-prompts.js';
import { promptCatalogue } from './prompt-catalogue.js';

/** A file of a prompt. */
export interface PromptSound {
  readonly place: PromptPlace;
  readonly file: string;
  /** The shop's own; else the package's. */
  readonly own: boolean;
  /** Undefined: it cannot be read. */
  readonly seconds?: number;
}

/** A prompt as it is listed. */
export interface ListedPrompt {
  readonly name: string;
  readonly texts: Readonly<Partial<Record<Language, string>>>;
  /** Undefined: no prompt of the package; it is played where it is named. */
  readonly when?: Bilingual;
  /** Settings that name it. */
  readonly named: readonly string[];
  readonly sounds: readonly PromptSound[];
}

/** Every prompt, those of the package first. */
export async function listPrompts(
  config: Pick<Config, 'accessNumbers' | 'flows' | 'queues' | 'rules' | 'surge' | 'prompts' | 'data'>,
  packaged: string,
): Promise<readonly ListedPrompt[]> {
  const ours = await soundsIn(packaged, false);
  const own = await soundsIn(ownPrompts(config), true);
  const named = promptsNamed(config);
  const catalogue = promptCatalogue(packaged);
  const known = new Set(catalogue.map(({ name }) => name));
  const others = [...new Set(own.map(nameOf))].filter((name) => !known.has(name)).sort();
  const all = [...catalogue, ...others.map((name) => ({ name, texts: {} }))];
  const listed: ListedPrompt[] = [];
  for (const prompt of all) {
    const its = [...own, ...ours].filter((sound) => nameOf(sound) === prompt.name);
    // The shop's own is played in place of ours.
    const heard = its.filter((sound, index) => its.findIndex(({ place }) => place === sound.place) === index);
    listed.push({
      ...prompt,
      named: named.flatMap(([name, at]) => (name === prompt.name ? [at] : [])),
      sounds: await Promise.all(heard.map(withLength)),
    });
  }
  return listed;
}

const nameOf = ({ file }: { readonly file: string }) => basename(file, '.wav');

async function soundsIn(folder: string, own: boolean): Promise<readonly PromptSound[]> {
  const found: PromptSound[] = [];
  for (const place of PROMPT_PLACES) {
    const files = await readdir(join(folder, place)).catch(() => []);
    const wavs = files.filter((file) => file.endsWith('.wav')).sort();
    found.push(...wavs.map((file) => ({ place, file: join(folder, place, file), own })));
  }
  return found;
}

async function withLength(sound: PromptSound): Promise<PromptSound> {
  const seconds = await secondsOf(sound.file).catch(() => undefined);
  return seconds === undefined ? sound : { ...sound, seconds };
}

const HEAD = 4_096; // the samples begin within it, in a file that a prompt can be

async function secondsOf(file: string): Promise<number | undefined> {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD), 0, HEAD, 0);
    const head = buffer.subarray(0, bytesRead);
    const data = head.indexOf('data', 12, 'latin1');
    const format = head.indexOf('fmt ', 12, 'latin1');
    if (data < 0 || format < 0 || bytesRead < format + 20) return undefined;
    const bytesASecond = head.readUInt32LE(format + 16);
    const length = Math.min(head.readUInt32LE(data + 4), size - data - 8);
    return bytesASecond > 0 ? Math.round((length / bytesASecond) * 100) / 100 : undefined;
  } finally {
    await handle.close();
  }
}
