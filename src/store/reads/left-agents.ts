// SPDX-License-Identifier: GPL-2.0-or-later
// Who was signed in when the last run ended, and since when?

import { sql } from 'kysely';
import type { Instant } from '../../kernel/index.js';
import type { Reads } from './question.js';

/** An agent who was signed in when the last run ended. */
export interface LeftAgent {
  readonly agent: string;
  readonly name: string;
  readonly station: string;
  readonly signedInAt: Instant;
  /** Why he was not ready, if he was not. */
  readonly notReady?: string;
  /** Conversations since he signed in. */
  readonly handled: number;
  /** Where he was called outside, if he had signed in by calling. Personal. */
  readonly outside?: string;
  /** When the box stopped for him. */
  readonly stoppedAt: Instant;
  /** What he has done since he signed in, in its order. */
  readonly stays: readonly LeftStay[];
}

/** In one state, from and to. */
export interface LeftStay {
  readonly state: string;
  readonly from: Instant;
  readonly to: Instant;
}

/** Those who were signed in when the last run ended. */
export async function leftAgents(reads: Reads): Promise<readonly LeftAgent[]> {
  const rows = await reads
    .selectFrom('agent')
    .innerJoin('agentState', 'agentState.agent', 'agent.id')
    .where('agent.station', 'is not', null)
    .select(['agent.id', 'agent.name', 'agent.station', 'agent.signedInAt', 'agent.state', 'agent.reason'])
    .select((row) => [
      row.fn.max('agentState.endedAt').as('endedAt'),
      row.fn.max('agentState.startedAt').as('startedAt'),
    ])
    .groupBy('agent.id')
    .execute();
  const left: LeftAgent[] = [];
  for (const { id, name, station, state, reason, startedAt, ...row } of rows) {
    if (station === null) continue;
    const stoppedAt = row.endedAt ?? startedAt;
    const signedInAt = row.signedInAt ?? startedAt;
    const notReady = state === 'notReady' ? { notReady: reason ?? 'unspecified' } : {};
    const handled = await conversations(reads, id, signedInAt);
    const outside = await calledAt(reads, id);
    left.push({
      agent: id,
      name,
      station,
      signedInAt,
      ...notReady,
      handled,
      ...outside,
      stoppedAt,
      stays: await stays(reads, id, signedInAt),
    });
  }
  return left;
}

async function stays(reads: Reads, agent: string, since: Instant): Promise<readonly LeftStay[]> {
  const rows = await reads
    .selectFrom('agentState')
    .select(['state', 'startedAt', 'endedAt'])
    .where('agent', '=', agent)
    .where('startedAt', '>=', since)
    .orderBy('startedAt')
    .execute();
  return rows.map(({ state, startedAt: from, endedAt }) => ({ state, from, to: endedAt ?? from }));
}

/** Under which key it stands where an agent is called who has signed in by calling. */
export function outsideKey(agent: string): string {
  return `outside.${agent}`;
}

async function calledAt(reads: Reads, agent: string): Promise<{ readonly outside?: string }> {
  const row = await reads.selectFrom('setting').select('value').where('key', '=', outsideKey(agent)).executeTakeFirst();
  return row === undefined || row.value === '' ? {} : { outside: row.value };
}

/** Each leg of his that talked is one. */
async function conversations(reads: Reads, agent: string, since: Instant): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(distinct leg) as count from stay indexed by stay_by_agent
    where agent = (select id from name where name = ${agent}) and role = 10 and from_at >= ${since}
      and kind = (select id from name where name = 'talking')`.execute(reads);
  return rows[0]?.count ?? 0;
}
