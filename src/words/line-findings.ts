// SPDX-License-Identifier: GPL-2.0-or-later
// What is said of a line to the exchange that was measured and is not as it should be?

import type { Bilingual } from '../kernel/index.js';

/** What is wrong with a line that was measured, and what to do. */
export const LINE_FINDINGS = {
  noDialTone: {
    en: 'no dial tone: is the line plugged in, and paid for?',
    zh: '没有拨号音：请检查线路是否接好、是否欠费',
  },
  dialToneSoft: {
    en: 'the dial tone is soft (below -25 dBm0): raise exchange.gain.receive of the line',
    zh: '拨号音偏低（低于 -25 dBm0）：请提高该线路的 exchange.gain.receive',
  },
  dialToneLoud: {
    en: 'the dial tone is loud (above -3 dBm0): lower exchange.gain.receive of the line',
    zh: '拨号音偏高（高于 -3 dBm0）：请降低该线路的 exchange.gain.receive',
  },
  noisy: {
    en: 'noise above -45 dBm0: a bad splice or water in the cable; ask the carrier',
    zh: '噪声高于 -45 dBm0：接头不良或电缆进水，请联系运营商',
  },
  hum: {
    en: 'hum above -35 dBm0: the line runs beside mains, or one of its wires is earthed',
    zh: '交流声高于 -35 dBm0：线路靠近市电或一线接地',
  },
  echo: {
    en: 'echo return loss below 10 dB: check opermode, run fxotune, switch an echo canceller on',
    zh: '回波损耗低于 10 dB：请检查 opermode、运行 fxotune、启用回声消除',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;
