// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway lines test-early-media`: do callers hear what we say before we answer? Tried with an outside telephone, through the running box.

import { Argument, type Command } from 'commander';
import type { EarlyMediaResult } from '../../engine/index.js';
import { type Bilingual, inLanguage } from '../../kernel/index.js';
import { attempt, type BoxOptions, command, withBox } from '../command.js';
import { askBox } from '../control-client.js';
import { type Output, say } from '../output.js';

interface Options extends BoxOptions {
  readonly group?: string;
  readonly from?: string;
  readonly within?: string;
  readonly switchOn: boolean;
}

/** What the test has found, and whether `earlyMedia` stands in the file now. */
interface Tested extends EarlyMediaResult {
  readonly isOn?: boolean;
}

/** What it means, and what to do. */
const MEANS: Readonly<Record<EarlyMediaResult['outcome'], (tested: Tested) => Bilingual>> = {
  heard: ({ group, isOn }) => ({
    en: `heard: the exchange of trunk group ${group} lets callers hear what is said before the answer. ${isOn ? 'earlyMedia is on for it now: surge.ways may use earlyMedia.' : 'Write earlyMedia: true at this group under trunkGroups, then reload; surge.ways may use earlyMedia then.'}`,
    zh: `已听到：中继组 ${group} 的交换机允许主叫在应答前听到提示音。${isOn ? '该组的 earlyMedia 已开通，surge.ways 可使用 earlyMedia。' : '请在 trunkGroups 的该组写 earlyMedia: true 并重新加载，之后 surge.ways 可使用 earlyMedia。'}`,
  }),
  notHeard: ({ group }) => ({
    en: `not heard: other digits were keyed, or none. Callers of trunk group ${group} are answered, whatever earlyMedia says; the carrier may switch it on (progress indicator 8, in-band).`,
    zh: `未听到：输入的号码不符或没有输入。无论 earlyMedia 如何设置，中继组 ${group} 的来电仍先应答；可请运营商开通（进展指示 8，带内音）。`,
  }),
  hungUp: () => ({
    en: 'the caller hung up before he had keyed anything: nothing is known. Try again, and stay on the line.',
    zh: '主叫在输入前挂机：无法判断。请重试并保持通话。',
  }),
  noCall: () => ({ en: 'nobody called in time: nothing is known.', zh: '规定时间内没有来电：无法判断。' }),
};

export function linesCommand(output: Output): Command {
  const t = (en: string, zh: string) => inLanguage({ en, zh }, output.language);
  const summary = {
    en: 'Tests of the lines through the running box: do callers hear what is said before the answer?',
    zh: '通过运行中的系统测试线路：主叫能否在应答前听到提示音',
  };
  const made = command(output, 'lines', summary, [
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
  ]);
  made.addArgument(new Argument('<test>').choices(['test-early-media']));
  return withBox(made, output)
    .option('--group <name>', t('the trunk group; default: the first', '中继组，默认第一个'))
    .option('--from <digits>', t('calling numbers that end with these; default: any', '主叫号码的末尾数字，默认不限'))
    .option('--no-switch-on', t('only test: earlyMedia of the group stays as it is', '仅测试，不更改该组的 earlyMedia'))
    .option('--within <time>', t('how long a call is waited for', '等待来电的时长'), '5min')
    .action(async (_: string, options: Options) => {
      const { group, from, within } = options;
      if (!output.json && !options.json)
        say(output, {
          en: 'Call the shop now from a telephone outside. You hear a code before the answer; key it when you are asked.',
          zh: '请用外线电话拨打本店。应答前您会听到一个号码，应答后请按提示输入。',
        });
      const params = { group, from, within };
      await attempt(output, async () => {
        const found = (await askBox(options.socket, 'lines.testEarlyMedia', { params })) as EarlyMediaResult;
        const isOn = found.outcome === 'heard' && options.switchOn && (await switchOn(found.group, options));
        const tested: Tested = { ...found, ...(found.outcome === 'heard' && { isOn }) };
        if (output.json || options.json) output.write(JSON.stringify(tested, null, 2));
        else say(output, MEANS[tested.outcome](tested));
      });
    });
}

/** Writes `earlyMedia: true` at the group; false: the file names no such group. */
async function switchOn(group: string, { socket }: Options): Promise<boolean> {
  const path = `trunkGroups.${group}`;
  const read = (await askBox(socket, 'settings.read', { params: { path } })) as { revision: string; value: unknown };
  if (typeof read.value !== 'object' || read.value === null) return false;
  if ('earlyMedia' in read.value && read.value.earlyMedia === true) return true;
  const change = { path: `${path}.earlyMedia`, value: true, revision: read.revision };
  const { problems } = (await askBox(socket, 'settings.change', { params: change })) as {
    problems: readonly string[];
  };
  return problems.length === 0;
}
