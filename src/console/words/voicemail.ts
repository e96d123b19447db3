// SPDX-License-Identifier: GPL-2.0-or-later
// What does the page of callers' messages say?

import type { Pairs } from './pair.js';

export const voicemail = {
  line: ['{n} 条新留言', '{n} new message | {n} new messages'],
  lineNone: ['没有新留言', 'No new messages'],
  mine: ['我的留言', 'My messages'],
  allBoxes: ['全部信箱', 'All boxes'],
  box: ['信箱', 'Box'],
  boxCount: ['{n} 新', '{n} new'],
  full: ['已满', 'full'],
  number: ['来电号码', 'From'],
  at: ['留言时间', 'Left at'],
  length: ['时长', 'Length'],
  state: ['状态', 'State'],
  state_new: ['新', 'New'],
  state_heard: ['已听', 'Heard'],
  state_saved: ['已保存', 'Saved'],
  play: ['播放', 'Play'],
  markHeard: ['标为已听', 'Mark heard'],
  markNew: ['标为新', 'Mark new'],
  save: ['保存', 'Save'],
  callBack: ['回拨', 'Call back'],
  promise: ['转为回呼', 'Make a callback'],
  promised: ['已登记回呼：{number}', 'A callback is written down: {number}'],
  sendOn: ['转到', 'Send on to'],
  sent: ['已转到 {box}。', 'Sent on to {box}.'],
  remove: ['删除', 'Delete'],
  removeSure: ['删除后无法恢复。确定？', 'It cannot be had back. Delete?'],
  none: ['没有留言', 'No messages'],
  noneHint: [
    '客户在下班后或无人接听时的留言会在这里；信箱在“设置 · 信箱”里设立。',
    'What callers say after hours or when nobody answers comes here; boxes are set up under Settings, mailboxes.',
  ],
} as const satisfies Pairs;
