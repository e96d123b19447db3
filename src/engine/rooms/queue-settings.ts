// SPDX-License-Identifier: GPL-2.0-or-later
// How is each queue run, by the configuration? In the words of room acd; pure.

import type { Acd, Leave, QueueSettings, Terms } from '../../acd/index.js';
import type { Config, QueueConfig } from '../../config/index.js';
import { SaidSkills } from './said-skills.js';
import { orderOf, skillsOf } from './wants.js';

/** New queues, agents, skills and order of calls. */
export function configureQueues(acd: Acd, config: Config, said = new SaidSkills()): void {
  acd.configure(queueSettings(config), skillsOf(config, said), orderOf(config));
}

/** Settings of the queues from the configuration. */
export function queueSettings({ queues, agents }: Config): QueueSettings[] {
  return queues.map((queue): QueueSettings => {
    const { name, announce } = queue;
    const members = agents.filter((agent) => agent.queues.includes(name));
    const terms = members.flatMap(({ id, terms = {} }): [string, Terms][] => {
      const own = Object.hasOwn(terms, name) ? terms[name] : undefined;
      return own === undefined ? [] : [[id, own]];
    });
    return {
      name,
      strategy: queue.strategy,
      ringAtMost: queue.ringAtMost,
      seed: queue.seed,
      ringTimeout: queue.ringTimeout,
      misses: queue.misses,
      declined: queue.declined,
      wrapUp: queue.wrapUp,
      extendWrapUp: queue.extendWrapUp,
      maxWait: queue.maxWait,
      announce: { position: tellsPlace(queue), every: announce.every },
      serviceLevel: queue.serviceLevel,
      weight: queue.weight,
      leave: whenEmpty(queue),
      agents: members.map(({ id }) => id),
      terms: new Map(terms),
    };
  });
}

/** A destination is for when the last has signed out; `true`: where the call would go that came now, by what is missing. */
function whenEmpty({
  leaveWhenEmpty: to,
  nobodySignedIn,
  nobodyReady,
  nobodySkilled,
  overflow,
}: QueueConfig): Leave | undefined {
  if (typeof to === 'object') return { signedOut: to };
  if (!to) return undefined;
  return {
    signedOut: typeof nobodySignedIn === 'object' ? nobodySignedIn : overflow,
    ...(typeof nobodyReady === 'object' && { notReady: nobodyReady }),
    ...(typeof nobodySkilled === 'object' && { unskilled: nobodySkilled }),
  };
}

/** The key of a queue by which a waiting caller is called back. */
export function callbackKeyOf({ keys }: Pick<Config['queues'][number], 'keys'>): string | undefined {
  return Object.keys(keys).find((key) => keys[key]?.kind === 'callback');
}

/** Position, wait and the key to be called back are told together. */
function tellsPlace({ announce, keys }: Pick<Config['queues'][number], 'announce' | 'keys'>): boolean {
  return announce.position !== false || announce.wait || callbackKeyOf({ keys }) !== undefined;
}
