// SPDX-License-Identifier: GPL-2.0-or-later
// How does a name stand in the message that a telephone shows? In the letters that it takes, never cut amid one; pure.

import type { CallerIdNames } from './caller-id-message.js';

/** GR-30: 15 letters. Of China's YDN 069 and EN 300 659-3, which have other letters too: 50 bytes. */
const LONGEST = { letters: 15, gbk: 50, 'utf-8': 50 } as const;

/** Empty: nothing of the name can be shown. */
export function nameBytes(name: string, names: CallerIdNames): readonly number[] {
  if (names === 'off') return [];
  const said = name.normalize('NFC').replace(/\p{C}/gu, '').trim();
  const most = LONGEST[names];
  const bytes: number[] = [];
  for (const letter of names === 'letters' ? plain(said) : said) {
    const next = names === 'gbk' ? inGbk(letter) : [...new TextEncoder().encode(letter)];
    if (bytes.length + next.length > most) break;
    bytes.push(...next);
  }
  return bytes;
}

/** The standards' own letters are those of T.50; what is not one of them is left out. */
function plain(name: string): string {
  const letters = name.normalize('NFKD').replace(/[^\x20-\x7e]/g, '');
  return letters.replace(/\s+/g, ' ').trim();
}

let table: ReadonlyMap<string, readonly number[]> | undefined;

/** What GBK does not have is left out. */
function inGbk(letter: string): readonly number[] {
  if (letter <= '\x7e') return [letter.charCodeAt(0)];
  table ??= gbk();
  return table.get(letter) ?? [];
}

/** Node only reads GBK: its two-byte letters, read once, are what each is written as. */
function gbk(): ReadonlyMap<string, readonly number[]> {
  const reader = new TextDecoder('gbk');
  const letters = new Map<string, readonly number[]>();
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const letter = trail === 0x7f ? '' : reader.decode(Uint8Array.of(lead, trail));
      if ([...letter].length === 1 && letter !== '\ufffd' && !letters.has(letter)) letters.set(letter, [lead, trail]);
    }
  return letters;
}
