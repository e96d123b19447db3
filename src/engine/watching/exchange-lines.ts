// SPDX-License-Identifier: GPL-2.0-or-later
// What is wrong with lines to the exchange? What keeps on is an alarm, what happened is in the log.

import type { Rooms } from '../rooms/index.js';

const LASTING = ['LINE_NO_DIAL_TONE', 'LINE_IN_USE'] as const;

/** Watches until it is ended. A line without voltage is told by `lines.battery`. */
export function watchExchangeLines({ exchangeLines, lines, alarms, log }: Rooms): () => void {
  if (exchangeLines === undefined) return () => {};
  exchangeLines.trouble.on(({ channel, code }) => {
    const name = lines.channel(channel)?.name ?? '';
    for (const lasting of LASTING) {
      if (code === undefined || code === lasting) alarms.set(code === lasting, lasting, name);
    }
    if (code === 'LINE_FALSE_RING' || code === 'CALLER_ID_DAMAGED') alarms.happened(code, name);
    if (code !== undefined) log.warn({ line: name, code }, 'an analog line is not as it should be');
  });
  return () => exchangeLines.close();
}
