// SPDX-License-Identifier: GPL-2.0-or-later
// What remains of a recording that is deleted? A row with its time, who deleted it, why, and the SHA-256 of its sound; no sound.

import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Instant } from '../kernel/index.js';
import { type RecordingRow, recordingFile, type Store } from '../store/index.js';
import { digestOf, type Folders, openSound } from './sound.js';

export interface Deletion {
  /** An actor, or `retention`. */
  readonly by: string;
  readonly reason: string;
  readonly at: Instant;
}

/** Deletes files, then rows; what was deleted stands in `deleted_recording`. A crash between leaves rows without files, which go the next time. */
export async function deleteRecordings(
  store: Store,
  folders: Folders,
  rows: readonly RecordingRow[],
  { by, reason, at }: Deletion,
): Promise<void> {
  const batch = store.batch();
  for (const row of rows) {
    const sha256 = row.sha256 ?? (await lateDigest(row, folders));
    await rm(recordingFile(row, folders), { force: true });
    if (row.leftover !== null) await rm(join(folders.recordings, row.leftover), { force: true });
    const { id, call, file } = row;
    batch.buryRecording(id, { sha256, by, reason, at });
    batch.event('recording.purged', { recording: id, call, file, ...(sha256 !== null && { sha256 }), reason }, at);
  }
  await store.commit(batch, { finishing: true });
}

/** Of one whose file nobody has read yet; null: there is none. */
async function lateDigest(row: RecordingRow, folders: Folders): Promise<string | null> {
  try {
    const sound = await openSound(row, folders);
    try {
      return await digestOf(sound);
    } finally {
      await sound.close();
    }
  } catch {
    return null;
  }
}
