// SPDX-License-Identifier: GPL-2.0-or-later
// What was left open? Read once at start-up: what a crash cut, and what the last run knew.

import type { Instant } from '../../kernel/index.js';
import { lastAlive } from '../lifetime.js';
import type { AlarmRow, ExceptionRow, LaterCallRow, OutboxRow, TollRow } from '../operating-rows.js';
import type { CallbackAttemptRow, CallbackRequestRow, CallRow, RecordingRow, SettingRow } from '../rows.js';
import { type AnsweredHour, answeredAhead } from './answered-ahead.js';
import { type LeftAgent, leftAgents } from './left-agents.js';
import type { Reads } from './question.js';

/** Rows that nobody ended: a crash leaves them. */
export interface Unfinished {
  readonly calls: readonly CallRow[];
  readonly legs: readonly { readonly id: string; readonly call: string; readonly offeredAt: Instant }[];
  readonly attempts: readonly { readonly id: string; readonly request: string; readonly rangAt: Instant | null }[];
  readonly leases: readonly CallbackRequestRow[];
  readonly recordings: readonly RecordingRow[];
  /** Contacts that nobody ended. */
  readonly contacts: readonly string[];
  /** Since when each of those calls was a conversation, if it was one. */
  readonly talkSince: ReadonlyMap<string, Instant>;
  /** When each of those calls was last heard of, by its events. */
  readonly lastEvents: ReadonlyMap<string, Instant>;
  /** The last sign of life; none: the box has never lived. */
  readonly alive: Instant | undefined;
}

export async function unfinished(reads: Reads): Promise<Unfinished> {
  const requests = reads.selectFrom('callbackRequest').selectAll().where('closedAt', 'is', null);
  return {
    calls: await reads.selectFrom('call').selectAll().where('endedAt', 'is', null).execute(),
    legs: await reads.selectFrom('leg').select(['id', 'call', 'offeredAt']).where('endedAt', 'is', null).execute(),
    attempts: await reads
      .selectFrom('callbackAttempt')
      .select(['id', 'request', 'rangAt'])
      .where('endedAt', 'is', null)
      .execute(),
    leases: await requests
      .where((row) => row.or([row('state', '!=', 'open'), row('leaseOwner', 'is not', null)]))
      .execute(),
    recordings: await reads
      .selectFrom('recording')
      .selectAll()
      .where('state', 'in', ['expected', 'recording'])
      .execute(),
    contacts: (await reads.selectFrom('contact').select('id').where('endedAt', 'is', null).execute()).map(
      ({ id }) => id,
    ),
    talkSince: await talkSince(reads),
    lastEvents: await lastEvents(reads),
    alive: await lastAlive(reads),
  };
}

async function talkSince(reads: Reads): Promise<Map<string, Instant>> {
  const rows = await reads
    .selectFrom('segment')
    .innerJoin('call', 'call.id', 'segment.call')
    .where('call.endedAt', 'is', null)
    .where('segment.kind', '=', 'talking')
    .select(['call.id', (row) => row.fn.min('segment.fromAt').as('at')])
    .groupBy('call.id')
    .execute();
  return new Map(rows.map(({ id, at }) => [id, Number(at)]));
}

async function lastEvents(reads: Reads): Promise<Map<string, Instant>> {
  const rows = await reads
    .selectFrom('event')
    .innerJoin('call', 'call.id', 'event.call')
    .where('call.endedAt', 'is', null)
    .select(['call.id', (row) => row.fn.max('event.at').as('at')])
    .groupBy('call.id')
    .execute();
  return new Map(rows.map(({ id, at }) => [id, Number(at)]));
}

/** What a box takes up from its last run. */
export interface LeftOver {
  readonly requests: readonly CallbackRequestRow[];
  /** Those under way, those since an instant, and all of open requests. */
  readonly attempts: readonly CallbackAttemptRow[];
  readonly doNotCall: readonly string[];
  readonly blocked: readonly string[];
  readonly alarms: readonly AlarmRow[];
  readonly outbox: readonly OutboxRow[];
  /** What the last run noted down: the day whose figures went out last, the room of the disks. */
  readonly noted: {
    readonly reported: string | undefined;
    readonly diskRoom: string | undefined;
    /** The last event that each web hook has had. */
    readonly hooks: Readonly<Record<string, string>>;
  };
  readonly busiedOut: readonly string[];
  readonly exceptions: readonly ExceptionRow[];
  readonly agents: readonly LeftAgent[];
  /** What was said of telephones, `telephone.801`. */
  readonly telephones: readonly Pick<SettingRow, 'key' | 'value'>[];
  /** Who waits for whose telephone, `campOn.801`. */
  readonly campOns: readonly Pick<SettingRow, 'key' | 'value'>[];
  /** Who called each telephone last, `lastCaller.801`. */
  readonly lastCallers: readonly Pick<SettingRow, 'key' | 'value'>[];
  /** Who of a queue that goes round was offered a call last, `circle.orders`. */
  readonly turns: readonly Pick<SettingRow, 'key' | 'value'>[];
  /** Trunk groups whose callers hear us before the answer, `earlyMedia.telecom`, and since when that is known. */
  readonly heardEarly: readonly Pick<SettingRow, 'key' | 'value'>[];
  /** Requests that people and programs have put in, the oldest first. */
  readonly asked: readonly AskedFor[];
  /** What people have used up of a day's allowance since that instant, and calls that are to be made later. */
  readonly tolls: readonly TollRow[];
  readonly laterCalls: readonly LaterCallRow[];
  readonly ahead: readonly AnsweredHour[];
}

/** A request that was put in for a number by a person or program. */
export interface AskedFor {
  readonly number: string;
  readonly by: string;
  readonly at: Instant;
}

/** `since`: for attempts and allowances; `ahead`: for the calls that were dialled ahead, and for requests that were put in. */
export async function leftOver(
  reads: Reads,
  { since, ahead }: { readonly since: Instant; readonly ahead: Instant },
): Promise<LeftOver> {
  const doNotCall = await reads.selectFrom('doNotCall').select('number').execute();
  const blocked = await reads.selectFrom('blockedNumber').select('number').execute();
  const busiedOut = await reads.selectFrom('busiedOut').select('channel').orderBy('at').execute();
  return {
    requests: await reads.selectFrom('callbackRequest').selectAll().where('closedAt', 'is', null).execute(),
    attempts: await attemptsSince(reads, since),
    doNotCall: doNotCall.map(({ number }) => number),
    blocked: blocked.map(({ number }) => number),
    alarms: await reads.selectFrom('alarm').selectAll().where('clearedAt', 'is', null).execute(),
    noted: {
      reported: await settingOf(reads, 'outbox.reported'),
      diskRoom: await settingOf(reads, 'disk.room'),
      hooks: await hooksTold(reads),
    },
    outbox: await reads.selectFrom('outbox').selectAll().orderBy('at').orderBy('id').execute(),
    busiedOut: busiedOut.map(({ channel }) => channel),
    exceptions: await reads.selectFrom('exception').selectAll().orderBy('at').execute(),
    agents: await leftAgents(reads),
    telephones: await settingsOf(reads, 'telephone.'),
    campOns: await settingsOf(reads, 'campOn.'),
    lastCallers: await settingsOf(reads, 'lastCaller.'),
    turns: await settingsOf(reads, 'circle.'),
    heardEarly: await settingsOf(reads, 'earlyMedia.'),
    asked: await askedSince(reads, ahead),
    tolls: await reads.selectFrom('toll').selectAll().where('at', '>', since).execute(),
    laterCalls: await reads.selectFrom('laterCall').selectAll().orderBy('due').execute(),
    ahead: await answeredAhead(reads, ahead),
  };
}

async function askedSince(reads: Reads, since: Instant): Promise<AskedFor[]> {
  const rows = await reads
    .selectFrom('event')
    .select(['at', 'detail'])
    .where('type', '=', 'callback.asked')
    .where('at', '>', since)
    .orderBy('at')
    .execute();
  return rows.map(({ at, detail }) => {
    const { number, by } = JSON.parse(detail ?? '{}') as Pick<AskedFor, 'number' | 'by'>;
    return { number, by, at };
  });
}

/** Those whose keys begin so. */
function settingsOf(reads: Reads, begin: string): Promise<Pick<SettingRow, 'key' | 'value'>[]> {
  return reads.selectFrom('setting').select(['key', 'value']).where('key', 'like', `${begin}%`).execute();
}

/** A union, not one `or`: each part has its index, and the table grows with the years. */
async function attemptsSince(reads: Reads, since: Instant): Promise<CallbackAttemptRow[]> {
  const all = reads.selectFrom('callbackAttempt').selectAll();
  const open = reads.selectFrom('callbackRequest').select('id').where('closedAt', 'is', null);
  return all
    .where('startedAt', '>', since)
    .union(all.where('endedAt', 'is', null))
    .union(all.where('request', 'in', open))
    .orderBy('id')
    .execute();
}

/** How often each agent has given a wrong PIN, and his own where it is not the file's. */
export async function wrongTries(reads: Reads) {
  return reads.selectFrom('agent').select(['id', 'wrongTries', 'lockedUntil', 'pinHash']).execute();
}

async function hooksTold(reads: Reads): Promise<Readonly<Record<string, string>>> {
  const rows = await reads.selectFrom('setting').select(['key', 'value']).where('key', 'like', 'hook.%').execute();
  return Object.fromEntries(rows.map(({ key, value }) => [key.slice('hook.'.length), value]));
}

async function settingOf(reads: Reads, key: string): Promise<string | undefined> {
  return (await reads.selectFrom('setting').select('value').where('key', '=', key).executeTakeFirst())?.value;
}
