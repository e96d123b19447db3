// SPDX-License-Identifier: GPL-2.0-or-later
// "Give me these recordings": copies in a new folder, a list of them, and SHA256SUMS by which anybody can see that they are whole.

import { createHash } from 'node:crypto';
import { createWriteStream, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { TelephonyError } from '../../faults.js';
import { csv, inLanguage } from '../../kernel/index.js';
import { openSound, SEALED, UNREADABLE } from '../../recording/index.js';
import type { ListedRecording } from '../../store/index.js';
import { errorWords } from '../../words/index.js';
import { attempt } from '../command.js';
import { EXIT, many, type Output, say } from '../output.js';
import { progressLine } from '../progress.js';
import { askRecords } from '../records-client.js';
import { type FoldersOf, foldersAsked } from './folders.js';
import { questionOf, type RecordingsOptions, recordingRows } from './rows.js';

const STEPS = { copy: { en: 'recordings', zh: '录音' } };
const SUMS = 'SHA256SUMS';
const LIST = 'recordings.csv';

/** What became of an export. */
interface Exported {
  readonly folder: string;
  readonly recordings: number;
  /** Those that are not in it, and why. */
  readonly left: readonly { readonly recording: string; readonly file: string; readonly why: string }[];
}

/** Copies the recordings that the options name into `folder`, which must be new or empty. Exit code 1 when one is missing. */
export async function exportRecordings(output: Output, options: RecordingsOptions, folder: string): Promise<void> {
  await attempt(output, async () => {
    assertNew(folder);
    const { result, zone } = await askRecords(options, questionOf(options));
    const rows = (result as readonly ListedRecording[]).toReversed();
    if (rows.length === 0) throw new TelephonyError('NOT_FOUND', 'no recording is so');
    const source = await foldersAsked(options);
    const exported = await copyAll(rows, { source, folder, output: { ...output, zone }, json: options.json === true });
    if (exported.left.length > 0) process.exitCode = EXIT.failed;
    if (options.json) output.write(JSON.stringify(exported, null, 2));
    else tell(output, exported);
  });
}

function assertNew(folder: string): void {
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new TelephonyError('REFUSED', `${folder} is not empty: name a new folder, or empty it`);
  mkdirSync(folder, { recursive: true });
}

interface Copying {
  readonly source: FoldersOf;
  readonly folder: string;
  readonly output: Output;
  readonly json: boolean;
}

async function copyAll(rows: readonly ListedRecording[], { source, folder, output, json }: Copying): Promise<Exported> {
  const progress = progressLine(output, STEPS, { json });
  const sums: string[] = [];
  const copied: ListedRecording[] = [];
  const left: Exported['left'][number][] = [];
  for (const [index, row] of rows.entries()) {
    try {
      sums.push(sumLine(await copy(row, source, join(folder, placeOf(row))), placeOf(row)));
      copied.push(row);
    } catch (error) {
      left.push({ recording: row.id, file: row.file, why: errorWords(error, output.language) });
    }
    progress.tell('copy', (index + 1) / rows.length);
  }
  progress.end();
  const list = csv(recordingRows(copied, output), { excel: true });
  writeFileSync(join(folder, LIST), list, { flag: 'wx' });
  sums.push(sumLine(createHash('sha256').update(list).digest('hex'), LIST));
  writeFileSync(join(folder, SUMS), sums.join(''), { flag: 'wx' });
  return { folder, recordings: copied.length, left };
}

/** Where it lies below the recordings' folder; never outside the new one, whatever stands in the row. */
function placeOf({ state, file }: ListedRecording): string {
  const place = normalize(file);
  if (place.startsWith('..') || place.startsWith('/')) throw new TelephonyError('REFUSED', `file ${file}`);
  if (state === 'recording') throw new TelephonyError('REFUSED', `${file}: it is still being recorded`);
  return place.endsWith(SEALED) ? place.slice(0, -SEALED.length) : place;
}

/** Gives the SHA-256 of what was copied; a sealed one is opened. Rejects with RECORDING_DAMAGED when it is not what was recorded. */
async function copy(row: ListedRecording, source: FoldersOf, to: string): Promise<string> {
  const hash = createHash('sha256');
  const sound = await openSound(row, source);
  mkdirSync(dirname(to), { recursive: true });
  const hashing = new Transform({
    transform(chunk: Uint8Array, _, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  await pipeline(Readable.from(sound.read(0, sound.size - 1)), hashing, createWriteStream(to, { flags: 'wx' })).finally(
    () => sound.close(),
  );
  const sum = hash.digest('hex');
  if (row.sha256 !== null && row.sha256 !== UNREADABLE && row.sha256 !== sum) {
    rmSync(to, { force: true });
    throw new TelephonyError('RECORDING_DAMAGED', `${row.file}: it is not what was recorded`);
  }
  return sum;
}

/** As `sha256sum -c` reads it. */
function sumLine(sum: string, place: string): string {
  return `${sum}  ${place}\n`;
}

function tell(output: Output, { folder, recordings, left }: Exported): void {
  for (const { file, why } of left)
    output.complain(
      inLanguage({ en: `not exported: ${file}: ${why}`, zh: `未导出：${file}：${why}` }, output.language),
    );
  say(output, {
    en: `${many(recordings, 'recording')} in ${folder}; to check: spillway recordings check ${folder}, or cd ${folder} && sha256sum -c ${SUMS}`,
    zh: `已导出 ${recordings} 条录音到 ${folder}；校验：spillway recordings check ${folder}，或 cd ${folder} && sha256sum -c ${SUMS}`,
  });
}
