// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway trace`: what do the exchange and the box say to each other on the D-channel? Frame by frame, in words, while it happens.

import { type Command, Option } from 'commander';
import { cause } from '../../call/index.js';
import type { WireFrame } from '../../engine/index.js';
import { inLanguage, LANGUAGES, type Language, SystemClock, sleep } from '../../kernel/index.js';
import { type DecodedFrame, decodeFrame, elementValue } from '../../line/index.js';
import { attempt, type BoxOptions, command, integerOption, numberOption, withBox } from '../command.js';
import { askBox } from '../control-client.js';
import { type Output, say } from '../output.js';
import { zoneOf } from '../times.js';
import { FrameLines } from '../trace/frame-lines.js';
import { PcapFile, STANDARD_OUTPUT } from '../trace/pcap.js';
import { untilInterrupted } from '../until-interrupted.js';

interface Options extends BoxOptions {
  readonly pcap?: string;
  readonly level: '2' | '3';
  readonly for?: number;
  readonly count?: number;
  readonly lang?: Language;
}

const LONGEST_S = 7 * 24 * 3600;

export function traceCommand(output: Output): Command {
  const summary = {
    en: 'D-channel frames in words while they pass, both ways (<- received, -> sent), until Ctrl-C',
    zh: '逐帧显示 D 信道信令（<- 收，-> 发），按 Ctrl-C 结束',
  };
  const told = (en: string, zh: string) => inLanguage({ en, zh }, output.language);
  return withBox(
    command(output, 'trace [span]', summary, [
      { line: 'spillway trace e1', does: { en: 'everything on span e1', zh: '中继 e1 上的全部帧' } },
      { line: 'spillway trace --level 3', does: { en: 'messages only, of all E1s', zh: '所有 E1，仅显示消息' } },
      {
        line: 'spillway trace e1 --for 60 --pcap e1.pcap',
        does: { en: 'a minute of it, and a file for Wireshark', zh: '跟踪一分钟，并保存为 Wireshark 可读的文件' },
      },
      {
        line: 'spillway trace e1 --pcap - | wireshark -k -i -',
        does: { en: 'live in Wireshark', zh: '在 Wireshark 中实时查看' },
      },
      {
        line: "spillway trace e1 --json | jq -c 'select(.cause.number == 44)'",
        does: { en: 'for a script: one object a frame', zh: '供脚本使用：每帧一个对象' },
      },
    ]),
    output,
  )
    .option(
      '--pcap <file>',
      told('write all frames for Wireshark, too; -: to standard output', '同时写入 Wireshark 可读的文件；- 为标准输出'),
    )
    .addOption(
      new Option(
        '--level <level>',
        told('2: all frames; 3: only messages and what was refused', '2 全部帧；3 仅消息及被拒绝的帧'),
      )
        .choices(['2', '3'])
        .default('2'),
    )
    .option('--for <seconds>', told('end after so long', '持续秒数'), numberOption('for', 0.1, LONGEST_S))
    .option('--count <n>', told('end after so many frames shown', '显示若干帧后结束'), integerOption('count', 1, 1e9))
    .addOption(new Option('--lang <language>', told('speak it', '输出语言')).choices([...LANGUAGES]))
    .action((span: string | undefined, options: Options) =>
      attempt(output, () => trace({ ...output, language: options.lang ?? output.language }, span, options)),
    );
}

/** What a trace does with each frame, and how much it did. */
class Tracing {
  shown = 0;
  lost = 0;
  readonly #output: Output;
  readonly #options: Options;
  readonly #lines: FrameLines;

  constructor(output: Output, options: Options, spans: boolean) {
    this.#output = output;
    this.#options = options;
    this.#lines = new FrameLines(output.language, { spans, zone: output.zone });
  }

  take(wire: WireFrame): void {
    this.lost += wire.lostBefore;
    const frame = decodeFrame(Buffer.from(wire.octets, 'hex'));
    if (this.#options.level === '3' && !matters(wire, frame)) return;
    this.shown++;
    for (const line of this.#options.json ? [json(wire, frame)] : this.#lines.show(wire, frame))
      this.#output.write(line);
  }
}

async function trace(output: Output, span: string | undefined, options: Options): Promise<void> {
  if (options.pcap !== undefined) await askBox(options.socket, 'status'); // else an old file would be emptied for nothing
  const pcap = options.pcap === undefined ? undefined : new PcapFile(options.pcap);
  const silent = options.pcap === STANDARD_OUTPUT; // nothing may come between the frames
  const shown = { ...output, zone: options.json ? undefined : await zoneOf(options.socket) };
  const tracing = new Tracing(silent ? { ...shown, write: () => {} } : shown, options, span === undefined);
  const { signal, stop } = untilInterrupted();
  let failure: unknown;
  const item = (item: unknown) => {
    if (signal.aborted) return;
    try {
      pcap?.write(item as WireFrame);
      tracing.take(item as WireFrame);
    } catch (error) {
      failure = error; // a full disk, say: thrown below, not into the socket
      stop();
    }
    if (tracing.shown === options.count) stop();
  };
  if (options.for !== undefined) sleep(new SystemClock(), options.for * 1000, signal).then(stop, () => {});
  try {
    await askBox(options.socket, 'trace', { params: span === undefined ? {} : { span }, item, signal });
  } finally {
    stop();
    pcap?.close();
  }
  if (failure !== undefined) throw failure;
  if (!options.json && !silent) closing(output, tracing, options.pcap);
}

/** Layer 3, and what was wrong; the rest is layer 2 keeping itself alive. */
function matters({ use, fault }: WireFrame, { message, kind }: DecodedFrame): boolean {
  return message !== undefined || fault !== '' || (use === 'none' && kind === 'I');
}

function json(wire: WireFrame, frame: DecodedFrame): string {
  const number = elementValue(frame.message?.elements ?? [], 'cause')?.number;
  return JSON.stringify({ ...wire, frame, ...(number !== undefined && { cause: cause(number) }) });
}

function closing(output: Output, tally: Tracing, pcap?: string): void {
  const file =
    pcap === undefined ? { en: '', zh: '' } : { en: `; for Wireshark: ${pcap}`, zh: `；Wireshark 文件：${pcap}` };
  say(output, {
    en: `${tally.shown} frames shown, ${tally.lost} lost${file.en}`,
    zh: `共显示 ${tally.shown} 帧，丢失 ${tally.lost} 帧${file.zh}`,
  });
}
