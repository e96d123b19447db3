// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway lines test-early-media`: do callers hear what we say before we answer? Tried with an outside telephone, through the running box.

import type { EarlyMediaResult } from '../../engine/index.js';
import type { Bilingual } from '../../kernel/index.js';
import type { BoxOptions } from '../command.js';
import { askBox } from '../control-client.js';
import { type Output, say } from '../output.js';

export interface EarlyMediaOptions extends BoxOptions {
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

/** Waits for a call from outside and says what its caller has heard. */
export async function testEarlyMedia(output: Output, options: EarlyMediaOptions): Promise<void> {
  const { group, from, within = '5min' } = options;
  if (!output.json && !options.json)
    say(output, {
      en: 'Call the shop now from a telephone outside. You hear a code before the answer; key it when you are asked.',
      zh: '请用外线电话拨打本店。应答前您会听到一个号码，应答后请按提示输入。',
    });
  const params = { group, from, within };
  const found = (await askBox(options.socket, 'lines.testEarlyMedia', { params })) as EarlyMediaResult;
  const isOn = found.outcome === 'heard' && options.switchOn && (await switchOn(found.group, options));
  const tested: Tested = { ...found, ...(found.outcome === 'heard' && { isOn }) };
  if (output.json || options.json) output.write(JSON.stringify(tested, null, 2));
  else say(output, MEANS[tested.outcome](tested));
}

/** Writes `earlyMedia: true` at the group; false: the file names no such group. */
async function switchOn(group: string, { socket }: EarlyMediaOptions): Promise<boolean> {
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
