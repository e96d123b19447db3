// SPDX-License-Identifier: GPL-2.0-or-later
// What do the steps of flows mean, in Chinese? By their English descriptions in the schema.

import type { Sentences } from './translate.js';

export const FLOW_SETTINGS: Sentences = {
  'Dialogues by name, for `menu`, `flow` and each other.': '按名称列出的流程，供 `menu`、`flow` 及流程之间引用。',
  'Steps by their names; it begins with the first. See flows.md.':
    '按名称列出的步骤，从第一个开始。见 flows.zh-CN.md。',
  'Where a caller goes who does not get on: who keys nothing in, or for whom something fails.':
    '来电者无法继续时（未按键，或某一步失败）转到哪里。',
  'Heard to the end, or to the first key, which counts for the next question.':
    '播放到结束，或到第一个按键为止；该按键计入下一个问题。',
  'false: no key stops it.': 'false：按键不能打断。',
  'Where he goes on.': '接下来到哪里。',
  'What is offered; a key stops it.': '播报的选项；按键可打断。',
  'Where each key leads.': '每个按键通向哪里。',
  'Waiting for the first and each further key.': '等待第一个按键以及其后每个按键的时长。',
  'How often it is asked.': '最多询问几次。',
  'Where he goes on who keys nothing in, after the last attempt; default: `fallback`.':
    '最后一次仍未按键时到哪里；默认为 `fallback`。',
  'Where he goes on who is not understood, after the last attempt; default: `fallback`.':
    '最后一次按键仍无效时到哪里；默认为 `fallback`。',
  'What he is asked to key in.': '请来电者输入什么。',
  'The value that keeps it.': '保存输入内容的变量。',
  'How many digits, or { min, max }.': '位数，或 { min, max }。',
  'At least so many.': '至少这么多位。',
  'At most so many: with the last it is over.': '至多这么多位：输满即结束。',
  'The key that ends them.': '结束输入的按键。',
  'What they must be: a card number, a day (20261129), an amount (12*50), a telephone number, an identity number (X is the star).':
    '必须是：银行卡号、日期（20261129）、金额（12*50）、电话号码或身份证号（X 按星号键）。',
  'He hears them, and confirms them with 1.': '复述输入内容，按 1 确认。',
  'Why nobody else and no recording hears the keys, such as PIN.': '对他人和录音屏蔽按键的原因，例如 PIN。',
  'Values that go with him: to agents, into his record, to programs.': '随路数据：随呼叫送到座席、话单和程序。',
  'The value that decides.': '据以判断的变量。',
  'Where each value leads.': '每个值通向哪里。',
  'Where every other one leads.': '其他值通向哪里。',
  'What he hears from now on.': '此后播放的语言。',
  'Where he waits for an agent.': '在哪个队列等待座席。',
  'Where he goes on who has waited too long; default: as the queue says.': '等待超时后到哪里；默认按队列设置。',
  'Where he goes on when his agent has gone, such as a survey; default: nowhere.':
    '座席挂机后到哪里，例如满意度调查；默认结束。',
  'Another flow, which comes back by `return`.': '另一个流程，以 `return` 返回。',
  'A function that a program has given to the box.': '由程序提供给系统的函数。',
  'The value that keeps what it gives.': '保存其结果的变量。',
  'Where he goes on when it cannot be done; default: `fallback`.': '无法完成时到哪里；默认为 `fallback`。',
};

/** What `spillway check` says of flows. */
export const FLOW_FINDINGS: Sentences = {
  'flow {}: {}': '流程 {}：{}',
  'no step leads to "{}": let one lead there, or take it out': '没有步骤通向“{}”：请让某一步通向它，或将其删除',
  'callers go round from "{}" to itself for ever: ask them something on the way':
    '来电者会从“{}”无休止地绕回来：请在途中询问来电者',
  'is not where a caller goes on: write the name of a step, {}, callback, refuse, or { queue: NAME }':
    '不是来电者的去处：请写步骤名称、{}、callback、refuse 或 { queue: 名称 }',
  'is not the name of a step': '不是步骤名称',
  'is not the name of a value: write a small letter first, such as order': '不是变量名：请以小写字母开头，例如 order',
  'is not a key: write 0 to 9, * or # in quotes': '不是按键：请写 0 至 9、* 或 #，加引号',
  'is not a key that ends digits: write # or *': '不是结束键：请写 # 或 *',
  'is not a step: write one of {}': '不是步骤：请写其中之一：{}',
  'a flow has one step at least': '流程至少有一个步骤',
};
