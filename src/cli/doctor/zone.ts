// SPDX-License-Identifier: GPL-2.0-or-later
// Does the driver ring telephones in the country of the configuration? Its zone is in system.conf.

import { spansOf } from '../../config/index.js';
import { zoneOf } from '../../native/index.js';
import { type Check, good, warning } from './machine.js';
import { SYSTEM_CONF } from './system-conf.js';

export const checkZone: Check = (machine, { config }) => {
  const hasPorts = spansOf(config ?? { boards: [] }).some((span) => span.kind === 'analog' && 'channels' in span);
  const text = machine.read(SYSTEM_CONF);
  if (config === undefined || !hasPorts || text === undefined) return undefined;
  const wanted = zoneOf(config.country);
  const set = [...text.matchAll(/^\s*defaultzone\s*=\s*(\S+)/gim)].at(-1)?.[1]?.toLowerCase();
  if (set === wanted) {
    return good('zone', { en: `The driver's zone is ${wanted}.`, zh: `驱动的信号音区域为 ${wanted}。` });
  }
  return warning(
    'zone',
    {
      en: `The driver's zone is ${set ?? 'not set'}, the country of the file is ${config.country}: the driver ends rings by its own cadence.`,
      zh: `驱动的信号音区域${set === undefined ? '未设置' : `为 ${set}`}，配置的国家为 ${config.country}：驱动按自己的节奏结束振铃。`,
    },
    {
      en: `In ${SYSTEM_CONF} write loadzone=${wanted} and defaultzone=${wanted}, then run 'dahdi_cfg'.`,
      zh: `请在 ${SYSTEM_CONF} 中写 loadzone=${wanted} 和 defaultzone=${wanted}，再执行 'dahdi_cfg'。`,
    },
  );
};
