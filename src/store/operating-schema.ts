// SPDX-License-Identifier: GPL-2.0-or-later
// Which tables has the operation of a box? Alarms, what is busied out or said by hand, and who brought something about: steps of the migrations.

/** Alarms with their ends, what is still to be posted of them, and channels that somebody busied out. */
export const ALARMS = `
create table alarm (
  id text primary key,
  code text not null, subject text not null,
  severity text not null check (severity in ('critical', 'major', 'minor')),
  times integer not null default 1,
  raised_at integer not null, cleared_at integer
) strict, without rowid;
create index alarm_by_time on alarm (raised_at);
create index alarm_open on alarm (id) where cleared_at is null;

create table alarm_post (
  id text primary key, at integer not null, body text not null
) strict, without rowid;

create table busied_out (
  channel text primary key, at integer not null
) strict, without rowid;
`;

/** What somebody has said for a while against the configuration: closed until 14:00. Ended ones are in the event log. */
export const STANDING_EXCEPTIONS = `
create table exception (
  id text primary key,
  kind text not null, subject text not null, detail text,
  at integer not null, until integer, by text
) strict, without rowid;
`;

/** Who brought an event about, and by which way (null: the box itself); until when a number is blocked (null: for good). */
export const ORIGINS = `
alter table event add column actor text;
alter table event add column source text;
alter table blocked_number add column until integer;
`;

/** What each person has used up of a day's allowance, and calls that are to be made later. */
export const CALLS_OUTSIDE = `
create table toll (
  id text primary key,
  day text not null, kind text not null, person text not null,
  calls integer not null, minutes integer not null, at integer not null
) strict, without rowid;
create table later_call (
  id text primary key,
  agent text not null, number text not null, due integer not null, by text not null, at integer not null
) strict, without rowid;
`;

/** The shop's customers; and what there was with a number or a customer before, the newest first. */
export const CUSTOMERS = `
create table customer (
  id text primary key,
  numbers text not null, name text not null, address text,
  grade integer not null, owner text, deputy text, "group" text, language text,
  at integer not null
) strict, without rowid;
create index contact_by_number on contact (number, started_at) where number is not null;
create index contact_by_customer on contact (customer, started_at) where customer is not null;
`;

/** Customers' PINs, and how often they were keyed in wrong. */
export const MEMBER_PINS = `
create table member_pin (
  id text primary key,
  pin_hash text not null, wrong_tries integer not null, locked_until integer, at integer not null
) strict, without rowid;
`;

/** What leaves the box, a row for each target, until it is taken; news of alarms was of the one web hook alone. */
export const OUTBOX = `
create table outbox (
  id text primary key,
  target text not null, at integer not null, message text not null,
  tries integer not null default 0, reason text, dead_at integer
) strict, without rowid;
create index outbox_by_time on outbox (at);
insert into outbox (id, target, at, message)
  select id || '/webHook', 'webHook', at, json_set(body, '$.kind', 'alarm') from alarm_post;
drop table alarm_post;
update alarm set code = 'OUTBOX_FAILING', subject = 'webHook' where code = 'WEB_HOOK_FAILING';
`;

/** What a recording is of; and messages, each in a box: a message that was sent on is one more row of the same recording. */
export const MESSAGES = `
alter table recording add column kind text not null default 'conversation';
create table message (
  id text primary key,
  recording text not null references recording (id) on delete cascade,
  box text not null, call text not null, number text,
  state text not null, at integer not null, duration_ms integer not null default 0,
  told integer not null default 0
) strict, without rowid;
create index message_by_recording on message (recording);
`;

/** Why an agent's state ended, where it did not end by itself. */
export const ENDS_OF_STATES = `
alter table agent_state add column end_reason text;
`;

/** Which ways there are for a call to end is the program's business from now on. The table stays where it is, whatever its size. */
export const ENDS_OF_CALLS = `
pragma writable_schema = on;
update sqlite_schema set sql = replace(sql, ' check (disposition in
    (''answered'', ''abandoned'', ''captured'', ''captureOnly'', ''refused'', ''failed'', ''interrupted''))', '')
  where type = 'table' and name = 'call';
pragma writable_schema = reset;
`;
