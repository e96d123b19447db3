// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway detect`: what is in these sound files? Digits, tones, fax and speech, as the engine would tell them.

import { statSync } from 'node:fs';
import type { Command } from 'commander';
import { TelephonyError } from '../../faults.js';
import { type Bilingual, inLanguage } from '../../kernel/index.js';
import type { DetectorOptions } from '../../native/index.js';
import { errorWords } from '../../words/index.js';
import { attempt, command, withJson } from '../command.js';
import { jsonLine, textLine } from '../detect/lines.js';
import { listen } from '../detect/listen.js';
import { openSound } from '../detect/open-sound.js';
import { type DetectOptions, detectorOptions, withDetectOptions } from '../detect/options.js';
import { LINE_RATE } from '../detect/resampled.js';
import { SoundFault } from '../detect/sound.js';
import { EXIT, type Output, refuse } from '../output.js';
import { type ProgressLine, progressLine } from '../progress.js';

/** From here on a terminal sees how far the work is. */
const LONG_BYTES = 10_000_000;

export function detectCommand(output: Output): Command {
  const summary = {
    en: 'Prints what is in sound files (WAV, FLAC, OGG, AU, ... of any rate, or bare samples): DTMF digits, call-progress tones, fax tones and speech, with start, end and level',
    zh: '列出声音文件（任意采样率的 WAV、FLAC、OGG、AU 等，或裸采样数据）中的 DTMF 按键、信号音、传真音与话音，及其起止时间和电平',
  };
  const made = command(output, 'detect <file...>', summary, [
    {
      line: 'spillway detect call.wav',
      does: {
        en: 'a line for each thing found; exit 2 when a file cannot be read',
        zh: '每项一行；文件无法读取时返回 2',
      },
    },
    {
      line: 'spillway detect --only digit --json *.wav | jq -r .digit',
      does: { en: 'the digits alone', zh: '只输出按键' },
    },
    {
      line: 'spillway detect --raw alaw --profile etsi --min-on 60 line.al',
      does: {
        en: 'bare A-law, by the limits of ETSI, no digit under 60 ms',
        zh: 'A 律裸数据，按 ETSI 标准，不计 60 毫秒以下的按键',
      },
    },
    {
      line: 'spillway detect --amd --only speech answered.flac',
      does: { en: 'who answered, and when he spoke', zh: '判断应答者，并列出话音时段' },
    },
  ]);
  return withJson(withDetectOptions(made, output), output).action(
    (files: readonly string[], options: DetectOptions) => {
      if (options.rate !== undefined && options.raw === undefined) misused(made, output, NEEDS_RAW);
      const wanted = wantedOf(made, output, options);
      const told = new Set<string>();
      return attempt(output, () => {
        for (const file of files) detectIn(file, { ...options, wanted, told }, output);
      });
    },
  );
}

const NEEDS_RAW = {
  en: 'error: --rate goes with --raw: other files tell their rate',
  zh: 'error: --rate 须与 --raw 同用：其他文件自带采样率',
};

function misused(made: Command, output: Output, sentence: Bilingual): never {
  return made.error(inLanguage(sentence, output.json ? 'en' : output.language), { exitCode: EXIT.usage });
}

const bothWords = (error: unknown, option: string): Bilingual => ({
  en: `error: ${option}: ${errorWords(error, 'en')}`,
  zh: `error: ${option}：${errorWords(error, 'zh-CN')}`,
});

/** An unknown zone is a wrong option, not a failure. */
function wantedOf(made: Command, output: Output, options: DetectOptions): DetectorOptions {
  try {
    return detectorOptions(options);
  } catch (error) {
    if (error instanceof TelephonyError) misused(made, output, bothWords(error, '--zone'));
    throw error;
  }
}

interface Job extends DetectOptions {
  readonly wanted: DetectorOptions;
  /** What was said once and need not be said of the next file. */
  readonly told: Set<string>;
}

/** A file that cannot be read is named on standard error, and the exit code is 2. */
function detectIn(file: string, options: Job, output: Output): void {
  const progress = progressOf(file, output);
  try {
    const raw = options.raw && { encoding: options.raw, rate: options.rate ?? LINE_RATE };
    for (const heard of listen(openSound(file, raw), options.wanted)) {
      if ('share' in heard) {
        progress?.tell('listening', heard.share);
        continue;
      }
      progress?.end();
      if ('unheard' in heard) {
        tellUnheard(heard.unheard, options, output);
        continue;
      }
      output.write(options.json ? jsonLine(file, heard.found) : textLine(file, heard.found, output.language));
    }
  } catch (fault) {
    if (!(fault instanceof SoundFault)) throw fault;
    progress?.end();
    refuse(output, { en: `${file}: ${fault.says.en}`, zh: `${file}：${fault.says.zh}` }, EXIT.usage);
  } finally {
    progress?.end();
  }
}

function tellUnheard(tones: readonly string[], { zone, told }: Job, output: Output): void {
  if (told.has('unheard')) return;
  told.add('unheard');
  const text = {
    en: `zone ${zone}: not listened for, because they cannot be told apart: ${tones.join(', ')}`,
    zh: `区域 ${zone}：以下信号音无法区分，不予检测：${tones.join('、')}`,
  };
  output.complain(inLanguage(text, output.language));
}

/** On a terminal, of a long file. */
function progressOf(file: string, output: Output): ProgressLine<'listening'> | undefined {
  if (!process.stderr.isTTY) return undefined;
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size < LONG_BYTES) return undefined;
  return progressLine(output, { listening: { en: `${file}: listened to`, zh: `${file}：已分析` } }, {});
}
