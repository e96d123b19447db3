// SPDX-License-Identifier: GPL-2.0-or-later
// What are the verbs of call control called, and why can one not be done? The keys are those of control's table and of docs/faults.md.

import type { Pairs } from './pair.js';

export const verb = {
  makeCall: ['拨号', 'Dial'],
  answer: ['接听', 'Answer'],
  deflect: ['转移', 'Deflect'],
  clear: ['挂断', 'Hang up'],
  hold: ['保持', 'Hold'],
  retrieve: ['取回', 'Retrieve'],
  alternate: ['切换', 'Alternate'],
  consult: ['咨询', 'Consult'],
  reconnect: ['接回', 'Back'],
  transfer: ['转接', 'Transfer'],
  singleStepTransfer: ['转接', 'Transfer'],
  conference: ['会议', 'Conference'],
  drop: ['移出', 'Drop'],
  leave: ['退出会议', 'Leave'],
  park: ['驻留', 'Park'],
  parkedAt: [
    '客户已驻留在 {place} 号位，听等待音乐。任何座席在拨号框输入 {place} 即可取回；无人取回会回振您的话机。',
    'The customer is parked at place {place}, with music. Anybody fetches him by {place} in the dial field; else your telephone rings for him again.',
  ],
  unpark: ['取回驻留', 'Fetch'],
  pickUp: ['代接', 'Pick up'],
  sendDigits: ['键盘', 'Keys'],
  record: ['录音', 'Record'],
  stopRecording: ['停止录音', 'Stop recording'],
  mask: ['屏蔽录音', 'Mask'],
  unmask: ['取消屏蔽', 'Unmask'],
  signIn: ['签入', 'Sign in'],
  signOut: ['签出', 'Sign out'],
  ready: ['示闲', 'Ready'],
  notReady: ['示忙', 'Not ready'],
  finishWrapUp: ['完成整理', 'Finish wrap-up'],
  extendWrapUp: ['延长整理', 'More time'],
  nextCallback: ['下一个回呼', 'Next callback'],
} as const satisfies Pairs;

export const refusal = {
  NOT_SIGNED_IN: ['尚未签入话机', 'Not signed in at a telephone'],
  OUT_OF_SERVICE: ['话机停用', 'The telephone is out of service'],
  LINE_BUSY: ['话机正在使用', 'The telephone is in use'],
  NOT_TALKING: ['没有通话', 'There is no call to do it with'],
  NOTHING_HELD: ['没有保持的通话', 'Nothing is on hold'],
  NOT_CONSULTING: ['没有在咨询', 'Nobody is being consulted'],
  CONSULTING: ['正在咨询，请先接回或转接', 'A consultation is on: go back or transfer first'],
  NO_CONFERENCE: ['没有会议', 'There is no conference'],
  NOTHING_RINGS: ['没有来电振铃', 'Nothing rings'],
  LIFT_IT: ['请拿起话机接听', 'Lift the telephone to answer'],
  NOT_READY: ['当前状态下不可用', 'Not in this state'],
  FORBIDDEN: ['您没有此权限', 'You have not the right'],
  REFUSED: ['当前不可用', 'Not possible now'],
  DISCONNECTED: ['连接中断，恢复后可用', 'No connection; possible when it is back'],
  asked: ['已请求，等待话机确认', 'Asked for; waiting for the telephone'],
  waitsFor: ['已请求“{verb}”，仍在等待电话主机确认…', '“{verb}” was asked for; the box has not confirmed it yet…'],
} as const satisfies Pairs;
