// SPDX-License-Identifier: GPL-2.0-or-later
// How did the schema come to be? Steps that only go forward; `user_version` counts those done. Never edit a landed step.

import { DAY_SUMS, LINES_BY_HOUR } from './day-sums-schema.js';
import {
  DENSE,
  DENSE_CONTACTS,
  DENSE_CONTACTS_FILLED,
  DENSE_CONTACTS_FILLS,
  DENSE_FILLED,
  DENSE_FILLS,
} from './dense-schema.js';
import { KEPT_RECORDINGS } from './kept-recordings-schema.js';
import { WEB_REQUESTS } from './leads-schema.js';
import { LEAN } from './lean-schema.js';
import {
  ALARMS,
  CALLS_OUTSIDE,
  CUSTOMERS,
  ENDS_OF_CALLS,
  ENDS_OF_STATES,
  MEMBER_PINS,
  MESSAGES,
  ORIGINS,
  OUTBOX,
  STANDING_EXCEPTIONS,
} from './operating-schema.js';
import { PROMISES } from './promises-schema.js';
import { type Fill, RECORDS, RECORDS_FILLED, RECORDS_FILLS } from './records-schema.js';
import { ROLL_UP } from './roll-up-schema.js';

/** The first schema. */
const FIRST = `
create table event (
  id integer primary key autoincrement,
  at integer not null,
  type text not null,
  call text, agent text, request text, queue text,
  detail text
) strict;
create index event_by_type on event (type, at);
create index event_by_call on event (call) where call is not null;
create index event_by_request on event (request) where request is not null;
create index event_by_agent on event (agent, at) where agent is not null;

create table call (
  id text primary key,
  direction text not null check (direction in ('inbound', 'outbound', 'internal')),
  calling text, calling_raw text, calling_type text, calling_presentation text,
  called text, access_number text, access_name text, redirecting text,
  queue text,
  disposition text check (disposition in
    ('answered', 'abandoned', 'captured', 'captureOnly', 'refused', 'failed', 'interrupted')),
  reason text, cause integer,
  offered_at integer not null, ringing_at integer, answered_at integer, queued_at integer, bridged_at integer,
  ended_at integer,
  request text references callback_request (id),
  agent text,
  detail text,
  check ((disposition is null) = (ended_at is null))
) strict, without rowid;
create index call_by_time on call (offered_at);
create index call_open on call (id) where ended_at is null;
create index call_by_calling on call (calling, offered_at) where calling is not null;
create index call_by_request on call (request) where request is not null;
create index call_by_agent on call (agent, offered_at) where agent is not null;

create table leg (
  id text primary key,
  call text not null references call (id) on delete cascade,
  kind text not null, direction text not null,
  span text, slot integer, station text, agent text, number text,
  offered_at integer not null, ringing_at integer, answered_at integer, bridged_at integer, ended_at integer,
  cause integer, cleared_by text,
  detail text
) strict, without rowid;
create index leg_by_call on leg (call);
create index leg_open on leg (id) where ended_at is null;

create table recording (
  id text primary key,
  call text not null references call (id),
  agent text, queue text,
  file text not null unique,
  started_at integer not null, ended_at integer, duration_ms integer, gap_ms integer not null default 0,
  state text not null check (state in ('recording', 'complete', 'repaired', 'failed')),
  reason text, held integer not null default 0,
  detail text
) strict, without rowid;
create index recording_by_call on recording (call);
create index recording_by_time on recording (started_at);
create index recording_open on recording (id) where state = 'recording';

create table callback_request (
  id text primary key,
  number text not null, queue text not null, promised integer not null,
  created_at integer not null, enqueued_at integer not null,
  due integer not null, expires_at integer not null,
  captures integer not null default 1, attempts integer not null default 0,
  last_outcome text,
  state text not null,
  lease_owner text, lease_until integer, attempt text,
  closed_at integer, reason text,
  detail text,
  check ((state in ('completed', 'served', 'givenUp')) = (closed_at is not null))
) strict, without rowid;
create unique index one_open_request_per_number on callback_request (number) where closed_at is null;
create index request_by_number on callback_request (number, created_at);
create index request_by_due on callback_request (due) where closed_at is null;
create index request_by_time on callback_request (created_at);

create table capture (
  call text primary key references call (id),
  request text not null references callback_request (id),
  number text not null, raw text, access_number text,
  arrived_at integer not null, captured_at integer not null,
  source text not null check (source in ('callingNumber', 'keyedIn')),
  promised integer not null, prompt text, played_ms integer,
  detail text
) strict, without rowid;
create index capture_by_request on capture (request);
create index capture_by_time on capture (captured_at);

create table callback_attempt (
  id text primary key,
  request text not null references callback_request (id),
  number text not null,
  "order" text not null check ("order" in ('customerFirst', 'agentFirst')),
  started_at integer not null,
  agent text, call text references call (id), dialled text,
  reached_at integer, confirmed_at integer, ended_at integer,
  outcome text, cause integer,
  detail text
) strict, without rowid;
create unique index one_attempt_per_request on callback_attempt (request) where ended_at is null;
create index attempt_by_request on callback_attempt (request, started_at);
create index attempt_by_number on callback_attempt (number, started_at);

create table agent (
  id text primary key,
  name text not null,
  pin_hash text, wrong_tries integer not null default 0, locked_until integer,
  station text, signed_in_at integer, state text, reason text,
  detail text
) strict, without rowid;

create table agent_state (
  id integer primary key autoincrement,
  agent text not null, state text not null, reason text, station text, call text, queue text,
  started_at integer not null, ended_at integer
) strict;
create unique index one_state_per_agent on agent_state (agent) where ended_at is null;
create index agent_state_by_time on agent_state (agent, started_at);

create table do_not_call (
  number text primary key, at integer not null, reason text, by text
) strict, without rowid;
create table blocked_number (
  number text primary key, at integer not null, reason text, by text
) strict, without rowid;
create table setting (
  key text primary key, value text not null, at integer not null
) strict, without rowid;
`;

/** Which attempts rang, and how many SETUPs a request has had: open ones are given what their attempts tell. */
const SETUPS = `
alter table callback_attempt add column rang_at integer;
alter table callback_request add column setups integer not null default 0;
update callback_request set setups = (
  select count(*) from callback_attempt a where a.request = callback_request.id
    and (a.outcome is null or a.outcome not in ('congestion', 'doNotCall', 'notCallable', 'withdrawn'))
) where closed_at is null;
`;

/** Recordings that are only expected yet: which states there are is the program's business from now on. */
const EXPECTED_RECORDINGS = `
create table recording_2 (
  id text primary key,
  call text not null references call (id),
  agent text, queue text,
  file text not null unique,
  started_at integer not null, ended_at integer, duration_ms integer, gap_ms integer not null default 0,
  state text not null, reason text, held integer not null default 0,
  detail text
) strict, without rowid;
insert into recording_2 (id, call, agent, queue, file, started_at, ended_at, duration_ms, gap_ms, state, reason, held, detail)
  select id, call, agent, queue, file, started_at, ended_at, duration_ms, gap_ms, state, reason, held, detail from recording;
drop table recording;
alter table recording_2 rename to recording;
create index recording_by_call on recording (call);
create index recording_by_time on recording (started_at);
create index recording_open on recording (id) where state in ('expected', 'recording');
`;

/**
 * Counters kept with each row that changes, so that no start counts all rows: `calls.X` of inbound calls by disposition,
 * `callbacks.X` of requests that have a capture and of attempts. A row that retention takes away has been counted all the
 * same: nothing is counted at a delete. No "or ignore" in a trigger: the statement that fires it would decide instead (SQLite,
 * CREATE TRIGGER, 2). The indexes are for lists by pages.
 */
const COUNTERS = `
create table counter (name text primary key, value integer not null) strict, without rowid;
insert into counter select 'calls.offered', count(*) from call where direction = 'inbound';
insert into counter select 'calls.' || disposition, count(*) from call
  where direction = 'inbound' and disposition is not null group by disposition;
insert into counter select 'callbacks.created', count(*) from callback_request where captures > 0;
insert into counter select 'callbacks.merged', coalesce(sum(captures - 1), 0) from callback_request where captures > 0;
insert into counter select 'callbacks.connected', count(*) from callback_request
  where captures > 0 and state in ('completed', 'served');
insert into counter select 'callbacks.failed', count(*) from callback_request where captures > 0 and state = 'givenUp';
insert into counter select 'callbacks.open', count(*) from callback_request where captures > 0 and closed_at is null;
insert into counter select 'callbacks.attempted', count(*) from callback_attempt;
insert into counter select 'callbacks.reached', count(reached_at) from callback_attempt;

create trigger call_offered after insert on call when new.direction = 'inbound' begin
  update counter set value = value + 1 where name = 'calls.offered';
end;
create trigger call_disposed after insert on call when new.direction = 'inbound' and new.disposition is not null begin
  insert into counter select 'calls.' || new.disposition, 0
    where not exists (select 1 from counter where name = 'calls.' || new.disposition);
  update counter set value = value + 1 where name = 'calls.' || new.disposition;
end;
create trigger call_disposed_anew after update of disposition on call
  when new.direction = 'inbound' and new.disposition is not old.disposition begin
  insert into counter select 'calls.' || new.disposition, 0 where new.disposition is not null
    and not exists (select 1 from counter where name = 'calls.' || new.disposition);
  update counter set value = value + 1 where name = 'calls.' || new.disposition;
  update counter set value = value - 1 where name = 'calls.' || old.disposition;
end;

create trigger request_made after insert on callback_request when new.captures > 0 begin
  update counter set value = value + 1 where name = 'callbacks.created';
  update counter set value = value + new.captures - 1 where name = 'callbacks.merged';
  update counter set value = value + 1 where name = 'callbacks.' ||
    case when new.closed_at is null then 'open' when new.state = 'givenUp' then 'failed' else 'connected' end;
end;
create trigger request_changed after update of captures, state, closed_at on callback_request
  when new.captures <> old.captures or new.state <> old.state begin
  update counter set value = value + (new.captures > 0) - (old.captures > 0) where name = 'callbacks.created';
  update counter set value = value + max(new.captures - 1, 0) - max(old.captures - 1, 0) where name = 'callbacks.merged';
  update counter set value = value - 1 where old.captures > 0 and name = 'callbacks.' ||
    case when old.closed_at is null then 'open' when old.state = 'givenUp' then 'failed' else 'connected' end;
  update counter set value = value + 1 where new.captures > 0 and name = 'callbacks.' ||
    case when new.closed_at is null then 'open' when new.state = 'givenUp' then 'failed' else 'connected' end;
end;

create trigger attempt_made after insert on callback_attempt begin
  update counter set value = value + 1 where name = 'callbacks.attempted';
  update counter set value = value + (new.reached_at is not null) where name = 'callbacks.reached';
end;
create trigger attempt_reached after update of reached_at on callback_attempt
  when (new.reached_at is null) <> (old.reached_at is null) begin
  update counter set value = value + (new.reached_at is not null) - (old.reached_at is not null)
    where name = 'callbacks.reached';
end;

create index request_by_enqueued on callback_request (enqueued_at);
create index request_open_by_enqueued on callback_request (enqueued_at) where closed_at is null;
create index attempt_by_time on callback_attempt (started_at);
`;

/** In order; step n brings `user_version` from n to n + 1. */
export const MIGRATIONS: readonly string[] = [
  FIRST,
  ALARMS,
  SETUPS,
  EXPECTED_RECORDINGS,
  COUNTERS,
  ENDS_OF_STATES,
  ENDS_OF_CALLS,
  STANDING_EXCEPTIONS,
  ORIGINS,
  RECORDS,
  OUTBOX,
  CALLS_OUTSIDE,
  CUSTOMERS,
  PROMISES,
  MEMBER_PINS,
  MESSAGES,
  DENSE,
  DENSE_CONTACTS,
  ROLL_UP,
  KEPT_RECORDINGS,
  DAY_SUMS,
  LEAN,
  WEB_REQUESTS,
  LINES_BY_HOUR,
];

/** What a step does with rows that are there already, and what comes after that; by the step's place in `MIGRATIONS`. */
export const FILLS: ReadonlyMap<number, { readonly fills: readonly Fill[]; readonly finish: string }> = new Map([
  [MIGRATIONS.indexOf(RECORDS), { fills: RECORDS_FILLS, finish: RECORDS_FILLED }],
  [MIGRATIONS.indexOf(DENSE), { fills: DENSE_FILLS, finish: DENSE_FILLED }],
  [MIGRATIONS.indexOf(DENSE_CONTACTS), { fills: DENSE_CONTACTS_FILLS, finish: DENSE_CONTACTS_FILLED }],
]);
