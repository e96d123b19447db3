// SPDX-License-Identifier: GPL-2.0-or-later
// How are box and exchange wired over sockets, as the driver would wire them? For what also runs without the machine of tools/dahdi-vm.

import { join } from 'node:path';
import { SystemClock, sleep } from '../../src/kernel/index.js';
import type { EngineOptions } from '../../src/native/index.js';

const PATIENCE = 60_000; // emulated machines are slow: this only ends what would wait for ever
const clock = new SystemClock();

/** One E1 and a bank of so many telephones on each side. */
export function overSockets(directory: string, ports: number) {
  const carrier = (type: 'listen' | 'connect', name: string) =>
    ({ type, path: join(directory, `${name}.sock`) }) as const;
  const side = (type: 'listen' | 'connect', names: readonly [string, string], of: 'station' | 'telephone') => [
    { name: names[0], kind: 'e1' as const, carrier: carrier(type, 'trunk') },
    { name: names[1], kind: 'analog' as const, ports, side: of, carrier: carrier(type, 'bank') },
  ];
  const exchange: EngineOptions = {
    board: { type: 'virtual', spans: side('listen', ['trunk', 'telephones'], 'telephone') },
    signalling: [{ span: 'trunk', role: 'network' }],
  };
  return { exchange, board: { type: 'virtual' as const, spans: side('connect', ['trunk', 'stations'], 'station') } };
}

/** Resolves when it is so; rejects after a minute, saying what was waited for. */
export async function until(reached: () => boolean, what: string): Promise<void> {
  for (const last = clock.now() + PATIENCE; !reached(); await sleep(clock, 20))
    if (clock.now() > last) throw new Error(`not reached: ${what}`);
}
