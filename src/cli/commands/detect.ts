// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway detect`: which DTMF digits are in these WAV files?

import { getSystemErrorName } from 'node:util';
import type { Command } from 'commander';
import { type Bilingual, inLanguage } from '../../kernel/index.js';
import { type DetectedDigit, type DetectedDigits, detectDigits } from '../../native/index.js';
import { attempt, command, withJson } from '../command.js';
import { EXIT, type Output } from '../output.js';

interface Options {
  readonly json?: boolean;
}

export function detectCommand(output: Output): Command {
  const summary = {
    en: 'Prints every DTMF digit of WAV files (A-law, mu-law, 16 bit PCM at 8 kHz) with start, end and level',
    zh: '列出 WAV 文件(A 律、μ 律或 16 位 PCM,8 kHz)中的全部 DTMF 按键及起止时间、电平',
  };
  return withJson(
    command(output, 'detect <file...>', summary, [
      {
        line: 'spillway detect call.wav',
        does: { en: 'a line per digit; exit 2 when a file cannot be read', zh: '每个按键一行;文件无法读取时返回 2' },
      },
      {
        line: 'spillway detect --json *.wav | jq -r .digit',
        does: { en: 'the digits alone', zh: '只输出按键' },
      },
    ]),
    output,
  ).action((files: readonly string[], options: Options) =>
    attempt(output, () => {
      for (const file of files) {
        if (!print(output, file, detectDigits(file), options)) process.exitCode = EXIT.usage;
      }
    }),
  );
}

/** False when the file could not be read; then a sentence on standard error says why. */
function print(output: Output, file: string, found: DetectedDigits, options: Options): boolean {
  if ('failure' in found) {
    output.complain(inLanguage(reason(file, found), output.language));
    return false;
  }
  for (const digit of found.digits) {
    output.write(options.json ? JSON.stringify({ file, type: 'digit', ...digit }) : sentence(file, digit));
  }
  return true;
}

/** `call.wav  5  1.020-1.122 s  -9.8 dBm0`: columns need no language. */
function sentence(file: string, { digit, startMs, endMs, levelDbm0 }: DetectedDigit): string {
  const seconds = (milliseconds: number) => (milliseconds / 1000).toFixed(3);
  return `${file}  ${digit}  ${seconds(startMs)}-${seconds(endMs)} s  ${levelDbm0.toFixed(1)} dBm0`;
}

function reason(file: string, found: Extract<DetectedDigits, { failure: unknown }>): Bilingual {
  switch (found.failure) {
    case 'fileMissing':
      return { en: `${file}: there is no such file`, zh: `${file}:文件不存在` };
    case 'fileEmpty':
      return { en: `${file}: there is no audio in it`, zh: `${file}:文件中没有声音数据` };
    case 'fileInvalid':
      return {
        en: `${file}: not a whole WAV file of A-law, mu-law or 16 bit PCM at 8 kHz; convert it: sox IN -r 8000 -e a-law OUT.wav`,
        zh: `${file}:不是完整的 8 kHz A 律、μ 律或 16 位 PCM 的 WAV 文件;可转换:sox 原文件 -r 8000 -e a-law 新文件.wav`,
      };
    default: {
      const name = found.systemError === 0 ? found.failure : getSystemErrorName(-found.systemError);
      return { en: `${file}: cannot be read (${name})`, zh: `${file}:无法读取(${name})` };
    }
  }
}
