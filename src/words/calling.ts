// SPDX-License-Identifier: GPL-2.0-or-later
// What do refusals of calls' verbs say in Chinese? The codes of the table (NOT_TALKING, ...) stay, for whoever looks them up in docs/calls.md.

import type { Sentences } from './translate.js';

export const CALLING: Sentences = {
  'is not one digit: write "0" or "9", in quotes': '不是一位数字：请写 "0" 或 "9"，加引号',
  'leg {}': '通话分支 {}',
  'there is no customer in this call': '此通话中没有客户',
  'agent {}: {}: NOT_CONSULTING': '座席 {}：{}：未在咨询（NOT_CONSULTING）',
  'agent {}: {}: NOT_TALKING': '座席 {}：{}：未在通话（NOT_TALKING）',
  'agent {}: {}: {}': '座席 {}：{}：{}',
  '{} is not signed in': '{} 未签入',
  'nothing rings at agent {}': '座席 {} 处没有振铃',
  'nothing rings there': '那里没有振铃',
  'a call cannot be made': '无法呼出',
  'all parking places are taken': '驻留位已满',
  'nothing is parked at place {}': '{} 号驻留位没有通话',
  'agent {} is in no call: NOT_TALKING': '座席 {} 未在通话（NOT_TALKING）',
  '{} is not a telephone number': '{} 不是电话号码',
  'calls abroad are barred: dialling.international': '国际呼叫受限：dialling.international',
  'this number is on the do-not-call list': '该号码在勿呼名单中',
  'nobody supervises from station {}': '分机 {} 没有在监听',
  'nobody is signed in at station {}': '分机 {} 没有座席签入',
  'refused at a telephone': '话机操作被拒绝',
  'call {} is recorded already': '通话 {} 已在录音',
  'call {} is not recorded': '通话 {} 未在录音',
  'event {}: the first that is kept is {}': '事件 {}：现存最早的是 {}',
  'event {}: the last one is {}; this is another database': '事件 {}：最后一个是 {}；这是另一个数据库',
  '{}: agent:ID, station:N, number:N, queue:NAME or flow:NAME would be right':
    '{}：正确写法如 agent:1002、station:802、number:13912345678、queue:sales 或 flow:menu',
  '{}: a person would be right': '{}：对象应为人员（座席、分机或号码）',
  'a key of data has 1 to {} characters': '数据的键为 1 至 {} 个字符',
  'data {}: a text would be right': '数据 {}：应为文本',
  'data have {} keys at most': '数据最多 {} 个键',
  'data have {} bytes at most': '数据最多 {} 字节',
  'data: an object of texts would be right': 'data：应为由文本组成的对象',
  '{} waits in no queue': '{} 未在排队',
  'call {} waits in no queue': '呼叫 {} 未在排队',
  'call {} is a callback of the box': '呼叫 {} 是系统的回呼',
  'he waits in queue {} already': '已在队列 {} 中等待',
  '{}: queue:NAME, flow:NAME, announce:PROMPT, callback or refuse would be right; pick gives him to an agent':
    '{}：可以写 queue:队列、flow:流程、announce:提示音、callback 或 refuse；交给座席请用 pick',
  'queue {}: too many are on a break': '队列 {}：小休人数已达上限',
  'agent {} is calling: NOT_TALKING': '座席 {} 正在呼出（NOT_TALKING）',
  'flow {}': '流程 {}',
  'you do not read fast enough: go on with since {}': '读取过慢：请从 since {} 继续',
};
