// SPDX-License-Identifier: GPL-2.0-or-later
// Where do hours of synthetic speech come from? espeak-ng reads Debian's questions and answers aloud in many voices: a text in
// both languages that stays as it is. What was spoken once is kept in build/talk-off.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { root } from '../setup/run.mjs';

/** Who speaks: a voice of espeak-ng, words a minute, pitch (0 to 99). */
const voices = [
  { voice: 'cmn', speed: 170, pitch: 45 },
  { voice: 'cmn+f2', speed: 165, pitch: 55 },
  { voice: 'cmn+f5', speed: 150, pitch: 68 },
  { voice: 'cmn+m4', speed: 165, pitch: 40 },
  { voice: 'cmn+klatt2', speed: 175, pitch: 60 },
  { voice: 'cmn+Annie', speed: 150, pitch: 48 },
  { voice: 'cmn+grandpa', speed: 140, pitch: 38 },
  { voice: 'en-us', speed: 150, pitch: 60 },
  { voice: 'en-us+Alicia', speed: 175, pitch: 50 },
  { voice: 'en-gb+f3', speed: 155, pitch: 62 },
  { voice: 'en-gb-x-rp+klatt4', speed: 180, pitch: 52 },
  { voice: 'en-gb-scotland+m7', speed: 170, pitch: 42 },
  { voice: 'en-029+f1', speed: 150, pitch: 70 },
  { voice: 'en-gb-x-gbcwmd+Andrea', speed: 170, pitch: 58 },
];
const minutesEach = 12;
const sampleRate = 8000;
const cache = path.join(root, 'build/talk-off');
const characters = { cmn: 9_000, en: 24_000 }; // for more than these minutes; cut afterwards

/** Debian's packages of the text, and where it lies in them. */
const texts = {
  cmn: { debian: 'debian-faq-zh-cn', file: 'usr/share/doc/debian/FAQ/debian-faq.zh-cn.txt.gz' },
  en: { debian: 'debian-faq', file: 'usr/share/doc/debian/FAQ/debian-faq.en.txt.gz' },
};

/**
 * What is read, without what nobody would read aloud. The package is unpacked, not installed: a machine may have been told
 * to leave documents out.
 * @param {'cmn' | 'en'} language
 */
async function textOf(language) {
  const { debian, file } = texts[language];
  const folder = path.join(cache, debian);
  if (!existsSync(path.join(folder, file))) {
    mkdirSync(folder, { recursive: true });
    await call('apt-get', ['download', debian], folder);
    const [archive = ''] = readdirSync(folder).filter((name) => name.endsWith('.deb'));
    await call('dpkg-deb', ['-x', archive, '.'], folder);
  }
  return gunzipSync(readFileSync(path.join(folder, file)))
    .toString('utf8')
    .replace(/\(?https?:[^\s)]*\)?/g, '')
    .replace(/[|`*#_<>[\]{}=~\u2500-\u257f-]+/g, ' ');
}

/**
 * @param {string} program
 * @param {readonly string[]} args
 * @param {string} [cwd]
 */
function call(program, args, cwd = root) {
  return promisify(execFile)(program, args, { cwd, maxBuffer: 2 ** 26 });
}

/**
 * Speaks what is not there yet.
 * @param {(text: string) => void} say
 * @returns {Promise<{ group: string, file: string }[]>}
 */
export async function speak(say) {
  mkdirSync(cache, { recursive: true });
  const read = { cmn: await textOf('cmn'), en: await textOf('en') };
  const spoken = [];
  for (const [index, { voice, speed, pitch }] of voices.entries()) {
    const language = voice.startsWith('cmn') ? 'cmn' : 'en';
    const text = read[language];
    const begin = Math.floor(((index + 0.25) * text.length) / voices.length);
    const part = `${text}${text}`.slice(begin, begin + characters[language]);
    const key = createHash('sha256').update(`${part} ${speed} ${pitch} ${minutesEach}`).digest('hex').slice(0, 12);
    const file = path.join(cache, `${voice}-${key}.wav`);
    if (!existsSync(file)) {
      say(`${voice} speaks (${index + 1} of ${voices.length})`);
      await speakOne({ voice, speed, pitch }, part, file);
    }
    spoken.push({ group: `espeak-ng ${voice}`, file });
  }
  return spoken;
}

/**
 * @param {{ voice: string, speed: number, pitch: number }} who
 * @param {string} text
 * @param {string} file
 */
async function speakOne({ voice, speed, pitch }, text, file) {
  const [written, raw, cut] = ['.txt', '.raw.wav', '.cut.wav'].map((end) => `${file}${end}`);
  writeFileSync(written, text);
  await call('espeak-ng', ['-v', voice, '-s', `${speed}`, '-p', `${pitch}`, '-f', written, '-w', raw]);
  await call('sox', ['-D', raw, '-r', `${sampleRate}`, '-c', '1', '-b', '16', cut, 'trim', '0', `${minutesEach * 60}`]);
  renameSync(cut, file);
  for (const rest of [written, raw]) rmSync(rest);
}
