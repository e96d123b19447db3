// SPDX-License-Identifier: GPL-2.0-or-later
// How is each queue run, by the configuration? In the words of room acd; pure.

import type { QueueSettings } from '../../acd/index.js';
import type { Config } from '../../config/index.js';

/** Settings of the queues from the configuration. */
export function queueSettings({ queues, agents }: Config): QueueSettings[] {
  return queues.map(({ name, strategy, ringTimeout, wrapUp, maxWait, announce, serviceLevel }) => ({
    name,
    strategy,
    ringTimeout,
    wrapUp,
    maxWait,
    announce,
    serviceLevel,
    weight: 0,
    agents: agents.filter((agent) => agent.queues.includes(name)).map(({ id }) => id),
  }));
}
