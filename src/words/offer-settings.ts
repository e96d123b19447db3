// SPDX-License-Identifier: GPL-2.0-or-later
// What do the settings of offers, of what is told before a bridge, and of wrap-up mean, in Chinese?

import type { Sentences } from './translate.js';

export const OFFER_SETTINGS: Sentences = {
  'Then the agent has missed the offer.': '超过即为座席未接。',
  'So many offers in a row that he lets ring make an agent not ready; of his queues the smallest figure counts.':
    '连续几次振铃未接即示忙；座席属于多个队列时取最小值。',
  'What refusing an offer is to an agent: `notReady`, until he is ready again; `missed`, as one that he lets ring: of `misses` in a row the last makes him not ready, and others are asked first.':
    '拒接之后：`notReady` 为示忙，直到再次示闲；`missed` 同未接：连续达到 `misses` 次才示忙，先派送给其他座席。',
  'What an agent hears of a call, or a callback, before he has it: its queue, how long the caller has waited, the grade of a customer whom the directory knows, numbers that are attached (data). A key skips it.':
    '接通来电或回呼前座席听到的内容：队列、已等候时长、客户资料中的等级（customer）、随路数据中的数字（data）。按任意键跳过。',
  'How the name of the queue is said to agents: a prompt, or the path of a WAV file; default: its place in the list.':
    '向座席播报队列名称的读法：提示音名称或 WAV 文件路径；默认报其在列表中的序号。',
  'Tell callers the number of the agent who answers.': '工号播报：告知来电者应答座席的工号。',
  'A call with this code has brought what the advertisement was for: `spillway report conversion` counts it.':
    '此小结算作成交，计入 `spillway report conversion`。',
  'What agents write down about a call when it is over.': '座席登记的小结代码。',
  'Dialled behind `dialCodes.wrapUpCode`; default: it cannot be dialled.':
    '在 `dialCodes.wrapUpCode` 之后拨；默认不能用话机拨。',
  '`required`: wrap-up is not over before a code is given, or its time; then the code is `none`.':
    '`required`：登记小结代码之前整理不能结束；到时未登记的记为 `none`。',
  'By so much at most an agent may make his wrap-up longer; `0s`: not at all.': '座席延长整理的总上限；`0s` 为不允许。',
  'He has a headset: while his handset lies beside its hook, or he is kept on the line outside, a short tone tells him of a call, and he has it. Default: false.':
    '耳机座席：手柄放在一旁（或外部座席保持连接）时，短音提示后自动接通。默认 false。',
  'What the call was about: the digit of one of `queues[].wrapUpCodes` follows; in wrap-up, or after a flash.':
    '话后小结：后跟 `queues[].wrapUpCodes` 中的数字；整理时拨，或通话中拍叉后拨。',
};
