// SPDX-License-Identifier: GPL-2.0-or-later
// Does the check of a prompt's file say the same as the engine that is to play it?
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { wavFault } from '../../../src/config/wav.js';
import { Prompts } from '../../../src/ivr/index.js';
import { wav } from '../../support/wav.js';
import { createWorld } from '../../support/world.js';

const second = Buffer.alloc(8000, 0xd5);
const whole = wav(second);
const extensible = Buffer.concat([
  whole.subarray(0, 16),
  Buffer.from([26, 0, 0, 0, 0xfe, 0xff]),
  whole.subarray(22, 36),
  Buffer.from([8, 0, 8, 0, 4, 0, 0, 0, 6, 0]),
  whole.subarray(36),
]);
const piped = Buffer.from(whole);
piped.writeUInt32LE(0xffffffff, 40);
const strange = Buffer.concat([
  whole.subarray(0, 36),
  Buffer.from('LIST'),
  Buffer.from([3, 0, 0, 0, 1, 2, 3, 0]),
  whole.subarray(36),
]);

const FILES: Readonly<Record<string, readonly [Buffer, RegExp | undefined]>> = {
  'a-law': [whole, undefined],
  'mu-law': [wav(second, { tag: 7 }), undefined],
  'pcm-16': [wav(second, { tag: 1, bits: 16 }), undefined],
  stereo: [wav(second, { channels: 2 }), undefined],
  extensible: [extensible, undefined],
  piped: [piped, undefined],
  'other-chunks': [strange, undefined],
  empty: [Buffer.alloc(0), /is empty/],
  'no-wav': [Buffer.from('this is no WAV, only a text of some length'), /is no WAV of 8 kHz/],
  '44100-hz': [wav(second, { hertz: 44_100 }), /is no WAV of 8 kHz/],
  'pcm-8': [wav(second, { tag: 1 }), /is no WAV of 8 kHz/],
  'pcm-24': [wav(second, { tag: 1, bits: 24 }), /is no WAV of 8 kHz/],
  mp3: [wav(second, { tag: 85 }), /is no WAV of 8 kHz/],
  'five-channels': [wav(second, { channels: 5 }), /is no WAV of 8 kHz/],
  'no-sound': [wav(Buffer.alloc(0)), /holds no sound/],
  'half-a-sample': [wav(Buffer.alloc(1), { tag: 1, bits: 16 }), /holds no sound/],
  'too-large': [wav(Buffer.alloc(32 * 1024 * 1024)), /is larger than 32 MiB/],
  'cut-short': [whole.subarray(0, 4000), /is cut short/],
  'only-a-head': [whole.subarray(0, 36), /is cut short/],
  'first-bytes': [whole.subarray(0, 9), /is no WAV of 8 kHz/],
};

t.test('each file is judged as the engine judges it', async (t) => {
  const world = createWorld(t);
  const folder = join(world.folder, 'en');
  mkdirSync(folder);
  for (const [name, [bytes]] of Object.entries(FILES)) writeFileSync(join(folder, `${name}.wav`), bytes);
  const faults = await world.during(new Prompts(world.media, { folders: [world.folder] }).loadAll());

  for (const [name, [, expected]] of Object.entries(FILES)) {
    const file = join(folder, `${name}.wav`);
    const refused = faults.some(({ message }) => message.includes(file));
    t.equal(refused, expected !== undefined, `the engine ${refused ? 'refuses' : 'takes'} ${name}`);
    if (expected === undefined) t.equal(wavFault(file), undefined, name);
    else t.match(wavFault(file), expected, name);
  }
});

t.test('every prompt of the package can be played', async (t) => {
  for (const folder of ['prompts/zh-CN', 'prompts/en', 'prompts/common']) {
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.wav'))) {
      if (wavFault(join(folder, file)) !== undefined) t.fail(join(folder, file));
    }
  }
});

t.test('a file that may not be read says so', async (t) => {
  t.match(wavFault('/nowhere/surge.wav'), /cannot be read: ENOENT/);
});
