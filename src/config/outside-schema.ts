// SPDX-License-Identifier: GPL-2.0-or-later
// What can the file say about an agent who talks at a number outside: a mobile, another office? And is his number nobody else's?

import { z } from 'zod';
import { LANGUAGES } from '../kernel/index.js';
import type { Finding } from './problems.js';
import type { Config } from './schema.js';
import { digits, duration } from './values.js';

/** The dialogue by which agents sign in who call from outside. */
export const SIGN_IN = 'signIn';
/** Dialogues that each box has. */
export const BUILT_IN_MENUS = [SIGN_IN] as const;

/** Of one agent; without it he talks at telephones of the house alone. */
export const outside = z.strictObject({
  number: digits()
    .describe(
      'Where he is called. Without it he signs in by calling, and is called at the number that he has called from.',
    )
    .exactOptional(),
  anyNumber: z
    .boolean()
    .default(false)
    .describe('He may sign in by calling from another number than `number`, and is called there then.'),
  kept: z
    .boolean()
    .default(false)
    .describe(
      'He stays on the line between calls, and a short tone tells him of the next one; hanging up makes him not ready.',
    ),
  ringFor: duration({ least: '10s', most: '2min' })
    .prefault('45s')
    .describe(
      'How long he has to press a key, from dialling on, where that is more than the `ringTimeout` of the queue.',
    ),
  language: z.enum(LANGUAGES).describe("In which language he is asked; default: the box's.").exactOptional(),
});

/** His station outside has his own number: no telephone of the house may have it. */
export function checkOutside({ agents, stations }: Config): Finding[] {
  return agents.flatMap(({ id, outside: his }, index) => {
    if (his === undefined || !stations.some(({ number }) => number === id)) return [];
    const text = `station ${id} is a telephone of the house, and an agent outside is called by his id: give one of them another`;
    return [{ path: ['agents', index, 'id'], text }];
  });
}
