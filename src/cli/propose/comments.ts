// SPDX-License-Identifier: GPL-2.0-or-later
// How are reasons written into a file? As comment lines of a width that is read easily, and that dahdi_cfg can take. Pure.

import { type Bilingual, inLanguage, type Language } from '../../kernel/index.js';
import { wrapped } from '../width.js';

/** Columns; a Chinese character has two. dahdi_cfg takes 255 octets of a line and reads what follows as a setting. */
const WIDTH = 100;

/** Each sentence as one or more comment lines. */
export function comments(language: Language, ...sentences: readonly Bilingual[]): string[] {
  return sentences.flatMap((sentence) =>
    wrapped(inLanguage(sentence, language), WIDTH)
      .split('\n')
      .map((line) => `# ${line}`),
  );
}
