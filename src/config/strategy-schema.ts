// SPDX-License-Identifier: GPL-2.0-or-later
// What can the file say about who of the idle agents is offered a call, and about an agent's part in a queue?

import { z } from 'zod';
import { count, name, timeOfDay } from './values.js';

/** The words for how a queue chooses. */
export const STRATEGY_WORDS = [
  'longestIdle',
  'balanced',
  'idleRatio',
  'leastTalk',
  'leastTalkRatio',
  'fewestCalls',
  'highestSkill',
  'lowestSkill',
  'circular',
  'ringAll',
  'linear',
  'weightedRandom',
] as const;
export type StrategyWord = (typeof STRATEGY_WORDS)[number];

/** How a queue chooses. */
export const strategy = () =>
  z
    .enum(STRATEGY_WORDS)
    .default('longestIdle')
    .describe('Who of the idle agents is offered a call: docs/distribution.md. `balanced` is longestIdle.');

/** How many ring at once where all do. */
export const ringAtMost = () =>
  z.int().min(1).max(30).default(30).describe('ringAll: so many telephones ring at once at most.');

/** What draws go by. */
export const seed = () =>
  name()
    .describe('weightedRandom: the word that draws go by, to be worked out again; default: the name of the queue.')
    .exactOptional();

/** When a day of work begins. */
export const dayBegins = () =>
  timeOfDay().default('00:00').describe('When what agents have done is counted anew, every day, for the strategies.');

const WRITE = 'is not a queue of an agent: write NAME or { queue: NAME, penalty: 2, weight: 3 }';

/** A queue of an agent: its name, or with his terms there. */
export const membership = () =>
  z.union(
    [
      name(),
      z.strictObject({
        queue: name().describe('Whose calls he takes.'),
        penalty: count()
          .max(1_000)
          .default(0)
          .describe('Who has a lower one in this queue is asked first, whatever the strategy.'),
        weight: count(1).max(1_000).default(1).describe('weightedRandom: he is drawn so many times as often.'),
      }),
    ],
    { error: ({ input }) => (typeof input === 'object' && input !== null ? undefined : WRITE) },
  );

/** An agent's terms in his queues, where they are not as usual. */
export interface AgentTerms {
  readonly penalty: number;
  readonly weight: number;
}

type Membership = z.output<ReturnType<typeof membership>>;

/** The same agent with the names of his queues, and apart from them his terms there. */
export function withTerms<Agent extends { readonly queues: readonly Membership[] }>(
  agent: Agent,
): Omit<Agent, 'queues'> & { queues: string[]; terms?: Record<string, AgentTerms> } {
  const { queues, ...rest } = agent;
  const terms = queues.flatMap((own): [string, AgentTerms][] => {
    if (typeof own === 'string' || (own.penalty === 0 && own.weight === 1)) return [];
    return [[own.queue, { penalty: own.penalty, weight: own.weight }]];
  });
  const names = queues.map((own) => (typeof own === 'string' ? own : own.queue));
  return { ...rest, queues: names, ...(terms.length === 0 ? {} : { terms: Object.fromEntries(terms) }) };
}
