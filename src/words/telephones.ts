// SPDX-License-Identifier: GPL-2.0-or-later
// What is said of telephones, their codes and forwards, in Chinese: refusals, findings, settings.

import type { Sentences } from './translate.js';

export const TELEPHONES: Sentences = {
  'station {} is lifted by hand': '分机 {} 须由人摘机',
  'station {} is where agent {} is called outside': '分机 {} 是座席 {} 的外部号码',
  'agent {}: no outside number is known: write outside.number, or let him call in':
    '座席 {}：外部号码未知：请写 outside.number，或由他拨入签入',
  'station {} is on no line': '分机 {} 未接通任何线路',
  'station {}: no number is known': '分机 {}：号码未知',
  'there is a station {} already': '分机 {} 已存在',
  'station {} has a call on hold: LINE_BUSY': '分机 {} 有保持的通话（LINE_BUSY）',
  '{}: a person, a queue or a box would be right': '{}：应为座席、分机、号码、队列或信箱',
  'a person, a queue or a box would be right': '应为座席、分机、号码、队列或信箱',
  '{}: somebody of the house would be right': '{}：应为内部座席或分机',
  '{}: on, off would be right': '{}：应为 on 或 off',
  'station {}: nobody waits: NOTHING_RINGS': '分机 {}：没有等待的来电（NOTHING_RINGS）',
  'agent {} waits for nobody': '座席 {} 没有设置遇忙回叫',
  'station {} waits for nobody': '分机 {} 没有设置遇忙回叫',
  'station {} is not busy: call it': '分机 {} 不忙：请直接呼叫',
  'station {}: nothing is forwarded to {}': '分机 {}：不能转移到 {}',
  'what rings there is his own call': '振铃的是其本人的呼叫',
  'a callback cannot be sent on': '回呼不能转走',
  'nobody is signed in here, or it is no number': '此处无人签入，或不是号码',
  'agent {} is not signed in: name the station': '座席 {} 未签入：请写明分机',
  'station {} cannot be forwarded to itself': '分机 {} 不能转移到自己',
  'station {}: it cannot be written down now, and so does not hold': '分机 {}：现在无法写入，设置未生效',
  'a call cannot be sent on': '来电无法转移',
  'nobody can be rung for a caller': '无法为来电振铃任何人',
  'a routing rule could not be told for a call and was skipped': '某条路由规则无法判断，已跳过',
  '"number": {} begins with {}, another station: it could never be dialled':
    '“number”：{} 以另一分机 {} 开头：将无法拨通',
  '"number": {} stands in the way of the emergency number {}': '“number”：{} 妨碍紧急号码 {} 的拨打',
  '"number": {} begins with {}, the digit before numbers outside (dialling.trunkAccess)':
    '“number”：{} 以外线前缀 {} 开头（dialling.trunkAccess）',
  'is not a short code: write two digits, in quotes, such as "01"': '不是缩位号码：请写两位数字，加引号，例如 "01"',
};

/** By their descriptions in the schema. */
export const TELEPHONE_SETTINGS: Sentences = {
  'Numbers that are dialled by a short code, by whoever may call them.': '缩位拨号的号码，限有权拨打者。',
  'Two digits, dialled after the code `dialCodes.speedDial`.': '两位数字，拨在功能码 `dialCodes.speedDial` 之后。',
  'A station, or a number outside.': '分机或外线号码。',
  'Whose it is.': '号码的名称。',
  'An agent signs out.': '座席签出。',
  'Signs in; `*AGENT*PIN#` follows.': '签入；后接 `*工号*密码#`。',
  'Ready for calls.': '示闲。',
  'Not ready; the digit of a reason follows.': '示忙；后接原因的数字。',
  'The next callback.': '取下一个回呼。',
  'Wrap-up is done.': '整理资料完成。',
  'An agent changes his PIN: he is asked for the old one, and twice for the new one.':
    '座席更换密码：先输入原密码，再输入两次新密码。',
  'Closes the shop, or opens it again; see `nightSwitch`.': '关闭营业或恢复营业；见 `nightSwitch`。',
  'Says the number of this telephone.': '报出本话机的号码。',
  'Whoever speaks hears himself, for a minute at most.': '说话者听到自己的声音，最多一分钟。',
  'This telephone rings after it is put down.': '挂机后本话机振铃。',
  'After a flash: ends the question, and back to the customer.': '拍叉后：结束咨询，回到客户。',
  'After a flash: all three talk.': '拍叉后：三方通话。',
  'The calls of this telephone go nowhere else any more.': '取消本话机的全部呼叫转移。',
  'Its calls go to the number that follows, with `#`.': '来电全部转移到其后的号码，以 `#` 结束。',
  'The same, when it is busy or not to be disturbed.': '同上，遇忙或免打扰时。',
  'The same, when nobody lifts for 15 s.': '同上，15 秒无人接听时。',
  'It is not to be disturbed; the same code again: it is.': '免打扰；再拨取消。',
  'Who talks there hears of a second call; the same code again: no more.': '呼叫等待；再拨取消。',
  'It rings when the station that follows is free.': '遇忙回叫：其后的分机空闲时本话机振铃。',
  'That is wanted no more.': '取消遇忙回叫。',
  'After a flash: records the call; the same code again: no more.': '拍叉后：录音；再拨停止。',
  'The two digits of one of `dialling.speedDials` follow.': '后接 `dialling.speedDials` 中的两位数字。',
  'After a flash: nothing of the customer is recorded while he keys a card number; the same code again: it goes on.':
    '拍叉后：客户按卡号时不录音；再拨恢复。',
  'Listens to the agent at the station that follows; number and PIN of a supervisor are asked for.':
    '监听该分机上的座席；会要求班长的工号和密码。',
  'After a flash: parks the call.': '拍叉后：驻留通话。',
  'Fetches what is parked; the place follows.': '取回驻留的通话；后接驻留位。',
  'Takes what rings at a colleague of the same queue.': '代接同队列同事的来电。',
  'Takes what rings at the station that follows.': '代接其后分机的来电。',
};
