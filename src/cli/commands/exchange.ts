// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway exchange`: the public network in a box, a process of its own that calls, answers and keeps a log.

import { readFileSync, writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { SystemClock, VirtualClock } from '../../kernel/index.js';
import { type EngineOptions, NativeMedia, runInLockStep } from '../../native/index.js';
import { loadVoices, Network, readScenario, type ScenarioRun } from '../../sim/index.js';
import { attempt, command, integerOption, numberOption, withJson } from '../command.js';
import { ExchangeReporter } from '../exchange-reporter.js';
import type { Output } from '../output.js';

interface Options {
  readonly seed?: number;
  readonly speed: number;
  readonly log?: string;
  readonly start?: number;
  readonly json?: boolean;
}

export function exchangeCommand(output: Output): Command {
  const summary = {
    en: 'The public network in a box: places and answers calls by a scenario, until Ctrl-C',
    zh: '模拟公网交换机:按场景发起和应答呼叫,按 Ctrl-C 结束',
  };
  return withJson(
    command(output, 'exchange <scenario>', summary, [
      { line: 'spillway exchange wave.yaml', does: { en: 'run the scenario at real speed', zh: '按实时速度运行场景' } },
      {
        line: 'spillway exchange wave.yaml --seed 7 --log calls.json',
        does: { en: 'another run, its log kept', zh: '换一个种子并保存日志' },
      },
    ]),
    output,
  )
    .option('--seed <n>', 'n', integerOption('seed', 0, 2 ** 31))
    .option('--speed <x>', 'x', numberOption('speed', 0, 1000), 1)
    .option('--log <file>', 'JSON')
    .option(
      '--start <instant>',
      'ms since 1970; lock-step runs give both sides the same',
      numberOption('start', 0, 1e15),
    )
    .action(async (file: string, options: Options) => {
      await attempt(output, async () => {
        const read = readScenario(readFileSync(file, 'utf8'), file);
        const run = options.seed === undefined ? read : { ...read, scenario: { ...read.scenario, seed: options.seed } };
        await runExchange(output, run, options);
      });
    });
}

function engineOptions({ spans, bank }: ScenarioRun, stepped: boolean): EngineOptions {
  const trunks = spans.map(({ name, path }) => ({
    name,
    kind: 'e1' as const,
    carrier: { type: 'listen' as const, path },
  }));
  const telephones = bank
    ? [
        {
          name: bank.name,
          kind: 'analog' as const,
          ports: bank.ports,
          side: 'telephone' as const,
          carrier: { type: 'listen' as const, path: bank.path },
        },
      ]
    : [];
  return {
    board: { type: 'virtual', spans: [...trunks, ...telephones], waitForPeers: stepped },
    signalling: spans.map(({ name }) => ({ span: name, role: 'network' as const })),
    stepped,
  };
}

/** Runs until SIGINT or SIGTERM. */
async function runExchange(output: Output, run: ScenarioRun, options: Options): Promise<void> {
  const stepped = options.speed !== 1;
  const virtual = new VirtualClock(options.start);
  const clock = stepped ? virtual : new SystemClock();
  const media = new NativeMedia(engineOptions(run, stepped));
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());

  const pace = options.speed > 0 ? { pace: { clock: new SystemClock(), speed: options.speed } } : {};
  const ticking = stepped
    ? runInLockStep({ media, clock: virtual, settled: () => Promise.resolve(), signal: stop.signal, ...pace })
    : new Promise<void>((resolve) => stop.signal.addEventListener('abort', () => resolve()));
  const network = new Network(media, clock, run.scenario, await loadVoices(media, { ...run.scenario.audio }));
  const reporter = new ExchangeReporter(network, media, clock, (line) => output.write(line), options.json ?? false);
  await ticking;
  reporter.close();
  media.close();
  if (options.log) writeFileSync(options.log, JSON.stringify(network.log, null, 1));
}
