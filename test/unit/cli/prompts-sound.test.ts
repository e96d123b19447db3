// SPDX-License-Identifier: GPL-2.0-or-later
// Does a shop's recording become a prompt: one side, 8 kHz, -20 dBm0 while it speaks, nothing clipped, byte for byte A-law?
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import koffi from 'koffi';
import t, { type Test } from 'tap';
import { decode } from '../../../src/cli/detect/encoding.js';
import { SoundFault } from '../../../src/cli/detect/sound.js';
import { converted } from '../../../src/cli/prompts/converted.js';
import { wavFault } from '../../../src/config/index.js';
import { activeLevel, levelled, toAlaw } from '../../../src/speech/index.js';
import { wav, wavChannels } from '../../support/wav.js';
import { projectFile } from '../../support/world.js';

const RATE = 8_000;
const FULL = 10 ** (-(3.14 + 3.01) / 20) * Math.SQRT2; // amplitude of a sine of 0 dBm0

const tone = (dbm0: number, seconds: number, hertz = 1_004, rate = RATE) =>
  Float32Array.from({ length: seconds * rate }, (_, i) => {
    return 10 ** (dbm0 / 20) * FULL * Math.sin((2 * Math.PI * hertz * i) / rate);
  });

const joined = (...parts: readonly Float32Array[]) => Float32Array.from(parts.flatMap((part) => [...part]));

/** 16 bit PCM of these sides. */
function pcm(file: string, sides: readonly Float32Array[], hertz: number): string {
  const [first = new Float32Array()] = sides;
  const bytes = Buffer.alloc(first.length * sides.length * 2);
  for (let i = 0; i < first.length; i++)
    for (const [side, samples] of sides.entries())
      bytes.writeInt16LE(
        Math.round(Math.max(-1, Math.min(1, samples[i] ?? 0)) * 32_767),
        2 * (i * sides.length + side),
      );
  writeFileSync(file, wav(bytes, { tag: 1, hertz, channels: sides.length, bits: 16 }));
  return file;
}

function heard(t: Test, file: Buffer): Float32Array {
  const path = join(t.testdir(), 'made.wav');
  writeFileSync(path, file);
  t.equal(wavFault(path), undefined, 'the engine plays it');
  const [bytes = Buffer.alloc(0)] = wavChannels(path);
  const samples = new Float32Array(bytes.length);
  decode(bytes, 'alaw', samples);
  return samples;
}

t.test('A-law is encoded as it is decoded, at every step', async (t) => {
  for (let code = 0; code < 256; code++) {
    const [sample = 0] = new Float32Array(1).map(() => 0);
    const into = new Float32Array([sample]);
    decode(Buffer.of(code), 'alaw', into);
    if (toAlaw(into[0] ?? 0) !== code) t.equal(toAlaw(into[0] ?? 0), code, `code ${code}`);
  }
  t.same([toAlaw(1), toAlaw(-1), toAlaw(9)], [0xaa, 0x2a, 0xaa], 'what is louder is the loudest');
});

t.test('the active level is that of speech while it lasts: pauses change nothing', async (t) => {
  // P.56 counts 0.2 s behind each stretch of speech as speech: half a dB of one that lasts 2 s.
  const near = (found: number | undefined, wanted: number, what: string) =>
    t.ok(Math.abs((found ?? 0) - wanted) < 0.7, `${what}: ${found}`);
  for (const level of [-3, -20, -40]) near(activeLevel(tone(level, 2), RATE), level, `a tone of ${level} dBm0`);
  const pause = new Float32Array(3 * RATE);
  near(activeLevel(joined(pause, tone(-20, 2), pause, tone(-20, 2), pause), RATE), -20, 'with pauses of 3 s');
  const noise = Float32Array.from({ length: RATE * 5 }, (_, i) => 1e-4 * (((i * 7919) % 200) / 100 - 1));
  near(activeLevel(joined(noise, tone(-26, 4), noise), RATE), -26, 'over a noisy room');
  t.equal(activeLevel(pause, RATE), undefined, 'silence has none');
});

t.test('soft and loud recordings come out alike, and peaks are turned down, not clipped', async (t) => {
  for (const level of [-45, -30, -20, -6]) {
    const { samples, raised } = levelled(tone(level, 2), RATE) ?? { samples: new Float32Array(), raised: 0 };
    t.ok(Math.abs((activeLevel(samples, RATE) ?? 0) + 20) < 0.2);
    t.ok(Math.abs(raised - (-20 - level)) < 0.3, `raised by ${raised}`);
  }
  const clicks = tone(-40, 4).map((sample, i) => (i % 2_000 < 8 ? 0.9 : sample));
  const { samples } = levelled(clicks, RATE) ?? { samples: new Float32Array() };
  const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  t.ok(peak <= 0.97 + 1e-6 && peak > 0.5, `peak ${peak}`);
  const flat = samples.filter((sample) => Math.abs(sample) > 0.969).length;
  t.ok(flat < 200, 'few samples stand at the limit');
});

t.test('any rate, stereo and depth becomes 8 kHz of one side, with nothing above what a line carries', async (t) => {
  const folder = t.testdir();
  for (const [rate, sides] of [
    [8_000, 1],
    [16_000, 1],
    [44_100, 2],
    [48_000, 2],
  ] as const) {
    const side = tone(-33, 2, 1_004, rate);
    const file = pcm(join(folder, `${rate}.wav`), sides === 1 ? [side] : [side, side], rate);
    const made = converted(file);
    const samples = heard(t, made.file);
    t.ok(Math.abs(samples.length - 2 * RATE) < 80, `${samples.length} samples`);
    t.ok(Math.abs((activeLevel(samples, RATE) ?? 0) + 20) < 0.3, `${rate} Hz: ${activeLevel(samples, RATE)}`);
  }
  const hum = joined(tone(-20, 1, 1_004, 44_100));
  const whistle = tone(-20, 1, 9_000, 44_100); // would come down to 1 kHz if samples were only left out
  const both = hum.map((sample, i) => sample + (whistle[i] ?? 0));
  const clean = heard(t, converted(pcm(join(folder, 'alias.wav'), [both], 44_100)).file);
  t.ok(power(clean, 1_000) < power(clean, 1_004) / 50, 'the whistle is gone');
});

/** The share of a frequency in samples. */
function power(samples: Float32Array, hertz: number): number {
  let [re, im] = [0, 0];
  samples.forEach((sample, i) => {
    re += sample * Math.cos((2 * Math.PI * hertz * i) / RATE);
    im += sample * Math.sin((2 * Math.PI * hertz * i) / RATE);
  });
  return Math.hypot(re, im) / samples.length;
}

t.test('one silent side, sides against each other, an offset: all are heard', async (t) => {
  const folder = t.testdir();
  const side = tone(-20, 1);
  const none = new Float32Array(side.length);
  const level = (file: string) => activeLevel(heard(t, converted(file).file), RATE) ?? 0;
  t.ok(Math.abs(level(pcm(join(folder, 'left.wav'), [side, none], RATE)) + 20) < 0.3);
  const against = side.map((sample) => -sample);
  t.ok(Math.abs(level(pcm(join(folder, 'against.wav'), [side, against], RATE)) + 20) < 0.3);
  const offset = side.map((sample) => sample / 4 + 0.3);
  t.ok(Math.abs(level(pcm(join(folder, 'offset.wav'), [offset], RATE)) + 20) < 0.3);
});

t.test('FLAC and OGG as detect reads them', async (t) => {
  const folder = t.testdir();
  const source = projectFile('prompts/en/surge.wav');
  for (const name of ['a.flac', 'a.ogg', 'a.aiff', 'a.au']) {
    const file = join(folder, name);
    execFileSync('sox', ['-V1', '-D', source, '-r', '32000', '-c', '2', file]);
    const { file: made, seconds } = converted(file);
    t.ok(Math.abs((activeLevel(heard(t, made), RATE) ?? 0) + 20) < 0.3, name);
    t.ok(seconds > 4, `${seconds} s`);
  }
});

t.test('MP3, under its own name or as a WAV', async (t) => {
  const folder = t.testdir();
  for (const name of ['a.mp3', 'misnamed.wav']) {
    const file = join(folder, name);
    if (!writeMp3(file, tone(-30, 3, 1_004, 44_100), 44_100)) return t.comment('libsndfile writes no MP3 here');
    t.ok(Math.abs((activeLevel(heard(t, converted(file).file), RATE) ?? 0) + 20) < 0.3, name);
  }
});

/** False: this libsndfile cannot. */
function writeMp3(file: string, samples: Float32Array, rate: number): boolean {
  const library = koffi.load('libsndfile.so.1');
  const info = koffi.struct({
    frames: 'int64',
    samplerate: 'int',
    channels: 'int',
    format: 'int',
    sections: 'int',
    seekable: 'int',
  });
  const open = library.func('sf_open', 'void *', ['str', 'int', koffi.inout(koffi.pointer(info))]);
  const write = library.func('sf_write_float', 'int64', ['void *', 'float *', 'int64']);
  const close = library.func('sf_close', 'int', ['void *']);
  const format = 0x230000 | 0x0082; // SF_FORMAT_MPEG, layer III
  const handle = open(file, 0x20, { frames: 0, samplerate: rate, channels: 1, format, sections: 0, seekable: 0 });
  if (handle === null) return false;
  write(handle, samples, samples.length);
  close(handle);
  return true;
}

t.test('what is silent, too short, no sound at all is refused in both languages', async (t) => {
  const folder = t.testdir({ 'text.mp3': 'no sound at all', 'empty.wav': '' });
  const files = [
    pcm(join(folder, 'silent.wav'), [new Float32Array(RATE)], RATE),
    pcm(join(folder, 'faint.wav'), [tone(-75, 1)], RATE),
    pcm(join(folder, 'click.wav'), [tone(-20, 0.05)], RATE),
    join(folder, 'text.mp3'),
    join(folder, 'empty.wav'),
    join(folder, 'nowhere.wav'),
    folder,
  ];
  for (const file of files) {
    try {
      converted(file);
      t.fail(`${file} was taken`);
    } catch (fault) {
      t.match(fault instanceof SoundFault && fault.says.zh, /\p{Script=Han}/u, String(fault));
    }
  }
});
