// SPDX-License-Identifier: GPL-2.0-or-later
// What can the file say about one who answers calls?

import { z } from 'zod';
import { skills } from './needs-schema.js';
import { offersOfAgent } from './offer-schema.js';
import { outside } from './outside-schema.js';
import { RIGHTS, supervises } from './people-schema.js';
import { shifts } from './shift-schema.js';
import { membership, withTerms } from './strategy-schema.js';
import { digits, name } from './values.js';

const written = z.strictObject({
  id: z
    .string()
    .regex(/^\d{1,12}$/, 'is not an agent id: write 1 to 12 digits, to be dialled')
    .describe('Dialled to sign in.'),
  name: name().describe('As lists and reports show him.'),
  pin: z
    .string()
    .regex(/^\d{4,12}$/, 'is not a PIN: write 4 to 12 digits')
    .describe('Better given by `spillway agents pin`: that one is kept as a hash, and goes before this one.')
    .exactOptional(),
  pinHash: z
    .string()
    .regex(/^scrypt\$/, 'is not a PIN hash: it begins with scrypt$')
    .describe('A PIN as a hash, in place of `pin`.')
    .exactOptional(),
  queues: z.array(membership()).min(1).describe('Whose calls he takes.'),
  skills: skills().exactOptional(),
  shifts: shifts().exactOptional(),
  record: z.boolean().describe('false: his conversations are never recorded.').default(true),
  role: name().describe('What he may do: `agent`, or one of `roles`; default: agent.').exactOptional(),
  rights: z.array(z.enum(RIGHTS)).describe('What he may do besides, such as `hours.change`.').exactOptional(),
  class: name().describe('His class of service; default: `dialling.class`.').exactOptional(),
  show: digits().describe('The number shown in calls that he makes.').exactOptional(),
  outside: outside
    .describe('He may talk at a number outside; default: at telephones of the house alone.')
    .exactOptional(),
  ...offersOfAgent,
  supervises: supervises(),
});

/** A person who answers; his terms in his queues apart from their names. */
export const agent = written.transform(withTerms);
