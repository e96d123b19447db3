// SPDX-License-Identifier: GPL-2.0-or-later
// What does a box know from its last run? Open requests, recent attempts, lists of numbers, totals.

import { type HookPost, isAlarmCode, type LeftAlarm } from '../alarm/index.js';
import { type AttemptRow, LONGEST_WINDOW, type RequestRow } from '../callback/index.js';
import type { Instant } from '../kernel/index.js';
import type { Store } from '../store/index.js';
import { attemptOf, requestOf } from './callback-rows.js';
import { type LeftAgent, leftAgents } from './resumed-agents.js';
import { Totals } from './totals.js';

/** Read once when a box is opened. */
export interface Memory {
  readonly version: string;
  readonly requests: readonly RequestRow[];
  readonly attempts: readonly AttemptRow[];
  readonly doNotCall: readonly string[];
  readonly blocked: readonly string[];
  readonly totals: Totals;
  /** Alarms that stood, and news of alarms that the web hook has not taken. */
  readonly alarms: readonly LeftAlarm[];
  readonly alarmPosts: readonly HookPost[];
  /** Names of channels that somebody busied out. */
  readonly busiedOut: readonly string[];
  /** Agents who were signed in. */
  readonly agents: readonly LeftAgent[];
}

export async function remember({ reads }: Store, version: string, now: Instant): Promise<Memory> {
  const requests = await reads.selectFrom('callbackRequest').selectAll().where('closedAt', 'is', null).execute();
  const attempts = await reads
    .selectFrom('callbackAttempt')
    .selectAll()
    .where((is) =>
      is.or([
        is('endedAt', 'is', null),
        is('startedAt', '>', now - LONGEST_WINDOW),
        is('request', 'in', is.selectFrom('callbackRequest').select('id').where('closedAt', 'is', null)),
      ]),
    )
    .execute();
  const doNotCall = await reads.selectFrom('doNotCall').select('number').execute();
  const blocked = await reads.selectFrom('blockedNumber').select('number').execute();
  const alarms = await reads.selectFrom('alarm').selectAll().where('clearedAt', 'is', null).execute();
  const alarmPosts = await reads.selectFrom('alarmPost').selectAll().orderBy('at').orderBy('id').execute();
  const busiedOut = await reads.selectFrom('busiedOut').select('channel').execute();
  return {
    version,
    requests: requests.map(requestOf),
    attempts: attempts.map(attemptOf),
    doNotCall: doNotCall.map(({ number }) => number),
    blocked: blocked.map(({ number }) => number),
    totals: await Totals.count(reads),
    alarms: alarms.flatMap(({ code, raisedAt, ...alarm }) =>
      isAlarmCode(code) ? [{ ...alarm, code, since: raisedAt }] : [],
    ),
    alarmPosts,
    busiedOut: busiedOut.map(({ channel }) => channel),
    agents: await leftAgents(reads),
  };
}
