// SPDX-License-Identifier: GPL-2.0-or-later
// How often is speech or music taken for a digit? More than five hours: people and music from Debian's packages for
// Asterisk, and synthetic voices; spandsp hears the same.
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { installPackages } from '../../setup/packages.mjs';
import { root } from '../../setup/run.mjs';
import { buildProgram, readRows } from '../dsp-program.mjs';
import { speak } from '../synthetic-voices.mjs';

export const about = 'speech and music taken for digits, over five hours, beside spandsp';
export const onlyWhenAsked = true; // it installs 200 MB of recordings

/** Each a recording of its own, by whom; no recording in two codecs. */
const recordings = [
  { debian: 'asterisk-core-sounds-en-wav', folder: 'sounds/en_US_f_Allison' },
  { debian: 'asterisk-core-sounds-es-wav', folder: 'sounds/es_MX_f_Allison' },
  { debian: 'asterisk-core-sounds-fr-wav', folder: 'sounds/fr_CA_f_June' },
  { debian: 'asterisk-core-sounds-it-wav', folder: 'sounds/it_IT_m_Carlo' },
  { debian: 'asterisk-core-sounds-ru-wav', folder: 'sounds/ru_RU_f_IvrvoiceRU' },
  { debian: 'asterisk-prompt-it-menardi-wav', folder: 'sounds/it_IT_f_Menardi' },
  { debian: 'asterisk-moh-opsound-wav', folder: 'moh' },
];
const home = '/usr/share/asterisk';

/** @param {import('../figures.mjs').Run} run */
export async function run({ say }) {
  await installPackages([...recordings.map(({ debian }) => debian), 'espeak-ng', 'sox']);
  await buildProgram(say);
  const lines = recordings.flatMap(({ debian, folder }) =>
    wavsIn(path.join(home, folder), debian).map((file) => `${folder}\t${file}`),
  );
  for (const { group, file } of await speak(say)) lines.push(`${group}\t${file}`);
  const list = path.join(root, 'build/talk-off/list.txt');
  mkdirSync(path.dirname(list), { recursive: true });
  writeFileSync(list, `${lines.join('\n')}\n`);
  return readRows(['--list', list, 'talk-off'], say);
}

/**
 * All WAV files in a folder, but those of silence.
 * @param {string} folder
 * @param {string} debian whose they are
 * @returns {string[]}
 */
function wavsIn(folder, debian) {
  const files = existsSync(folder) ? readdirSync(folder, { recursive: true }).map(String).sort() : [];
  const wavs = files.filter((file) => file.endsWith('.wav') && !/(^|\/)silence\//.test(file));
  if (wavs.length === 0) throw new Error(`${folder} holds no recording: apt-get install --reinstall ${debian}`);
  return wavs.map((file) => path.join(folder, file)).filter((file) => statSync(file).isFile());
}
