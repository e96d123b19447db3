// SPDX-License-Identifier: GPL-2.0-or-later
// How do records last? Contacts and segments, and an event log that says each name once. What is written stays small, what is read is as before.

/** A statement that is run for a part of a table's rows after the other. */
export interface Fill {
  readonly of: 'call' | 'leg' | 'recording' | 'event' | 'agent_state' | 'contact';
  readonly sql: string;
}

/**
 * Names that many rows repeat (ids of calls and requests, agents, queues, words) are numbers of the table `name`. An event's
 * facts are the values alone (JSONB), its kind knows their keys; a kind without keys is one of an older version, whose facts are whole.
 * The views `event` and `segment` are what everybody else sees; only `store.commit` inserts into them. No "or ignore" and
 * no upsert by a trigger's statement where the statement that fires it could decide instead (SQLite, CREATE TRIGGER, 2).
 */
export const RECORDS = `
create table name (id integer primary key, name text not null unique) strict;
insert into name (name) values
  ('ringing'), ('flow'), ('waiting'), ('talking'), ('held'), ('consulting'), ('parked'), ('message'),
  ('customer'), ('agent'), ('consulted'), ('supervisor'), ('machine'),
  ('answered'), ('abandoned'), ('hungUp'), ('cleared'), ('otherLeft'), ('notAnswered'), ('interrupted'), ('overflowed'),
  ('captured'), ('selfServed'), ('refused'), ('transferred'), ('resumed'), ('parted');

create table contact (
  id text primary key,
  direction text not null,
  number text, access_number text, customer text, language text, data text,
  started_at integer not null, ended_at integer,
  disposition text, reason text, cause integer,
  check ((disposition is null) = (ended_at is null))
) strict, without rowid;
create index contact_open on contact (id) where ended_at is null;

create table stay (
  contact integer not null, call integer not null, n integer not null,
  leg text not null, kind integer not null, from_at integer not null, to_at integer,
  queue integer, flow integer, agent integer, role integer not null,
  end_reason integer, actor integer, source integer,
  primary key (contact, call, n)
) strict, without rowid;
create index stay_by_agent on stay (agent, from_at) where role = 10;
create index stay_open on stay (contact) where to_at is null;
create view segment as select
  m.name || '.' || s.n as id, c.name as contact, m.name as call, s.n, s.leg, k.name as kind, s.from_at, s.to_at,
  q.name as queue, f.name as flow, a.name as agent, r.name as role, e.name as end_reason, x.name as actor, y.name as source
from stay s join name c on c.id = s.contact join name m on m.id = s.call
  join name k on k.id = s.kind join name r on r.id = s.role
  left join name q on q.id = s.queue left join name f on f.id = s.flow left join name a on a.id = s.agent
  left join name e on e.id = s.end_reason left join name x on x.id = s.actor left join name y on y.id = s.source;
create trigger segment_written instead of insert on segment begin
  insert into name (name) select distinct value from json_each(json_array(
      new.contact, new.call, new.kind, new.queue, new.flow, new.agent, new.role, new.end_reason, new.actor, new.source))
    where value is not null and not exists (select 1 from name where name = value);
  delete from stay where contact = (select id from name where name = new.contact)
    and call = (select id from name where name = new.call) and n = new.n;
  insert into stay (contact, call, n, leg, kind, from_at, to_at, queue, flow, agent, role, end_reason, actor, source) values (
    (select id from name where name = new.contact), (select id from name where name = new.call), new.n,
    new.leg, (select id from name where name = new.kind), new.from_at, new.to_at,
    (select id from name where name = new.queue), (select id from name where name = new.flow),
    (select id from name where name = new.agent), (select id from name where name = new.role),
    (select id from name where name = new.end_reason), (select id from name where name = new.actor),
    (select id from name where name = new.source));
end;

create table hold (
  id text primary key,
  kind text not null, subject text not null, reason text not null, by text not null, at integer not null,
  released_at integer, released_by text
) strict, without rowid;

create table event_kind (id integer primary key, type text not null, keys text, unique (type, keys)) strict;
create table event_log (
  id integer primary key autoincrement,
  at integer not null, kind integer not null,
  call integer, agent integer, request integer, queue integer,
  facts any, actor integer, source integer
) strict;
insert into event_kind (type) select distinct type from event;

create table leg_2 (
  call text not null references call (id) on delete cascade,
  id text not null,
  kind text not null, direction text not null,
  span text, slot integer, station text, agent text, number text,
  offered_at integer not null, answered_at integer, ended_at integer,
  cause integer, cleared_by text,
  detail text,
  primary key (call, id)
) strict, without rowid;

create table recording_2 (
  id text primary key,
  call text not null references call (id),
  agent text, queue text,
  file text not null,
  started_at integer not null, ended_at integer, duration_ms integer, gap_ms integer not null default 0,
  state text not null, reason text, held integer not null default 0,
  detail text
) strict, without rowid;

insert into name (name) select agent from event where agent is not null
  union select request from event where request is not null union select queue from event where queue is not null
  union select actor from event where actor is not null union select source from event where source is not null
  union select distinct call from event where call is not null and not exists (select 1 from call where id = event.call)
  union select queue from call where queue is not null union select agent from leg where agent is not null
  except select name from name;
`;

/** What an older database knew, a part at a time: of the rows of a table whose keys are above `:from` and at most `:to`. */
export const RECORDS_FILLS: readonly Fill[] = [
  { of: 'call', sql: 'insert into name (name) select id from call where id > :from and id <= :to' },
  {
    of: 'call',
    sql: `insert into contact (id, direction, number, access_number, started_at, ended_at, disposition, reason, cause)
      select id, direction, iif(direction = 'inbound', calling, called), access_number, offered_at, ended_at,
        disposition, reason, cause
      from call where id > :from and id <= :to`,
  },
  {
    of: 'call',
    sql: `insert into stay (contact, call, n, leg, kind, from_at, to_at, queue, role, end_reason)
      select m.id, m.id, 1, (select min(l.id) from leg l where l.call = c.id), 3, c.queued_at,
        coalesce(c.bridged_at, c.ended_at), q.id, 9,
        case when c.bridged_at is not null then 14 when c.ended_at is null then null
          when c.disposition = 'abandoned' then 15 when c.disposition = 'captured' then 22 else 17 end
      from call c join name m on m.name = c.id left join name q on q.name = c.queue
      where c.id > :from and c.id <= :to and c.queued_at is not null and exists (select 1 from leg l where l.call = c.id)`,
  },
  {
    of: 'leg',
    sql: `insert into stay (contact, call, n, leg, kind, from_at, to_at, queue, agent, role, end_reason)
      select m.id, m.id, 2 + 2 * (select count(*) from leg o where o.call = l.call and o.id < l.id) + k.talks, l.id,
        iif(k.talks, 4, 1), iif(k.talks, l.bridged_at, l.ringing_at),
        iif(k.talks, l.ended_at, coalesce(l.answered_at, l.ended_at)), iif(k.talks, q.id, null), a.id,
        iif(l.agent is null, 9, 10), case when k.talks then iif(l.cleared_by = 'farEnd', 16, 17)
          when l.answered_at is not null then 14 else 19 end
      from leg l join (select 0 as talks union all select 1) k
        on iif(k.talks, l.bridged_at is not null, l.ringing_at is not null and l.direction <> 'inbound')
        join call c on c.id = l.call join name m on m.name = l.call
        left join name q on q.name = c.queue left join name a on a.name = coalesce(l.agent, c.agent)
      where l.id > :from and l.id <= :to`,
  },
  {
    of: 'leg',
    sql: `insert into leg_2 select call, id, kind, direction, span, slot, station, agent, number, offered_at, answered_at,
        ended_at, cause, cleared_by, detail
      from leg where id > :from and id <= :to`,
  },
  {
    of: 'recording',
    sql: `insert into recording_2 (id, call, agent, queue, file, started_at, ended_at, duration_ms, gap_ms, state, reason,
        held, detail)
      select id, call, agent, queue, file, started_at, ended_at, duration_ms, gap_ms, state, reason, held, detail
      from recording where id > :from and id <= :to`,
  },
  {
    of: 'event',
    sql: `insert into event_log (id, at, kind, call, agent, request, queue, facts, actor, source)
      select e.id, e.at, k.id, c.id, a.id, r.id, q.id, e.detail, x.id, y.id
      from event e join event_kind k on k.type = e.type and k.keys is null
        left join name c on c.name = e.call left join name a on a.name = e.agent
        left join name r on r.name = e.request left join name q on q.name = e.queue
        left join name x on x.name = e.actor left join name y on y.name = e.source
      where e.id > :from and e.id <= :to`,
  },
];

/** When the old log is in the new one. */
export const RECORDS_FILLED = `
update sqlite_sequence set seq = max(seq, (select coalesce(max(seq), 0) from sqlite_sequence where name = 'event'))
  where name = 'event_log';
insert into sqlite_sequence (name, seq) select 'event_log', seq from sqlite_sequence
  where name = 'event' and not exists (select 1 from sqlite_sequence where name = 'event_log');
drop table event;
drop table leg;
alter table leg_2 rename to leg;
drop table recording;
alter table recording_2 rename to recording;
create index recording_by_call on recording (call);
create index recording_by_time on recording (started_at);
create index recording_open on recording (id) where state in ('expected', 'recording');
create index leg_open on leg (call) where ended_at is null;
create index event_by_call on event_log (call) where call is not null;
create index event_by_request on event_log (request) where request is not null;
create view event as select
  e.id, e.at, k.type, c.name as call, a.name as agent, r.name as request, q.name as queue,
  case when e.facts is null then null when k.keys is null then e.facts else (
    select json_group_object(n.value, json(e.facts -> v.fullkey))
    from json_each(k.keys) n join json_each(e.facts) v on v.key = n.key
  ) end as detail,
  x.name as actor, y.name as source
from event_log e join event_kind k on k.id = e.kind
  left join name c on c.id = e.call left join name a on a.id = e.agent left join name r on r.id = e.request
  left join name q on q.id = e.queue left join name x on x.id = e.actor left join name y on y.id = e.source;
create trigger event_appended instead of insert on event begin
  insert into name (name) select distinct value from json_each(json_array(
      new.call, new.agent, new.request, new.queue, new.actor, new.source))
    where value is not null and not exists (select 1 from name where name = value);
  insert into event_kind (type, keys) select new.type, keys
    from (select json_group_array(key) as keys from json_each(new.detail)) keys_of
    where not exists (select 1 from event_kind k where k.type = new.type and k.keys = keys_of.keys);
  insert into event_log (at, kind, call, agent, request, queue, facts, actor, source) values (
    new.at,
    (select id from event_kind where type = new.type
      and keys = (select json_group_array(key) from json_each(new.detail))),
    (select id from name where name = new.call), (select id from name where name = new.agent),
    (select id from name where name = new.request), (select id from name where name = new.queue),
    (select jsonb_group_array(json(new.detail -> fullkey)) from json_each(new.detail) having count(*) > 0),
    (select id from name where name = new.actor), (select id from name where name = new.source));
end;

drop index call_by_calling;
drop index call_by_request;
drop index call_by_agent;
drop index request_by_number;
drop index request_by_time;
drop index attempt_by_number;
drop index capture_by_time;
drop index capture_by_request;
alter table call drop column ringing_at;
alter table call drop column queued_at;
alter table call drop column bridged_at;
alter table call add column contact text;
alter table agent_state drop column call;
create index attempt_by_call on callback_attempt (call) where call is not null;
create index call_by_contact on call (contact) where contact is not null;
`;
