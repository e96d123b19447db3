// SPDX-License-Identifier: GPL-2.0-or-later
// What can the file say about an agent who talks at a number outside: a mobile, another office? And is his number nobody else's?

import { z } from 'zod';
import { LANGUAGES } from '../kernel/index.js';
import { emergencyNumbers } from './emergency.js';
import { VOICEMAIL } from './mailbox-schema.js';
import type { Finding, PathHint } from './problems.js';
import type { Config } from './schema.js';
import { digits, duration } from './values.js';

/** The dialogue by which agents sign in who call from outside. */
export const SIGN_IN = 'signIn';
/** Dialogues that each box has. */
export const BUILT_IN_MENUS = [SIGN_IN, VOICEMAIL] as const;

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

/** His station outside has his own number: no telephone of the house may have it, or be cut off by it, and no emergency number. */
export function checkOutside(config: Config): Finding[] {
  const { agents, stations } = config;
  const saved = emergencyNumbers(config);
  const outside = agents.flatMap((agent) => (agent.outside === undefined ? [] : [agent.id]));
  return agents.flatMap(({ id, outside: his }, index) => {
    if (his === undefined) return [];
    const path = ['agents', index, 'id'];
    const others = outside.filter((other) => other !== id && id.startsWith(other));
    const cut = [...stations.map(({ number }) => number), ...others, ...saved].find((one) => isCut(one, id));
    if (stations.some(({ number }) => number === id)) {
      const text = `station ${id} is a telephone of the house, and an agent outside is called by his id: give one of them another`;
      return [{ path, text }];
    }
    if (cut === undefined) return [];
    return [
      { path, text: `agent ${id} is called outside by his id, and ${cut} could not be told from it: give him another` },
    ];
  });
}

const isCut = (one: string, other: string) => one.startsWith(other) || other.startsWith(one);

/** What numbers outside begin with in China, beside those of the home area: trunk prefix, mobile numbers, service numbers. */
const BEGIN_OUTSIDE = /^(0|1[3-9]|100|12|11|95|96|400|800)/;

/** Who dials a number that begins with an agent's id rings him as soon as the id is whole. */
export function outsideHints({ agents, dialling }: Config): PathHint[] {
  if (dialling.trunkAccess !== '') return [];
  return agents.flatMap(({ id, outside: his }, index) => {
    if (his === undefined || !BEGIN_OUTSIDE.test(id)) return [];
    const text = {
      en: `agent ${id} is called outside by his id: numbers outside that begin with ${id} cannot be dialled at telephones; give him another id, or write dialling.trunkAccess`,
      zh: `座席 ${id} 在外部，按工号呼叫：话机无法拨打以 ${id} 开头的外线号码；请换工号，或设置 dialling.trunkAccess`,
    };
    return [{ path: ['agents', index, 'id'], text }];
  });
}
