// SPDX-License-Identifier: GPL-2.0-or-later
// Where do the recordings of the box that is asked lie?

import type { Folders } from '../../recording/index.js';
import { askRecords } from '../records-client.js';
import type { RecordingsOptions } from './rows.js';

export type FoldersOf = Folders;

export async function foldersAsked(options: RecordingsOptions): Promise<FoldersOf> {
  const { result } = await askRecords(options, { method: 'recordings.folder' });
  const { folder, archive, keys } = result as { folder: string; archive?: string; keys?: string };
  return { recordings: folder, ...(archive !== undefined && { archive }), ...(keys !== undefined && { keys }) };
}
