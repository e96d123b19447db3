// SPDX-License-Identifier: GPL-2.0-or-later
// What has somebody done, as the audit calls it? By the types of events, `_` for their dots; others stand as they are called.

import type { Pairs } from './pair.js';

export const audited = {
  settings_changed: ['修改设置', 'Changed settings'],
  settings_undone: ['撤销设置', 'Undid settings'],
  call_supervised: ['监听或介入通话', 'Supervised a call'],
  call_transferred: ['转接通话', 'Transferred a call'],
  call_promoted: ['把来电提到队首', 'Put a caller to the front'],
  call_moved: ['把来电移到别的队列', 'Moved a caller'],
  call_picked: ['把来电交给座席', 'Gave a caller to an agent'],
  recording_heard: ['听录音', 'Heard a recording'],
  recording_downloaded: ['下载录音', 'Downloaded a recording'],
  recording_deleted: ['删除录音', 'Deleted a recording'],
  message_heard: ['听留言', 'Heard a message'],
  report_exported: ['导出报表', 'Took a report away'],
  customers_exported: ['导出客户', 'Took customers away'],
  agents_exported: ['导出座席', 'Took agents away'],
  numbers_exported: ['导出名单', 'Took a list of numbers away'],
  personal_exported: ['导出个人信息', 'Took personal data away'],
  program_added: ['新增程序', 'Added a program'],
  program_removed: ['吊销程序', 'Removed a program'],
  channels_busiedOut: ['闭塞线路', 'Busied channels out'],
  channels_inService: ['恢复线路', 'Put channels back in service'],
  surge_said: ['指定浪涌状态', 'Said whether a surge is on'],
  hours_said: ['改营业状态', 'Changed the hours'],
  session_began: ['登录', 'Signed in'],
  session_ended: ['退出登录', 'Signed out'],
  web_refused: ['被拒绝', 'Was refused'],
} as const satisfies Pairs;
