// SPDX-License-Identifier: GPL-2.0-or-later
// How is each queue run, by the configuration? In the words of room acd; pure.

import type { QueueSettings } from '../../acd/index.js';
import type { Config } from '../../config/index.js';

/** Settings of the queues from the configuration. */
export function queueSettings({ queues, agents }: Config): QueueSettings[] {
  return queues.map(({ name, strategy, ringTimeout, wrapUp, maxWait, announce, keys, serviceLevel }) => ({
    name,
    strategy,
    ringTimeout,
    wrapUp,
    maxWait,
    announce: { position: tellsPlace({ announce, keys }), every: announce.every },
    serviceLevel,
    agents: agents.filter((agent) => agent.queues.includes(name)).map(({ id }) => id),
  }));
}

/** The key of a queue by which a waiting caller is called back. */
export function callbackKeyOf({ keys }: Pick<Config['queues'][number], 'keys'>): string | undefined {
  return Object.keys(keys).find((key) => keys[key]?.kind === 'callback');
}

/** Position, wait and the key to be called back are told together. */
function tellsPlace({ announce, keys }: Pick<Config['queues'][number], 'announce' | 'keys'>): boolean {
  return announce.position !== false || announce.wait || callbackKeyOf({ keys }) !== undefined;
}
