// SPDX-License-Identifier: GPL-2.0-or-later
// What are states, ends and refusals called? The words of docs/glossary.md; keys are the box's own.

import type { Pairs } from './pair.js';

/** Of agents. */
export const agentState = {
  signedOut: ['签出', 'Signed out'],
  ready: ['示闲', 'Ready'],
  busy: ['话机占用', 'Telephone in use'],
  ringing: ['振铃', 'Ringing'],
  talking: ['通话', 'Talking'],
  wrapUp: ['整理', 'Wrap-up'],
  notReady: ['示忙', 'Not ready'],
  reserved: ['回呼中', 'For a callback'],
} as const satisfies Pairs;

/** Why somebody is not ready. */
export const reason = {
  unspecified: ['未说明', 'Unspecified'],
  break: ['小休', 'Break'],
  meal: ['用餐', 'Meal'],
  meeting: ['会议', 'Meeting'],
  training: ['培训', 'Training'],
  paperwork: ['案头工作', 'Paperwork'],
  ringNoAnswer: ['未接来电', 'Let it ring'],
} as const satisfies Pairs;

/** Of an agent's calls. */
export const callState = {
  ringing: ['来电振铃', 'Ringing'],
  calling: ['正在呼叫', 'Calling'],
  active: ['通话中', 'Talking'],
  held: ['保持', 'On hold'],
  asked: ['咨询', 'Consulting'],
  waiting: ['呼叫等待', 'Call waiting'],
  supervised: ['监听中', 'Supervising'],
} as const satisfies Pairs;

/** How a call ended for the caller. */
export const disposition = {
  answered: ['已接听', 'Answered'],
  forwarded: ['已转出', 'Forwarded'],
  message: ['已留言', 'Left a message'],
  captured: ['已登记回呼', 'Callback promised'],
  captureOnly: ['仅登记号码', 'Number taken'],
  selfServed: ['自助完成', 'Self-served'],
  announced: ['已播报', 'Was told'],
  refused: ['拒接', 'Refused'],
  interrupted: ['系统中断', 'Cut by the box'],
  abandonedInFlow: ['流程中放弃', 'Gave up in the menu'],
  abandoned: ['排队放弃', 'Gave up waiting'],
  failed: ['未接通', 'Not reached'],
} as const satisfies Pairs;

export const direction = {
  inbound: ['呼入', 'Inbound'],
  outbound: ['呼出', 'Outbound'],
  internal: ['内部', 'Internal'],
} as const satisfies Pairs;

/** By which somebody of those who are idle is chosen. */
export const strategy = {
  longestIdle: ['空闲最久', 'longest idle'],
  balanced: ['空闲最久', 'longest idle'],
  idleRatio: ['空闲比例', 'idle ratio'],
  leastTalk: ['通话最少', 'least talk'],
  leastTalkRatio: ['通话比例', 'talk ratio'],
  fewestCalls: ['接听最少', 'fewest calls'],
  highestSkill: ['技能最高', 'highest skill'],
  lowestSkill: ['技能最低', 'lowest skill'],
  circular: ['循环', 'circular'],
  ringAll: ['同振', 'ring all'],
  linear: ['顺序', 'linear'],
  weightedRandom: ['加权随机', 'weighted random'],
} as const satisfies Pairs;

/** Why a segment ended. */
export const endReason = {
  answered: ['被接听', 'answered'],
  abandoned: ['客户放弃', 'gave up'],
  queue: ['进入队列', 'to a queue'],
  overflowed: ['等待超时', 'overflowed'],
  moved: ['被移走', 'moved'],
  key: ['按键离开', 'by a key'],
  hungUp: ['挂机', 'hung up'],
  customerHungUp: ['客户挂机', 'customer hung up'],
  agentHungUp: ['座席挂机', 'agent hung up'],
  transferred: ['已转接', 'transferred'],
  forcedTransfer: ['被强转', 'sent on by a supervisor'],
  deflected: ['已转移', 'deflected'],
  pickedUp: ['被代接', 'picked up'],
  conferenceLeft: ['退出会议', 'left the conference'],
  noAnswer: ['无人接', 'no answer'],
  retrieved: ['已取回', 'retrieved'],
  normalClearing: ['正常结束', 'ended'],
} as const satisfies Pairs;

/** Of callback requests. */
export const callbackState = {
  open: ['待回呼', 'Open'],
  due: ['已到期', 'Due'],
  pending: ['待回呼', 'Open'],
  leased: ['处理中', 'Taken'],
  attempting: ['拨打中', 'Dialling'],
  dialling: ['拨打中', 'Dialling'],
  waiting: ['等待重试', 'To be tried again'],
  completed: ['已回呼', 'Kept'],
  served: ['已另行服务', 'Served otherwise'],
  givenUp: ['已放弃', 'Given up'],
  cancelled: ['已取消', 'Cancelled'],
} as const satisfies Pairs;

export const severity = {
  critical: ['紧急', 'Critical'],
  major: ['重要', 'Major'],
  minor: ['次要', 'Minor'],
} as const satisfies Pairs;

/** Of somebody who is signed in to the console. */
export const role = {
  agent: ['座席', 'Agent'],
  supervisor: ['班长', 'Supervisor'],
  administrator: ['管理员', 'Administrator'],
} as const satisfies Pairs;

/** Of a queue, a figure, the surge: against its target. */
export const judged = {
  good: ['达标', 'On target'],
  watch: ['留意', 'Watch'],
  bad: ['超限', 'Over limit'],
} as const satisfies Pairs;
