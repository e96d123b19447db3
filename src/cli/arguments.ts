// SPDX-License-Identifier: GPL-2.0-or-later
// Did the command line come in UTF-8? Node puts U+FFFD in place of what is not; the words as they were typed show what it was.

import { readFileSync } from 'node:fs';
import { type Bilingual, recognise } from '../kernel/index.js';

const LOST = '\uFFFD';

/** What is wrong with the arguments, and what to do. `raw`: the process's words, each with a zero behind it, as Linux gives them. */
export function lostArgument(args: readonly string[], raw: Uint8Array | undefined): Bilingual | undefined {
  const words = raw === undefined ? [] : wordsOf(raw).slice(-args.length);
  const place = args.findIndex((arg, i) => arg.includes(LOST) && recognise(words[i] ?? EMPTY)?.encoding !== 'UTF-8');
  if (place < 0) return undefined;

  const read = recognise(words[place] ?? EMPTY);
  const seems = read === undefined ? '' : ` (${read.encoding}: ${read.text})`;
  return {
    en: `argument ${place + 1} is not UTF-8${seems}: set the terminal to UTF-8 (LANG=en_US.UTF-8, for example)`,
    zh: `第 ${place + 1} 个参数不是 UTF-8 编码${seems}：请把终端设为 UTF-8（例如 LANG=zh_CN.UTF-8）`,
  };
}

/** The words of this process; undefined where the system does not give them. */
export function ownWords(): Uint8Array | undefined {
  try {
    return readFileSync('/proc/self/cmdline');
  } catch {
    return undefined;
  }
}

const EMPTY = Uint8Array.of(0xff); // in no encoding

function wordsOf(raw: Uint8Array): Uint8Array[] {
  const words: Uint8Array[] = [];
  for (let at = 0; at < raw.length; ) {
    const end = raw.indexOf(0, at);
    const next = end < 0 ? raw.length : end;
    words.push(raw.subarray(at, next));
    at = next + 1;
  }
  return words;
}
