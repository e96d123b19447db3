// SPDX-License-Identifier: GPL-2.0-or-later
// What of the records does somebody see who supervises some queues only? Calls of these queues and of their agents.

import type { Reach, Timeline } from '../../store/index.js';
import type { Asker } from '../sessions.js';

/** Undefined: everything. */
export function reachOf({ person }: Pick<Asker, 'person'>): Reach | undefined {
  const { supervises, reaches } = person;
  return supervises === undefined ? undefined : { queues: supervises, agents: reaches ?? [] };
}

/** Whether a contact has been with one of these agents, or in one of these queues. */
export function isWithin({ calls, segments }: Pick<Timeline, 'calls' | 'segments'>, reach: Reach | undefined): boolean {
  if (reach === undefined) return true;
  return [...calls, ...segments].some(
    ({ agent, queue }) =>
      (agent !== null && reach.agents.includes(agent)) || (queue !== null && reach.queues.includes(queue)),
  );
}
