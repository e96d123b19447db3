// SPDX-License-Identifier: GPL-2.0-or-later
// Is there room for recordings, and is the disk quick enough to commit a promise while the caller waits?

import { errorWords } from '../../words/index.js';
import { bad, type Check, dataDirectory, good, warning } from './machine.js';
import { unreadable } from './service.js';

const MEGABYTE = 1 << 20;
const LEAST = 256 * MEGABYTE;
const LITTLE = 5 * 1024 * MEGABYTE;
const RECORDING_BYTES_AN_HOUR = 16_000 * 3600;

const SLOW_MS = 100; // the caller of a computer agent would hear the wait
const TOO_SLOW_MS = 1000;

export const checkSpace: Check = (machine, setting) => {
  const directory = dataDirectory(setting);
  const free = machine.freeBytes(directory);
  if (free === undefined) return undefined;
  const hours = Math.floor(free / RECORDING_BYTES_AN_HOUR);
  const size =
    free < 1024 * MEGABYTE ? `${Math.floor(free / MEGABYTE)} MB` : `${Math.floor(free / 1024 / MEGABYTE)} GB`;
  const what = {
    en: `${size} free in ${directory}: ${hours} hours of recordings.`,
    zh: `${directory} 剩余 ${size}，可录音约 ${hours} 小时。`,
  };
  if (free >= LITTLE) return good('space', what);
  const remedy = {
    en: 'Make room, or set `data` to a larger disk. Without space no callback is promised.',
    zh: '请清理磁盘，或将 data 设到更大的磁盘。空间不足时系统不会承诺回呼。',
  };
  return free < LEAST ? bad('space', what, remedy) : warning('space', what, remedy);
};

export const checkFlush: Check = (machine, setting) => {
  const directory = dataDirectory(setting);
  let times: readonly number[];
  try {
    times = machine.flushTimes(directory);
  } catch (error) {
    if (machine.shell?.access(directory) === 'denied') return unreadable('flush', directory, machine.me);
    return bad(
      'flush',
      {
        en: `${directory} cannot be written: ${errorWords(error, 'en')}`,
        zh: `${directory} 无法写入：${errorWords(error, 'zh-CN')}`,
      },
      {
        en: 'Give the directory to the user who runs the box (chown), and look whether the disk is mounted read-only.',
        zh: '请将目录授权给运行系统的用户（chown），并检查磁盘是否只读挂载。',
      },
    );
  }
  const sorted = [...times].sort((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const shown = median < 10 ? median.toFixed(1) : Math.round(median);
  const what = {
    en: `A small write reaches the disk in ${shown} ms.`,
    zh: `小数据写入磁盘（fsync）需 ${shown} 毫秒。`,
  };
  if (median <= SLOW_MS) return good('flush', what);
  const remedy = {
    en: 'Callers wait for this before they hear the promise: use an SSD, not an SD card or a network disk.',
    zh: '来电者要等写盘完成才会听到承诺：请使用固态硬盘，不要用 SD 卡或网络磁盘。',
  };
  return median > TOO_SLOW_MS ? bad('flush', what, remedy) : warning('flush', what, remedy);
};
