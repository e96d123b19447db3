// SPDX-License-Identifier: GPL-2.0-or-later
// How is a call's first sound made, as the caller's side hears it from the moment of the answer?
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { machines, people, recordedMachines, recordedPeople, voices } from './words.mjs';

/**
 * @typedef {object} Answer what a file holds
 * @property {string} file
 * @property {'human' | 'machine'} truth
 * @property {string} group row of the table
 */

const rate = 8000;
/** espeak-ng's "words a minute" at which people's pace is met: 4 to 5 syllables a second. */
/** @type {{ readonly en: readonly [number, number], readonly cmn: readonly [number, number] }} */
const pace = { en: [150, 200], cmn: [230, 310] };
const sounds = '/usr/share/asterisk/sounds/en_US_f_Allison';

/**
 * Mulberry32: the same seed, the same calls.
 * @param {number} seed
 */
function randomFrom(seed) {
  let state = seed;
  return (/** @type {number} */ least, /** @type {number} */ most) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return least + (((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * (most - least);
  };
}
/** @typedef {ReturnType<typeof randomFrom>} Random */

/**
 * A sentence as a telephone carries it: 8 kHz, 300 to 3,400 Hz, without the silence at its ends.
 * @param {string} voice
 * @param {string} sentence
 * @param {number} wordsPerMinute
 */
function speak(voice, sentence, wordsPerMinute) {
  const wav = execFileSync('espeak-ng', ['-v', voice, '-s', String(Math.round(wordsPerMinute)), '--stdout', sentence]);
  const band = ['sinc', '300-3400', 'silence', '1', '0', '1%', 'reverse', 'silence', '1', '0', '1%', 'reverse'];
  const bare = ['-t', 's16', '-r', String(rate), '-c', '1'];
  return samplesOf(
    execFileSync('sox', ['-V1', '-t', 'wav', '--ignore-length', '-', '-D', ...bare, '-', ...band], { input: wav }),
  );
}

/** @param {string} name a prompt of Asterisk */
function recorded(name) {
  return samplesOf(readFileSync(path.join(sounds, `${name}.wav`)).subarray(44));
}

/** @param {Buffer} bytes */
function samplesOf(bytes) {
  return Float64Array.from({ length: bytes.length >> 1 }, (_, i) => bytes.readInt16LE(2 * i));
}

/** @param {Float64Array} samples @param {number} dbm0 */
function atLevel(samples, dbm0) {
  const loud = samples.filter((sample) => Math.abs(sample) > 300);
  const mean = loud.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(1, loud.length);
  const gain = (32_768 * 10 ** ((dbm0 - 3.14) / 20)) / Math.sqrt(2 * Math.max(1, mean));
  return samples.map((sample) => sample * gain);
}

/** @param {number} hertz @param {number} seconds @param {number} dbm0 */
function tone(hertz, seconds, dbm0) {
  const peak = 32_768 * 10 ** ((dbm0 - 3.14) / 20);
  return Float64Array.from(
    { length: Math.round(seconds * rate) },
    (_, i) => peak * Math.sin((2 * Math.PI * hertz * i) / rate),
  );
}

/** @param {number} seconds */
const silence = (seconds) => new Float64Array(Math.round(seconds * rate));

/**
 * Sounds in a row with the line's noise under all of them, as a WAV file of 16 bits.
 * @param {string} file
 * @param {readonly Float64Array[]} parts
 * @param {Random} random
 */
function write(file, parts, random) {
  const noiseDbm0 = random(-70, -45);
  const noise = 32_768 * 10 ** ((noiseDbm0 - 3.14) / 20) * Math.SQRT1_2;
  const samples = parts.flatMap((part) => Array.from(part));
  const bytes = Buffer.alloc(44 + 2 * samples.length);
  bytes.write('RIFF....WAVEfmt ', 0, 'latin1');
  bytes.writeUInt32LE(36 + 2 * samples.length, 4);
  for (const [at, value] of /** @type {const} */ ([
    [16, 16],
    [24, rate],
    [28, 2 * rate],
    [40, 2 * samples.length],
  ])) {
    bytes.writeUInt32LE(value, at);
  }
  for (const [at, value] of /** @type {const} */ ([
    [20, 1],
    [22, 1],
    [32, 2],
    [34, 16],
  ]))
    bytes.writeUInt16LE(value, at);
  bytes.write('data', 36, 'latin1');
  for (const [i, sample] of samples.entries()) {
    const grain = noise * (random(-1, 1) + random(-1, 1) + random(-1, 1)); // a variance of 1
    bytes.writeInt16LE(Math.max(-32_768, Math.min(32_767, Math.round(sample + grain))), 44 + 2 * i);
  }
  writeFileSync(file, bytes);
}

/** What a person's side sounds like: he lifts, speaks, listens. @param {Float64Array} words @param {Random} random */
const personParts = (words, random) => [silence(random(0.2, 1.6)), atLevel(words, random(-30, -12)), silence(4)];

/** A machine waits, speaks, beeps, records. @param {Float64Array} words @param {Random} random */
function machineParts(words, random) {
  const beep = tone(random(820, 1450), random(0.2, 0.8), random(-20, -8));
  return [silence(random(0.2, 1.6)), atLevel(words, random(-30, -12)), silence(random(0.2, 1)), beep, silence(2)];
}

/**
 * Writes a set of answers into a folder.
 * @param {string} folder
 * @param {'tuning' | 'measured'} which
 * @param {number} seed
 * @returns {Answer[]}
 */
export function makeAnswers(folder, which, seed) {
  const random = randomFrom(seed);
  /** @type {Answer[]} */
  const answers = [];
  /** @param {Answer['truth']} truth @param {string} group @param {Float64Array} words */
  const add = (truth, group, words) => {
    const file = path.join(folder, `${which}-${answers.length}.wav`);
    write(file, truth === 'human' ? personParts(words, random) : machineParts(words, random), random);
    answers.push({ file, truth, group });
  };
  for (const language of /** @type {const} */ (['en', 'cmn'])) {
    const [slow, fast] = pace[language];
    for (const voice of voices[which][language]) {
      for (const text of people[language]) add('human', `person, ${language}`, speak(voice, text, random(slow, fast)));
      for (const text of machines[language])
        add('machine', `machine, ${language}`, speak(voice, text, random(slow, fast)));
    }
  }
  if (which === 'tuning') return answers;
  for (const names of recordedMachines) {
    const words = names.flatMap((name) => Array.from(recorded(name)));
    add('machine', 'machine, recorded (Asterisk vm-*)', Float64Array.from(words));
  }
  for (const name of recordedPeople) add('human', 'short words, recorded (Asterisk)', recorded(name));
  return answers;
}
