// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway phone N`: a telephone of the virtual board in a terminal. Lifts, dials, puts down, and says in words what it hears.

import { createInterface } from 'node:readline';
import type { Command } from 'commander';
import { type Config, ConfigFile, ownPrompts, spansOf } from '../../config/index.js';
import { TelephonyError } from '../../faults.js';
import { type Bilingual, inLanguage, SystemClock, sleep } from '../../kernel/index.js';
import { NativeMedia, planOf, toneZone, zoneOf } from '../../native/index.js';
import { attempt, command, withJson } from '../command.js';
import { fitted, type Output, say } from '../output.js';
import { PromptEar } from '../phone/prompt-ear.js';
import { promptSounds } from '../phone/prompt-files.js';
import { Phone, type PhoneNews } from '../phone/telephone.js';

interface Options {
  readonly config: string;
  readonly json?: boolean;
}

const KEYS: Bilingual = {
  en: `Type, each with Enter:
  lift (l), down (d), flash (f), quit (q)
  digits, * and #: dialled or pressed, such as *61*1001*4711#
  wait SECONDS: for a script`,
  zh: `输入以下命令后按回车：
  lift (l) 摘机，down (d) 挂机，flash (f) 拍叉，quit (q) 退出
  数字、* 和 #：拨号或按键，例如 *61*1001*4711#
  wait 秒数：供脚本使用`,
};

const HEARD: Readonly<Record<Exclude<PhoneNews['type'], 'tone' | 'prompt'>, Bilingual>> = {
  box: { en: 'the box is there', zh: '已连接系统' },
  noBox: { en: 'no box at the other end; waiting', zh: '对端没有系统，等待中' },
  rings: { en: 'it rings', zh: '振铃' },
  ringStopped: { en: 'it rings no more', zh: '振铃停止' },
  talk: { en: 'somebody speaks', zh: '有人说话' },
  silence: { en: 'silence', zh: '无声' },
};

const TONES: Readonly<Record<string, Bilingual>> = {
  dial: { en: 'dial tone', zh: '拨号音' },
  ringback: { en: 'ringback tone', zh: '回铃音' },
  busy: { en: 'busy tone', zh: '忙音' },
};

export function phoneCommand(output: Output): Command {
  const t = (en: string, zh: string) => inLanguage({ en, zh }, output.language);
  const summary = {
    en: 'A telephone of the virtual board in this terminal: lift, dial, put down; what it hears is told in words',
    zh: '在终端中使用虚拟板卡上的一部话机：摘机、拨号、挂机；听到的内容以文字显示',
  };
  return withJson(
    command(output, 'phone <station>', summary, [
      {
        line: 'spillway phone 801',
        does: { en: 'the telephone of station 801 of ./spillway.yaml', zh: '当前目录 spillway.yaml 中分机 801 的话机' },
      },
      {
        line: "printf 'lift\\nwait 1\\n*61*1001*4711#\\nwait 5\\ndown\\n' | spillway phone 801",
        does: { en: 'sign agent 1001 in by a script', zh: '用脚本签入座席 1001' },
      },
    ]),
    output,
  )
    .addHelpText('after', `\n${fitted(output, inLanguage(KEYS, output.language))}`)
    .option('--config <file>', t("the box's configuration file", '系统的配置文件'), 'spillway.yaml')
    .action(async (station: string, options: Options) => {
      await attempt(output, () => phone(output, station, options));
    });
}

/** The bank at which the station is plugged in, as its far end sees it. */
function bankOf(config: Config, station: string) {
  const place = config.stations.find(({ number }) => number === station);
  if (place === undefined) {
    const all = config.stations.map(({ number }) => number).join(', ');
    throw new TelephonyError('NOT_FOUND', `station ${station} (there are ${all})`);
  }
  const span = spansOf(config).find(({ name }) => name === place.span);
  if (span === undefined || !('carrier' in span) || span.kind !== 'analog' || span.carrier.type === 'loop')
    throw new TelephonyError(
      'REFUSED',
      `station ${station} is not at a virtual bank with a socket: lift its own telephone`,
    );
  const type = span.carrier.type === 'listen' ? ('connect' as const) : ('listen' as const);
  return { port: place.port, ports: span.count, carrier: { type, path: span.carrier.path }, flash: span.flash.most };
}

/** So much longer than the longest flash is the handset down before the line goes: whoever lifts it next has not flashed. */
const CERTAINLY_DOWN = 200;

async function phone(output: Output, station: string, options: Options): Promise<void> {
  const config = ConfigFile.open(options.config).current;
  const { port, ports, carrier, flash } = bankOf(config, station);
  const ear = new PromptEar(promptSounds(config.language, ownPrompts(config)));
  const media = new NativeMedia({
    signalling: [],
    board: { type: 'virtual', spans: [{ name: 'telephones', kind: 'analog', side: 'telephone', ports, carrier }] },
    tones: planOf(toneZone(zoneOf(config.country))),
  });
  const clock = new SystemClock();
  const channel = media.channels.find(({ slot, kind }) => slot === port && kind === 'fxo');
  if (channel === undefined) throw new TelephonyError('NOT_FOUND', `port ${port}`);
  const telephone = new Phone(media, channel.index, clock, ear);
  telephone.news.on((news) => tell(output, news, options.json ?? false));
  if (!options.json) say(output, KEYS);
  try {
    await telephone.connected;
    for await (const line of createInterface({ input: process.stdin })) {
      const word = line.trim();
      if (word === 'q' || word === 'quit') break;
      await obey(output, telephone, word, (seconds) => sleep(clock, seconds * 1_000));
    }
  } finally {
    const wasLifted = telephone.isLifted;
    telephone.close();
    if (wasLifted) await sleep(clock, flash + CERTAINLY_DOWN);
    media.close();
    process.stdin.destroy(); // a pipe that stays open would keep the process
  }
}

async function obey(
  output: Output,
  telephone: Phone,
  word: string,
  wait: (seconds: number) => Promise<void>,
): Promise<void> {
  const [, seconds] = /^wait (\d+(?:\.\d+)?)$/.exec(word) ?? [];
  if (seconds !== undefined) await wait(Number(seconds));
  else if (word === 'l' || word === 'lift') telephone.lift();
  else if (word === 'd' || word === 'down') telephone.putDown();
  else if (word === 'f' || word === 'flash') telephone.flash();
  else if (/^[\d*#A-D]+$/.test(word)) telephone.dial(word);
  else if (word !== '') say(output, KEYS);
}

function tell(output: Output, news: PhoneNews, json: boolean): void {
  if (json) {
    output.write(JSON.stringify(news));
    return;
  }
  if (news.type === 'tone') say(output, TONES[news.tone] ?? { en: news.tone, zh: news.tone });
  else if (news.type === 'prompt') say(output, { en: `prompt: ${news.name}`, zh: `提示音：${news.name}` });
  else say(output, HEARD[news.type]);
}
