// SPDX-License-Identifier: GPL-2.0-or-later
// Where do the country's tones come from?

import { zoneOf } from '../../native/index.js';
import { type Check, good, type Machine, warning } from './machine.js';

export const checkTones: Check = (machine, { config }) => {
  const country = config?.country ?? 'CN';
  const source = sourceOf(machine, zoneOf(country));
  if (source === 'libtonezone') {
    return good('tones', {
      en: `The tones of ${country} come from libtonezone.`,
      zh: `${country} 的信号音方案来自 libtonezone。`,
    });
  }
  if (source === 'builtIn') {
    return good('tones', {
      en: `The tones of ${country} come from the built-in table; libtonezone has not got them or is not installed.`,
      zh: `${country} 的信号音方案来自内置表（未安装 libtonezone，或其中没有）。`,
    });
  }
  return warning(
    'tones',
    { en: `The tones of ${country} are not known.`, zh: `没有 ${country} 的信号音方案。` },
    {
      en: 'Install libtonezone (Debian: apt install libtonezone2.0); built in are CN, US and GB.',
      zh: '请安装 libtonezone（Debian：apt install libtonezone2.0）；内置的有 CN、US、GB。',
    },
  );
};

function sourceOf(machine: Machine, zone: string): 'libtonezone' | 'builtIn' | undefined {
  try {
    return machine.toneZone(zone).source;
  } catch {
    return undefined;
  }
}
