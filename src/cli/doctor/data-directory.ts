// SPDX-License-Identifier: GPL-2.0-or-later
// Can the data directory be used, is its database whole, and does a box run on it?

import { dirname, join } from 'node:path';
import { errorWords } from '../../words/index.js';
import { bad, type Check, type Finding, good, type Machine, type Setting, warning } from './machine.js';
import { deniedFolder, unreadable } from './service.js';

export const checkDataDirectory: Check = async (machine, setting) => {
  const directory = setting.config?.data;
  if (directory === undefined) return undefined;
  const access = machine.access(directory);
  if (access === 'missing') return missing(machine, directory);
  if (access === 'denied') return deniedFolder(machine, 'data', directory);
  if (machine.shell?.access(directory) === 'denied') return unreadable('data', directory, machine.me);
  const names = machine.list(directory);
  const damaged = names.filter((name) => /^spillway\.db\.damaged-[^-]*$/.test(name)).sort();
  const database = join(directory, 'spillway.db');
  if (names.includes('spillway.db')) return quickLook(machine, directory, database);
  const last = damaged.at(-1);
  if (last === undefined)
    return good('data', { en: `${directory} is empty and ready.`, zh: `${directory} 可用，尚无数据。` });
  return bad(
    'data',
    {
      en: `The database was found damaged and is kept as ${join(directory, last)}; the box does not start without it.`,
      zh: `数据库曾被发现损坏，已另存为 ${join(directory, last)}；恢复前系统不会启动。`,
    },
    {
      en: `Restore a backup: spillway restore ARCHIVE --database ${directory}`,
      zh: `请恢复备份：spillway restore 备份文件 --database ${directory}`,
    },
  );
};

/** It is made at the start, if that may be; systemd makes the unit's own folders. */
function missing(machine: Machine, directory: string): Finding {
  let above = dirname(directory);
  while (machine.access(above) === 'missing' && dirname(above) !== above) above = dirname(above);
  const byUnit = machine.service?.writable?.includes(directory) === true;
  if (!byUnit && machine.access(above) === 'denied') return deniedFolder(machine, 'data', above);
  return good('data', { en: `${directory} will be made at the first start.`, zh: `${directory} 将在首次启动时创建。` });
}

async function quickLook(machine: Machine, directory: string, database: string) {
  try {
    const open = await machine.openPromises(directory);
    return good('data', {
      en: `The database in ${directory} can be read; ${open} promises are open.`,
      zh: `${directory} 中的数据库可读，未完成的回呼 ${open} 个。`,
    });
  } catch (error) {
    return bad(
      'data',
      {
        en: `${database} cannot be read: ${errorWords(error, 'en')}.`,
        zh: `${database} 无法读取：${errorWords(error, 'zh-CN')}。`,
      },
      {
        en: `Restore the newest backup, which keeps it aside: spillway restore ARCHIVE --database ${directory} --replace`,
        zh: `请恢复最新的备份（原文件会改名保留）：spillway restore 备份文件 --database ${directory} --replace`,
      },
    );
  }
}

/** The process that holds the data directory's lock; /proc/locks lists it by the file's inode. */
export function boxHolder(machine: Machine, { config }: Setting): number | undefined {
  if (config === undefined) return undefined;
  const inode = machine.inode(join(config.data, 'box.lock'));
  if (inode === undefined) return undefined;
  for (const line of (machine.read('/proc/locks') ?? '').split('\n')) {
    const [, , , kind, pid, place] = line.trim().split(/\s+/);
    if (kind === 'WRITE' && place?.endsWith(`:${inode}`)) return Number(pid);
  }
  return undefined;
}

export const checkBox: Check = async (machine, setting) => {
  if (setting.config === undefined) return undefined;
  const socket = join(setting.config.data, 'box.sock');
  const holder = boxHolder(machine, setting);
  const answers = await machine.boxAnswers(socket);
  if (answers === 'forbidden') return unreadable('box', socket, machine.me);
  if (answers) {
    const process = holder === undefined ? '' : ` (${holder})`;
    return good('box', { en: `A box runs${process} and answers.`, zh: `系统正在运行${process}，应答正常。` });
  }
  if (holder === undefined) {
    return good('box', { en: 'No box runs now; begin with: spillway start', zh: '系统未运行；启动：spillway start' });
  }
  return warning(
    'box',
    {
      en: `Process ${holder} holds the data directory but does not answer on ${socket}.`,
      zh: `进程 ${holder} 占用数据目录，但在 ${socket} 上无应答。`,
    },
    {
      en: 'Look into its log; end the process if it hangs, and start again.',
      zh: '请查看其日志；若已卡死，结束该进程后重新启动。',
    },
  );
};
