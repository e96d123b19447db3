// SPDX-License-Identifier: GPL-2.0-or-later
// Where does the file of a recording's row lie?

import { existsSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { TelephonyError } from '../faults.js';
import type { RecordingRow } from './rows.js';

/** Where recordings may be. */
export interface RecordingFolders {
  readonly recordings: string;
  /** Undefined: there is no archive. */
  readonly archive?: string;
}

/** Its path; one of the archive that a restore has brought back lies with the others. Throws NOT_FOUND for one that leads elsewhere. */
export function recordingFile(
  { file, place }: Pick<RecordingRow, 'file' | 'place'>,
  { recordings, archive }: RecordingFolders,
): string {
  const below = normalize(file);
  if (below.startsWith('..') || below.startsWith('/')) throw new TelephonyError('NOT_FOUND', `file ${file}`);
  const near = join(recordings, below);
  if (place !== 'archive' || archive === undefined) return near;
  const away = join(archive, below);
  return existsSync(away) || !existsSync(near) ? away : near;
}
