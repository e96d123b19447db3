// SPDX-License-Identifier: GPL-2.0-or-later
// What may one ask of `spillway detect`, and what does it mean to the detectors?

import { type Command, InvalidArgumentError, Option } from 'commander';
import { DTMF_PROFILES } from '../../config/index.js';
import { inLanguage } from '../../kernel/index.js';
import { type DetectorOptions, planOf, toneZone, zoneOf } from '../../native/index.js';
import { integerOption, numberOption } from '../command.js';
import type { Output } from '../output.js';
import { ENCODINGS, type Encoding } from './encoding.js';

export const KINDS = ['digit', 'tone', 'fax', 'speech'] as const;
export type Kind = (typeof KINDS)[number];

export interface DetectOptions {
  readonly raw?: Encoding;
  readonly rate?: number;
  readonly profile?: (typeof DTMF_PROFILES)[number];
  readonly zone: string;
  readonly minOn?: number;
  readonly minOff?: number;
  readonly letters: boolean;
  readonly only?: readonly Kind[];
  readonly amd?: boolean;
  readonly json?: boolean;
}

/** Milliseconds; as in the configuration (`dtmf.minimumOn`, `minimumOff`). */
const LIMITS = { minOn: [20, 500], minOff: [10, 500] } as const;

/** Adds all options but `--json`. */
export function withDetectOptions(made: Command, output: Output): Command {
  const say = (en: string, zh: string) => inLanguage({ en, zh }, output.language);
  const raw = say('the files are bare samples without a header', '文件为无文件头的裸采样数据');
  const profile = say('limits by which digits are judged', '判断按键所依据的标准');
  return made
    .addOption(new Option('--raw <encoding>', raw).choices(ENCODINGS))
    .option(
      '--rate <hertz>',
      say('their samples per second (8000)', '其采样率（8000）'),
      numberOption('rate', 1000, 768_000),
    )
    .addOption(new Option('--profile <name>', profile).choices(DTMF_PROFILES))
    .option('--zone <country>', say('whose tones are listened for', '按哪个国家的信号音方案'), 'cn')
    .option(
      '--min-on <ms>',
      say('shortest digit that is taken, about', '最短按键时长（约）'),
      integerOption('min-on', ...LIMITS.minOn),
    )
    .option(
      '--min-off <ms>',
      say('shortest pause between equal digits, about', '相同按键之间的最短间隔（约）'),
      integerOption('min-off', ...LIMITS.minOff),
    )
    .option('--no-letters', say('A to D are no digits', '不识别 A 至 D'))
    .option('--only <kinds>', say(`only these of ${KINDS.join(',')}`, `只列出其中几类：${KINDS.join(',')}`), parseKinds)
    .option('--amd', say(AMD.en, AMD.zh));
}

const AMD = {
  en: 'each file begins with the answer of a call: tell a person from an answering machine. It errs: docs/dsp.md has the measured rates',
  zh: '每个文件从应答开始：判断是真人还是应答机。会误判，实测误判率见 docs/dsp.md',
};

function parseKinds(text: string): readonly Kind[] {
  return text.split(',').map((word) => {
    const kind = KINDS.find((known) => known === word.trim());
    if (kind === undefined) throw new InvalidArgumentError(`--only: some of ${KINDS.join(',')} would be right.`);
    return kind;
  });
}

/** What the detectors listen for. Throws NOT_FOUND when no zone is called so. */
export function detectorOptions(options: DetectOptions): DetectorOptions {
  const wanted = (kind: Kind) => options.only?.includes(kind) ?? true;
  const digits = {
    ...(options.profile === undefined ? {} : { profile: options.profile }),
    ...(options.minOn === undefined ? {} : { minimumOnMs: options.minOn }),
    ...(options.minOff === undefined ? {} : { minimumOffMs: options.minOff }),
    letters: options.letters,
  };
  const plan = wanted('tone') ? planOf(toneZone(zoneOf(options.zone.toUpperCase()))) : [];
  return {
    ...(wanted('digit') ? { digits } : {}),
    ...(wanted('tone') || wanted('fax') ? { tones: { plan, progress: wanted('tone'), fax: wanted('fax') } } : {}),
    speech: wanted('speech'),
    ...(options.amd ? { answerer: {} } : {}),
  };
}
