// SPDX-License-Identifier: GPL-2.0-or-later
// What does the board of sales say?

import type { Pairs } from './pair.js';

export const team = {
  line: [
    '今天 {calls} 通通话，{results} 个结果，人均每小时 {rate}',
    'Today {calls} calls, {results} results, {rate} per agent and hour',
  ],
  agent: ['座席', 'Agent'],
  state: ['状态', 'State'],
  calls: ['通话', 'Calls'],
  talk: ['通话时长', 'Talk'],
  results: ['结果', 'Results'],
  perHour: ['每小时', 'Per hour'],
  byHour: ['各时段：结果 / 通话', 'By hour: results / calls'],
  counts: ['哪种小结算作结果', 'Which wrap-up code is a result'],
  anyCode: ['任何小结代码', 'Any code'],
  all: ['合计', 'All'],
  records: ['通话记录', 'Calls'],
  nobody: ['今天还没有座席签入', 'Nobody has signed in today'],
  nobodyHint: [
    '座席签入后在此显示；结果按通话后的小结代码统计。',
    'Agents come here when they sign in; results are their calls by wrap-up code.',
  ],
} as const satisfies Pairs;
