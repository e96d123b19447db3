// SPDX-License-Identifier: GPL-2.0-or-later
// May the engine keep its memory from being swapped out?

import { type Config, channelCount, spansOf } from '../../config/index.js';
import { hasCapability, limitOf, limitRemedy } from './limits.js';
import { type Check, good, warning } from './machine.js';

const CAP_IPC_LOCK = 14;
const MEBIBYTE = 2 ** 20;
// What an engine was seen to lock (EngineCounters.lockedBytes): 24 MB and 150 kB a channel, and 9 MB for all prompts of
// the package; a shop has as many of its own.
const ENGINE_BYTES = 64 * MEBIBYTE;
const CHANNEL_BYTES = 200 * 1024;

/** How much memory a box of this configuration locks at most. */
export function lockedAtMost(config: Pick<Config, 'boards'>): number {
  const channels = spansOf(config).reduce((sum, span) => sum + channelCount(span), 0);
  return ENGINE_BYTES + channels * CHANNEL_BYTES;
}

export const checkMemory: Check = (machine, { config }) => {
  const needed = lockedAtMost(config ?? { boards: [] });
  const limit = limitOf(machine, 'Max locked memory');
  if (hasCapability(machine, CAP_IPC_LOCK) || limit >= needed) {
    return good('memory', {
      en: 'The engine may keep its memory from being swapped out.',
      zh: '引擎可以锁定内存，不会被换出到磁盘。',
    });
  }
  const allowed = `${Math.floor(limit / 1024)} KiB`;
  const wanted = `${Math.ceil(needed / MEBIBYTE)} MiB`;
  return warning(
    'memory',
    {
      en: `Only ${allowed} of memory may be locked, the engine wants up to ${wanted}: audio may break up when the machine is short of memory.`,
      zh: `只允许锁定 ${allowed} 内存，引擎最多需要 ${wanted}：机器内存不足时声音可能断续。`,
    },
    limitRemedy(machine, 'LimitMEMLOCK=infinity', '* - memlock unlimited'),
  );
};
