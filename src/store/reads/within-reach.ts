// SPDX-License-Identifier: GPL-2.0-or-later
// Which calls are of some queues or of some agents? For whoever supervises these alone.

import { type ExpressionBuilder, sql } from 'kysely';
import type { Tables } from '../rows.js';
import { isOneOf } from './one-of.js';

/** Whose calls somebody may see. */
export interface Reach {
  readonly queues: readonly string[];
  readonly agents: readonly string[];
}

export const NOBODYS: Reach = { queues: [], agents: [] };

/** A query over calls. */
export type Calls = ExpressionBuilder<Tables, 'call'>;

/** Of these agents, or of these queues. */
export function isWithin(is: Calls, { agents, queues }: Reach) {
  return is.or([ofAgents(is, agents), ofQueues(is, queues)]);
}

/** Of a recording's or a review's own agent, or of its own queue. */
export function ofEither<Table extends 'deletedRecording' | 'review'>(
  is: ExpressionBuilder<Tables, Table>,
  { agents, queues }: Reach,
) {
  return is.or([isOneOf('agent', agents), isOneOf('queue', queues)]);
}

function segmentsOf(is: Calls) {
  return is
    .selectFrom('segment')
    .select('segment.call')
    .whereRef('segment.contact', '=', sql<string>`coalesce(call.contact, call.id)`);
}

/** One of them talked in it, or it rings at him now. */
export function ofAgents(is: Calls, agents: readonly string[]) {
  const his = segmentsOf(is)
    .where('segment.agent', 'in', agents)
    .where('segment.role', '=', 'agent')
    .where((or) => or.or([or('segment.kind', '<>', 'ringing'), or('segment.toAt', 'is', null)]));
  return is.or([is('agent', 'in', agents), is.exists(his)]);
}

/** It waited in one of them, or its promise is kept there. */
export function ofQueues(is: Calls, queues: readonly string[]) {
  const promised = is
    .selectFrom('callbackRequest')
    .select('callbackRequest.id')
    .whereRef('callbackRequest.id', '=', 'call.request')
    .where('callbackRequest.queue', 'in', queues);
  const waited = segmentsOf(is).where('segment.queue', 'in', queues).where('segment.kind', '=', 'waiting');
  return is.or([is('queue', 'in', queues), is.exists(promised), is.exists(waited)]);
}
