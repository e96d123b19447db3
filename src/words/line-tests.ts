// SPDX-License-Identifier: GPL-2.0-or-later
// What do refusals, findings and log lines of measured lines say in Chinese?

import type { Sentences } from './translate.js';

export const LINE_TESTS: Sentences = {
  'the line is {}, not resting': '线路状态为 {}，并非空闲',
  'tone: {} would be right': 'tone：应为 {}',
  '{} {}: digits would be right': '{} {}：应为数字',
  'within {}: 10s to 170s would be right': 'within {}：应为 10s 至 170s',
  'learn-tones: one line at a time, such as lines/1': 'learn-tones：每次一条线路，如 lines/1',
  'span {} in the file': '配置文件中的端口组 {}',
  '{}: a line to an exchange (FXO) would be right': '{}：应为外线（FXO）',
  '{}: there is no call to listen to': '{}：没有可听取的通话',
  'line {}': '线路 {}',
  '{} takes no lines': '{} 不需要线路参数',
  '{}: which lines? lines/1 would be right': '{}：哪些线路？应为 lines/1 之类',
  'the line hears other tones from its next call on': '线路从下一个呼叫起按新的信号音判定',
  'the line hears its new tones after a restart': '线路须重启后才按新的信号音判定',
  'a line was measured': '已测量线路',
  'asking the exchange to transfer a call': '请求交换机转接通话',
  'a tone was listened for': '已听取信号音',
  'is not a tone: write frequencies and milliseconds, such as 450 or 450/350,0/350 or 440+480/2000,0/4000':
    '不是信号音：请写频率与毫秒数，如 450、450/350,0/350 或 440+480/2000,0/4000',
  'is not a country: write its two letters, such as CN': '不是国家代码：请写两个字母，如 CN',
};
