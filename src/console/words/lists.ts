// SPDX-License-Identifier: GPL-2.0-or-later
// What do lists, forms and figures say everywhere?

import type { Pairs } from './pair.js';

export const list = {
  loading: ['正在读取…', 'Loading…'],
  failed: ['读取失败', 'Could not be read'],
  retry: ['重试', 'Try again'],
  noRight: ['您没有查看的权限', 'You have not the right to see this'],
  askRight: [
    '管理员可以在“管理 · 人员”里给您权限：{right}。',
    'An administrator can give you this right under Manage, People: {right}.',
  ],
  more: ['更多', 'More'],
  shown: ['已显示 {n} 条', '{n} shown'],
  unwritten: [
    '数据库暂时写不进去，自 {time} 起的 {n} 批记录还未列出。',
    'The database cannot be written: {n} batch since {time} is missing here. | The database cannot be written: {n} batches since {time} are missing here.',
  ],
  search: ['查询', 'Search'],
  clear: ['清空', 'Clear'],
  save: ['保存', 'Save'],
  saving: ['正在保存…', 'Saving…'],
  saved: ['已保存 {time}', 'Saved {time}'],
  cancel: ['取消', 'Cancel'],
  close: ['关闭', 'Close'],
  details: ['详情', 'Details'],
  back: ['返回', 'Back'],
  yes: ['是', 'Yes'],
  no: ['否', 'No'],
  none: ['无', 'None'],
  notReachable: ['连接不到服务，请检查网络后重试。', 'The service cannot be reached. Check the network and try again.'],
  dial: ['拨打 {number}', 'Dial {number}'],
  chooseDay: ['选择日期', 'Choose a day'],
  length: ['{n} {unit}', '{n} {unit}'],
  unitOf: ['{what}：单位', 'Unit of {what}'],
  unit_ms: ['毫秒', 'ms'],
  unit_s: ['秒', 's'],
  unit_min: ['分钟', 'min'],
  unit_h: ['小时', 'h'],
  unit_d: ['天', 'd'],
  withheld: ['号码未显示', 'Number withheld'],
} as const satisfies Pairs;
