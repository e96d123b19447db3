// SPDX-License-Identifier: GPL-2.0-or-later
// Does `spillway detect` read sounds of every format and rate, and end with a clear error at a broken one?
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { type Found, listen } from '../../../src/cli/detect/listen.js';
import { openSound, type Raw, type SoundLibraries } from '../../../src/cli/detect/open-sound.js';
import { SoundFault } from '../../../src/cli/detect/sound.js';

/** Digits on the left, or the only side; what sox makes of them. */
function soxDigits(file: string, ...format: readonly string[]): string {
  const key = (low: number, high: number) => [
    'synth',
    '0.1',
    'sine',
    `${low}`,
    'sine',
    `${high}`,
    'remix',
    '1,2',
    'gain',
    '-6',
  ];
  const keys: readonly (readonly [number, number])[] = [
    [697, 1209],
    [770, 1336],
    [852, 1477],
  ];
  const parts = keys.map(([low, high], index) => {
    const part = `${file}.${index}.wav`;
    execFileSync('sox', ['-V1', '-D', '-r', '48000', '-n', '-b', '16', part, ...key(low, high), 'pad', '0.1', '0.1']);
    return part;
  });
  execFileSync('sox', ['-V1', '-D', ...parts, ...format, file]);
  return file;
}

function heard(file: string, raw?: Raw, libraries?: SoundLibraries): readonly Found[] {
  const all = [...listen(openSound(file, raw, libraries), { digits: {}, speech: true })];
  return all.flatMap((one) => ('found' in one ? [one.found] : []));
}

const keysOf = (found: readonly Found[]) => found.map((one) => (one.type === 'digit' ? one.digit : one.type)).join('');

const FORMATS: Readonly<Record<string, readonly string[]>> = {
  'wide.wav': ['-b', '24'],
  'float.wav': ['-e', 'floating-point', '-b', '32'],
  'cd.wav': ['-r', '44100'],
  'slow.wav': ['-r', '11025', '-b', '8'],
  'alaw.wav': ['-r', '8000', '-e', 'a-law'],
  'ulaw.wav': ['-r', '8000', '-e', 'u-law'],
  'line.flac': ['-r', '8000'],
  'studio.flac': [],
  'music.ogg': ['-r', '16000'],
  'sun.au': ['-r', '22050'],
  'apple.aiff': ['-r', '32000'],
};

t.test('digits are found in every format and at every rate, at the same places', async (t) => {
  const directory = t.testdir();
  for (const [name, format] of Object.entries(FORMATS)) {
    const found = heard(soxDigits(join(directory, name), ...format));

    t.equal(keysOf(found), '159', name);
    for (const [index, one] of found.entries()) {
      t.ok(Math.abs(one.startMs - 100 - 300 * index) < 8, `${name}: begins at ${one.startMs} ms`);
      t.ok(Math.abs(one.endMs - 200 - 300 * index) < 12, `${name}: ends at ${one.endMs} ms`);
    }
  }
});

t.test('the sides of a stereo file are told apart, each with its own digits', async (t) => {
  const file = join(t.testdir(), 'both.wav');
  const left = soxDigits(`${file}.left.wav`);
  const right = `${file}.right.wav`;
  execFileSync('sox', ['-V1', '-D', left, right, 'reverse']);
  execFileSync('sox', ['-V1', '-D', '-M', left, right, file]);

  const found = heard(file);

  t.equal(keysOf(found.filter(({ side }) => side === 'left')), '159');
  t.equal(keysOf(found.filter(({ side }) => side === 'right')), '951');
  t.ok(
    heard(left).every((one) => !('side' in one)),
    'one side alone has no name',
  );
});

t.test('bare samples of another rate are resampled', async (t) => {
  const file = soxDigits(join(t.testdir(), 'bare.al'), '-t', 'al', '-r', '16000');

  t.equal(keysOf(heard(file, { encoding: 'alaw', rate: 16_000 })), '159');
});

t.test('plain files need no library, others say which package is missing', async (t) => {
  const directory = t.testdir();
  const none = { sndfile: 'libnone.so.1', samplerate: 'libnothing.so.0' };
  const fault = (file: string) => faultOf(() => heard(file, undefined, none));

  for (const name of ['alaw.wav', 'ulaw.wav']) {
    t.equal(keysOf(heard(soxDigits(join(directory, name), ...(FORMATS[name] ?? [])), undefined, none)), '159');
  }
  t.match(fault(soxDigits(join(directory, 'x.flac'))), {
    message: /without libnone\.so\.1, .*; apt install libsndfile1$/,
    says: { zh: /apt install libsndfile1$/ },
  });
  t.match(fault(soxDigits(join(directory, 'cd.wav'), '-r', '44100')), {
    message: /without libnothing\.so\.0, .* 44100 Hz .*; apt install libsamplerate0$/,
    says: { zh: /apt install libsamplerate0$/ },
  });
});

t.test('a sound with more than two sides, or an impossible rate, is refused', async (t) => {
  const directory = t.testdir();
  const many = soxDigits(join(directory, 'many.wav'), '-c', '6');
  t.throws(() => heard(many), { message: 'has 6 channels; one or two would be right' });

  const plain = readFileSync(soxDigits(join(directory, 'plain.wav'), '-r', '8000'));
  plain.writeUInt32LE(3, 24);
  writeFileSync(join(directory, 'three.wav'), plain);
  t.throws(() => heard(join(directory, 'three.wav')), { message: /its header tells 3 samples a second/ });
});

t.test('a broken file of any format is read as far as it goes or ends in an error that says so', async (t) => {
  const directory = t.testdir();
  const file = join(directory, 'broken');
  let state = 1;
  const random = (most: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 2 ** 32) * most);
  };
  for (const [name, format] of Object.entries(FORMATS)) {
    const whole = readFileSync(soxDigits(join(directory, name), ...format));
    for (let round = 0; round < 40; round++) {
      const bytes = Buffer.from(round % 4 === 0 ? whole.subarray(0, random(whole.length)) : whole);
      const among = round % 2 === 0 ? bytes.length : Math.min(bytes.length, 64);
      for (let i = 0; i < 1 + (round % 5) && among > 0; i++) bytes[random(among)] = random(256);
      writeFileSync(file, bytes);

      const fault = faultOf(() => heard(file));
      t.ok(fault === undefined || fault instanceof SoundFault, `${name}, round ${round}: ${fault}`);
    }
  }
});

function faultOf(work: () => unknown): unknown {
  try {
    work();
    return undefined;
  } catch (fault) {
    return fault;
  }
}
