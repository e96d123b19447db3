// SPDX-License-Identifier: GPL-2.0-or-later
// How loud is what a byte or two stand for? ITU-T G.711, and plain 16 bit samples.

export const ENCODINGS = ['alaw', 'ulaw', 's16'] as const;
export type Encoding = (typeof ENCODINGS)[number];

export const BYTES: Readonly<Record<Encoding, number>> = { alaw: 1, ulaw: 1, s16: 2 };

/** G.711 table 1: every second bit is inverted; three bits of segment, four within it. */
function alaw(code: number): number {
  const bits = code ^ 0x55;
  const segment = (bits >> 4) & 7;
  const step = ((bits & 15) << 4) + 8;
  const size = segment === 0 ? step : (step + 256) << (segment - 1);
  return bits & 0x80 ? size : -size;
}

/** G.711 table 2: all bits are inverted; a bias of 33 (of 14 bits) makes the segments alike. */
function ulaw(code: number): number {
  const bits = ~code & 0xff;
  const size = ((((bits & 15) << 3) + 132) << ((bits >> 4) & 7)) - 132;
  return bits & 0x80 ? -size : size;
}

const tableOf = (decode: (code: number) => number): Float32Array =>
  Float32Array.from({ length: 256 }, (_, code) => decode(code) / 32_768);

const TABLES = { alaw: tableOf(alaw), ulaw: tableOf(ulaw) };

/** Puts samples where they belong; 1 is full scale. Returns how many. */
export function decode(bytes: Buffer, encoding: Encoding, into: Float32Array): number {
  const count = Math.floor(bytes.length / BYTES[encoding]);
  if (encoding === 's16') {
    for (let i = 0; i < count; i++) into[i] = bytes.readInt16LE(2 * i) / 32_768;
    return count;
  }
  const table = TABLES[encoding];
  for (let i = 0; i < count; i++) into[i] = table[bytes[i] ?? 0] ?? 0;
  return count;
}
