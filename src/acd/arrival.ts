// SPDX-License-Identifier: GPL-2.0-or-later
// How does a call begin to wait? Its facts from what it was put into its queues with; pure.

import type { Instant } from '../kernel/index.js';
import type { AcdEvent } from './acd-event.js';
import { penaltyAtFirst } from './relaxation.js';
import type { QueueSettings } from './settings.js';
import { NEVER, type WaitingState } from './waiting-machine.js';

/** A call that comes at `arrivedAt` and is counted in `home`; of the shape that its machine keeps. */
export function arriving(
  event: Extract<AcdEvent, { type: 'enqueue' }>,
  home: QueueSettings,
  arrivedAt: Instant,
): WaitingState {
  const { call, queues, kind = 'call', priority = 0, needs = [], only, enqueuedAt = arrivedAt } = event;
  // A callback hears no positions and overflows nowhere: its own machine sees to it.
  const isCall = kind === 'call';
  const relax = (event.relax ?? []).filter(({ to }) => isCall || to === undefined);
  const isTold = isCall && home.announce.position;
  return {
    name: 'waiting',
    call,
    kind,
    priority,
    enqueuedAt,
    arrivedAt,
    queues: queues.length > 1 ? [...new Set(queues)] : queues,
    needs,
    penalty: penaltyAtFirst(relax),
    only,
    relax,
    offers: [],
    told: undefined,
    announceAt: isTold ? arrivedAt : NEVER,
    overflowAt: isCall ? arrivedAt + home.maxWait : NEVER,
  };
}
