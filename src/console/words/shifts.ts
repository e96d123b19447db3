// SPDX-License-Identifier: GPL-2.0-or-later
// What does the page of shifts say?

import type { Pairs } from './pair.js';

export const shift = {
  line: ['现在应到 {due} 人，已签入 {here} 人', '{due} are due now, {here} of them are here'],
  missing: ['未签入：{names}', 'Not signed in: {names}'],
  nobodyMissing: ['应到的都已签入', 'Everybody who is due is here'],
  agent: ['座席', 'Agent'],
  now: ['现在', 'Now'],
  thisWeek: ['本周', 'This week'],
  before: ['前一周', 'The week before'],
  after: ['后一周', 'The week after'],
  off: ['休', 'Off'],
  nothing: ['未排班', 'Not planned'],
  closed: ['–', '–'],
  late: ['应到未到，自 {time}', 'Missing since {time}'],
  edit: ['排班', 'Plan'],
  calendar: ['班次（日历）', 'Shift (a calendar)'],
  dayOff: ['休息', 'Day off'],
  from: ['从', 'From'],
  to: ['到', 'To'],
  always: ['不写日期为长期', 'no dates: always'],
  add: ['检查修改', 'Check'],
  written: ['已排', 'Planned'],
  take: ['去掉', 'Take away'],
  queue: ['队列', 'Queue'],
  allQueues: ['全部队列', 'All queues'],
  noAgents: ['没有座席', 'No agents'],
  noAgentsHint: ['先在“人员”里新增座席。', 'Add agents under People first.'],
  noCalendars: [
    '班次按日历：先在“营业”里新增日历，例如“早班”。',
    'Shifts go by calendars: add one under Hours first, “early” for example.',
  ],
  weekOf: ['{from} 至 {to}', '{from} to {to}'],
} as const satisfies Pairs;
