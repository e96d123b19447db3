// SPDX-License-Identifier: GPL-2.0-or-later
// Which messages are in boxes? All of them, with the file of each; read once, when a box is opened.

import { sql } from 'kysely';
import { isOfHeldCall } from '../keeping.js';
import type { MessageRow } from '../operating-rows.js';
import type { RecordingState } from '../rows.js';
import type { Reads } from './question.js';

/** A message, and what became of its recording. */
export interface StoredMessage extends MessageRow {
  /** Below the recordings directory. */
  readonly file: string;
  readonly recorded: RecordingState;
  readonly recordedMs: number | null;
}

/** The oldest first. */
export async function storedMessages(reads: Reads): Promise<readonly StoredMessage[]> {
  return reads
    .selectFrom('message')
    .innerJoin('recording', 'recording.id', 'message.recording')
    .selectAll('message')
    .select(['recording.file', 'recording.state as recorded', 'recording.durationMs as recordedMs'])
    .orderBy('message.at')
    .orderBy('message.id')
    .execute();
}

/** Whether a recording is kept whatever anybody says: itself, or its call, is held. */
export async function heldRecording(reads: Reads, { recording }: { readonly recording: string }): Promise<boolean> {
  const found = await reads
    .selectFrom('recording')
    .select('id')
    .where('id', '=', recording)
    .where((is) => is.or([is('held', '=', 1), sql<boolean>`${sql.raw(isOfHeldCall('recording.call'))}`]))
    .executeTakeFirst();
  return found !== undefined;
}
