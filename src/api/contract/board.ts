// SPDX-License-Identifier: GPL-2.0-or-later
// What is asked about the call centre as it is now, and what is done about it?

import { z } from 'zod';
import { route } from './route.js';
import {
  alarmNow,
  colleague,
  opening,
  personNow,
  queueNow,
  spanNow,
  standing,
  stationNow,
  surgeNow,
  waitingNow,
} from './standing.js';
import { destination, id, instant } from './values.js';
import { taken } from './verbs.js';

export const board = {
  standing: route({
    method: 'GET',
    path: '/api/v1/standing',
    right: 'status.read',
    summary: 'Queues, people, telephones, spans, surge, waiting callers and alarms at this moment.',
    response: standing,
  }),
  queues: route({
    method: 'GET',
    path: '/api/v1/queues',
    right: 'status.read',
    summary: 'Queues now.',
    response: z.array(queueNow),
  }),
  people: route({
    method: 'GET',
    path: '/api/v1/people',
    right: 'status.read',
    summary: 'Agents now.',
    response: z.array(personNow),
  }),
  stations: route({
    method: 'GET',
    path: '/api/v1/stations',
    right: 'status.read',
    summary: 'Telephones now.',
    response: z.array(stationNow),
  }),
  spans: route({
    method: 'GET',
    path: '/api/v1/spans',
    right: 'status.read',
    summary: 'Spans and channels now.',
    response: z.array(spanNow),
  }),
  waiting: route({
    method: 'GET',
    path: '/api/v1/waiting',
    right: 'status.read',
    summary: 'Callers who wait, in the order in which they are served.',
    response: z.array(waitingNow),
  }),
  moveWaiting: route({
    method: 'POST',
    path: '/api/v1/waiting/:call/:action',
    right: 'calls.supervise',
    idempotent: true,
    summary: 'Puts a waiting caller first, moves him elsewhere, or gives him to an agent.',
    params: z.object({ call: id(), action: z.enum(['front', 'move', 'pick']) }),
    body: z.strictObject({ to: destination().optional() }),
    response: taken,
  }),
  colleagues: route({
    method: 'GET',
    path: '/api/v1/colleagues',
    right: 'agents.self',
    summary: 'All who answer calls, and who of them is free: for consulting and conferences.',
    query: z.object({ what: z.string().max(80).optional().describe('A part of name, id, telephone or queue.') }),
    response: z.array(colleague),
  }),
  surge: route({
    method: 'GET',
    path: '/api/v1/surge',
    right: 'status.read',
    summary: 'The surge controls.',
    response: surgeNow,
  }),
  saySurge: route({
    method: 'POST',
    path: '/api/v1/surge',
    right: 'hours.change',
    idempotent: true,
    summary: 'Surge on or off by hand, or by its thresholds again.',
    body: z.strictObject({
      is: z.enum(['on', 'off', 'byThresholds']),
      for: z.string().max(20).optional(),
      until: z.string().max(40).optional(),
    }),
    response: taken,
  }),
  busyOut: route({
    method: 'POST',
    path: '/api/v1/lines/:action',
    right: 'lines.service',
    idempotent: true,
    summary: 'Takes channels out of service (`busy-out`), or puts them back (`in-service`): `e1`, `e1/5`, `e1/1-15`.',
    params: z.object({ action: z.enum(['busy-out', 'in-service']) }),
    body: z.strictObject({ targets: z.array(z.string().max(40)).min(1).max(64), now: z.boolean().optional() }),
    response: taken,
  }),
  alarms: route({
    method: 'GET',
    path: '/api/v1/alarms',
    right: 'status.read',
    summary: 'What is wrong now; with `all`, what was.',
    query: z.object({ all: z.stringbool().optional(), since: z.coerce.number().optional() }),
    response: z.array(alarmNow.partial({ text: true }).extend({ clearedAt: instant().nullish() })),
  }),
  hours: route({
    method: 'GET',
    path: '/api/v1/hours',
    right: 'status.read',
    summary: 'Whether numbers are open.',
    response: z.array(opening),
  }),
  sayHours: route({
    method: 'POST',
    path: '/api/v1/hours/:action',
    right: 'hours.change',
    idempotent: true,
    summary: 'Closes early, opens, or goes by the calendars again.',
    params: z.object({ action: z.enum(['close', 'open', 'regular']) }),
    body: z.strictObject({
      number: z.string().max(40).optional(),
      until: z.string().max(40).optional(),
      greeting: z.string().max(80).optional(),
    }),
    response: taken,
  }),
};
