// SPDX-License-Identifier: GPL-2.0-or-later
// May the media thread run before everything else?

import { hasCapability, limitOf, limitRemedy } from './limits.js';
import { type Check, good, warning } from './machine.js';

const PRIORITY = 50; // that the media thread asks for, native/runtime/thread.cc
const CAP_SYS_NICE = 23;

export const checkRealTime: Check = (machine) => {
  if (machine.read('/proc/sys/kernel/sched_rt_runtime_us')?.trim() === '0') {
    return warning(
      'real-time',
      { en: 'The kernel gives real-time threads no time.', zh: '内核不给实时线程分配时间。' },
      {
        en: "Give it back: 'sysctl kernel.sched_rt_runtime_us=950000'.",
        zh: "请恢复：'sysctl kernel.sched_rt_runtime_us=950000'。",
      },
    );
  }
  if (hasCapability(machine, CAP_SYS_NICE) || limitOf(machine, 'Max realtime priority') >= PRIORITY) {
    return good('real-time', {
      en: 'The media thread may have real-time priority.',
      zh: '媒体线程可以获得实时优先级。',
    });
  }
  const what = {
    en: 'The media thread may not have real-time priority, so audio may break up when the machine is busy.',
    zh: '媒体线程没有实时优先级，机器繁忙时声音可能断续。',
  };
  return warning('real-time', what, limitRemedy(machine, `LimitRTPRIO=${PRIORITY}`, `* - rtprio ${PRIORITY}`));
};
