// SPDX-License-Identifier: GPL-2.0-or-later
// Which rules does the file come to? Its own, and those that it says shorter, at an access number or a queue. Pure.

import type { Config, RuleConfig } from './schema.js';

/** A rule as calls are asked by it. */
export interface AskedRule extends RuleConfig {
  /** Made of `byArea` there. That of a queue is asked only of who is about to wait: behind a dialogue when it leads him there, and once. */
  readonly shortAt?: 'number' | 'queue';
}

/**
 * In the order in which they are asked. `byArea` of an access number, then of a queue, comes after all that the file's own rules say;
 * who leaves a message has no area asked.
 */
export function askedRules({
  rules,
  accessNumbers,
  queues,
}: Pick<Config, 'rules' | 'accessNumbers' | 'queues'>): readonly AskedRule[] {
  return [
    ...rules,
    ...accessNumbers
      .filter(({ byArea, message }) => byArea.length > 0 && message === undefined)
      .map(({ number, byArea }) => ({
        ...{ name: `area, number ${number}`, if: `contact.accessNumber == ${JSON.stringify(number)}` },
        ...{ byArea, throughSurge: false, shortAt: 'number' as const },
      })),
    ...queues
      .filter(({ byArea }) => byArea.length > 0)
      .map(({ name, byArea }) => ({
        ...{ name: `area, queue ${name}`, if: `queue.name == ${JSON.stringify(name)}` },
        ...{ byArea, throughSurge: false, shortAt: 'queue' as const },
      })),
  ];
}
