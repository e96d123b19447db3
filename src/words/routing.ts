// SPDX-License-Identifier: GPL-2.0-or-later
// What do the lines of `route explain` say in Chinese, and what is wrong with rules and watched figures?

import type { Sentences } from './translate.js';

/** What was asked. */
export const ASKED: Sentences = {
  box: '系统',
  'access number': '接入号',
  blacklist: '黑名单',
  hours: '营业时间',
  surge: '浪涌',
  rules: '规则',
};

/** What was found there, where the same word means something else elsewhere. */
export const FOUND: Sentences = {
  'box: open': '可接入',
  'box: closing': '正在停机',
  'hours: open': '营业',
  'hours: closed': '非营业',
};

/** What was found; words of the shop's own stay. */
export const ROUTING_SENTENCES: Sentences = {
  'rule {}': '规则 {}',
  'does not hold': '不成立',
  '{} more do not hold': '另有 {} 条不成立',
  'skipped: {}': '已跳过：{}',
  'holds: {}': '成立：{}',
  'not listed': '不在名单中',
  listed: '在名单中',
  'open, by hand': '营业（人工）',
  'closed, by hand': '关闭（人工）',
  'takes calls': '可接入',
  unknown: '未知',
  'a dialogue comes first': '先进入语音流程',
  '{} is rung first': '先振铃：{}',
  '{}, but this number is for the staff': '{}，但该接入号供内部使用',
  '{}, but a rule lets it through': '{}，但有规则放行',
  '{}, but no space on disk': '{}，但磁盘空间不足',
  'human, calm': '人工，未浪涌',
  'the condition cannot be read: {}': '条件无法读取：{}',
  '"{}": {}': '“{}”：{}',
  'there is no variable "{}": {}': '没有变量“{}”：{}',
  'there is no "{}" here: {}': '这里没有“{}”：{}',
  'there is no function "{}" for values of these kinds': '没有适用于这类值的函数“{}”',
  'the values do not go together: {}': '值的类型不符：{}',
  'the condition gives {}: it must be true or false, such as customer.grade >= 3':
    '条件的结果是 {}：必须为真或假，例如 customer.grade >= 3',
  '"{}" is not to be had: use startsWith, endsWith, contains or "in"':
    '不能使用“{}”：请用 startsWith、endsWith、contains 或 in',
  'the condition is longer than {} characters': '条件超过 {} 个字符',
  'the condition may take {} steps at worst, 20000 are allowed: compare shorter texts, and fewer of them':
    '条件最多可能需要 {} 步运算，上限为 20000：请缩短要比较的文本，或减少比较次数',
  '"{}" stands within another walk over a list: write them beside each other':
    '“{}”嵌套在另一个列表遍历之中：请并列书写',
  '"{}" wants a name in quotes': '“{}”需要加引号的名称',
  'a rule has one way: write either "to" or "byArea"': '每条规则只有一种去向：请写 "to" 或 "byArea" 之一',
  'this rule does nothing: write "to", "byArea", "queue", "priority" or "needs"':
    '该规则没有作用：请写“to”“queue”“priority”或“needs”',
  '"number": {} is an access number of this box: write its queue or flow':
    '“number”：{} 是本系统的接入号：请写其队列或流程',
  'a figure is watched on one side: write either "above" or "below"': '指标只监视一侧：请只写“above”或“below”之一',
  '"of" is missing: {} is that of a queue': '缺少“of”：{} 是队列的指标',
  '"of": utilisation is that of all trunks: leave it out': '“of”：utilisation 是全部中继的指标：请去掉',
  'is not a limit: write a number such as 10 or 0.8, or a length of time such as 30s':
    '不是限值：请写数字（如 10、0.8）或时长（如 30s）',
  '"{}": {} is a length of time: write 30s or 2min': '“{}”：{} 是时长：请写 30s、2min',
  '"{}": {} is a number: write one such as 10, or 0.8 of a share': '“{}”：{} 是数字：例如 10；比例例如 0.8',
  '--data: KEY=VALUE would be right.': '--data：请写 KEY=VALUE。',
  'nothing is forwarded to {}': '不转接到 {}',
};

/** Settings of rules and watched figures. */
export const ROUTING_SETTINGS: Sentences = {
  'By his id: his telephone rings, where he is signed in.': '工号：其签入的话机振铃。',
  'This telephone rings.': '该话机振铃。',
  'This number outside is called.': '呼叫该外线号码。',
  'Where it goes when nobody there takes it; default: to the queue that it belongs to.':
    '无人接听时的去向；默认进入其所属队列。',
  'By its name.': '技能名称。',
  '1 to 10: who has less will not do.': '1 至 10：低于此级别的座席不分配。',
  'As `route explain` and the log call it.': '`route explain` 和日志中的名称。',
  'A condition in CEL; docs/routing.md has its variables.': 'CEL 条件；变量见 docs/routing.zh-CN.md。',
  'Where the call goes; no later rule is asked. Default: what the rule gives is kept, and the next is asked.':
    '呼叫的去向，之后的规则不再询问。默认保留本规则所设内容，继续询问下一条。',
  'The call belongs to this queue from here on: it waits there, and its callback is kept there.':
    '此后呼叫属于该队列：在其中等待，回呼也由其兑现。',
  'Added to its priority while it waits.': '等待时加到其优先级上。',
  'What its agent must be able to do, besides.': '对座席的附加技能要求。',
  'It comes through to people in a surge, too.': '浪涌时也接入人工。',
  'Asked for each call, in this order, after block list and hours and before surge and queue.':
    '每个呼叫依次询问：在黑名单和营业时间之后，浪涌和队列之前。',
  'What is watched; shares are 0 to 1.': '监视的指标；比例为 0 至 1。',
  'The queue; not of `utilisation`, which is that of all trunks.': '队列名称；`utilisation` 为全部中继，不写。',
  'The alarm is raised above this.': '高于此值时告警。',
  'The alarm is raised below this.': '低于此值时告警。',
  'When it has been so for as long.': '持续这么久后告警。',
  'It is over when the figure is back at this; default: a tenth of the limit on its good side.':
    '指标回到此值时恢复；默认为限值的十分之一余量。',
  'Of its alarm; `warning` is `minor`.': '告警级别；`warning` 即 `minor`。',
  'Figures of which an alarm is raised.': '超限时告警的指标。',
};
