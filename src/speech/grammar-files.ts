// SPDX-License-Identifier: GPL-2.0-or-later
// How does a program learn what may be said, and where does it find what was? In files that are made for one utterance: a phrase a line, a
// grammar in JSGF, a WAV.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ListeningFor } from './ports.js';

/** The same command with files in the place of {phrases}, {grammar} and {file}; `remove` takes them away. */
export function withGrammar(
  command: readonly string[],
  { language, phrases, repeated }: ListeningFor,
  rate: number,
): { readonly command: readonly string[]; readonly file: string | undefined; remove(): void } {
  const wanted = command.some((part) => /\{(phrases|grammar|file)\}/.test(part));
  const folder = wanted ? mkdtempSync(join(tmpdir(), 'spillway-grammar-')) : '';
  const files: Readonly<Record<string, string>> = {
    language,
    rate: String(rate),
    file: join(folder, 'said.wav'),
    phrases: join(folder, 'phrases.txt'),
    grammar: join(folder, 'grammar.jsgf'),
  };
  if (wanted) {
    writeFileSync(files.phrases ?? '', `${phrases.map(plain).join('\n')}\n`);
    writeFileSync(files.grammar ?? '', jsgf(phrases.map(plain), repeated));
  }
  return {
    file: command.some((part) => part.includes('{file}')) ? files.file : undefined,
    command: command.map((part) =>
      part.replace(/\{(language|rate|phrases|grammar|file)\}/g, (_, name: string) => files[name] ?? ''),
    ),
    remove: () => {
      if (wanted) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** JSpeech Grammar Format: one of the phrases, or of a few that follow each other. */
export function jsgf(phrases: readonly string[], repeated: boolean): string {
  const any = phrases.length === 0 ? '<NULL>' : phrases.join(' | ');
  return `#JSGF V1.0;\ngrammar spillway;\npublic <said> = ${repeated ? `(${any})+` : any};\n`;
}

/** Small letters and spaces: what has a meaning in a grammar is none of a phrase. */
function plain(phrase: string): string {
  return phrase
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}']+/gu, ' ')
    .trim();
}
