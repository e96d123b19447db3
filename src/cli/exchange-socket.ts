// SPDX-License-Identifier: GPL-2.0-or-later
// What can be asked of a running exchange? What passes on its D-channels, and how many calls it has: `spillway trace --socket FILE`.

import { onWire, type WatchedTrunk } from '../engine/index.js';
import { ControlServer, traceMethod } from '../host/index.js';
import type { Clock } from '../kernel/index.js';
import type { MediaPort } from '../native/index.js';
import type { ExchangeReporter } from './exchange-reporter.js';

interface Watched {
  readonly media: MediaPort;
  readonly clock: Clock;
  readonly reporter: ExchangeReporter;
}

/** Answers at this path as a box does at its own; undefined: nowhere. Rejects as `ControlServer.open` does. */
export async function exchangeSocket(
  path: string | undefined,
  { media, clock, reporter }: Watched,
): Promise<ControlServer | undefined> {
  if (path === undefined) return undefined;
  const trunks = media.spans
    .filter(({ kind }) => kind === 'e1')
    .map(({ name }): WatchedTrunk => ({ name, role: 'network' }));
  const byNumber = (span: string) => (/^\d+$/.test(span) ? trunks[Number(span) - 1]?.name : undefined);
  return ControlServer.open(path, {
    status: () => reporter.report(),
    trace: traceMethod({
      onWire: (span, listener) => {
        const named = trunks.some(({ name }) => name === span) ? span : byNumber(span ?? '');
        return onWire({ media, clock, trunks }, named ?? span, listener);
      },
    }),
  });
}
