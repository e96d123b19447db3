// SPDX-License-Identifier: GPL-2.0-or-later
// How is each queue run, by the configuration? In the words of room acd; pure.

import type { QueueSettings, Terms } from '../../acd/index.js';
import type { Config } from '../../config/index.js';

/** Settings of the queues from the configuration. */
export function queueSettings({ queues, agents }: Config): QueueSettings[] {
  return queues.map(
    ({ name, strategy, ringAtMost, seed, ringTimeout, wrapUp, maxWait, announce, serviceLevel }): QueueSettings => {
      const members = agents.filter((agent) => agent.queues.includes(name));
      const terms = members.flatMap(({ id, terms = {} }): [string, Terms][] => {
        const own = Object.hasOwn(terms, name) ? terms[name] : undefined;
        return own === undefined ? [] : [[id, own]];
      });
      return {
        name,
        strategy,
        ringAtMost,
        seed,
        ringTimeout,
        wrapUp,
        maxWait,
        announce,
        serviceLevel,
        agents: members.map(({ id }) => id),
        terms: new Map(terms),
      };
    },
  );
}
