// SPDX-License-Identifier: GPL-2.0-or-later
// What do the records have about a telephone number, in which forms, and who has looked at it?

import { sql } from 'kysely';
import type { Instant } from '../../kernel/index.js';
import { TEXT_COLUMNS, type TextColumn } from '../erasable.js';
import { brokenEnds, IS_BROKEN } from '../erasure.js';
import { isHeld } from '../keeping.js';
import type { ErasureRow, RecordingMarkRow } from '../kept-rows.js';
import { anyOf } from './one-of.js';
import type { Reads } from './question.js';

/** Where a number stands: how many rows of each kind. */
export type Traces = Readonly<Record<(typeof KINDS)[number], number>>;

const KINDS = [
  ...(['contacts', 'calls', 'legs', 'captures', 'requests', 'attempts', 'messages', 'customers'] as const),
  ...(['recordings', 'outbox', 'events', 'doNotCall', 'blocked', 'notes', 'webRequests', 'broken'] as const),
] as const;

export interface Looked {
  readonly at: Instant;
  readonly actor: string | null;
  readonly what: string;
  readonly subject: string;
}

export interface PersonalData {
  /** The canonical form first. Personal. */
  readonly forms: readonly string[];
  readonly traces: Traces;
  readonly calls: readonly string[];
  /** Why it cannot be erased now: calls that go on, promises that are open, and what is held. */
  readonly open: { readonly calls: number; readonly requests: number; readonly holds: number };
}

/** What people have written: his number may stand anywhere in it. */
const NOTES = [
  ['callback_request', 'note'],
  ['recording_mark', 'text'],
  ['recording_tag', 'tag'],
  ['review', 'comment'],
  ['review', 'reply'],
  ['coaching_note', 'text'],
  ['hold', 'reason'],
] as const;

const noted = (table: string, column: string, list: string) =>
  sql`from ${sql.table(table)} t where exists (select 1 from json_each(${list}) f where instr(t.${sql.ref(column)}, f.value))`;

const AT_MOST = 100_000;
const LOOKED = 1_000;

/** `number`: canonical; `digits`: as it was typed. */
export async function personalData(
  reads: Reads,
  { number, digits }: { readonly number: string; readonly digits: string },
): Promise<PersonalData> {
  const { rows: raws } = await sql<{ value: string }>`select distinct value from (
      select calling_raw as value from call where calling = ${number}
      union all select raw from capture where number = ${number}
      union all select dialled from callback_attempt where number = ${number})
    where value is not null`.execute(reads);
  const forms = [...new Set([number, ...raws.map(({ value }) => value), digits])];
  const list = JSON.stringify(forms);
  const among = anyOf(forms);
  const callsOf = sql`select id from call where calling in ${among} or called in ${among} or redirecting in ${among}
    or calling_raw in ${among}`;
  const count = async (what: ReturnType<typeof sql>) => {
    const { rows } = await sql<{ n: number }>`select count(*) as n ${what}`.execute(reads);
    return rows[0]?.n ?? 0;
  };
  const { rows: calls } = await sql<{ id: string }>`${callsOf} order by offered_at limit ${AT_MOST}`.execute(reads);
  const says = (text: ReturnType<typeof sql>) =>
    sql`exists (select 1 from json_each(${list}) f where instr(${text}, '"' || f.value || '"'))`;
  const traces: Traces = {
    contacts: await count(sql`from contact_row where number in ${among}`),
    calls: calls.length,
    legs: await count(sql`from leg_row where number in ${among}`),
    captures: await count(sql`from capture where number in ${among}`),
    requests: await count(sql`from callback_request where number in ${among}`),
    attempts: await count(sql`from callback_attempt where number in ${among}`),
    messages: await count(sql`from message where number in ${among}`),
    customers: await count(
      sql`from customer where json_valid(numbers) and exists (select 1 from json_each(customer.numbers) where value = ${number})`,
    ),
    recordings: await count(sql`from recording where call in (${callsOf})`),
    outbox: await count(sql`from outbox where ${says(sql`message`)}`),
    events: await count(sql`from event_log where facts is not null and json_valid(facts, 9)
      and ${says(sql`iif(typeof(facts) = 'blob', json(facts), facts)`)}`),
    doNotCall: await count(sql`from do_not_call where number in ${among}`),
    blocked: await count(sql`from blocked_number where number in ${among}`),
    broken: await count(
      sql`from event_log where ${sql.raw(IS_BROKEN)} and exists (
        select 1 from json_each(${JSON.stringify(brokenEnds(forms))}) e where instr(facts, cast(e.value as blob)))`,
    ),
    webRequests: await count(sql`from web_request where number in ${among}`),
    notes: (await Promise.all(NOTES.map(([table, column]) => count(noted(table, column, list))))).reduce(
      (a, b) => a + b,
    ),
  };
  const open = {
    calls: await count(sql`from call where ended_at is null and id in (${callsOf})`),
    requests: await count(sql`from callback_request where closed_at is null and number in ${among}`),
    holds: await count(sql`from call c where c.id in (${callsOf}) and ${sql.raw(isHeld('c'))}`),
  };
  return { forms, traces, calls: calls.map(({ id }) => id), open };
}

/** Who has opened or heard something of these calls, their recordings and customers; the newest first. */
export async function lookedAt(
  reads: Reads,
  { subjects, calls }: { readonly subjects: readonly string[]; readonly calls: readonly string[] },
): Promise<readonly Looked[]> {
  const { rows } = await sql<Looked>`select e.at, e.actor, json_extract(e.detail, '$.what') as what,
      json_extract(e.detail, '$.subject') as subject
    from event e where e.type = 'audit.noted' and (
      json_extract(e.detail, '$.subject') in ${anyOf([...subjects, ...calls])}
      or json_extract(e.detail, '$.subject') in (
        select id from recording where call in ${anyOf(calls)}
        union all select id from deleted_recording where call in ${anyOf(calls)}))
    order by e.id desc limit ${LOOKED}`.execute(reads);
  return rows;
}

/** What else is kept of a number, for a copy of it: wishes of web pages, promises, messages in boxes, and what was written of his recordings. */
export async function personalRows(
  reads: Reads,
  { forms, calls }: { readonly forms: readonly string[]; readonly calls: readonly string[] },
) {
  const [webRequests, callbacks, messages] = await Promise.all([
    reads.selectFrom('webRequest').selectAll().where('number', 'in', forms).execute(),
    reads.selectFrom('callbackRequest').selectAll().where('number', 'in', forms).execute(),
    reads.selectFrom('message').selectAll().where('number', 'in', forms).execute(),
  ]);
  const { rows: marks } =
    await sql<RecordingMarkRow>`select m.* from recording_mark m join recording r on r.id = m.recording
    where r.call in ${anyOf(calls)}`.execute(reads);
  return { webRequests, callbacks, messages, marks };
}

/** All columns of text, as an erasure goes through them. */
export async function textColumns(reads: Reads): Promise<readonly TextColumn[]> {
  const { rows } = await sql.raw<TextColumn>(TEXT_COLUMNS).execute(reads);
  return rows;
}

/** What was erased, the last first. */
export async function erasures(reads: Reads): Promise<readonly ErasureRow[]> {
  return reads.selectFrom('erasure').selectAll().orderBy('n', 'desc').execute();
}

/** The contacts of erased numbers, and what stands in the place of these. */
export async function erasedContacts(
  reads: Reads,
): Promise<readonly { readonly contact: string; readonly name: string }[]> {
  const { rows } = await sql<{ contact: string; name: string }>`select n.name as contact, c.number as name
    from contact_row c join name n on n.id = c.id where c.number > 'erased-' and c.number < 'erased.'`.execute(reads);
  return rows;
}
