// SPDX-License-Identifier: GPL-2.0-or-later
// What does the page of backups say?

import type { Pairs } from './pair.js';

export const backup = {
  none: ['还没有备份', 'No backup yet'],
  noneHint: [
    '点“立即备份”做第一份：数据库、配置、自有提示音、表格和留言都在里面。',
    'Make the first one now: database, configuration, own prompts, tables and messages are in it.',
  ],
  newest: ['最近一份备份：{time}（{ago}前）', 'The newest backup is of {time}, {ago} ago'],
  days: ['{n} 天', '{n} day | {n} days'],
  hours: ['{n} 小时', '{n} h'],
  minutes: ['{n} 分钟', '{n} min'],
  between: ['；', '; '],
  makeNow: ['立即备份', 'Make one now'],
  withRecordings: ['包括通话录音（可能很大）', 'With conversations (may be large)'],
  where: [
    '存放在 {directory}，保留最近 {keep} 份；可用空间 {free}',
    'In {directory}, the newest {keep} stay; {free} free',
  ],
  sameDisk: [
    '与数据在同一块磁盘上：磁盘坏了会一起丢失。请把备份复制到另一台机器或 U 盘。',
    'On the disk of the data: when it fails both are lost. Copy backups to another machine or a stick.',
  ],
  takeAway: [
    '备份里有话机密码、号码和录音，只能在主机上由运维人员取走，不经网页下载。恢复：spillway restore 备份文件',
    'PINs, numbers and conversations are in it: it is taken away at the machine by the operator, not by the browser. To restore: spillway restore ARCHIVE',
  ],
  keys: [
    '录音密钥 {keys} 不在备份里：请另行保存在别处，没有它，加密的录音打不开。',
    'The file of keys {keys} is in no backup: keep a copy elsewhere; without it sealed recordings cannot be opened.',
  ],
  time: ['备份时间', 'Made'],
  size: ['大小', 'Size'],
  file: ['文件', 'File'],
  found: ['检验结果', 'What was found'],
  notYet: ['尚未校验', 'Not looked at yet'],
  whole: ['完整', 'Whole'],
  made: ['已写入', 'Written'],
  back: ['演练成功，{time} 可恢复', 'Drill passed, back in {time}'],
  wrong: ['有问题', 'Not right'],
  promises: ['未兑现的回呼 {n}', '{n} open promise | {n} open promises'],
  files: ['{n} 个文件', '{n} file | {n} files'],
  calls: ['{n} 通通话', '{n} call | {n} calls'],
  verify: ['校验', 'Verify'],
  drill: ['恢复演练', 'Drill'],
  drillSure: [
    '在临时目录里恢复一遍，再删掉；不影响正在运行的系统，会占用磁盘。开始？',
    'It is restored in a folder that goes again; the running box is left alone, the disk is busy. Begin?',
  ],
  underWay_make: ['正在备份，已用 {time}…', 'A backup is being made, {time} so far…'],
  underWay_verify: ['正在校验 {name}，已用 {time}…', '{name} is being verified, {time} so far…'],
  underWay_drill: ['正在演练恢复 {name}，已用 {time}…', 'A drill with {name}, {time} so far…'],
  failed_make: ['备份失败：{why}', 'The backup failed: {why}'],
  failed_verify: ['校验失败：{why}', 'It could not be verified: {why}'],
  failed_drill: ['演练失败：{why}', 'The drill failed: {why}'],
} as const satisfies Pairs;
