// SPDX-License-Identifier: GPL-2.0-or-later
// Is a library of the system there? If not: which package brings it, and what it is for.

import koffi from 'koffi';
import type { Bilingual } from '../../kernel/index.js';
import { SoundFault } from './sound.js';

export type Library = ReturnType<typeof koffi.load>;

/** Opens a shared library. Throws a SoundFault that names Debian's package when it is missing. */
export function openLibrary(name: string, debianPackage: string, needed: Bilingual): Library {
  try {
    return koffi.load(name);
  } catch {
    throw new SoundFault({
      en: `cannot be read without ${name}, which is needed ${needed.en}; apt install ${debianPackage}`,
      zh: `缺少 ${name}，无法读取（${needed.zh}时需要）；请执行 apt install ${debianPackage}`,
    });
  }
}
