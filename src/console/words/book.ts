// SPDX-License-Identifier: GPL-2.0-or-later
// What does the address book say?

import type { Pairs } from './pair.js';

export const book = {
  line: ['通讯录：双击一行就拨打', 'Address book: double-click a row to dial it'],
  find: ['姓名或号码', 'Name or number'],
  name: ['姓名', 'Name'],
  number: ['号码', 'Number'],
  note: ['备注', 'Note'],
  own: ['我的联系人', 'My own'],
  colleagues: ['同事', 'Colleagues'],
  state: ['状态', 'State'],
  dial: ['拨打', 'Dial'],
  add: ['加入', 'Add'],
  change: ['修改', 'Change'],
  remove: ['删除', 'Remove'],
  removeSure: ['确定删除 {name}？', 'Remove {name}?'],
  none: ['还没有联系人', 'Nobody yet'],
  noneHint: ['在上面写姓名和号码加入。', 'Write a name and a number above to add somebody.'],
} as const satisfies Pairs;
