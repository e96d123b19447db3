// SPDX-License-Identifier: GPL-2.0-or-later
// What does a WAV of an engine sound like? Its samples, one side, and their rate; 16-bit, 8-bit, float, A-law and mu-law are read.

/** Sound of one side; full scale is 1. */
export interface Samples {
  readonly rate: number;
  readonly samples: Float32Array;
}

const [PCM, FLOAT, A_LAW, MU_LAW, EXTENSIBLE] = [1, 3, 6, 7, 0xfffe] as const;
const RATES = { least: 4_000, most: 192_000 } as const;

/** Reads it; programs that write to a pipe leave the length open. Throws an Error that says what is wrong. */
export function samplesOf(wav: Buffer): Samples {
  if (wav.length < 44 || wav.toString('latin1', 0, 4) !== 'RIFF' || wav.toString('latin1', 8, 12) !== 'WAVE')
    throw new Error(wav.length === 0 ? 'it gave no sound' : 'what it gave is no WAV');
  let format: Format | undefined;
  for (let at = 12; at + 8 <= wav.length; ) {
    const tag = wav.toString('latin1', at, at + 4);
    const length = Math.min(wav.readUInt32LE(at + 4), wav.length - at - 8);
    at += 8;
    if (tag === 'fmt ') format = formatOf(wav.subarray(at, at + length));
    if (tag === 'data') return read(format, wav.subarray(at, at + length));
    at += length + (length & 1);
  }
  throw new Error('what it gave is a WAV without sound');
}

interface Format {
  readonly tag: number;
  readonly sides: number;
  readonly rate: number;
  readonly bits: number;
}

function formatOf(chunk: Buffer): Format {
  if (chunk.length < 16) throw new Error('what it gave is a broken WAV');
  const written = chunk.readUInt16LE(0);
  const tag = written === EXTENSIBLE && chunk.length >= 26 ? chunk.readUInt16LE(24) : written;
  return { tag, sides: chunk.readUInt16LE(2), rate: chunk.readUInt32LE(4), bits: chunk.readUInt16LE(14) };
}

function read(format: Format | undefined, data: Buffer): Samples {
  if (format === undefined) throw new Error('what it gave is a broken WAV');
  const { tag, sides, rate, bits } = format;
  const sample = READERS[`${tag} ${bits}`];
  if (sample === undefined || sides < 1 || sides > 2 || rate < RATES.least || rate > RATES.most)
    throw new Error(
      `what it gave is a WAV that cannot be read (format ${tag}, ${bits} bits, ${sides} sides, ${rate} Hz)`,
    );
  const [width, count] = [bits / 8, Math.floor(data.length / (bits / 8) / sides)];
  const samples = Float32Array.from({ length: count }, (_, i) => {
    let sum = 0;
    for (let side = 0; side < sides; side++) sum += sample(data, (i * sides + side) * width);
    return sum / sides;
  });
  return { rate, samples };
}

const READERS: Readonly<Record<string, (data: Buffer, at: number) => number>> = {
  [`${PCM} 8`]: (data, at) => ((data[at] ?? 128) - 128) / 128,
  [`${PCM} 16`]: (data, at) => data.readInt16LE(at) / 32_768,
  [`${FLOAT} 32`]: (data, at) => data.readFloatLE(at),
  [`${A_LAW} 8`]: (data, at) => fromAlaw(data[at] ?? 0xd5) / 32_768,
  [`${MU_LAW} 8`]: (data, at) => fromMulaw(data[at] ?? 0xff) / 32_768,
};

/** G.711 table 1, in 16 bits. */
export function fromAlaw(byte: number): number {
  const code = byte ^ 0x55;
  const segment = (code >> 4) & 7;
  const within = ((code & 15) << 4) + (segment === 0 ? 8 : 0x108);
  const size = segment > 1 ? within << (segment - 1) : within;
  return code & 0x80 ? size : -size;
}

/** G.711 table 2, in 16 bits. */
function fromMulaw(byte: number): number {
  const code = ~byte & 0xff;
  const size = ((((code & 15) << 3) + 0x84) << ((code >> 4) & 7)) - 0x84;
  return code & 0x80 ? -size : size;
}

/** A WAV of 16 bits, one side, for engines that want one. */
export function pcmFile(samples: Buffer, rate: number): Buffer {
  const head = Buffer.alloc(44);
  head.write('RIFF', 0, 'latin1');
  head.writeUInt32LE(36 + samples.length, 4);
  head.write('WAVEfmt ', 8, 'latin1');
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(PCM, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate * 2, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write('data', 36, 'latin1');
  head.writeUInt32LE(samples.length, 40);
  return Buffer.concat([head, samples]);
}
