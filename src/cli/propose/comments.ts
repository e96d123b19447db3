// SPDX-License-Identifier: GPL-2.0-or-later
// How are reasons written into a file? As comment lines of a width that is read easily, and that dahdi_cfg can take. Pure.

import { type Bilingual, inLanguage, type Language } from '../../kernel/index.js';

/** Columns; a Chinese character has two. dahdi_cfg takes 255 octets of a line and reads what follows as a setting. */
const WIDTH = 100;

/** Each sentence as one or more comment lines. */
export function comments(language: Language, ...sentences: readonly Bilingual[]): string[] {
  return sentences.flatMap((sentence) => wrapped(inLanguage(sentence, language)).map((line) => `# ${line}`));
}

/** Breaks at spaces, and after Chinese characters unless a mark of punctuation follows. */
function wrapped(text: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of text.match(/[\u2e80-\uffef][,。:;、)]*|[^\s\u2e80-\uffef]+|\s+/g) ?? []) {
    if (line !== '' && width(line + piece.trimEnd()) > WIDTH) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += line === '' ? piece.trimStart() : piece;
  }
  return line.trim() === '' ? lines : [...lines, line.trimEnd()];
}

function width(text: string): number {
  return Array.from(text, (character) => (character >= '\u2e80' ? 2 : 1)).reduce<number>((sum, each) => sum + each, 0);
}
