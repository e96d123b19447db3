// SPDX-License-Identifier: GPL-2.0-or-later
// What do refusals, findings and log lines of voicemail say in Chinese?

import type { Sentences } from './translate.js';

export const MAILBOXES: Sentences = {
  'box {}': '信箱 {}',
  'message {}': '留言 {}',
  'box {} is full': '信箱 {} 已满',
  'box {} is not one of agent {}': '信箱 {} 不属于座席 {}',
  'a box of this number': '此号码的信箱',
  'station {}: LINE_BUSY': '分机 {}：占线（LINE_BUSY）',
  'whoever left it withholds his number': '留言者未显示号码',
  'nobody can be called from here': '此处无法回电',
  'which message? the id that `spillway voicemail` shows': '哪一条留言？请写 `spillway voicemail` 显示的编号',
  '{}: several messages end in this': '{}：有多条留言以此结尾',
  'forward: to which box?': 'forward：转发到哪个信箱？',
  'is not the name of a box: write up to 32 letters and digits, of any script, "-" and "_"':
    '不是信箱名称：请写至多 32 个字母、汉字、数字、“-”或“_”',
  'is not the number of a box: write 1 to 12 digits': '不是信箱号码：请写 1 至 12 位数字',
  '"number": {} is {}: give the box another one': '“number”：{} 是{}：请给信箱另一个号码',
  '"mail": there is no mail server: write `mail`, too': '“mail”：没有邮件服务器：请同时写 `mail`',
  '"notify": {} is an emergency number: nobody is told of messages there': '“notify”：{} 是紧急号码：不能用于留言通知',
  'a station': '分机号码',
  'an agent who is not the one that it belongs to': '其他座席的工号',
  'refused in voicemail': '语音信箱中的操作被拒绝',
  'a greeting cannot be used': '问候语无法使用',
  'a box takes no message': '信箱无法接收留言',
  'the silence behind a message could not be cut off': '留言末尾的静音未能剪去',
  'nobody answered, or pressed 1': '无人接听或未按 1',
  'somebody answered, and pressed 1': '已接听并按 1',
  'it cannot be called: {}': '无法呼叫：{}',
  'it has been heard, or deleted: nobody is called': '留言已听取或删除，不再呼叫',
  'only a running box makes calls': '只有运行中的系统才能呼叫',
};
