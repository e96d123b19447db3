// SPDX-License-Identifier: GPL-2.0-or-later
// Does the driver have the channels of the configuration, set up for what they are to be, and free?

import { type SpanConfig, spansOf } from '../../config/index.js';
import { rangesOf } from '../../kernel/index.js';
import { boxHolder } from './data-directory.js';
import { driverIsLoaded } from './driver.js';
import { bad, type Check, good, type Setting, warning } from './machine.js';
import { driverSpans } from './proc-dahdi.js';

interface Wanted {
  readonly number: number;
  /** What the driver must call its signalling. */
  readonly signalling: RegExp;
  /** How it is written in /etc/dahdi/system.conf. */
  readonly setting: string;
}

/** The DAHDI channels of the configuration; none on the virtual board. */
export function configuredChannels({ config }: Setting): readonly Wanted[] {
  return config === undefined ? [] : spansOf(config).flatMap((span) => wanted(span));
}

function wanted(span: SpanConfig): readonly Wanted[] {
  if (!('channels' in span)) return [];
  const all = (signalling: RegExp, setting: string) => {
    return span.channels.map((number) => ({ number, signalling, setting: `${setting}=${number}` }));
  };
  if (span.kind === 'analog') {
    // Confusing but true: a port for telephones (FXS) is signalled as FXO, and the other way round.
    return span.ports === 'fxs' ? all(/^FXO[KL]S$/, 'fxoks') : all(/^FXS[KL]S$/, 'fxsks');
  }
  const dChannel = {
    number: span.dChannel,
    signalling: /^(HDLCFCS|HDLCNET|Hardware-assisted HDLC)$/,
    setting: `dchan=${span.dChannel}`,
  };
  return [...all(/^Clear$/, 'bchan'), dChannel];
}

export const checkChannels: Check = (machine, setting) => {
  const channels = configuredChannels(setting);
  if (channels.length === 0 || !driverIsLoaded(machine)) return undefined;
  const present = new Map(driverSpans(machine).flatMap((span) => span.channels.map((one) => [one.number, one])));

  const missing = channels.filter(({ number }) => !present.has(number)).map(({ number }) => number);
  if (missing.length > 0) {
    return bad(
      'channels',
      { en: `The driver does not have channel ${rangesOf(missing)}.`, zh: `驱动没有信道 ${rangesOf(missing)}。` },
      {
        en: "Compare the configuration with 'dahdi_scan' and /etc/dahdi/system.conf, then run 'dahdi_cfg'.",
        zh: "请对照 'dahdi_scan' 和 /etc/dahdi/system.conf 检查配置，再执行 'dahdi_cfg'。",
      },
    );
  }
  const wrong = channels.filter(({ number, signalling }) => !signalling.test(present.get(number)?.signalling ?? ''));
  if (wrong.length > 0) {
    const numbers = rangesOf(wrong.map(({ number }) => number));
    const lines = wrong.map((channel) => channel.setting);
    return bad(
      'channels',
      { en: `Channel ${numbers}: set up for something else.`, zh: `信道 ${numbers} 的信令设置不符。` },
      {
        en: `In /etc/dahdi/system.conf write ${lines.join(', ')}, then run 'dahdi_cfg'.`,
        zh: `请在 /etc/dahdi/system.conf 中写 ${lines.join('、')}，再执行 'dahdi_cfg'。`,
      },
    );
  }
  const taken = channels.filter(({ number }) => present.get(number)?.inUse).map(({ number }) => number);
  if (taken.length > 0 && boxHolder(machine, setting) === undefined) {
    return warning(
      'channels',
      { en: `Another program uses channel ${rangesOf(taken)}.`, zh: `信道 ${rangesOf(taken)} 正被其他程序占用。` },
      {
        en: "Stop it; 'fuser -v /dev/dahdi/channel' names it.",
        zh: "请停止该程序；'fuser -v /dev/dahdi/channel' 可查看。",
      },
    );
  }
  const numbers = rangesOf(channels.map(({ number }) => number));
  return good('channels', { en: `The driver has channel ${numbers}.`, zh: `配置的信道均存在：${numbers}。` });
};
