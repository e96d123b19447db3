// SPDX-License-Identifier: GPL-2.0-or-later
// How does a sheet get into a file? CSV is written here; spreadsheets and paper by a program of its own, whose memory is bounded and which
// no call waits for. A file is there whole or not at all.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { TelephonyError } from '../faults.js';
import { csv } from '../kernel/index.js';
import { fontHere } from './fonts.js';
import { type Format, MOST_ROWS } from './formats.js';
import type { Sheet, SheetRow } from './sheet.js';

/** What has become of it. */
export interface Printed {
  readonly rows: number;
  /** The most memory that the program took, KiB; of CSV, which has none, nothing. */
  readonly peak?: number;
}

/** What the program reads first. */
export interface Head extends Omit<Sheet, 'rows'> {
  readonly format: Exclude<Format, 'csv'>;
  readonly font?: readonly [file: string, face: string];
}

const TOGETHER = 500; // rows in one piece
const HEAP: Readonly<Record<Head['format'], number>> = { xlsx: 160, pdf: 480 }; // MiB: what the most rows take, and half as much again
const PROGRAM = fileURLToPath(new URL('./print-program.js', import.meta.url));

/** Options of one file. */
export interface PrintOptions {
  /** Of CSV: telephone numbers as Excel keeps them whole. */
  readonly excel?: boolean;
}

/**
 * Writes it to `path`, which is replaced when all of it is on the disk. Rejects with REFUSED for more rows than the format takes, and where
 * there is no font for paper; what was there before is still there then.
 */
export async function printed(
  sheet: Sheet,
  format: Format,
  path: string,
  options: PrintOptions = {},
): Promise<Printed> {
  const part = `${path}.part`;
  try {
    const done = format === 'csv' ? await writeCsv(sheet, part, options) : await byProgram(sheet, format, part);
    await rename(part, path);
    return done;
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

async function writeCsv({ headings, rows }: Sheet, path: string, { excel = false }: PrintOptions): Promise<Printed> {
  const file = await open(path, 'w', 0o640);
  let count = 0;
  try {
    await file.write(csv([headings], { excel }));
    for await (const some of pieces(rows, Number.POSITIVE_INFINITY, 'csv')) {
      count += some.length;
      await file.write(csv(some, { excel }).replace(/^\uFEFF/, ''));
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { rows: count };
}

async function byProgram(sheet: Sheet, format: Exclude<Format, 'csv'>, path: string): Promise<Printed> {
  const { rows, ...told } = sheet;
  const head: Head = { ...told, format, ...(format === 'pdf' ? { font: fontHere() } : {}) };
  const file = await open(path, 'w', 0o640);
  let count = 0;
  async function* lines() {
    yield `${JSON.stringify(head)}\n`;
    for await (const some of pieces(rows, MOST_ROWS[format], format)) {
      count += some.length;
      yield `${some.map((row) => JSON.stringify(row)).join('\n')}\n`;
    }
  }
  try {
    const peak = await fed(lines(), format, file);
    await file.sync();
    return { rows: count, peak };
  } finally {
    await file.close();
  }
}

/** Runs the program; gives its peak. */
async function fed(lines: AsyncIterable<string>, format: Head['format'], file: FileHandle): Promise<number> {
  const child = spawn('nice', ['-n', '10', process.execPath, `--max-old-space-size=${HEAP[format]}`, PROGRAM], {
    stdio: ['pipe', file.fd, 'pipe'],
  });
  try {
    const [said, ended] = [wordsOf(child), once(child, 'close')];
    const feeding = pipeline(Readable.from(lines), child.stdin as NodeJS.WritableStream).catch(ownFault);
    const [fault, [code]] = await Promise.all([feeding, ended]);
    if (fault !== undefined) throw fault;
    const last = (await said).trim().split('\n').at(-1) ?? '';
    if (code !== 0) throw new TelephonyError('REFUSED', `the file could not be written: ${last || `exit ${code}`}`);
    return Number((JSON.parse(last) as { peak: number }).peak);
  } finally {
    child.kill();
  }
}

/** A pipe that the program has closed is told by its end; what befell the rows is ours. */
function ownFault(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'EPIPE' || code === 'ERR_STREAM_PREMATURE_CLOSE' ? undefined : error;
}

async function wordsOf(child: ChildProcess): Promise<string> {
  let said = '';
  for await (const some of child.stderr ?? []) said = `${said}${some}`.slice(-4_000);
  return said;
}

/** Rows by the piece. Throws REFUSED for more than `most`. */
async function* pieces(rows: Sheet['rows'], most: number, format: Format): AsyncGenerator<SheetRow[]> {
  let [piece, count]: [SheetRow[], number] = [[], 0];
  for await (const row of rows) {
    if (++count > most)
      throw new TelephonyError('REFUSED', `${format}: more than ${most} rows; a shorter time, or CSV, would be right`);
    piece.push(row);
    if (piece.length < TOGETHER) continue;
    yield piece;
    piece = [];
  }
  if (piece.length > 0) yield piece;
}
