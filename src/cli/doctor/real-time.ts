// SPDX-License-Identifier: GPL-2.0-or-later
// May the media thread run before everything else?

import { type Check, good, type Machine, warning } from './machine.js';

const PRIORITY = 50; // that the media thread asks for, native/runtime/thread.cc
const CAP_SYS_NICE = 23;

export const checkRealTime: Check = (machine) => {
  if (machine.read('/proc/sys/kernel/sched_rt_runtime_us')?.trim() === '0') {
    return warning(
      'real-time',
      { en: 'The kernel gives real-time threads no time.', zh: '内核不给实时线程分配时间。' },
      {
        en: "Give it back: 'sysctl kernel.sched_rt_runtime_us=950000'.",
        zh: "请恢复:'sysctl kernel.sched_rt_runtime_us=950000'。",
      },
    );
  }
  if (hasCapability(machine) || priorityLimit(machine) >= PRIORITY) {
    return good('real-time', {
      en: 'The media thread may have real-time priority.',
      zh: '媒体线程可以获得实时优先级。',
    });
  }
  const what = {
    en: 'The media thread may not have real-time priority, so audio may break up when the machine is busy.',
    zh: '媒体线程没有实时优先级,机器繁忙时声音可能断续。',
  };
  const file = '/etc/security/limits.conf';
  return warning('real-time', what, {
    en: `LimitRTPRIO=${PRIORITY} in the systemd unit, or the line "* - rtprio ${PRIORITY}" in ${file} and a new login.`,
    zh: `请在 systemd 单元中写 LimitRTPRIO=${PRIORITY},或在 ${file} 中加一行 "* - rtprio ${PRIORITY}" 后重新登录。`,
  });
};

function priorityLimit(machine: Machine): number {
  const soft = /^Max realtime priority\s+(\S+)/m.exec(machine.read('/proc/self/limits') ?? '')?.[1];
  return soft === 'unlimited' ? Number.POSITIVE_INFINITY : Number(soft ?? 0);
}

function hasCapability(machine: Machine): boolean {
  const effective = /^CapEff:\s*([0-9a-f]+)/m.exec(machine.read('/proc/self/status') ?? '')?.[1];
  return effective !== undefined && ((BigInt(`0x${effective}`) >> BigInt(CAP_SYS_NICE)) & 1n) === 1n;
}
