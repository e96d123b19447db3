// SPDX-License-Identifier: GPL-2.0-or-later
// What do surge control, the ways to catch a call and the schedule say in Chinese?

import type { Sentences } from './translate.js';

/** Settings, by their English descriptions. */
export const SURGE_SETTINGS: Sentences = {
  "Surge begins when this share of the trunk group's in-service channels is busy.":
    '中继组可用信道的占用比例达到此值时浪涌开始。',
  'Surge begins for it when this share of the in-service channels is busy.':
    '对其而言，可用信道占用比例达到此值时浪涌开始。',
  'From here on every call to it goes to a computer agent.': '达到此值后，其所有来电都由自动电脑座席接听。',
  'In a surge people are dealt to the numbers in proportion to this.': '浪涌时空闲人工按此权重分配给各接入号。',
  'How it takes part in a wave; what is left out is as `surge` says.': '该接入号在浪涌中的设置；未写的按 `surge`。',
  'As reports call it.': '报表中的名称。',
  'The numbers that are shown in it.': '该时段播出的接入号。',
  'When it is on the air.': '播出开始的时刻。',
  'Its end; earlier than `from` means on the next day.': '结束的时刻；早于 `from` 表示次日。',
  '1 Monday to 7 Sunday; default: every day, or those of `dates`.':
    '1 为星期一，7 为星期日；默认为每天，写有 `dates` 时按其日期。',
  'Only on these days.': '只在这些日期。',
  'Its thresholds hold from so long before it on.': '其阈值提前这么久生效。',
  'What the computer agent says meanwhile.': '该时段内自动电脑座席播放的内容。',
  'What the computer agent says,': '自动电脑座席播放的内容，',
  'to callers of these numbers; default: of all,': '用于这些接入号的来电，默认全部，',
  'at these times; default: always.': '用于这些时间，默认始终。',
  'Says what the keys of `options` mean.': '说明 `options` 各按键含义的提示音。',
  'What each key means: `today`, `tomorrow` (not before tomorrow), `doNotCall` (never).':
    '各按键的含义：`today` 今天，`tomorrow` 明天起，`doNotCall` 不再回呼。',
  'One question after the promise; each caller who is asked holds his channel longer. Default: none.':
    '承诺之后的一个问题；每个被询问的来电会多占用信道。默认不问。',
  'Surge begins, too, when the next caller would wait so long,': '下一个来电预计等待达到此时长时浪涌也开始，',
  'and does not end while he would wait longer than this.': '预计等待长于此值时不结束。',
  'From this wait on every call goes to a computer agent.': '预计等待达到此值后，所有来电都由自动电脑座席接听。',
  'The second trigger: how long the next caller would wait for a person. Default: only the channels count.':
    '第二触发条件：下一个来电等待人工的预计时长。默认只看信道。',
  'Below `min`, take the number from SETUP and clear with `cause`: no answer, no promise.':
    '空闲少于 `min` 时，从 SETUP 取得号码并以 `cause` 拒接：不接听，也不承诺。',
  'Q.850 cause with which a call is cleared that was not answered; 17: busy.':
    '未接听的来电以此 Q.850 原因值释放；17 为忙。',
  'From this share of busy channels on': '信道占用比例达到此值起',
  'a call is caught in this way: `spoken` answers and promises; `keepPlace` lets him wait and promises at a key of the queue; `earlyMedia` promises before the answer, where the trunk group has it; `captureOnly` takes the number and clears with `catch.cause`.':
    '以此方式捕获来电：`spoken` 接听并承诺；`keepPlace` 让其排队，按队列的键后承诺；`earlyMedia` 在应答前承诺（中继组须开通）；`captureOnly` 只登记号码并以 `catch.cause` 释放。',
  'How calls are caught by how full the trunk group is; below the first of them: `spoken`.':
    '按中继组占用程度选择捕获方式；低于第一项时为 `spoken`。',
  'By time and number, the first that fits; who finds none hears `prompt`.':
    '按时间和接入号选用第一个符合的；没有符合的播放 `prompt`。',
  'The schedule of the advertisements: their numbers have these thresholds while they are on.':
    '广告播出时间表：播出期间其接入号使用这些阈值。',
  'Callers hear what is said before the call is answered, as `spillway lines test-early-media` has shown: `surge.ways` may use `earlyMedia` here.':
    '主叫能在应答前听到提示音（经 `spillway lines test-early-media` 证实）：`surge.ways` 可在此中继组使用 `earlyMedia`。',
};

/** What is told while it runs, and what is wrong with the settings. */
export const SURGE_SENTENCES: Sentences = {
  '{} of {} channels of {} are busy, a surge begins at {}': '{2} 的 {1} 条信道占用 {0} 条，达到 {3} 条时浪涌开始',
  'surge: {} of {} channels of {} are busy, computer agents take {}':
    '浪涌：{2} 的 {1} 条信道占用 {0} 条，电脑座席比例 {3}',
  '{} {}: 30min, 2h would be right': '{} {}：正确写法为 30min 或 2h',
  'switched on by hand': '已人工启动',
  'switched off by hand': '已人工停止',
  'the next caller waits {}, a surge begins at {}': '下一个来电预计等待 {}，达到 {} 时浪涌开始',
  'human: {} calls are with people, {} are left to them': '人工：{} 个来电由人工处理，保留 {} 个',
  'human: the share leaves this call to people': '人工：按比例轮到人工',
  '{}: a person is free, but is kept for another number by its weight': '{}：有空闲人工，但按权重留给其他接入号',
  "{}: people had a call to take, but it is another number's turn by its weight":
    '{}：人工可接一个来电，但按权重轮到其他接入号',
  '{}: only {} channels are free': '{}：仅剩 {} 条空闲信道',
  '{}: the share gives it this call': '{}：按比例轮到电脑座席',
  computerAgent: '电脑座席',
  'computerAgent earlyMedia': '电脑座席（应答前承诺）',
  'computerAgent keepPlace': '电脑座席（排队并可按键保留位置）',
  '"off" must be shorter than "on", or surge flutters': '“off”须短于“on”，否则浪涌会反复启停',
  '"full" must not be shorter than "on"': '“full”不得短于“on”',
  '"from": {} must be above the one before ({})': '“from”：{} 须大于前一项（{}）',
  'no trunk group has "earlyMedia": try it with spillway lines test-early-media, then switch it on there':
    '没有中继组开通“earlyMedia”：请先用 spillway lines test-early-media 测试，再在该组开通',
  'no queue has a key that leads to "callback": write keys: { "1": callback } at the queue':
    '没有队列设置转回呼的按键：请在队列中写 keys: { "1": callback }',
  'it ends when it begins': '开始与结束时刻相同',
  'the surge was switched by hand': '浪涌已人工启停',
  'there is no access number {}': '没有接入号 {}',
  'the surge goes by its thresholds again': '浪涌恢复按阈值',
  'early media was tested': '已测试应答前提示音',
  'early media is being tested already': '应答前提示音正在测试中',
  'the question after the promise cannot be spoken': '承诺之后的问题无法播放',
  'a promise that is not wished cannot be struck': '不需要的回呼无法取消',
  '{}: on, off or byThresholds would be right': '{}：请写 on、off 或 byThresholds',
  'one of until and for would be right': 'until 与 for 只能写一个',
  'within {}: 30min, 2h would be right': 'within {}：请写 30min、2h',
  'for {}: 30min, 2h would be right': 'for {}：请写 30min、2h',
  'more than {} showings lie in this time: a shorter one would be right': '该时间内的播出超过 {} 次：请缩短时间',
};
