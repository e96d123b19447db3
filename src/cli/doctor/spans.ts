// SPDX-License-Identifier: GPL-2.0-or-later
// Is a span of the card in alarm?

import type { Bilingual } from '../../kernel/index.js';
import { configuredChannels } from './channels.js';
import { driverIsLoaded } from './driver.js';
import { type Check, cardTrouble, good, warning } from './machine.js';
import { type DriverAlarm, type DriverSpan, driverSpans } from './proc-dahdi.js';

const MEANINGS: Readonly<Record<DriverAlarm, Bilingual>> = {
  RED: {
    en: 'red: nothing comes in; check the cable, its two pairs, and whether the far end is switched on',
    zh: '红色告警：收不到信号，请检查电缆、收发线对及对端是否开机',
  },
  YELLOW: {
    en: 'yellow: the far end does not hear us; check our sending pair and the framing (CRC4)',
    zh: '黄色告警：对端收不到我方信号，请检查发送线对及帧格式（CRC4）',
  },
  BLUE: {
    en: 'blue: the far end is under maintenance; ask the carrier',
    zh: '蓝色告警：对端处于维护状态，请联系运营商',
  },
  LOOP: { en: 'loopback: the line is looped for a test; ask the carrier', zh: '环回：线路处于环回测试，请联系运营商' },
  RECOVERING: { en: 'recovering: wait some seconds', zh: '恢复中：请等待几秒' },
  NOTOPEN: { en: "not started: run 'dahdi_cfg'", zh: "未启动：请执行 'dahdi_cfg'" },
};

export const checkSpans: Check = (machine, setting) => {
  if (!driverIsLoaded(machine)) return undefined;
  const spans = driverSpans(machine);
  if (spans.length === 0) {
    return cardTrouble(
      setting,
      'spans',
      { en: 'The driver has no span: no card was found.', zh: '驱动没有发现任何板卡（无中继）。' },
      {
        en: "Load the card's module (see 'dahdi_hardware'), then run 'dahdi_cfg'.",
        zh: "请加载板卡模块（见 'dahdi_hardware'），再执行 'dahdi_cfg'。",
      },
    );
  }
  const alarmed = spans.filter(({ alarms }) => alarms.length > 0);
  const names = spans.map(({ number, name }) => `${number} ${name}`);
  if (alarmed.length === 0) {
    return good('spans', {
      en: `No span is in alarm: ${names.join(', ')}.`,
      zh: `所有中继均无告警：${names.join('、')}。`,
    });
  }
  const used = new Set(configuredChannels(setting).map(({ number }) => number));
  const isUsed = alarmed.some(({ channels }) => channels.some(({ number }) => used.has(number)));
  const what = sentence(alarmed);
  return isUsed ? cardTrouble(setting, 'spans', what, remedy(alarmed)) : warning('spans', what, remedy(alarmed));
};

function sentence(alarmed: readonly DriverSpan[]): Bilingual {
  const list = alarmed.map(({ number, name, alarms }) => `${number} ${name} ${alarms.join(' ')}`);
  return { en: `In alarm: span ${list.join(', ')}.`, zh: `中继告警：${list.join('、')}。` };
}

function remedy(alarmed: readonly DriverSpan[]): Bilingual {
  const kinds = [...new Set(alarmed.flatMap(({ alarms }) => alarms))].map((alarm) => MEANINGS[alarm]);
  return { en: `${kinds.map(({ en }) => en).join('; ')}.`, zh: `${kinds.map(({ zh }) => zh).join('；')}。` };
}
