// SPDX-License-Identifier: GPL-2.0-or-later
// Is every recording whole? Each WAV opens in sox, and sox, disk and catalogue row tell the same length.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { RecordingRow } from '../../src/store/index.js';
import { wavChannels } from '../support/wav.js';

const SAMPLES_PER_MS = 8;
const HEADER_BYTES = 58;

/** What is wrong with the recordings of a directory, by their catalogue rows. */
export function wrongRecordings(directory: string, rows: readonly RecordingRow[]): string[] {
  return rows.flatMap((row) => wrongWith(join(directory, row.file), row).map((fault) => `${row.file}: ${fault}`));
}

function wrongWith(path: string, { state, durationMs, reason }: RecordingRow): string[] {
  if (state === 'expected' || state === 'recording') return [`is still ${state}`];
  // The row is there before the file: a box that died between them left a row and no sample.
  const bytes = existsSync(path) ? statSync(path).size : 0;
  if (state === 'failed') return bytes > HEADER_BYTES ? [`failed (${reason}), but ${bytes} bytes are there`] : [];
  if (bytes === 0) return ['there is no file'];

  const { status, stdout, stderr } = spawnSync('sox', ['--i', '-s', path], { encoding: 'utf8' });
  if (status !== 0) return [`sox does not open it: ${stderr.trim()}`];
  const samples = Number(stdout);
  const stated = Math.round((durationMs ?? -1) * SAMPLES_PER_MS);
  const there = wavChannels(path)[0]?.length ?? -1;
  return [
    ...(samples === stated ? [] : [`sox counts ${samples} samples, the catalogue has ${stated}`]),
    ...(samples === there && bytes === HEADER_BYTES + 2 * there ? [] : [`${samples} samples, ${bytes} bytes on disk`]),
  ];
}
