// SPDX-License-Identifier: GPL-2.0-or-later
// How does a program follow the box without a WebSocket? By pages of events, the same record as everywhere.

import { z } from 'zod';
import { liveEvent } from './live.js';
import { route } from './route.js';

export const events = {
  list: route({
    method: 'GET',
    path: '/api/v1/events',
    right: 'events.read',
    summary: 'Events after n in their order, at most 250; 410 when they are not kept any more.',
    query: z.object({
      after: z.coerce.number().int().min(0),
      types: z.string().max(200).optional().describe('Beginnings of types, parted by commas.'),
    }),
    response: z.object({ rows: z.array(liveEvent), last: z.number() }),
  }),
};
