// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway simulate WAVE`: what would become of a wave under this policy, or under that one?

import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { type Command, Option } from 'commander';
import { ConfigFile } from '../../config/index.js';
import { TelephonyError } from '../../faults.js';
import { inBoth, inLanguage, utf8Of } from '../../kernel/index.js';
import {
  compared,
  LEVELS,
  type Level,
  live,
  type Outcome,
  outcomeOf,
  readWave,
  type Told,
} from '../../simulation/index.js';
import { attempt, command, integerOption, withJson } from '../command.js';
import type { Output } from '../output.js';
import { progressLine } from '../progress.js';
import { printComparison, printOutcome, wavesSvg } from '../simulate/page.js';

interface Options {
  readonly config: string;
  readonly compare?: readonly string[];
  readonly seeds?: number;
  readonly seed: number;
  readonly level: Level;
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
  ]);
  return withJson(made, output)
    .argument('<wave>', t('a file that says who calls when', '描述来电的文件'))
    .option('--config <file>', t('whose policy', '策略所在的配置文件'), 'spillway.yaml')
    .option('--compare <files...>', t('policies side by side', '并列比较的配置文件'))
    .addOption(
      new Option('--level <level>', t('rooms, paper board, stepped engine', '逻辑、纸上板卡、逐步引擎'))
        .choices(LEVELS)
        .default('rooms'),
    )
    .option('--seed <n>', t('the chance of it', '随机数种子'), integerOption('seed', 0, 1_000_000), 1)
    .option(
      '--seeds <n>',
      t('so many waves; default: 1, of --compare 5', '推演次数；默认 1，比较时 5'),
      integerOption('seeds', 1, 100),
    )
    .option('--svg', t('print a picture (SVG)', '输出曲线图（SVG）'))
    .action((wave: string, options: Options) => attempt(output, () => simulate(output, wave, options)));
}

async function simulate(output: Output, file: string, options: Options): Promise<void> {
  const wave = readWave(textOf(file), file);
  const files = options.compare ?? [options.config];
  const configs = files.map((policy) => ConfigFile.open(policy).current); // all of them, before the first takes its time
  const seeds = options.seeds ?? (options.compare === undefined ? 1 : 5);
  const progress = progressLine(output, STEPS, { json: options.json === true || options.svg === true });
  const told: Record<string, readonly Told[]> = {};
  try {
    for (const [nth, config] of configs.entries()) {
      const runs: Told[] = [];
      for (let seed = 0; seed < seeds; seed++)
        runs.push(
          await live(options.level, { wave, config, seed: options.seed + seed }, (part) =>
            progress.tell('run', (nth * seeds + seed + part) / (files.length * seeds)),
          ),
        );
      told[nameOf(files[nth] ?? '', files)] = runs;
    }
  } finally {
    progress.end();
  }
  print(output, told, options);
}

const STEPS = { run: { en: 'simulated', zh: '推演' } };

function print(output: Output, told: Readonly<Record<string, readonly Told[]>>, { svg, json }: Options): void {
  const outcomes = Object.fromEntries(Object.entries(told).map(([name, runs]) => [name, runs.map(outcomeOf)]));
  const [first = []] = Object.values(outcomes);
  if (svg) {
    const moments = Object.fromEntries(Object.entries(told).map(([name, runs]) => [name, runs[0]?.moments ?? []]));
    output.write(wavesSvg(moments, output.language));
  } else if (json) output.write(JSON.stringify(asJson(told, outcomes), null, 2));
  else if (Object.keys(outcomes).length > 1 || first.length > 1)
    printComparison(output, compared(outcomes), first.length);
  else for (const outcome of first) printOutcome(output, outcome, outcome.agentHours.toFixed(1));
}

function asJson(
  told: Readonly<Record<string, readonly Told[]>>,
  outcomes: Readonly<Record<string, readonly Outcome[]>>,
) {
  return Object.entries(outcomes).map(([policy, runs]) => ({
    policy,
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
