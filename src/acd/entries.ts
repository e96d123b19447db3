// SPDX-License-Identifier: GPL-2.0-or-later
// A call's stays in its queues: what of it makes a class of its own?

import { type Entry, NO_LIMIT } from './call-class.js';
import type { ToMatch } from './matched.js';
import { keyOfNeeds, type Profiles } from './needs.js';
import type { Waiting } from './open-calls.js';
import type { QueueIndex } from './queue-index.js';

/** One for each of these queues. Calls that differ in nothing but the time of their coming have equal keys. */
export function entriesOf(
  call: ToMatch,
  { seq, offered }: Pick<Waiting, 'seq' | 'offered'>,
  queues: readonly QueueIndex[],
  profiles: Profiles,
): Entry[] {
  const { only, penalty, priority, needs, enqueuedAt } = call;
  const own = keyOfNeeds(needs);
  const key = `${priority} ${only ?? ''} ${penalty ?? ''} ${own}`;
  const profile = profiles.of(own, needs);
  // All of one shape: there is one for each call that comes.
  return queues.map(({ name: queue, weight }, nth) => ({
    call: call.call,
    queue,
    priority,
    weight,
    enqueuedAt,
    seq,
    nth,
    needs,
    profile,
    penalty,
    only,
    key,
    offered,
    limit: NO_LIMIT,
    inClass: undefined,
  }));
}
