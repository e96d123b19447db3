// SPDX-License-Identifier: GPL-2.0-or-later
// Where are the prompts that a telephone may hear? In the shop's own folder and the package's, one folder for each language.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { packagedPrompts } from '../../config/index.js';

/** The sound of all prompts of these folders, by name; the first folder that has one counts. */
export function promptSounds(language: string, own?: string): ReadonlyMap<string, Uint8Array> {
  const folders = [...(own === undefined ? [] : [own]), packagedPrompts()];
  const sounds = new Map<string, Uint8Array>();
  for (const folder of folders.flatMap((root) => [join(root, language), join(root, 'common'), join(root, 'en')])) {
    if (!existsSync(folder)) continue;
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.wav'))) {
      const name = basename(file, '.wav');
      if (!sounds.has(name)) sounds.set(name, soundOf(readFileSync(join(folder, file))));
    }
  }
  return sounds;
}

/** What follows the head of a WAV file. */
function soundOf(wav: Buffer): Uint8Array {
  const data = wav.indexOf('data', 12, 'latin1');
  return data === -1 ? wav : wav.subarray(data + 8);
}
