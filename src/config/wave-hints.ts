// SPDX-License-Identifier: GPL-2.0-or-later
// Which settings of the wave and of callbacks are each right, and together do what nobody wants? They are read; the reader is told what comes of them. Pure.

import { type Bilingual, channelsAt, type Duration } from '../kernel/index.js';
import { promptsOfSurge } from './check-surge.js';
import type { Path, PathHint } from './problems.js';
import { channelCount, spansOf, trunkChannelCount } from './resolve.js';
import type { Config } from './schema.js';

/** What is not in the file: how long a prompt is; undefined: not known here. */
export interface HeardLengths {
  readonly promptLength?: (prompt: string, config: Config) => Duration | undefined;
}

/** All of them, in the order of the file. */
export function waveHints(config: Config, lengths: HeardLengths = {}): PathHint[] {
  return [...surgeHints(config), ...promptHints(config, lengths), ...callbackHints(config), ...attemptHints(config)];
}

/** Channels of a trunk group: the one of this name, else the first. 0 where it has none. */
function channelsOf(config: Config, name?: string): number {
  const group = config.trunkGroups.find((one) => one.name === name) ?? config.trunkGroups[0];
  const spans = spansOf(config).filter((span) => group?.spans.includes(span.name));
  return spans.reduce((sum, span) => sum + Math.min(channelCount(span), group?.slots?.length ?? Infinity), 0);
}

/** The most channels that any call can find: of the largest group. */
function mostChannels(config: Config): number {
  return Math.max(0, ...config.trunkGroups.map(({ name }) => channelsOf(config, name)));
}

const hint = (path: Path, en: string, zh: string): PathHint => ({ path, text: { en, zh } satisfies Bilingual });

/** What is kept for people, and kept free, unless the file says otherwise: of a few lines that leaves none for a share, and is nobody's fault. */
const USUALLY_PEOPLE = 4;
const USUALLY_FREE = 2;

function surgeHints(config: Config): PathHint[] {
  const { on, human, catch: caught, enabled, prompts } = config.surge;
  const channels = mostChannels(config);
  const hints: PathHint[] = [];
  if (enabled && channels > 0 && human.min >= Math.max(USUALLY_PEOPLE + 1, channels))
    hints.push(
      hint(
        ['surge', 'human', 'min'],
        `${human.min} calls are kept for people, and there are ${channels} channels: no computer agent will ever answer; write the number of agents and a few who wait`,
        `为人工保留 ${human.min} 个通话，而通道只有 ${channels} 条：自动电脑座席永远不会应答；请写座席数加少量等待者`,
      ),
    );
  const leftAtOn = channels - channelsAt(on, channels) - 1;
  if (enabled && channels > 0 && caught.min > Math.max(USUALLY_FREE, leftAtOn))
    hints.push(
      hint(
        ['surge', 'catch', 'min'],
        `a surge begins with ${Math.max(0, leftAtOn)} channels left, and ${caught.min} are to be kept free: from its first call on none goes to people by "ratio"; write less, or a lower "on"`,
        `浪涌开始时只剩 ${Math.max(0, leftAtOn)} 条通道，而要保留 ${caught.min} 条：从第一个来电起都不再按 "ratio" 分给人工；请减小此值或调低 "on"`,
      ),
    );
  const always = prompts.findIndex((one) => one.accessNumbers === undefined && one.hours === undefined);
  if (always >= 0 && always < prompts.length - 1)
    hints.push(
      hint(
        ['surge', 'prompts', always + 1],
        `it is never said: "${prompts[always]?.prompt}" before it fits every call; the first that fits is said`,
        `永远不会播放：前面的 "${prompts[always]?.prompt}" 适用于所有来电；播放第一个适用的提示音`,
      ),
    );
  return hints;
}

/**
 * Q.931 table 9-1, network side: T310 runs for 10 s after CALL PROCEEDING, T301 for 3 min or more after ALERTING. What is said ends
 * before they do, with a margin for exchanges that count a little faster.
 */
export const BEFORE_T310: Duration = 8_500;
export const BEFORE_T301: Duration = 170_000;

/** What is spoken before the answer must be over before the exchange's patience is. */
function promptHints(config: Config, { promptLength }: HeardLengths): PathHint[] {
  if (promptLength === undefined || !config.surge.ways.some(({ way }) => way === 'earlyMedia')) return [];
  return promptsOfSurge(config).flatMap(([prompt, path]) => {
    const length = promptLength(prompt, config) ?? 0;
    const seconds = (length / 1_000).toFixed(1);
    if (length <= BEFORE_T310) return [];
    if (length > BEFORE_T301)
      return hint(
        path,
        `it sounds for ${seconds} s, longer than an exchange lets a call ring (T301): in the way earlyMedia it is spoken after an answer, and the caller pays`,
        `时长 ${seconds} 秒，超过交换机允许的振铃时间（T301）：earlyMedia 方式下会先应答再播放，主叫要付费`,
      );
    return hint(
      path,
      `it sounds for ${seconds} s, longer than T310 leaves before ALERTING: in the way earlyMedia it is preceded by ALERTING, after which some exchanges play their own ringing tone; up to 8.5 s need none`,
      `时长 ${seconds} 秒，超过 ALERTING 之前 T310 留出的时间：earlyMedia 方式下会先发 ALERTING，此后有的交换机只放自己的回铃音；不超过 8.5 秒则无需如此`,
    );
  });
}

function callbackHints(config: Config): PathHint[] {
  const { callback, queues, surge } = config;
  const all = trunkChannelCount(config); // the reserve is of all lines, whichever group is dialled over
  if (all === 0 || queues.every((queue) => queue.callback.mode === 'pull')) return [];
  if (callback.reserve >= all)
    return [
      hint(
        ['callback', 'reserve'],
        `${callback.reserve} channels are left free, and there are ${all}: the box never calls anybody back by itself`,
        `要留出 ${callback.reserve} 条空闲通道，而总共只有 ${all} 条：系统永远不会自动回呼`,
      ),
    ];
  const channels = channelsOf(config, callback.trunkGroup);
  const most = Math.min(callback.maxTrunks, channels, all - callback.reserve);
  return surge.enabled ? [...begunByCallbacks(config, { most, channels }), ...troughHints(config)] : [];
}

/** Utilisation counts every busy channel: those of callbacks, too. */
function begunByCallbacks(
  config: Config,
  { most, channels }: { readonly most: number; readonly channels: number },
): PathHint[] {
  const lowest = lowestOn(config);
  const begins = channelsAt(lowest.on, channels);
  if (channels === 0 || most < begins) return [];
  return [
    hint(
      ['callback', 'maxTrunks'],
      `callbacks may use ${most} of ${channels} channels, and ${lowest.whose} begins at ${begins}: callbacks alone can begin it, and computer agents answer callers though nobody waits; write less than ${begins}, or a higher "on"`,
      `回呼最多可用 ${channels} 条通道中的 ${most} 条，而${lowest.ofWhom}在 ${begins} 条时开始：单是回呼就能引发浪涌，无人等待时来电也由自动电脑座席应答；请写小于 ${begins} 的值，或调高 "on"`,
    ),
  ];
}

function troughHints({ callback: { trough }, surge: { on } }: Config): PathHint[] {
  if (trough.utilisation < on) return [];
  return [
    hint(
      ['callback', 'trough', 'utilisation'],
      `callbacks are begun up to ${trough.utilisation}, and a surge begins at ${on} and stops them: write less than "surge.on"`,
      `占用率不超过 ${trough.utilisation} 时开始回呼，而 ${on} 时浪涌开始并停止回呼：请写小于 "surge.on" 的值`,
    ),
  ];
}

/** The lowest threshold of all controls that callbacks could reach, and whose it is. */
function lowestOn({ accessNumbers, surge }: Config): {
  readonly on: number;
  readonly whose: string;
  readonly ofWhom: string;
} {
  const own = [
    ...accessNumbers.map(({ number, surge: { on } }) => ({ on, number })),
    ...surge.slots.flatMap(({ accessNumbers: numbers, on }) => numbers.map((number) => ({ on, number }))),
  ];
  let lowest = { on: surge.on, whose: 'a surge', ofWhom: '浪涌' };
  for (const { on, number } of own)
    if (on !== undefined && on < lowest.on)
      lowest = { on, whose: `the surge of ${number}`, ofWhom: `号码 ${number} 的浪涌` };
  return lowest;
}

/** Attempts that a promise is worth, and that never come. */
function attemptHints({ callback }: Config): PathHint[] {
  const { attempts, setups, expiry, perNumber, spacing } = callback;
  const hints: PathHint[] = [];
  if (setups < attempts)
    hints.push(
      hint(
        ['callback', 'setups'],
        `a promise is worth ${attempts} attempts, and is given up after ${setups} SETUPs: the last attempts never come; write "attempts" or more`,
        `一个承诺允许尝试 ${attempts} 次，却在 ${setups} 次 SETUP 后放弃：最后几次尝试不会发生；请写不小于 "attempts" 的值`,
      ),
    );
  for (const [index, { calls, within }] of perNumber.entries())
    if (within >= expiry && calls < attempts)
      hints.push(
        hint(
          ['callback', 'perNumber', index],
          `a promise is worth ${attempts} attempts, and no number gets more than ${calls} SETUPs before it expires: the last attempts never come; write as many calls, or fewer attempts`,
          `一个承诺允许尝试 ${attempts} 次，而同一号码在到期前最多 ${calls} 次 SETUP：最后几次尝试不会发生；请增加次数，或减少尝试`,
        ),
      );
  for (const [outcome, wait] of Object.entries(spacing))
    if (wait !== undefined && wait >= expiry)
      hints.push(
        hint(
          ['callback', 'spacing', outcome],
          `a promise expires before this time is over: it is not tried again after "${outcome}"`,
          `未到此时间承诺已到期："${outcome}" 之后不再尝试`,
        ),
      );
  return hints;
}
