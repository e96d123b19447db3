// SPDX-License-Identifier: GPL-2.0-or-later
// Where may recordings be by the configuration as it is?

import type { Config } from '../config/index.js';
import type { Folders } from './sound.js';

export function foldersOf({ recording }: Pick<Config, 'recording'>): Folders {
  const { directory, archive, encryption } = recording;
  return {
    recordings: directory,
    ...(archive && { archive: archive.directory }),
    ...(encryption && { keys: encryption.keys }),
  };
}
