// SPDX-License-Identifier: GPL-2.0-or-later
// Is the time right? Records, callbacks and calling windows go by it.

import type { Instant } from '../../kernel/index.js';
import { bad, type Check, good, type Machine, warning } from './machine.js';

const EARLIEST: Instant = Date.UTC(2025, 0);
const LATEST: Instant = Date.UTC(2100, 0);
const UNSYNCHRONISED = 64; // STA_UNSYNC of adjtimex(2)

export const checkClock: Check = (machine) => {
  const now = machine.now();
  const shown = new Date(now).toISOString().slice(0, 16).replace('T', ' ');
  if (now < EARLIEST || now > LATEST) {
    return bad(
      'clock',
      { en: `The clock says ${shown} UTC, which cannot be.`, zh: `系统时间为 ${shown} UTC，明显不对。` },
      {
        en: "Set it ('timedatectl set-time'), and replace the board's battery if it is wrong again after a power cut.",
        zh: "请校正时间（'timedatectl set-time'）；若断电后又出错，请更换主板电池。",
      },
    );
  }
  const synchronised = isSynchronised(machine);
  if (synchronised === true) {
    return good('clock', { en: `The clock is synchronised: ${shown} UTC.`, zh: `时钟已同步：${shown} UTC。` });
  }
  if (synchronised === undefined) {
    return good('clock', {
      en: `The clock says ${shown} UTC; whether it is synchronised is unknown: no timedatectl tells.`,
      zh: `系统时间为 ${shown} UTC；没有 timedatectl 可查，是否同步未知。`,
    });
  }
  return warning(
    'clock',
    { en: `The clock (${shown} UTC) is not synchronised.`, zh: `时钟（${shown} UTC）未同步。` },
    {
      en: "Switch on network time: 'timedatectl set-ntp true', or install chrony.",
      zh: "请启用网络校时：'timedatectl set-ntp true'，或安装 chrony。",
    },
  );
};

function isSynchronised(machine: Machine): boolean | undefined {
  const systemd = machine.run('timedatectl', 'show', '--property=NTPSynchronized', '--value')?.trim();
  if (systemd === 'yes' || systemd === 'no') return systemd === 'yes';
  const status = /status:\s*(\d+)/.exec(machine.run('adjtimex', '--print') ?? '')?.[1];
  return status === undefined ? undefined : (Number(status) & UNSYNCHRONISED) === 0;
}
