// SPDX-License-Identifier: GPL-2.0-or-later
// What does somebody at a shell do with a recording? Tag it, write of a moment, delete it; see what was deleted; make a key.

import { DateTime } from 'luxon';
import { TelephonyError } from '../../faults.js';
import { SystemClock } from '../../kernel/index.js';
import { addKey } from '../../recording/index.js';
import type { DeletedRecordingRow, RecordingMarkRow } from '../../store/index.js';
import { askAndPrint, attempt } from '../command.js';
import { text } from '../commands/lists.js';
import { type Column, fittingTable, sayLeftOut } from '../fitting-table.js';
import { heading } from '../heading.js';
import { type Output, say } from '../output.js';
import { askRecordsAndPrint } from '../records-client.js';
import { shortId } from '../short-id.js';
import { lengthText } from '../spans.js';
import { when } from '../times.js';
import { foldersAsked } from './folders.js';
import { questionOf, type RecordingsOptions } from './rows.js';

export interface ActOptions extends RecordingsOptions {
  readonly reason?: string;
  readonly at?: number;
  readonly off?: boolean;
}

/** `tag ID WORD`, with `--off` off again. */
export function tagRecording(output: Output, options: ActOptions, recording: string, tag: string): Promise<void> {
  const params = { recording, tag, off: options.off === true };
  return askAndPrint<unknown>(output, options, { method: 'recordings.tag', params }, () => {
    say(
      output,
      options.off ? { en: `without ${tag}`, zh: `已去除标签 ${tag}` } : { en: `tagged ${tag}`, zh: `已加标签 ${tag}` },
    );
  });
}

/** `mark ID TEXT --at SECONDS`. */
export function markRecording(output: Output, options: ActOptions, recording: string, words: string): Promise<void> {
  const params = { recording, text: words, atMs: (options.at ?? 0) * 1_000 };
  return askAndPrint<RecordingMarkRow>(output, options, { method: 'recordings.mark', params }, ({ atMs }) => {
    say(output, { en: `noted at ${lengthText(atMs)}`, zh: `已在 ${lengthText(atMs)} 处加注` });
  });
}

/** `delete ID --reason TEXT`. */
export function deleteRecording(output: Output, options: ActOptions, recording: string): Promise<void> {
  const { reason = '' } = options;
  const params = { recording, reason };
  return askAndPrint<unknown>(output, options, { method: 'recordings.delete', params }, () => {
    say(output, {
      en: 'deleted; its row stays: spillway recordings deleted',
      zh: '已删除；记录保留，见 spillway recordings deleted',
    });
  });
}

/** `deleted`. */
export function deletedRecordings(output: Output, options: ActOptions): Promise<void> {
  const { since, until, last } = questionOf(options).params;
  const question = { method: 'recordings.deleted', params: { since, until, last } };
  return askRecordsAndPrint<readonly DeletedRecordingRow[]>(output, options, question, { people: deletedTable });
}

function deletedTable(rows: readonly DeletedRecordingRow[], output: Output): void {
  if (rows.length === 0) {
    say(output, { en: 'none was deleted', zh: '没有已删除的录音' });
    return;
  }
  const { zone } = output;
  const columns: readonly Column<DeletedRecordingRow>[] = [
    { heading: heading('id', '编号'), cell: ({ id }) => shortId(id) },
    { heading: heading('begun', '开始'), cell: ({ startedAt }) => when(startedAt, zone) },
    { heading: heading('length', '时长'), cell: ({ durationMs }) => lengthText(durationMs ?? 0), right: true },
    { heading: heading('agent', '座席'), cell: ({ agent }) => text(agent), spare: 2 },
    { heading: heading('deleted', '删除时间'), cell: ({ deletedAt }) => when(deletedAt, zone) },
    { heading: heading('by', '操作人'), cell: ({ deletedBy }) => deletedBy },
    { heading: heading('why', '原因'), cell: ({ reason }) => reason, spare: 1 },
    { heading: heading('SHA-256', 'SHA-256'), cell: ({ sha256 }) => (sha256 ?? '').slice(0, 16), spare: 3 },
  ];
  sayLeftOut(output, fittingTable(output, columns, rows));
}

/** `new-key [FILE]`: the file of the configuration, or another. */
export async function newKey(output: Output, options: ActOptions, given: string | undefined): Promise<void> {
  await attempt(output, async () => {
    const file = given ?? (await foldersAsked(options)).keys;
    if (file === undefined)
      throw new TelephonyError(
        'REFUSED',
        'recording.encryption.keys is not in the file: write it, or name the file of keys',
      );
    const id = addKey(file, DateTime.fromMillis(new SystemClock().now()).toFormat('yyyy-MM-dd'));
    if (options.json) return output.write(JSON.stringify({ file, key: id }, null, 2));
    say(output, {
      en: `${file} has the key ${id}, which seals from now on; keep a copy of the file elsewhere: without it nothing opens what it has sealed`,
      zh: `${file} 中已加入密钥 ${id}，今后用它加密；请另存一份：没有它，已加密的录音无法打开`,
    });
  });
}
