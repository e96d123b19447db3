// SPDX-License-Identifier: GPL-2.0-or-later
// How is a file heard here? By whichever player is installed; where none can, its path is told, to be heard elsewhere.

import { spawn } from 'node:child_process';
import { EXIT, type Output, say } from '../output.js';

const PLAYERS: readonly (readonly [string, ...string[]])[] = [
  ['aplay', '-q'],
  ['paplay'],
  ['ffplay', '-nodisp', '-autoexit', '-loglevel', 'error'],
];

/** Plays it to its end. */
export async function playFile(output: Output, file: string): Promise<void> {
  output.write(file);
  let complaint: string | undefined;
  for (const [player, ...options] of PLAYERS) {
    const ended = await run(player, [...options, file]);
    if (ended === 'played') return;
    if (ended !== 'missing') complaint ??= `${player}: ${ended}`;
  }
  process.exitCode = EXIT.failed;
  if (complaint !== undefined) output.complain(complaint);
  const path = file;
  if (complaint === undefined)
    say(output, {
      en: `no player is here: apt install alsa-utils, or copy the file and play it elsewhere: ${path}`,
      zh: `本机没有播放程序：请安装 apt install alsa-utils，或把文件复制到别处播放：${path}`,
    });
  else
    say(output, {
      en: `the sound card cannot be used here: copy the file and play it elsewhere: ${path}`,
      zh: `本机声卡无法使用：请把文件复制到别处播放：${path}`,
    });
}

function run(player: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    const child = spawn(player, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    let told = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      told += text;
    });
    child.once('error', () => resolve('missing'));
    child.once('close', (code) =>
      resolve(code === 0 ? 'played' : (told.trim().split('\n')[0] ?? '') || `exit ${code}`),
    );
  });
}
