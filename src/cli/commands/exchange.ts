// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway exchange`: the public network in a box, a process of its own that calls, answers and keeps a log.

import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { TelephonyError } from '../../faults.js';
import { clockUntil, inLanguage, SystemClock, VirtualClock } from '../../kernel/index.js';
import { type EngineOptions, NativeMedia, runInLockStep } from '../../native/index.js';
import { loadVoices, Network, readScenario, type ScenarioRun } from '../../sim/index.js';
import { attempt, command, integerOption, numberOption, withJson } from '../command.js';
import { ExchangeReporter } from '../exchange-reporter.js';
import { exchangeSocket } from '../exchange-socket.js';
import { fitted, type Output } from '../output.js';
import { writeNamed } from '../written.js';

interface Options {
  readonly seed?: number;
  readonly speed: number;
  readonly log?: string;
  readonly start?: number;
  readonly socket?: string;
  readonly json?: boolean;
}

const PLACE = {
  en: `The scenario says where the box is. The exchange is the network side of the E1s and the agents' telephones:
  spans: [{ name: e1-1, path: /tmp/e1-1.sock }]                   Unix sockets; the box connects to them
  bank: { name: stations, path: /tmp/stations.sock, ports: 8 }
  board: dahdi                                                    or a card, with spans wired to the box's
  spans: [{ name: e1-1, channels: '32-46,48-62', dChannel: 47 }]  B-channels and D-channel
  bank: { name: stations, channels: 71-78 }                       FXO ports`,
  zh: `场景文件说明系统在哪里。交换机是各 E1 的网络侧，也是座席的话机：
  spans: [{ name: e1-1, path: /tmp/e1-1.sock }]                   Unix 套接字，由系统连接
  bank: { name: stations, path: /tmp/stations.sock, ports: 8 }
  board: dahdi                                                    或板卡，其线路与系统的线路相连
  spans: [{ name: e1-1, channels: '32-46,48-62', dChannel: 47 }]  B 信道和 D 信道
  bank: { name: stations, channels: 71-78 }                       FXO 端口`,
};

export function exchangeCommand(output: Output): Command {
  const summary = {
    en: 'The public network in a box: places and answers calls by a scenario, until Ctrl-C',
    zh: '模拟公网交换机：按场景发起和应答呼叫，按 Ctrl-C 结束',
  };
  const t = (en: string, zh: string) => inLanguage({ en, zh }, output.language);
  return withJson(
    command(output, 'exchange <scenario>', summary, [
      { line: 'spillway exchange wave.yaml', does: { en: 'run the scenario at real speed', zh: '按实时速度运行场景' } },
      {
        line: 'spillway exchange wave.yaml --seed 7 --log calls.json',
        does: { en: 'another run, its log kept', zh: '换一个种子并保存日志' },
      },
      {
        line: 'spillway exchange wave.yaml --socket exchange.sock',
        does: {
          en: 'its D-channels can be watched: spillway trace --socket exchange.sock',
          zh: '可查看其 D 信道：spillway trace --socket exchange.sock',
        },
      },
    ]),
    output,
  )
    .addHelpText('after', `\n${inLanguage(PLACE, output.language).replace(/^.*/, (line) => fitted(output, line))}`)
    .option(
      '--seed <n>',
      t("of chance, instead of the file's", '随机种子，代替文件中的'),
      integerOption('seed', 0, 2 ** 31),
    )
    .option(
      '--speed <x>',
      t(
        'sockets only: times real time, in lock-step with the box; 0: as fast as it goes',
        '仅套接字：与系统同步的倍速；0 为最快',
      ),
      numberOption('speed', 0, 1000),
      1,
    )
    .option('--log <file>', t('write every call as JSON at the end', '结束时把每个呼叫写成 JSON'))
    .option(
      '--start <instant>',
      t(
        "lock-step: where time begins, ms since 1970, the same as the box's",
        '同步运行的起始时刻，1970 年起的毫秒数，与系统相同',
      ),
      numberOption('start', 0, 1e15),
    )
    .option('--socket <file>', t('a local socket for `spillway trace`', '供 spillway trace 使用的本地套接字'))
    .action(async (file: string, options: Options) => {
      await attempt(output, async () => {
        const read = readScenario(readFileSync(file), file);
        const run = options.seed === undefined ? read : { ...read, scenario: { ...read.scenario, seed: options.seed } };
        await runExchange(output, run, options);
      });
    });
}

function engineOptions({ board }: ScenarioRun, stepped: boolean): EngineOptions {
  const trunks = board.spans.filter(({ kind }) => kind === 'e1');
  const signalling = trunks.map(({ name }) => ({ span: name, role: 'network' as const }));
  if (board.type === 'virtual') return { board: { ...board, waitForPeers: stepped }, signalling, stepped };
  if (stepped) throw new TelephonyError('REFUSED', '--speed is for "board: virtual"; a card keeps real time');
  return { board, signalling };
}

/** Runs until SIGINT or SIGTERM. */
async function runExchange(output: Output, run: ScenarioRun, options: Options): Promise<void> {
  const stepped = options.speed !== 1;
  const virtual = new VirtualClock(options.start);
  const stop = new AbortController();
  const clock = clockUntil(stepped ? virtual : new SystemClock(), stop.signal); // people do nothing when the engine is gone
  const media = new NativeMedia(engineOptions(run, stepped));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());

  const pace = options.speed > 0 ? { pace: { clock: new SystemClock(), speed: options.speed } } : {};
  const ticking = stepped
    ? runInLockStep({ media, clock: virtual, settled: () => Promise.resolve(), signal: stop.signal, ...pace })
    : new Promise<void>((resolve) => stop.signal.addEventListener('abort', () => resolve()));
  try {
    const voices = await loadVoices(media, { ...run.scenario.audio });
    const network = new Network(media, clock, run.scenario, voices);
    const reporter = new ExchangeReporter(network, media, clock, (line) => output.write(line), {
      json: options.json ?? false,
      language: output.language,
    });
    const socket = await exchangeSocket(options.socket, { media, clock, reporter });
    await ticking;
    reporter.close();
    await socket?.close();
    network.close();
    if (options.log) writeNamed(options.log, JSON.stringify(network.log, null, 1));
  } finally {
    stop.abort();
    media.close(); // it would keep the process alive
  }
}
