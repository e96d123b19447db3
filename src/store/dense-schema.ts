// SPDX-License-Identifier: GPL-2.0-or-later
// How do legs and agents' states stay small? Words that many rows repeat are numbers of the table `name`, and an end is told by its distance.

import type { Fill } from './records-schema.js';

/** A word of a view, behind its number. */
const word = (column: string) => `(select name from name where name.id = t.${column}) as ${column}`;
/** The number of a word that is being written. */
const number = (column: string) => `(select name.id from name where name.name = new.${column})`;
/** Makes words known that are new. */
const known = (columns: readonly string[]) => `
  insert into name (name) select distinct value from json_each(json_array(${columns.map((column) => `new.${column}`)}))
    where value is not null and not exists (select 1 from name where name = value);`;
/** The number of a word of an older database's row. */
const moved = (column: string) => `(select name.id from name where name.name = o.${column})`;

const LEG_WORDS = ['kind', 'direction', 'span', 'station', 'agent', 'cleared_by'] as const;
const STATE_WORDS = ['state', 'reason', 'station', 'queue', 'end_reason'] as const;

/**
 * `leg` and `agent_state` become views of `leg_row` and `agent_stay`. A leg that is written again takes the place of what it was. What an
 * agent did is found by him and the time, so his states stand in that order and need no index; those that began in one
 * millisecond are numbered.
 */
export const DENSE = `
create table leg_row (
  call integer not null, id text not null,
  kind integer not null, direction integer not null,
  span integer, slot integer, station integer, agent integer, number text,
  offered_at integer not null, answered_after integer, ended_at integer,
  cause integer, cleared_by integer, detail text,
  primary key (call, id)
) strict, without rowid;
create table agent_stay (
  agent integer not null, started_at integer not null, n integer not null,
  state integer not null, reason integer, station integer, queue integer, lasted integer, end_reason integer,
  primary key (agent, started_at, n)
) strict, without rowid;
insert into name (name) select span from leg where span is not null union select station from leg where station is not null
  union select agent from leg where agent is not null union select kind from leg union select direction from leg
  union select cleared_by from leg where cleared_by is not null
  union select agent from agent_state union select state from agent_state
  union select reason from agent_state where reason is not null union select station from agent_state where station is not null
  union select queue from agent_state where queue is not null
  union select end_reason from agent_state where end_reason is not null
  except select name from name;
`;

/** What an older database knew. */
export const DENSE_FILLS: readonly Fill[] = [
  {
    of: 'call',
    sql: `insert into name (name) select id from call where id > :from and id <= :to
      and not exists (select 1 from name where name = call.id)`,
  },
  {
    of: 'call',
    sql: `insert into leg_row (call, id, ${LEG_WORDS}, slot, number, offered_at, answered_after, ended_at, cause, detail)
      select ${moved('call')}, o.id, ${LEG_WORDS.map(moved)}, o.slot, o.number, o.offered_at,
        o.answered_at - o.offered_at, o.ended_at, o.cause, o.detail
      from leg o where o.call > :from and o.call <= :to`,
  },
  {
    of: 'agent_state',
    sql: `insert into agent_stay (agent, started_at, n, ${STATE_WORDS}, lasted)
      select ${moved('agent')}, o.started_at,
        (select count(*) from agent_state b where b.agent = o.agent and b.started_at = o.started_at and b.id < o.id),
        ${STATE_WORDS.map(moved)}, max(0, o.ended_at - o.started_at)
      from agent_state o where o.id > :from and o.id <= :to`,
  },
];

/** When all of it is in the new tables. */
export const DENSE_FILLED = `
drop table leg;
drop table agent_state;
create index leg_open on leg_row (call) where ended_at is null;
create view leg as select c.name as call, t.id, ${LEG_WORDS.map(word)}, t.slot, t.number,
    t.offered_at, t.offered_at + t.answered_after as answered_at, t.ended_at, t.cause, t.detail
  from leg_row t join name c on c.id = t.call;
create trigger leg_written instead of insert on leg begin ${known(['call', ...LEG_WORDS])}
  insert into leg_row (call, id, ${LEG_WORDS}, slot, number, offered_at, answered_after, ended_at, cause, detail)
    values (${number('call')}, new.id, ${LEG_WORDS.map(number)}, new.slot, new.number, new.offered_at,
      new.answered_at - new.offered_at, new.ended_at, new.cause, new.detail)
    on conflict (call, id) do update set ${[...LEG_WORDS, 'slot', 'number', 'offered_at', 'answered_after', 'ended_at', 'cause', 'detail'].map((column) => `${column} = excluded.${column}`)};
end;

create unique index one_state_per_agent on agent_stay (agent) where lasted is null;
create view agent_state as select t.started_at * 64 + t.n as id, a.name as agent, ${STATE_WORDS.map(word)},
    t.started_at, t.started_at + t.lasted as ended_at
  from agent_stay t join name a on a.id = t.agent;
create trigger agent_state_began instead of insert on agent_state begin ${known(['agent', ...STATE_WORDS])}
  insert into agent_stay (agent, started_at, n, ${STATE_WORDS}, lasted) values (${number('agent')}, new.started_at,
    (select count(*) from agent_stay b where b.agent = ${number('agent')} and b.started_at = new.started_at),
    ${STATE_WORDS.map(number)}, max(0, new.ended_at - new.started_at));
end;

drop index request_over;
`;

const CONTACT_WORDS = ['direction', 'access_number', 'language', 'disposition'] as const;
const CONTACT_REST = ['number', 'customer', 'data', 'started_at', 'ended_at', 'reason', 'cause'] as const;

/** `contact` becomes a view of `contact_row`, whose key is the number of its name: each index on it is a third of what it was. */
export const DENSE_CONTACTS = `
create table contact_row (
  id integer primary key,
  direction integer not null, access_number integer, language integer, disposition integer,
  number text, customer text, data text,
  started_at integer not null, ended_at integer, reason text, cause integer,
  check ((disposition is null) = (ended_at is null))
) strict;
insert into name (name) select direction from contact union select access_number from contact where access_number is not null
  union select language from contact where language is not null
  union select disposition from contact where disposition is not null
  except select name from name;
`;

export const DENSE_CONTACTS_FILLS: readonly Fill[] = [
  {
    of: 'contact',
    sql: `insert into name (name) select id from contact where id > :from and id <= :to
      and not exists (select 1 from name where name = contact.id)`,
  },
  {
    of: 'contact',
    sql: `insert into contact_row (id, ${CONTACT_WORDS}, ${CONTACT_REST})
      select ${moved('id')}, ${CONTACT_WORDS.map(moved)}, ${CONTACT_REST}
      from contact o where o.id > :from and o.id <= :to`,
  },
];

/** Data that is not said again stays as it was. */
export const DENSE_CONTACTS_FILLED = `
drop table contact;
create index contact_open on contact_row (id) where ended_at is null;
create index contact_by_number on contact_row (number, started_at) where number is not null;
create index contact_by_customer on contact_row (customer, started_at) where customer is not null;
create view contact as select c.name as id, ${CONTACT_WORDS.map(word)}, ${CONTACT_REST.map((column) => `t.${column}`)}
  from contact_row t join name c on c.id = t.id;
create trigger contact_written instead of insert on contact begin ${known(['id', ...CONTACT_WORDS])}
  insert into contact_row (id, ${CONTACT_WORDS}, ${CONTACT_REST})
    values (${number('id')}, ${CONTACT_WORDS.map(number)}, ${CONTACT_REST.map((column) => `new.${column}`)})
    on conflict (id) do update set ${[...CONTACT_WORDS, ...CONTACT_REST]
      .filter((column) => column !== 'data')
      .map((column) => `${column} = excluded.${column}`)}, data = coalesce(excluded.data, data);
end;
`;
