// SPDX-License-Identifier: GPL-2.0-or-later
// Which records may go, and how? Statements for some at a time; what a legal hold is on stays, whatever its age.

import type { Instant } from '../kernel/index.js';
import type { Statement } from './batch.js';

/** What is kept for a time of its own. Segments, contacts and captures go with their calls, names with the last event that says them. */
export type RecordKind = 'legs' | 'calls' | 'events';

/** Until when each kind has been thrown away: a recount covers what is younger. */
export const KEPT_SINCE: Readonly<Record<RecordKind, string>> = {
  legs: 'kept.legs',
  calls: 'kept.calls',
  events: 'kept.events',
};

/** A condition: somebody holds the call of this alias, by its id, its contact or a number of it. */
export const isHeld = (call: string) => `exists (select 1 from hold h where h.released_at is null and (
  (h.kind = 'call' and h.subject = ${call}.id) or (h.kind = 'contact' and h.subject = coalesce(${call}.contact, ${call}.id))
  or (h.kind = 'number' and h.subject in (${call}.calling, ${call}.calling_raw, ${call}.called))))`;

/** The same of a row that names a call. */
export const isOfHeldCall = (call: string) =>
  `exists (select 1 from call held where held.id = ${call} and ${isHeld('held')})`;

/** A condition: the call may go, but for its age. Its recordings go first. */
export const mayGo = (call: string) =>
  `${call}.ended_at is not null and not ${isHeld(call)} and not exists (select 1 from recording r where r.call = ${call}.id)`;

/** A condition: the callback request of this alias may go, but for its age. Its captures and calls go first. */
export const requestMayGo = (request: string) =>
  `${request}.closed_at is not null
  and not exists (select 1 from capture p where p.request = ${request}.id)
  and not exists (select 1 from call o where o.request = ${request}.id)
  and not exists (select 1 from callback_attempt a where a.request = ${request}.id and a.call is not null)
  and not exists (select 1 from hold h where h.released_at is null and h.kind = 'number' and h.subject = ${request}.number)`;

const ASKED = 'select value from json_each(?)';
const GOING = `select c.id from call c where c.id in (${ASKED}) and ${mayGo('c')}`;
const CONTACTS = `select coalesce(c.contact, c.id) from call c where c.id in (${ASKED}) and ${mayGo('c')}`;
const named = (names: string) => `select n.id from name n where n.name in (${names})`;

/** Calls, with all that hangs on them. Looked at again by the statement itself: a hold may have come meanwhile. */
export function callsGo(calls: readonly string[]): Statement[] {
  const ids = JSON.stringify(calls);
  const all = [
    `delete from stay where contact in (${named(CONTACTS)}) and call in (${named(GOING)})`,
    `delete from leg_row where call in (${named(GOING)})`,
    `delete from capture where call in (${GOING})`,
    `update callback_attempt set call = null where call in (${GOING})`,
    `delete from contact_row where id in (${named(CONTACTS)}) and not exists (
      select 1 from name n join call o on o.id = n.name or o.contact = n.name
      where n.id = contact_row.id and o.id not in (${GOING}))`,
    `delete from call where id in (${GOING})`,
  ];
  return all.map((sql) => ({
    sql,
    values: sql
      .split('?')
      .slice(1)
      .map(() => ids),
  }));
}

/** Closed callback requests with their attempts, those that no call or capture names any more. */
export function requestsGo(requests: readonly string[]): Statement[] {
  const values = [JSON.stringify(requests)];
  const going = `select r.id from callback_request r where r.id in (${ASKED}) and ${requestMayGo('r')}`;
  return [
    { sql: `delete from callback_attempt where request in (${going})`, values },
    { sql: `delete from callback_request where id in (${going})`, values },
  ];
}

/** The legs of calls; the calls stay. */
export function legsGo(calls: readonly string[]): Statement[] {
  const over = `select c.id from call c where c.id in (${ASKED}) and c.ended_at is not null and not ${isHeld('c')}`;
  const sql = `delete from leg_row where call in (${named(over)})`;
  return [{ sql, values: [JSON.stringify(calls)] }];
}

/** Events from one number to another, those before an instant, and the names of calls that no other says. */
export function eventsGo(from: number, to: number, before: Instant): Statement[] {
  const range = 'e.id between ? and ? and e.at < ?';
  const held = `(select name from name where name.id = e.call)`;
  const says = 'select 1 from event_log o where o.call = name.id and (o.id > ? or o.id < ? or o.at >= ?)';
  const names = `delete from name where id in (select e.call from event_log e where ${range})
    and not exists (${says}) and not exists (select 1 from stay where contact = name.id)
    and not exists (select 1 from leg_row where call = name.id)
    and not exists (select 1 from contact_row where id = name.id)
    and not exists (select 1 from call where id = name.name)`;
  const span = [from, to, before];
  return [
    { sql: names, values: [...span, to, from, before] },
    {
      sql: `delete from event_log where id in (
        select e.id from event_log e where ${range} and not ${isOfHeldCall(held)})`,
      values: span,
    },
  ];
}
