// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway lines`: what can be tried on lines through the running box? Early media, levels and echo, the exchange's tones.

import { Argument, type Command, Option } from 'commander';
import { LEARNED_TONES } from '../../engine/index.js';
import { inLanguage } from '../../kernel/index.js';
import { attempt, command, type Example, withBox } from '../command.js';
import type { Output } from '../output.js';
import { type EarlyMediaOptions, testEarlyMedia } from './early-media.js';
import { type LearnTonesOptions, learnTones } from './learn-tones.js';
import { type MeasureOptions, measureLines } from './measure-lines.js';

type Options = EarlyMediaOptions & LearnTonesOptions & MeasureOptions;
type Work = (output: Output, options: Options, targets: readonly string[]) => Promise<void>;

const TESTS: Readonly<Record<string, Work>> = {
  'test-early-media': testEarlyMedia,
  measure: measureLines,
  'learn-tones': learnTones,
};

const EXAMPLES: readonly Example[] = [
  {
    line: 'spillway lines test-early-media',
    does: {
      en: 'call the shop from a telephone outside now: hear a code, key it when asked',
      zh: '随即用外线电话拨打本店：听到号码，应答后按提示输入',
    },
  },
  {
    line: 'spillway lines test-early-media --group telecom --no-switch-on',
    does: { en: 'test this trunk group, change nothing', zh: '测试该中继组，不作更改' },
  },
  {
    line: 'spillway lines test-early-media --from 13912345678 --within 2min',
    does: { en: 'only the call from this number is taken for it', zh: '只测试该号码的来电' },
  },
  {
    line: 'spillway lines measure lines/1-3',
    does: {
      en: 'dial tone, noise, hum and echo return loss of three analog lines, 7 s each',
      zh: '测量三条模拟线路的拨号音、噪声、交流声与回波损耗，每条约 7 秒',
    },
  },
  {
    line: 'spillway lines measure lines --json',
    does: { en: 'of all lines of a bank, for a script', zh: '测量整个端口组，供脚本使用' },
  },
  {
    line: 'spillway lines learn-tones lines/1 --busy 62345678 --ringback 13912345678',
    does: {
      en: 'learn the dial tone, the busy tone (the own number of the line is busy) and the ringing tone, and write them',
      zh: '学习拨号音、忙音（拨本线路自己的号码即忙）和回铃音，并写入配置',
    },
  },
  {
    line: 'spillway lines learn-tones lines/1 --listen busy --dry-run',
    does: {
      en: 'hear the busy tone on the call that is up there when the far end hangs up; show it only',
      zh: '在该线路当前通话中，待对方挂机后听取忙音；只显示不写入',
    },
  },
];

export function linesCommand(output: Output): Command {
  const t = (en: string, zh: string) => inLanguage({ en, zh }, output.language);
  const summary = {
    en: "Tests of the lines through the running box: early media, levels and echo, the exchange's tones",
    zh: '通过运行中的系统测试线路：早期媒体、电平与回波、交换机信号音',
  };
  const made = command(output, 'lines', summary, EXAMPLES);
  made.addArgument(new Argument('<test>').choices(Object.keys(TESTS)));
  made.argument('[lines...]', t('analog lines: lines, lines/2, lines/1-3', '模拟线路：lines、lines/2、lines/1-3'));
  return withBox(made, output)
    .option(
      '--group <name>',
      t('test-early-media: the trunk group; default: the first', 'test-early-media：中继组，默认第一个'),
    )
    .option(
      '--from <digits>',
      t(
        'test-early-media: calling numbers that end so; default: any',
        'test-early-media：主叫号码的末尾数字，默认不限',
      ),
    )
    .option(
      '--no-switch-on',
      t(
        'test-early-media: earlyMedia of the group stays as it is',
        'test-early-media：仅测试，不更改该组的 earlyMedia',
      ),
    )
    .option('--within <time>', t('how long a call, or a tone, is waited for', '等待来电或信号音的时长'))
    .option(
      '--digit <digit>',
      t('measure: the digit that ends the dial tone; default: 1', 'measure：用于结束拨号音的数字，默认 1'),
    )
    .option(
      '--busy <number>',
      t(
        'learn-tones: a number that is busy, such as the own one of the line',
        'learn-tones：占线的号码，如本线路自己的号码',
      ),
    )
    .option(
      '--ringback <number>',
      t('learn-tones: a number that rings and that nobody answers', 'learn-tones：振铃而无人接听的号码'),
    )
    .option('--congestion <number>', t('learn-tones: a number that is congested', 'learn-tones：拥塞的号码'))
    .addOption(
      new Option(
        '--listen <tone>',
        t('learn-tones: on the call that is up on the line, instead', 'learn-tones：改为听取该线路的当前通话'),
      ).choices(LEARNED_TONES.filter((tone) => tone !== 'dial')),
    )
    .option('--dry-run', t('learn-tones: show them, write nothing', 'learn-tones：只显示，不写入'))
    .action((test: string, targets: readonly string[], options: Options) =>
      attempt(output, async () => {
        if (test === 'test-early-media' && targets.length > 0) made.error(`error: ${test} takes no lines`);
        if (test !== 'test-early-media' && targets.length === 0)
          made.error(`error: ${test}: which lines? lines/1 would be right`);
        await TESTS[test]?.(output, options, targets);
      }),
    );
}
