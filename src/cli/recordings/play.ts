// SPDX-License-Identifier: GPL-2.0-or-later
// "Let me hear it": through the sound card by a program that is there, else the file's path.

import { spawn } from 'node:child_process';
import { accessSync, constants, createWriteStream, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { TelephonyError } from '../../faults.js';
import { openSound } from '../../recording/index.js';
import { type ListedRecording, recordingFile } from '../../store/index.js';
import { attempt } from '../command.js';
import { EXIT, type Output, say } from '../output.js';
import { askRecords } from '../records-client.js';
import { when } from '../times.js';
import { type FoldersOf, foldersAsked } from './folders.js';
import type { RecordingsOptions } from './rows.js';

/** Programs that play a WAV of A-law to its end, the plainest first. */
const PLAYERS: readonly { readonly program: string; readonly args: readonly string[] }[] = [
  { program: 'aplay', args: ['-q'] },
  { program: 'paplay', args: [] },
  { program: 'ffplay', args: ['-nodisp', '-autoexit', '-loglevel', 'error'] },
];

/** Plays the recordings that `id` names: its own id or its call's, or what one of them ends in. */
export async function playRecording(output: Output, options: RecordingsOptions, id: string): Promise<void> {
  await attempt(output, async () => {
    const { rows, zone } = await named(options, id);
    const folders = await foldersAsked(options);
    const files = rows.map((row) => ({ row, path: recordingFile(row, folders) }));
    for (const { row, path } of files) assertWhole(row, path);
    if (options.json)
      output.write(
        JSON.stringify(
          files.map(({ row, path }) => ({ ...row, path })),
          null,
          2,
        ),
      );
    const player = PLAYERS.find(({ program }) => isThere(program));
    for (const { row, path } of files) {
      if (!options.json) output.write(`${when(row.startedAt, zone)} ${path}`);
      if (player !== undefined && !(await playOpened(player, row, folders))) {
        say(output, { en: `${player.program} could not play it`, zh: `${player.program} 无法播放` });
        process.exitCode = EXIT.failed;
      }
    }
    if (player !== undefined || options.json) return;
    process.exitCode = EXIT.failed;
    output.complain(
      output.language === 'zh-CN'
        ? '本机没有播放程序（aplay、paplay、ffplay）：请执行 apt-get install alsa-utils，或把文件复制到有声卡的电脑上播放'
        : 'no program here plays sound (aplay, paplay, ffplay): apt-get install alsa-utils, or copy the file to a machine with a sound card',
    );
  });
}

async function named(options: RecordingsOptions, id: string) {
  const ask = async (params: Readonly<Record<string, unknown>>) => {
    const { result, zone } = await askRecords(options, { method: 'recordings', params });
    return { rows: (result as readonly ListedRecording[]).toReversed(), zone };
  };
  const own = await ask({ id });
  if (own.rows.length === 1) return own;
  if (own.rows.length > 1) throw new TelephonyError('REFUSED', `${id}: several recordings end in this`);
  const ofCall = await ask({ call: id }).catch((error: unknown) => {
    if (error instanceof TelephonyError && error.code === 'NOT_FOUND') return own;
    throw error;
  });
  if (ofCall.rows.length === 0) throw new TelephonyError('NOT_FOUND', `recording ${id}`);
  return ofCall;
}

/** What is being written has no length in its header yet. */
function assertWhole({ state }: ListedRecording, path: string): void {
  if (state === 'recording') throw new TelephonyError('REFUSED', `${path}: it is still being recorded`);
  if (!existsSync(path)) throw new TelephonyError('NOT_FOUND', `file ${path}`);
  accessSync(path, constants.R_OK);
}

function isThere(program: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return folder !== '';
    } catch {
      return false;
    }
  });
}

/** A sealed one lies open in a folder of ours while it is played, and no longer. */
async function playOpened(
  player: (typeof PLAYERS)[number],
  row: ListedRecording,
  folders: FoldersOf,
): Promise<boolean> {
  if (row.key === null) return play(player, recordingFile(row, folders));
  const place = mkdtempSync(join(tmpdir(), 'spillway-play-'));
  try {
    const sound = await openSound(row, folders);
    const path = join(place, 'recording.wav');
    const to = createWriteStream(path, { mode: 0o600 });
    await pipeline(Readable.from(sound.read(0, sound.size - 1)), to).finally(() => sound.close());
    return await play(player, path);
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

/** Whether it played to the end; Ctrl-C ends the player, and so this. */
function play({ program, args }: (typeof PLAYERS)[number], path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const player = spawn(program, [...args, path], { stdio: ['ignore', 'ignore', 'inherit'] });
    player.once('error', () => resolve(false));
    player.once('close', (code) => resolve(code === 0));
  });
}
