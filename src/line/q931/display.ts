// SPDX-License-Identifier: GPL-2.0-or-later
// Which text does a display element have? IA5 by the book (Q.931 4.5.16); Chinese exchanges send names in UTF-8 or GBK.

import { recognise } from '../../kernel/index.js';
import { ends, textOf } from './octets.js';

/** What is no letter, sign or space: controls, marks of direction, parts of lines, what no character is assigned to. */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}]/gu;

/** The text, a point for what may not go to a terminal and what is in no encoding. Some networks put an octet for the character set first. */
export function displayText(contents: Uint8Array): string {
  const rest = ends(contents[0] ?? 0) ? contents.subarray(1) : contents;
  const [whole, behind] = [recognise(contents), recognise(rest)];
  const read = [whole, behind].find((text) => text?.encoding === 'UTF-8') ?? asGbk(whole) ?? asGbk(behind);
  return read === undefined ? textOf(rest) : read.text.replace(UNSEEN, '.');
}

const asGbk = (text: ReturnType<typeof recognise>) => (text?.encoding === 'GB18030' ? text : undefined);
