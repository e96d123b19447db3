// SPDX-License-Identifier: GPL-2.0-or-later
// How is each queue run, by the configuration? In the words of room acd; pure.

import type { Acd, QueueSettings } from '../../acd/index.js';
import type { Config, Destination, QueueConfig } from '../../config/index.js';
import { orderOf, skillsOf } from './wants.js';

/** New queues, agents, skills and order of calls. */
export function configureQueues(acd: Acd, config: Config): void {
  acd.configure(queueSettings(config), skillsOf(config), orderOf(config));
}

/** Settings of the queues from the configuration. */
export function queueSettings({ queues, agents }: Config): QueueSettings[] {
  return queues.map(
    ({ name, strategy, ringTimeout, wrapUp, maxWait, announce, keys, serviceLevel, weight, ...queue }) => ({
      name,
      strategy,
      ringTimeout,
      wrapUp,
      maxWait,
      announce: { position: tellsPlace({ announce, keys }), every: announce.every },
      serviceLevel,
      weight,
      leaveWhenEmpty: whenEmpty(queue),
      agents: agents.filter((agent) => agent.queues.includes(name)).map(({ id }) => id),
    }),
  );
}

function whenEmpty({
  leaveWhenEmpty: to,
  nobodySignedIn,
  overflow,
}: Pick<QueueConfig, 'leaveWhenEmpty' | 'nobodySignedIn' | 'overflow'>): Destination | undefined {
  if (typeof to === 'object') return to;
  if (!to) return undefined;
  return typeof nobodySignedIn === 'object' ? nobodySignedIn : overflow;
}

/** The key of a queue by which a waiting caller is called back. */
export function callbackKeyOf({ keys }: Pick<Config['queues'][number], 'keys'>): string | undefined {
  return Object.keys(keys).find((key) => keys[key]?.kind === 'callback');
}

/** Position, wait and the key to be called back are told together. */
function tellsPlace({ announce, keys }: Pick<Config['queues'][number], 'announce' | 'keys'>): boolean {
  return announce.position !== false || announce.wait || callbackKeyOf({ keys }) !== undefined;
}
