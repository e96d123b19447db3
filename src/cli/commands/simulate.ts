// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway simulate WAVE`: what would become of a wave under this policy, or under that one?

import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { type Command, Option } from 'commander';
import { DateTime } from 'luxon';
import { type Config, ConfigFile } from '../../config/index.js';
import { TelephonyError } from '../../faults.js';
import { inBoth, inLanguage, SystemClock, utf8Of } from '../../kernel/index.js';
import { periodOf } from '../../report/index.js';
import {
  advise,
  compared,
  LEVELS,
  type Level,
  live,
  type Outcome,
  outcomeOf,
  type Recorded,
  readLog,
  readWave,
  recordedWave,
  type Told,
  type WaveFile,
} from '../../simulation/index.js';
import { attempt, command, integerOption, withJson } from '../command.js';
import type { Output } from '../output.js';
import { progressLine } from '../progress.js';
import { printAdvice } from '../simulate/advice-page.js';
import { printComparison, printOutcome, wavesSvg } from '../simulate/page.js';
import { printKnown } from '../simulate/recorded-page.js';

interface Options {
  readonly config: string;
  readonly compare?: readonly string[];
  readonly seeds?: number;
  readonly seed: number;
  readonly level: Level;
  readonly fromLog?: true;
  readonly from?: string;
  readonly to?: string;
  readonly advise?: true;
  readonly tries: number;
  readonly svg?: true;
  readonly json?: boolean;
}

export function simulateCommand(output: Output): Command {
  const t = (en: string, zh: string) => inLanguage({ en, zh }, output.language);
  const summary = {
    en: 'What would become of a wave: the real rooms, callers on paper',
    zh: '浪涌推演：真实的分配与回呼逻辑，模拟的来电者',
  };
  const made = command(output, 'simulate', summary, [
    {
      line: 'spillway simulate what-if.yaml',
      does: { en: 'under the policy of ./spillway.yaml', zh: '按当前目录 spillway.yaml 的策略' },
    },
    {
      line: 'spillway simulate what-if.yaml --svg > wave.svg',
      does: { en: 'how it goes, as curves', zh: '过程曲线' },
    },
    {
      line: 'spillway simulate what-if.yaml --compare spillway.yaml other.yaml',
      does: { en: 'two policies, the same callers', zh: '两种策略，相同的来电者' },
    },
    {
      line: "spillway simulate --from-log --from '2026-11-28 20:00' --to '2026-11-28 21:00'",
      does: { en: 'the wave of that evening again', zh: '重演当晚的浪涌' },
    },
    {
      line: 'spillway simulate what-if.yaml --advise',
      does: { en: 'which thresholds lose the fewest callers', zh: '哪些阈值流失最少' },
    },
  ]);
  withSources(made, output);
  return withJson(made, output)
    .addOption(
      new Option(
        '--level <level>',
        t('rooms; the whole box on paper; with signalling and sound', '仅决策逻辑；纸上整机；含信令与语音的整机'),
      )
        .choices(LEVELS)
        .default('rooms'),
    )
    .option('--seed <n>', t('the chance of it', '随机数种子'), integerOption('seed', 0, 1_000_000), 1)
    .option(
      '--seeds <n>',
      t('so many waves; default: 1, of --compare and --advise 5', '推演次数；默认 1，比较与建议时 5'),
      integerOption('seeds', 1, 100),
    )
    .addOption(
      new Option('--advise', t('search thresholds, share, pacing, agents', '搜索阈值、比例、节奏与座席数')).conflicts([
        'compare',
        'svg',
      ]),
    )
    .option(
      '--tries <n>',
      t('policies that it tries at most', '最多尝试的策略数'),
      integerOption('tries', 10, 1_000),
      40,
    )
    .option('--svg', t('print a picture (SVG)', '输出曲线图（SVG）'))
    .action((wave: string | undefined, options: Options) => attempt(output, () => simulate(output, wave, options)));
}

function withSources(made: Command, output: Output): Command {
  const t = (en: string, zh: string) => inLanguage({ en, zh }, output.language);
  return made
    .argument('[wave]', t('a file that says who calls when', '描述来电的文件'))
    .option('--config <file>', t('whose policy', '策略所在的配置文件'), 'spillway.yaml')
    .option('--compare <files...>', t('policies side by side', '并列比较的配置文件'))
    .option('--from-log', t('callers and agents of the records of --config', '用 --config 记录中的来电者与座席'))
    .option('--from <time>', t('from this time on; default: today', '起始时间；默认今天'))
    .option('--to <time>', t('up to this time', '截止时间'));
}

/** The wave, and callers of a log in the place of those that it draws. */
interface Source {
  readonly wave: WaveFile;
  readonly recorded?: Recorded;
}

async function simulate(output: Output, file: string | undefined, options: Options): Promise<void> {
  const files = options.compare ?? [options.config];
  const configs = files.map((policy) => ConfigFile.open(policy).current); // all of them, before the first takes its time
  const source = await sourceOf(file, options);
  const seeds = options.seeds ?? (options.compare === undefined && options.advise === undefined ? 1 : 5);
  const progress = progressLine(output, STEPS, { json: options.json === true || options.svg === true });
  const [config] = configs;
  try {
    if (options.advise && config !== undefined) {
      const { level, seed, tries: most } = options;
      const all = Array.from({ length: seeds }, (_, nth) => seed + nth);
      const advised = await advise({ ...source, config, level, seeds: all, most }, (part) =>
        progress.tell('run', part),
      );
      progress.end();
      printAdvice(output, advised, { seeds, ...source.recorded, json: options.json === true });
      return;
    }
    const told: Record<string, readonly Told[]> = {};
    for (const [nth, policy] of configs.entries()) {
      const runs: Told[] = [];
      for (let seed = 0; seed < seeds; seed++)
        runs.push(
          await live(options.level, { ...source, config: policy, seed: options.seed + seed }, (part) =>
            progress.tell('run', (nth * seeds + seed + part) / (files.length * seeds)),
          ),
        );
      told[nameOf(files[nth] ?? '', files)] = runs;
    }
    progress.end();
    print(output, told, options, source.recorded);
  } finally {
    progress.end();
  }
}

const STEPS = { run: { en: 'simulated', zh: '推演' } };

async function sourceOf(file: string | undefined, options: Options): Promise<Source> {
  if (options.fromLog === undefined) {
    if (file === undefined)
      throw new TelephonyError('REFUSED', 'name a file that says who calls when, or --from-log for a recorded wave');
    return { wave: readWave(textOf(file), file) };
  }
  const { current } = ConfigFile.open(options.config);
  const { from, to } = periodOf(
    { ...(options.from !== undefined && { from: options.from }), ...(options.to !== undefined && { to: options.to }) },
    'day',
    { zone: current.zone, now: new SystemClock().now() },
  );
  const told = await readLog(current.data, { from, to });
  return recordedSource(file, current, { from, to }, told);
}

/** What no log knows is the wave file's; its times are the log's. */
function recordedSource(
  file: string | undefined,
  { zone }: Config,
  { from, to }: { readonly from: number; readonly to: number },
  told: Parameters<typeof recordedWave>[0],
): Source {
  const usual = readWave(file === undefined ? USUAL : textOf(file), file ?? '');
  const begins = DateTime.fromMillis(from, { zone }).toFormat('yyyy-MM-dd HH:mm');
  const wave = { ...usual, begins, length: to - from };
  return { wave, recorded: recordedWave(told, wave) };
}

const USUAL = 'length: 1h\narrivals: [{ at: 0s, perMinute: 0 }]\n';

function print(
  output: Output,
  told: Readonly<Record<string, readonly Told[]>>,
  { svg, json }: Options,
  recorded: Recorded | undefined,
): void {
  const outcomes = Object.fromEntries(Object.entries(told).map(([name, runs]) => [name, runs.map(outcomeOf)]));
  const [first = []] = Object.values(outcomes);
  if (svg) {
    const moments = Object.fromEntries(Object.entries(told).map(([name, runs]) => [name, runs[0]?.moments ?? []]));
    output.write(wavesSvg(moments, output.language));
    return;
  }
  if (json) {
    output.write(JSON.stringify(asJson(told, outcomes, recorded), null, 2));
    return;
  }
  if (recorded !== undefined) printKnown(output, recorded.known);
  if (Object.keys(outcomes).length > 1 || first.length > 1) printComparison(output, compared(outcomes), first.length);
  else for (const outcome of first) printOutcome(output, outcome, outcome.agentHours.toFixed(1));
}

function asJson(
  told: Readonly<Record<string, readonly Told[]>>,
  outcomes: Readonly<Record<string, readonly Outcome[]>>,
  recorded: Recorded | undefined,
) {
  return Object.entries(outcomes).map(([policy, runs]) => ({
    policy,
    ...(recorded !== undefined && { known: recorded.known }),
    runs: runs.map((outcome, nth) => ({ ...outcome, curve: told[policy]?.[nth]?.moments ?? [] })),
  }));
}

/** By its name where that tells it from the others. */
function nameOf(file: string, files: readonly string[]): string {
  const name = basename(file);
  return files.filter((other) => basename(other) === name).length > 1 ? file : name;
}

function textOf(file: string): string {
  const read = utf8Of(readFileSync(file));
  if ('text' in read) return read.text;
  const { line, column, says } = read.fault;
  throw new TelephonyError('CONFIG_INVALID', `${file}:${line}:${column}: ${inBoth(says)}`);
}
