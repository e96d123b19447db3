// SPDX-License-Identifier: GPL-2.0-or-later
// Speaks prompts/texts.yaml into prompts/<language>/*.wav (8 kHz A-law, mono) with espeak-ng and sox, and composes the
// music of the queue. `node tools/make-prompts.mjs` makes all, `... NAME...` only those. The WAV files are checked in.
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { composeMusic } from './make-prompts/music.mjs';

const run = promisify(execFile);
const prompts = join(dirname(fileURLToPath(import.meta.url)), '../prompts');
const LANGUAGES = {
  'zh-CN': { voice: 'cmn', speed: 165, pitch: 55 },
  en: { voice: 'en-gb', speed: 150, pitch: 48 },
};
const ALAW = ['-r', '8000', '-c', '1', '-e', 'a-law', '-b', '8'];
// Speech at about -15 dBm0, as even as a telephone needs it: loud syllables are pressed, soft ones lifted.
const LEVEL = [
  'gain',
  '-n',
  '-3',
  'compand',
  '0.005,0.15',
  '-70,-70,-45,-38,-25,-16,-10,-8,0,-5',
  '0',
  '-12',
  'gain',
  '-n',
  '-3',
];
const BAND = ['highpass', '200', 'rate', '-h', '8000', 'lowpass', '3400'];
// No silence at either end: parts of a number follow each other closely, and a caller hears a prompt from its first byte.
const TRIM = ['silence', '1', '0.01', '0.4%', 'reverse', 'silence', '1', '0.01', '0.4%', 'reverse'];
const work = mkdtempSync(join(tmpdir(), 'make-prompts-'));

/** The text, speed and length of one prompt in one language; undefined where the language does without it. */
function wording(entry, language) {
  const own = entry[language];
  if (own === undefined) return undefined;
  const { text, speed } = typeof own === 'string' ? { text: own } : own;
  return { text, speed: speed ?? LANGUAGES[language].speed, samples: entry.samples };
}

async function speak(name, language, { text, speed, samples }, folder = join(prompts, language)) {
  const { voice, pitch } = LANGUAGES[language];
  const spoken = join(work, `${language}-${name}.wav`);
  await run('espeak-ng', ['-v', voice, '-s', `${speed}`, '-p', `${pitch}`, '-w', spoken, text]);
  // A breath after a sentence; none after a part that others follow.
  const breath = samples === undefined && text.length > 12 ? ['pad', '0', '0.2'] : [];
  const exact = samples === undefined ? [] : ['pad', `0`, `${samples}s`, 'trim', '0', `${samples}s`];
  const file = join(folder, `${name}.wav`);
  await run('sox', ['-D', '-R', spoken, ...ALAW, file, ...BAND, ...TRIM, ...LEVEL, ...breath, ...exact]);
}

/** One sound of all its languages, each in its own voice, for whoever has not chosen one yet. */
async function speakTogether(name, entry) {
  const parts = [];
  for (const language of Object.keys(LANGUAGES)) {
    const part = `${name}-${language}-part`;
    await speak(part, language, wording(entry, language), work);
    parts.push(join(work, `${part}.wav`));
  }
  await run('sox', ['-D', '-R', ...parts, ...ALAW, join(prompts, 'common', `${name}.wav`)]);
}

async function makeMusic() {
  const raw = join(work, 'music.raw');
  writeFileSync(raw, composeMusic());
  const format = ['-t', 'raw', '-r', '8000', '-c', '1', '-e', 'signed-integer', '-b', '16', '-L'];
  await run('sox', ['-D', '-R', ...format, raw, ...ALAW, join(prompts, 'common', 'queue-music.wav')]);
}

/** A breath: silence, the same in every language. */
async function makePause() {
  const silence = ['-t', 'raw', '-r', '8000', '-c', '1', '-e', 'signed-integer', '-b', '16', '-L', '/dev/null'];
  await run('sox', ['-D', '-R', ...silence, ...ALAW, join(prompts, 'common', 'pause.wav'), 'pad', '0.18']);
}

const texts = parse(readFileSync(join(prompts, 'texts.yaml'), 'utf8'));
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in texts) && name !== 'queue-music');
if (unknown.length > 0) throw new Error(`texts.yaml has no ${unknown.join(', ')}`);

let made = 0;
try {
  for (const folder of [...Object.keys(LANGUAGES), 'common']) mkdirSync(join(prompts, folder), { recursive: true });
  for (const [name, entry] of Object.entries(texts)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    if (entry.together) {
      await speakTogether(name, entry);
      made++;
      continue;
    }
    for (const language of Object.keys(LANGUAGES)) {
      const words = wording(entry, language);
      if (words === undefined) continue;
      await speak(name, language, words);
      made++;
    }
  }
  if (wanted.length === 0 || wanted.includes('queue-music')) {
    await makeMusic();
    made++;
  }
  if (wanted.length === 0 || wanted.includes('pause')) {
    await makePause();
    made++;
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
console.log(`${made} prompts made`);
