// SPDX-License-Identifier: GPL-2.0-or-later
// How does a call begin to wait? Its facts from what it was put into its queues with; pure.

import type { Instant } from '../kernel/index.js';
import type { AcdEvent } from './acd-event.js';
import { penaltyAtFirst } from './relaxation.js';
import type { QueueSettings } from './settings.js';
import type { WaitingCall } from './waiting-machine.js';

/** A call that comes at `arrivedAt` and is counted in `home`. */
export function arriving(
  { call, queues, ...options }: Extract<AcdEvent, { type: 'enqueue' }>,
  home: QueueSettings,
  arrivedAt: Instant,
): WaitingCall {
  const { kind = 'call', priority = 0, needs = [], only, enqueuedAt = arrivedAt } = options;
  // A callback hears no positions and overflows nowhere: its own machine sees to it.
  const isCall = kind === 'call';
  const relax = (options.relax ?? []).filter(({ to }) => isCall || to === undefined);
  const penalty = penaltyAtFirst(relax);
  return {
    call,
    kind,
    priority,
    enqueuedAt,
    arrivedAt,
    queues: [...new Set(queues)],
    needs,
    relax,
    offers: [],
    only,
    penalty,
    ...(isCall && { overflowAt: arrivedAt + home.maxWait }),
    ...(isCall && home.announce.position && { announceAt: arrivedAt }),
  };
}
