// SPDX-License-Identifier: GPL-2.0-or-later
// What does a simulated wave say in Chinese that cannot be run as it is written?

import type { Sentences } from './translate.js';

export const SIMULATION_SENTENCES: Sentences = {
  'the file has no E1: write `channels` in the wave': '配置文件没有 E1：请在来电文件中写 `channels`',
  'the file has no access number': '配置文件没有接入号',
  'access number {} is not in the file: {} are': '接入号 {} 不在配置文件中：可用 {}',
  'name a file that says who calls when, or --from-log for a recorded wave':
    '请指定描述来电的文件，或用 --from-log 重演记录中的浪涌',
  'channels: the stepped engine has whole E1s; write a multiple of 30':
    'channels：此级别按整条 E1 计算，请写 30 的倍数',
  'the lines of the virtual board do not come up': '虚拟板卡的线路未能建立',
  'no agent of the records is in the file: write `agents` in a wave':
    '记录中的座席都不在配置文件中：请在来电文件中写 `agents`',
  'welcome.wav: there is no such file': '没有 welcome.wav 文件',
  'no records in {}': '{} 中没有记录',
  'no call came from {} to {}: name another time': '{} 至 {} 没有来电：请指定其他时间',
  'queue {} is not in the file: {} are': '队列 {} 不在配置文件中：可用 {}',
};
