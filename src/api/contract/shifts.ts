// SPDX-License-Identifier: GPL-2.0-or-later
// Who works when, and who should be here now? The file's shifts day by day; they are written as settings (`agents.1001.shifts`).

import { z } from 'zod';
import { route } from './route.js';
import { agentParams, id, instant } from './values.js';

const shift = z.object({ calendar: z.string(), from: instant(), to: instant() });
const rosterAgent = z.object({
  agent: id(),
  name: z.string(),
  queues: z.array(z.string()),
  days: z.array(z.object({ day: z.string(), off: z.boolean(), shifts: z.array(shift) })),
  state: z.string(),
  /** What he works now. */
  now: shift.optional(),
  /** Since when he should be signed in and is not. */
  missingSince: instant().optional(),
});
export type RosterAgent = z.output<typeof rosterAgent>;

const roster = z.object({
  zone: z.string(),
  today: z.string(),
  days: z.array(z.string()),
  agents: z.array(rosterAgent),
});
export type Roster = z.output<typeof roster>;

const query = z.object({
  from: z.iso.date().optional().describe('The first day, 2026-11-30; default: today.'),
  days: z.coerce.number().int().min(1).max(62).default(7),
});
export const shifts = {
  list: route({
    method: 'GET',
    path: '/api/v1/shifts',
    right: 'status.read',
    summary: 'Each agent’s shifts, day by day, and who should be signed in now and is not.',
    query,
    response: roster,
  }),
  mine: route({
    method: 'GET',
    path: '/api/v1/agents/:agent/shifts',
    right: 'status.read',
    self: 'agent',
    summary: 'One agent’s shifts, day by day.',
    params: agentParams,
    query,
    response: roster,
  }),
};
