// SPDX-License-Identifier: GPL-2.0-or-later
// What do bytes from outside say? Text, if they are UTF-8; else which encoding they are in, where that shows, and what to do.

import type { Bilingual } from './language.js';

/** What text from outside may be in. UTF-8 is right everywhere; the others are what Windows in China and Excel write. */
export type Encoding = 'UTF-8' | 'GB18030' | 'UTF-16LE' | 'UTF-16BE';

/** Text in any of these encodings, without its byte order mark. */
export interface Recognised {
  readonly encoding: Encoding;
  readonly text: string;
}

/** Why bytes are no UTF-8 text. `line` and `column` count from 1. */
export interface TextFault {
  readonly line: number;
  readonly column: number;
  /** What is there, and what to do. */
  readonly says: Bilingual;
}

const LOST = '\uFFFD';
const LOOKED_AT = 1024; // bytes by which UTF-16 without a mark is known
/** Control characters that stand in no text file; not tab, line feed, form feed, carriage return. */
const isNoText = (byte: number) => byte < 0x20 && ![0x09, 0x0a, 0x0c, 0x0d].includes(byte);

/** The text of a file that must be UTF-8, with or without a byte order mark. */
export function utf8Of(bytes: Uint8Array): { readonly text: string } | { readonly fault: TextFault } {
  const wide = wideOf(bytes);
  if (wide !== undefined) return { fault: { line: 1, column: 1, says: wideWords(wide) } };

  const text = decoded('utf-8', bytes);
  const { before, byte } = text === undefined ? validPart(bytes) : { before: text, byte: undefined };
  const control = bytes.find(isNoText);
  if (control !== undefined) return fault(before.split(String.fromCharCode(control))[0] ?? '', noTextWords(control));
  const lost = before.indexOf(LOST);
  if (lost >= 0) return fault(before.slice(0, lost), LOST_WORDS);
  if (byte === undefined) return { text: before };
  return fault(before, byteWords(byte, looksChinese(bytes)));
}

/** Text in whichever of the encodings it is, UTF-8 first; undefined: in none. For lists out of spreadsheets, and for names on the wire. */
export function recognise(bytes: Uint8Array): Recognised | undefined {
  const wide = wideOf(bytes);
  if (wide === 'UTF-32') return undefined;
  for (const encoding of wide === undefined ? (['UTF-8', 'GB18030'] as const) : [wide]) {
    const text = decoded(encoding, bytes);
    if (text !== undefined) return { encoding, text };
  }
  return undefined;
}

/** Both languages in one line, for what is said before the reader's language is known. */
export function inBoth({ en, zh }: Bilingual): string {
  return `${en} / ${zh}`;
}

function fault(before: string, says: Bilingual): { readonly fault: TextFault } {
  const lines = before.split('\n');
  return { fault: { line: lines.length, column: (lines.at(-1) ?? '').length + 1, says } };
}

/** Undefined: the bytes are not in it, or this Node has no such decoder. */
function decoded(encoding: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes).replace(/^\uFEFF/, ''); // GB18030 keeps its mark
  } catch {
    return undefined;
  }
}

/** The text before the first byte that is not UTF-8, and that byte. */
function validPart(bytes: Uint8Array): { readonly before: string; readonly byte: number } {
  const upTo = (end: number) => {
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes.subarray(0, end), {
        stream: true,
      });
    } catch {
      return undefined;
    }
  };
  let valid = 0;
  for (let wrong = bytes.length + 1; wrong - valid > 1; ) {
    const middle = (valid + wrong) >> 1;
    if (upTo(middle) === undefined) wrong = middle;
    else valid = middle;
  }
  const before = upTo(valid) ?? '';
  const byte = bytes[Buffer.byteLength(before)] ?? 0;
  return { before: before.replace(/^\uFEFF/, ''), byte };
}

/** By the byte order mark; without one by the zeros that every other byte of Latin letters, digits and signs then is. */
function wideOf(bytes: Uint8Array): 'UTF-16LE' | 'UTF-16BE' | 'UTF-32' | undefined {
  const [a, b, c, d] = bytes;
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 ? 'UTF-32' : 'UTF-16LE';
  if (a === 0xfe && b === 0xff) return 'UTF-16BE';
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return 'UTF-32';
  if (bytes.length < 4 || bytes.length % 2 !== 0) return undefined;
  const zeros = [0, 0];
  const head = bytes.subarray(0, LOOKED_AT);
  for (const [i, byte] of head.entries()) {
    if (byte === 0 && i % 2 === 1 && head[i - 1] === 0) return undefined; // that is no character
    if (byte === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1;
  }
  const [even = 0, odd = 0] = zeros;
  const many = head.length / 8; // a quarter of the characters
  if (odd >= many && even * 20 < odd) return 'UTF-16LE';
  return even >= many && odd * 20 < even ? 'UTF-16BE' : undefined;
}

/** Whether it is GB18030, and mostly the characters of its oldest part, GB 2312: pairs of bytes from A1 on. */
function looksChinese(bytes: Uint8Array): boolean {
  if (decoded('GB18030', bytes) === undefined) return false;
  let pairs = 0;
  let common = 0;
  for (let i = 0; i < bytes.length; i++) {
    if ((bytes[i] ?? 0) < 0x80) continue;
    pairs++;
    if ((bytes[i] ?? 0) >= 0xa1 && (bytes[i + 1] ?? 0) >= 0xa1) common++;
    i++;
  }
  return common * 2 >= pairs;
}

const hex = (byte: number) => `0x${byte.toString(16).toUpperCase().padStart(2, '0')}`;

const LOST_WORDS: Bilingual = {
  en: 'a character was lost here when the file was converted (U+FFFD): write it anew and save as UTF-8',
  zh: '此处的字符在转换编码时已丢失（U+FFFD）：请重新输入并另存为 UTF-8',
};

function byteWords(byte: number, chinese: boolean): Bilingual {
  return chinese
    ? {
        en: `byte ${hex(byte)} is not UTF-8, the file seems to be GBK (GB18030): save as UTF-8`,
        zh: `字节 ${hex(byte)} 不是 UTF-8，文件似乎是 GBK（GB18030）编码：请另存为 UTF-8`,
      }
    : {
        en: `byte ${hex(byte)} is not UTF-8: save as UTF-8`,
        zh: `字节 ${hex(byte)} 不是 UTF-8：请另存为 UTF-8`,
      };
}

function noTextWords(control: number): Bilingual {
  const byte = hex(control);
  return {
    en: `byte ${byte} stands in no text: this is another kind of file (if it is text, save as UTF-8)`,
    zh: `文本中不会有字节 ${byte}：这不是文本文件（如果是文本，请另存为 UTF-8）`,
  };
}

function wideWords(encoding: string): Bilingual {
  return {
    en: `the file is ${encoding}, which Windows calls Unicode: save as UTF-8`,
    zh: `文件是 ${encoding} 编码（Windows 称为 Unicode）：请另存为 UTF-8`,
  };
}
