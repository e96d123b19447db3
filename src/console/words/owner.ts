// SPDX-License-Identifier: GPL-2.0-or-later
// What does the owner's page say?

import type { Pairs } from './pair.js';

export const owner = {
  sentence: [
    '今天 {offered} 通来电，人工接听 {share}，电脑座席登记 {captured} 人，已回 {kept} 人',
    '{offered} calls today; people answered {share}, computer agents took {captured} numbers, {kept} were called back',
  ],
  more: ['；比上周同日多 {n}', '; {n} more than this day last week'],
  less: ['；比上周同日少 {n}', '; {n} fewer than this day last week'],
  offered: ['来电', 'Calls'],
  answeredShare: ['人工接听', 'Answered by people'],
  serviceLevel: ['服务水平', 'Service level'],
  callbacksKept: ['已兑现回呼', 'Callbacks kept'],
  yesterday: ['昨天同时 {value}', 'yesterday {value}'],
  target: ['目标 {value}', 'target {value}'],
  curve: ['今日来电（按接入号）', 'Calls today, by access number'],
  curveText: ['每小时来电：{text}', 'Calls by hour: {text}'],
  people: ['谁上了多久班', 'Who worked how long'],
  agent: ['座席', 'Agent'],
  handled: ['接听', 'Handled'],
  talk: ['通话', 'Talking'],
  signedIn: ['签入', 'Signed in'],
  noPeople: ['今天还没有座席签入。', 'No agent has signed in today.'],
  wrong: ['出了什么问题', 'What went wrong'],
  nothingWrong: ['今天没有告警，也没有失败的回呼。', 'No alarms and no failed callbacks today.'],
  failedCallbacks: ['失败的回呼：{n} 次（{why}）', 'Failed callbacks: {n} ({why})'],
  cleared: ['已恢复', 'cleared'],
  still: ['仍在', 'still on'],
  acts: ['常用操作', 'Usual acts'],
  closeEarly: ['提前下班', 'Close early'],
  closeSure: [
    '现在起来电听到下班提示。到哪天上班时恢复？',
    'From now on callers hear that you are closed. Until when?',
  ],
  openAgain: ['恢复营业时间', 'Back to opening hours'],
  changeGreeting: ['更换欢迎词', 'Change the greeting'],
  callBackNow: ['立即回呼', 'Call back now'],
  open: ['营业中', 'Open'],
  closed: ['已下班', 'Closed'],
  until: ['至 {time}', 'until {time}'],
  byHand: ['手动', 'by hand'],
} as const satisfies Pairs;
