// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway speech say|hear`: do the site's engines speak and understand? Asked as the box asks them; no box need run.

import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Command, Option } from 'commander';
import { type Config, ConfigFile } from '../../config/index.js';
import { hearingEngine, speakingEngine } from '../../engine/index.js';
import { TelephonyError } from '../../faults.js';
import { keysMeant, phrasesOf } from '../../ivr/index.js';
import { inLanguage, type Language, SystemClock } from '../../kernel/index.js';
import { openRecognition, SherpaServer, synthesized } from '../../speech/index.js';
import { attempt, command, withJson } from '../command.js';
import { openSound } from '../detect/open-sound.js';
import { LINE_RATE } from '../detect/resampled.js';
import { SoundFault } from '../detect/sound.js';
import { type Output, say } from '../output.js';
import { playFile } from '../prompts/sound-card.js';
import { fileOrUsual } from '../usual-file.js';

interface Options {
  readonly config?: string;
  readonly json?: boolean;
  readonly language?: Language;
}

interface SayOptions extends Options {
  readonly out?: string;
  readonly play?: boolean;
}

interface HearOptions extends Options {
  readonly phrases?: string;
  readonly digits?: boolean;
}

export function speechCommand(output: Output): Command {
  const summary = {
    en: "Try the site's engines: speak a text, understand a recording",
    zh: '试验本站的语音引擎：合成文字、识别录音',
  };
  const made = command(output, 'speech', summary, [
    {
      line: "spillway speech say 'Your order is under way.' --out order.wav",
      does: { en: 'as callers would hear it', zh: '与来电者听到的相同' },
    },
    { line: 'spillway speech hear answer.wav', does: { en: 'what the engine understands', zh: '引擎识别出的内容' } },
  ]);
  made.addCommand(sayCommand(output));
  made.addCommand(hearCommand(output));
  return made;
}

function common(output: Output, made: Command): Command {
  const t = (en: string, zh: string) => inLanguage({ en, zh }, output.language);
  return withJson(made, output)
    .option('--config <file>', t("the box's configuration file", '系统的配置文件'))
    .addOption(
      new Option(
        '--language <language>',
        t('zh-CN or en; default: that of the file', 'zh-CN 或 en；默认为配置文件的语言'),
      ).choices(['zh-CN', 'en']),
    );
}

function sayCommand(output: Output): Command {
  const t = (en: string, zh: string) => inLanguage({ en, zh }, output.language);
  const summary = { en: 'Speaks a text by the engine of `speech.say`', zh: '用 `speech.say` 的引擎合成文字' };
  const made = command(output, 'say', summary, [
    {
      line: "spillway speech say '您的订单正在配送。' --language zh-CN --out order.wav",
      does: { en: 'into a file: 8 kHz A-law', zh: '写入文件：8 kHz A 律' },
    },
  ]);
  return common(output, made)
    .argument('<text>', t('what is said', '要说的文字'))
    .option('--play', t('plays it through the sound card', '用声卡播放'))
    .option('--out <file>', t('where the WAV goes', 'WAV 的存放位置'))
    .action((text: string, _: unknown, self: Command) =>
      attempt(output, () => speak(output, text, self.optsWithGlobals<SayOptions>())),
    );
}

function hearCommand(output: Output): Command {
  const t = (en: string, zh: string) => inLanguage({ en, zh }, output.language);
  const summary = {
    en: 'Understands a recording by the engine of `speech.hear`',
    zh: '用 `speech.hear` 的引擎识别录音',
  };
  const made = command(output, 'hear', summary, [
    { line: 'spillway speech hear answer.wav', does: { en: 'anything may be said', zh: '任意内容' } },
    {
      line: "spillway speech hear answer.wav --phrases 'order,where is my order'",
      does: { en: 'one of these, as in a menu', zh: '其中之一，如语音菜单' },
    },
    { line: 'spillway speech hear number.wav --digits', does: { en: 'digits one by one', zh: '逐位数字' } },
  ]);
  return common(output, made)
    .argument('<file>', t('a recording, as `detect` takes it', '录音文件，格式同 `detect`'))
    .option('--phrases <list>', t('what may be said, with commas between', '可能说的短语，以逗号分隔'))
    .option('--digits', t('digits may be said', '可能说的是数字'))
    .action((file: string, _: unknown, self: Command) =>
      attempt(output, () => hear(output, file, self.optsWithGlobals<HearOptions>())),
    );
}

function read({ config }: Options): Config {
  return ConfigFile.open(fileOrUsual(config)).current;
}

async function speak(output: Output, text: string, options: SayOptions): Promise<void> {
  const config = read(options);
  const language = options.language ?? config.language;
  const clock = new SystemClock();
  const began = clock.now();
  const engine = speakingEngine(config.speech.say, language);
  const wav = await synthesized(clock, engine, { text, language }, config.speech.say.timeout).catch(
    (error: unknown) => {
      throw new TelephonyError('SPEECH_FAILED', error instanceof Error ? error.message : String(error));
    },
  );
  const took = Math.round(clock.now() - began);
  const file = options.out ?? join(mkdtempSync(join(tmpdir(), 'spillway-said-')), 'said.wav');
  writeFileSync(file, wav);
  const seconds = (wav.length - 58) / LINE_RATE;
  if (options.json)
    output.write(JSON.stringify({ file, language, engine: engine.kind, seconds, milliseconds: took }, null, 2));
  else
    say(output, {
      en: `${file}: ${seconds.toFixed(1)} s, spoken by ${engine.kind} in ${took} ms`,
      zh: `${file}：${seconds.toFixed(1)} 秒，由 ${engine.kind} 合成，用时 ${took} 毫秒`,
    });
  if (options.play) await playFile(output, file);
}

async function hear(output: Output, file: string, options: HearOptions): Promise<void> {
  const config = read(options);
  const { hear: hearing } = config.speech;
  if (hearing === undefined)
    throw new TelephonyError('REFUSED', 'nobody understands what callers say: write speech.hear into the file');
  const language = options.language ?? config.language;
  const listed =
    options.phrases
      ?.split(',')
      .map((phrase) => phrase.trim())
      .filter((phrase) => phrase !== '') ?? [];
  const what = { kind: 'digits' } as const;
  const phrases = options.digits ? phrasesOf(what, language) : listed;
  const clock = new SystemClock();
  const engine = hearingEngine(hearing);
  let server: SherpaServer | undefined;
  const recognition = openRecognition(clock, engine, { language, phrases, repeated: options.digits === true }, () => {
    server ??= new SherpaServer(clock, engine as Extract<typeof engine, { readonly kind: 'sherpa' }>, () => {});
    return server;
  });
  const began = clock.now();
  try {
    for (const block of blocksOf(file)) recognition.feed(block);
    const text = await recognition.finish(engine.kind === 'sherpa' ? 60_000 : hearing.timeout);
    const took = Math.round(clock.now() - began);
    const digits = options.digits ? keysMeant(what, language, text) : undefined;
    if (options.json)
      output.write(
        JSON.stringify({ text, ...(options.digits && { digits: digits ?? null }), milliseconds: took }, null, 2),
      );
    else if (text === '')
      say(output, { en: `nothing was understood (${took} ms)`, zh: `没有识别出内容（${took} 毫秒）` });
    else
      say(output, {
        en: `"${text}"${digits === undefined ? '' : `, digits ${digits}`} (${took} ms)`,
        zh: `“${text}”${digits === undefined ? '' : `，数字 ${digits}`}（${took} 毫秒）`,
      });
  } catch (error) {
    throw new TelephonyError(
      'REFUSED',
      `the recording was not understood: ${error instanceof Error ? error.message : String(error)}`,
    );
  } finally {
    server?.close();
  }
}

/** The first side of it, at 8 kHz, 16 bits. */
function* blocksOf(file: string): Iterable<Int16Array> {
  try {
    const sound = openSound(file, undefined);
    try {
      for (let block = sound.read(); block.length > 0; block = sound.read()) {
        const one = block.filter((_, index) => index % sound.sides === 0);
        yield Int16Array.from(one, (sample) => Math.round(Math.max(-1, Math.min(1, sample)) * 32_767));
      }
    } finally {
      sound.close();
    }
  } catch (error) {
    if (error instanceof SoundFault) throw new TelephonyError('REFUSED', `${file} ${error.says.en}`);
    throw error;
  }
}
