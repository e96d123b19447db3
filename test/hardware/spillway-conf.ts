// SPDX-License-Identifier: GPL-2.0-or-later
// Which channels does tools/dahdi-vm/spillway.conf wire together, and how do box and exchange write that down?

import type { Wiring } from '../../src/cli/demo/files.js';
import { BANK, spanName } from '../../src/cli/demo/plan.js';
import type { DahdiSpan } from '../../src/native/index.js';

const slots = Array.from({ length: 31 }, (_, index) => index + 1).filter((slot) => slot !== 16);

/** First channels of each side. */
export const BOX = { e1: 1, bank: 63 };
export const EXCHANGE = { e1: 32, bank: 71 };

/** First channels of each side in two-spans.conf. */
export const TWO_SPANS = {
  box: { e1s: [1, 63], bank: 125 },
  exchange: { e1s: [32, 94], bank: 133 },
} as const;

/** An E1: all B-channels, and the D-channel in slot 16. */
export function e1(name: string, first: number) {
  const channels = slots.map((slot) => first + slot - 1);
  return { name, kind: 'e1', channels, dChannel: first + 15 } as const satisfies DahdiSpan;
}

/** Ports of a bank from the port `from` on (1 to 8). */
export function bank(name: string, first: number, side: 'station' | 'telephone', from = 1) {
  const channels = Array.from({ length: 9 - from }, (_, port) => first + from - 1 + port);
  return { name, kind: 'analog', channels, side } as const satisfies DahdiSpan;
}

/** Box and exchange on two E1s each, as tools/dahdi-vm/two-spans.conf wires them. */
export function twoSpanWiring(): Wiring {
  const trunks = (firsts: readonly number[]) => firsts.map((first, i) => e1(spanName(i), first));
  const telephones = bank(BANK, TWO_SPANS.exchange.bank, 'telephone');
  return {
    box: { type: 'dahdi', spans: [...trunks(TWO_SPANS.box.e1s), bank(BANK, TWO_SPANS.box.bank, 'station')] },
    exchange: {
      board: 'dahdi',
      spans: trunks(TWO_SPANS.exchange.e1s).map(({ name, channels, dChannel }) => ({ name, channels, dChannel })),
      bank: { name: telephones.name, channels: telephones.channels },
    },
  };
}

/** Box and exchange on the driver's two E1s; the agents sit at the last six ports, as on a card that has other modules too. */
export function dahdiWiring(): Wiring {
  const trunk = e1(spanName(0), EXCHANGE.e1);
  const telephones = bank(BANK, EXCHANGE.bank, 'telephone', 3);
  return {
    box: { type: 'dahdi', spans: [e1(spanName(0), BOX.e1), bank(BANK, BOX.bank, 'station', 3)] },
    exchange: {
      board: 'dahdi',
      spans: [{ name: trunk.name, channels: trunk.channels, dChannel: trunk.dChannel }],
      bank: { name: telephones.name, channels: telephones.channels },
    },
  };
}
