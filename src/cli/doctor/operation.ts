// SPDX-License-Identifier: GPL-2.0-or-later
// Did somebody leave lines out of service, and does an alarm stand?

import { join } from 'node:path';
import { many } from '../output.js';
import { type Check, good, type Machine, type Setting, warning } from './machine.js';

/** Undefined: no database yet, or one that another check has told of. */
async function standing(machine: Machine, { config }: Setting) {
  if (config === undefined || !machine.list(config.data).includes('spillway.db')) return undefined;
  return machine.standing(config.data).catch(() => undefined);
}

export const checkBusiedOut: Check = async (machine, setting) => {
  const found = await standing(machine, setting);
  if (found === undefined) return undefined;
  const names = found.busiedOut;
  if (names.length === 0) return good('busied-out', { en: 'No channel is busied out.', zh: '没有闭塞的信道。' });
  const list = names.length > 8 ? `${names.slice(0, 8).join(' ')} ...` : names.join(' ');
  return warning(
    'busied-out',
    {
      en: `${many(names.length, 'channel')} busied out: ${list}.`,
      zh: `${names.length} 个信道处于闭塞状态：${list}。`,
    },
    {
      en: `Put them back when they are wanted: spillway channels in-service ${names[0]}`,
      zh: `需要时恢复使用：spillway channels in-service ${names[0]}`,
    },
  );
};

export const checkAlarms: Check = async (machine, setting) => {
  const found = await standing(machine, setting);
  if (found === undefined || setting.config === undefined) return undefined;
  const { alarms } = found;
  if (alarms.length === 0) return good('alarms', { en: 'The box has no alarm.', zh: '系统没有告警。' });
  return warning(
    'alarms',
    { en: `The box has alarms: ${alarms.join(', ')}.`, zh: `系统存在告警：${alarms.join('、')}。` },
    {
      en: `docs/operating.md says what to do about each; spillway alarms --socket ${join(setting.config.data, 'box.sock')}`,
      zh: `处理方法见 docs/operating.zh-CN.md；spillway alarms --socket ${join(setting.config.data, 'box.sock')}`,
    },
  );
};
