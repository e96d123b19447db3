// SPDX-License-Identifier: GPL-2.0-or-later
// What do the settings of lines to the exchange mean, in Chinese? By their English text.

import type { Sentences } from './translate.js';

export const EXCHANGE_LINE_SETTINGS: Sentences = {
  'Ports of this bank, such as 1-3; default: all that no other entry names.':
    '本端口组中的端口，如 1-3；默认为其他条目未列出的全部端口。',
  'What people dial to reach these lines: their calls are for this access number.':
    '拨入这些线路的号码：其来电按此接入号处理。',
  'The exchange tells who calls (FSK or DTMF): a call waits for it, up to the second ring.':
    '交换机送来电显示（FSK 或 DTMF）：来电等待号码，至多到第二声振铃。',
  'How numbers are dialled.': '拨号方式。',
  '`reversal`: the exchange reverses the line when the party answers; `tones`: it is taken for an answer that somebody speaks, or that it does not ring any more, and a callback then counts by the key alone.':
    '`reversal`：对方应答时交换机反极；`tones`：有人讲话或回铃音停止即视为应答，此时回呼只以按键确认为准。',
  'How long the dial tone is waited for, before another line is tried.': '等待拨号音的时长，超时则改用其他线路。',
  'How a caller is given to a number outside: `box` dials it on a second line and connects both; `flash`: the exchange does, where the carrier lets analog lines transfer calls.':
    '来电如何转接到外部号码：`box` 用第二条线路呼出并桥接；`flash`：由交换机转接（须运营商为模拟线路开通转接功能）。',
  'The country whose tones the exchange sends; default: `country`.': '交换机信号音所属国家；默认为 `country`。',
  'Its dial tone, such as 450; `spillway lines learn-tones` finds it.':
    '拨号音，如 450；可由 `spillway lines learn-tones` 学习。',
  'Its busy tone, such as 450/350,0/350: by it the far end is known to have hung up.':
    '忙音，如 450/350,0/350：据此判定对方已挂机。',
  'Its ringing tone, such as 450/1000,0/4000.': '回铃音，如 450/1000,0/4000。',
  'Its congestion tone, such as 450/700,0/700.': '拥塞音，如 450/700,0/700。',
  "The exchange's tones, where they are not those of `country`.": '交换机的信号音（与 `country` 不同时填写）。',
  'Of what comes from the exchange, in dB: -12 to 12.': '来自交换机的声音的增益，单位 dB：-12 至 12。',
  'Of what goes to the exchange, in dB: -12 to 12.': '送往交换机的声音的增益，单位 dB：-12 至 12。',
  'How much louder these lines are made by the box; `spillway lines measure` says how loud they are.':
    '系统对这些线路的增益；`spillway lines measure` 可测出电平。',
  '`fxo`: what the exchange does at these lines, and which number they have.':
    '`fxo`：这些线路上交换机的行为，以及线路的号码。',
};
