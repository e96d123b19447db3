// SPDX-License-Identifier: GPL-2.0-or-later
// What can the file say about offers to agents, what agents and callers hear before they talk, and the work after a call?

import { z } from 'zod';
import type { Finding, Path } from './problems.js';
import { duplicates } from './references.js';
import type { Config } from './schema.js';
import { count, duration, name, prompt } from './values.js';

/** What an agent may be told of a call before he has it. */
export const TOLD_TO_AGENTS = ['queue', 'wait', 'customer', 'data'] as const;

/** The code of a call for which its queue wants one, and nobody has given any. */
export const NO_CODE = 'none';

const wrapUpCode = z.strictObject({
  name: name().describe('As commands and reports call it.'),
  digit: z
    .string()
    .regex(/^\d$/, 'is not a digit: write one of "0" to "9", in quotes')
    .describe('Dialled behind `dialCodes.wrapUpCode`; default: it cannot be dialled.')
    .exactOptional(),
  sale: z
    .boolean()
    .default(false)
    .describe(
      'A call with this code has brought what the advertisement was for: `spillway report conversion` counts it.',
    ),
});

/** Of a queue. */
export const offersOfQueue = {
  misses: count(1)
    .default(1)
    .describe(
      'So many offers in a row that he lets ring make an agent not ready; of his queues the smallest figure counts.',
    ),
  declined: z
    .enum(['notReady', 'missed'])
    .default('notReady')
    .describe(
      'What refusing an offer is to an agent: `notReady`, until he is ready again; `missed`, as one that he lets ring: of `misses` in a row the last makes him not ready, and others are asked first.',
    ),
  tellAgent: z
    .array(z.enum(TOLD_TO_AGENTS))
    .default([])
    .describe(
      'What an agent hears of a call, or a callback, before he has it: its queue, how long the caller has waited, the grade of a customer whom the directory knows, numbers that are attached (data). A key skips it.',
    ),
  spoken: prompt()
    .describe(
      'How the name of the queue is said to agents: a prompt, or the path of a WAV file; default: its place in the list.',
    )
    .exactOptional(),
  tellNumber: z.boolean().default(false).describe('Tell callers the number of the agent who answers.'),
  wrapUpCodes: z.array(wrapUpCode).default([]).describe('What agents write down about a call when it is over.'),
  wrapUpCode: z
    .enum(['optional', 'required'])
    .default('optional')
    .describe('`required`: wrap-up is not over before a code is given, or its time; then the code is `none`.'),
  extendWrapUp: duration({ most: '1h' })
    .prefault('5min')
    .describe('By so much at most an agent may make his wrap-up longer; `0s`: not at all.'),
};

/** Of an agent. */
export const offersOfAgent = {
  autoAnswer: z
    .boolean()
    .describe(
      'He has a headset: while his handset lies beside its hook, or he is kept on the line outside, a short tone tells him of a call, and he has it. Default: false.',
    )
    .exactOptional(),
};

/** Codes have names and digits of their own; one that is required has time; who answers by himself has a line for it. */
export function checkOffers({ queues, agents, stations }: Config): Finding[] {
  const ofQueues = queues.flatMap(({ wrapUpCodes, wrapUpCode: needed, wrapUp }, index): Finding[] => {
    const at: Path = ['queues', index, 'wrapUpCodes'];
    const twice = [...duplicates(wrapUpCodes, at, 'name'), ...duplicates(wrapUpCodes, at, 'digit')];
    const none = wrapUpCodes.findIndex(({ name: called }) => called === NO_CODE);
    if (none !== -1)
      twice.push({ path: [...at, none, 'name'], text: '"none" is a call without a code: take another name' });
    if (needed === 'optional') return twice;
    const path = ['queues', index, 'wrapUpCode'];
    if (wrapUpCodes.length === 0) return [{ path, text: 'none can be given: write "wrapUpCodes" too' }];
    return wrapUp === 0 ? [{ path, text: 'there is no time to give one: "wrapUp" is 0s' }] : twice;
  });
  const ofAgents = agents.flatMap(({ id, autoAnswer, outside }, index): Finding[] => {
    if (autoAnswer !== true || stations.length > 0 || outside?.kept === true) return [];
    const text = `agent ${id} has no line that can answer by itself: write "outside.kept: true", or give him a telephone of the house`;
    return [{ path: ['agents', index, 'autoAnswer'], text }];
  });
  return [...ofQueues, ...ofAgents];
}
