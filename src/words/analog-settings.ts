// SPDX-License-Identifier: GPL-2.0-or-later
// What do the settings of analog ports and of trunk groups' lines mean, in Chinese, and what is wrong with them? By their English text.

import type { Sentences } from './translate.js';

export const ANALOG_SETTINGS: Sentences = {
  '`fxs`: ports that ring our telephones; `fxo`: ports towards the exchange.':
    '`fxs`：接我方话机的端口；`fxo`：接交换机的端口。',
  'How long a digit sounds.': '每个双音频号码的时长。',
  'The pause behind it.': '其后的间隔。',
  'DTMF digits that are sent there: to an exchange, or to the display of a telephone (`callerId: dtmf`).':
    '向该端口发送的双音频号码：发往交换机，或发往话机的来电显示（`callerId: dtmf`）。',
  'Ring and pause in turn, over and over, such as [1s, 4s]; default: as is usual in `country`.':
    '响铃与停顿交替循环，例如 [1s, 4s]；默认按 `country` 的惯例。',
  'So many ports ring at the same moment at most, for a card has no more current; the others begin in its pauses.':
    '同一时刻最多振铃的端口数，受板卡供电限制；其余端口在其停顿时开始振铃。',
  'How the telephones of this bank are rung.': '本组话机如何振铃。',
  'The line is reversed while somebody outside whom it has called is on it: payphones and call meters count by that.':
    '话机呼叫的外线应答后，通话期间线路反极：公用电话和计费器据此计费。',
  "The country whose lines the card's modules are made for: impedance, loop current, ringing. A setting of the driver, for all modules of a card; `spillway doctor` says whether it is so. Default: that of `country`.":
    '板卡模块按哪个国家的线路工作：阻抗、环路电流、振铃。属驱动设置，对板卡的全部模块有效；`spillway doctor` 会检查是否如此。默认按 `country`。',
  'Of what comes from the line, in dB: -15 to 12; at `fxs` ports -3.5, 0 or 3.5.':
    '线路来的声音，单位 dB：-15 至 12；`fxs` 端口为 -3.5、0 或 3.5。',
  'Of what goes to the line, in dB: -15 to 12; at `fxs` ports -3.5, 0 or 3.5.':
    '送往线路的声音，单位 dB：-15 至 12；`fxs` 端口为 -3.5、0 或 3.5。',
  "How much louder the card's modules make what passes; a setting of the driver, too.":
    '板卡模块将声音放大多少；同属驱动设置。',
  '`fxo`: each line was measured with `fxotune`, whose file is to have all of them.':
    '`fxo`：各线路已用 `fxotune` 测调，其文件应包含全部线路。',
  'The trunk group that calls out take while all channels of this one are busy or out of service.':
    '本组信道全忙或停用时，呼出改走的中继组。',
  'The class of service of its lines: what it does not let out goes by the group of `overflowTo`, or not at all. Emergency numbers go by any line.':
    '本组线路的呼叫权限：不允许的号码改走 `overflowTo` 的中继组，否则不能呼出。紧急号码可走任何线路。',
};

export const ANALOG_SENTENCES: Sentences = {
  'ends with a pause: write ring and pause in turn, such as [1s, 4s]':
    '须以停顿结尾：请按响铃、停顿交替书写，例如 [1s, 4s]',
  '"most": the longest flash is not longer than the shortest one ("least")':
    '“most”：最长拍叉时长不大于最短时长（“least”）',
  '"{}": there are no telephones at "ports: fxo"': '“{}”：“ports: fxo” 的端口上没有话机',
  '"ringing": "ports: fxo" are rung by the exchange': '“ringing”：“ports: fxo” 的端口由交换机振铃',
  '"{}": the module of a telephone can be set to -3.5, 0 or 3.5 dB': '“{}”：话机模块只能设为 -3.5、0 或 3.5 dB',
  '"tuned": only lines to an exchange are tuned ("ports: fxo")': '“tuned”：只有接交换机的线路需要测调（“ports: fxo”）',
  '"opermode": span {} has {} and span {} has {}, and the driver takes one for all of its cards':
    '“opermode”：中继 {} 为 {}，中继 {} 为 {}，而驱动对其全部板卡只能取一种',
  '"waitingLamp": at station {} reversed polarity tells of an answer ("answerReversal" of {}): write another lamp':
    '“waitingLamp”：分机 {} 的反极表示应答（{} 的 “answerReversal”）：请改用其他留言灯方式',
  'class of the lines: {}': '线路的呼叫权限：{}',
  'analog lines cannot take a number without an answer: a call that is not answered rings on':
    '模拟线路无法不应答即记录号码：未应答的来电会一直振铃',
  '"captureOnly": {}': '“captureOnly”：{}',
  '"exchange": span {} has telephones, not lines to the exchange': '“exchange”：中继 {} 接的是话机，而非交换机线路',
  '"exchange": line {} stands in two entries: it can be in one only': '“exchange”：线路 {} 出现在两项中，只能属于一项',
};
