// SPDX-License-Identifier: GPL-2.0-or-later
// What does a simulated wave say in Chinese that cannot be run as it is written?

import type { Sentences } from './translate.js';

export const SIMULATION_SENTENCES: Sentences = {
  'the file has no E1: write `channels` in the wave': '配置文件没有 E1：请在来电文件中写 `channels`',
  'the file has no access number': '配置文件没有接入号',
  'access number {} is not in the file: {} are': '接入号 {} 不在配置文件中：可用 {}',
  'queue {} is not in the file: {} are': '队列 {} 不在配置文件中：可用 {}',
};
