// SPDX-License-Identifier: GPL-2.0-or-later
// What does the page of leads say?

import type { Pairs } from './pair.js';

export const leads = {
  line: ['线索：来过的号码，谁还没人跟进', 'Leads: who came, and with whom has nobody talked'],
  none: ['没有符合条件的线索', 'No leads like this'],
  noneHint: [
    '来电、排队放弃和网页登记都会自动成为线索，换个时间范围或条件再试。',
    'Calls, callers who give up and wishes on web pages become leads by themselves. Try another time span or filter.',
  ],
  state: ['跟进', 'State'],
  every: ['全部', 'All'],
  came: ['最近来访', 'Came last'],
  name: ['姓名', 'Name'],
  service: ['接入号或名称', 'Access number'],
  calls: ['来电', 'Calls'],
  abandoned: ['放弃', 'Gave up'],
  web: ['网页', 'Web'],
  dialled: ['接入号', 'Dialled'],
  talked: ['上次联络', 'Talked last'],
  note: ['网页留言', 'Written on the page'],
} as const satisfies Pairs;

export const leadState = {
  open: ['待跟进', 'To be called'],
  promised: ['已承诺回呼', 'Promised'],
  talked: ['已联系', 'Talked'],
  won: ['已成交', 'Won'],
} as const satisfies Pairs;
