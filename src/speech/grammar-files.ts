// SPDX-License-Identifier: GPL-2.0-or-later
// How does a program learn what may be said? From a file with a phrase a line, or a grammar in JSGF; made for one utterance.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ListeningFor } from './ports.js';

/** The same command with files in the place of {phrases} and {grammar}; `remove` takes them away. */
export function withGrammar(
  command: readonly string[],
  { language, phrases, repeated }: ListeningFor,
  rate: number,
): { readonly command: readonly string[]; remove(): void } {
  const wanted = command.some((part) => /\{(phrases|grammar)\}/.test(part));
  const folder = wanted ? mkdtempSync(join(tmpdir(), 'spillway-grammar-')) : '';
  const files: Readonly<Record<string, string>> = {
    language,
    rate: String(rate),
    phrases: join(folder, 'phrases.txt'),
    grammar: join(folder, 'grammar.jsgf'),
  };
  if (wanted) {
    writeFileSync(files.phrases ?? '', `${phrases.map(plain).join('\n')}\n`);
    writeFileSync(files.grammar ?? '', jsgf(phrases.map(plain), repeated));
  }
  return {
    command: command.map((part) => part.replace(/\{(language|rate|phrases|grammar)\}/g, (_, name: string) => files[name] ?? '')),
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
    .replace(/[^\p{L}\p{N}' ]+/gu, ' ')
    .trim();
}
