// SPDX-License-Identifier: GPL-2.0-or-later
// What is kept of each quarter of an hour, so that a year's report reads sums and not calls? And who knows which sums are stale?

/**
 * `roll_up` has the sums of a quarter (UTC) as JSON: its id is the quarter since 1970 times 4, and which part it is (0 calls and lines, 1
 * promises, 2 agents). `roll_up_mark` has the quarters whose records have changed since: written by triggers with the record itself,
 * so that no report ever reads a sum that is stale. `taken`: it is being summed up; a change meanwhile takes that back.
 *
 * A call lies in the quarters from its offer to its end, a state of an agent where it begins and where it ends: what goes on
 * is in the sums of quarters that are over already. What a crash cut off ends before quarters that were summed up with
 * it: those are marked, too. Deleting marks nothing: what retention takes away stays in the sums.
 */
export const ROLL_UP = `
create table roll_up (id integer primary key, facts text not null) strict;
create table roll_up_mark (id integer primary key, taken integer not null default 0) strict;
create table roll_up_step (n integer primary key) strict;
insert into roll_up_step with recursive s(n) as (select 0 union all select n + 1 from s where n < 96) select n from s;

${marks('call_came', 'insert on call', 'new.offered_at', 'coalesce(new.ended_at, new.offered_at)')}
${marks(
  'call_changed',
  'update of offered_at, ended_at, disposition, reason, cause, queue, agent, contact, access_number on call',
  'min(old.offered_at, new.offered_at)',
  'max(coalesce(old.ended_at, old.offered_at), coalesce(new.ended_at, new.offered_at))',
)}
${marksAfter('call_ended', 'update of ended_at on call when new.ended_at is not null and old.ended_at is null', 'new.ended_at')}
${marks('contact_ended', 'update of disposition on contact_row when new.disposition is not old.disposition', 'new.started_at', 'new.started_at')}
${marks('state_began', 'insert on agent_stay', 'new.started_at', 'new.started_at + coalesce(new.lasted, 0)')}
${marks('state_ended', 'update of lasted on agent_stay when new.lasted is not null', 'new.started_at + new.lasted', 'new.started_at + new.lasted')}
${marks('state_moved', 'update of started_at on agent_stay when new.started_at <> old.started_at', 'min(old.started_at, new.started_at)', 'max(old.started_at, new.started_at)')}
${marksAfter('state_cut', 'update of lasted on agent_stay when new.lasted is not null and old.lasted is null', 'new.started_at + new.lasted')}
${marks('promise_made', 'insert on callback_request', 'new.created_at', 'new.created_at', 1)}
${marks('promise_changed', 'update of state, closed_at, captures, created_at on callback_request', 'min(old.created_at, new.created_at)', 'max(old.created_at, new.created_at)', 1)}
${marks('attempt_began', 'insert on callback_attempt', 'new.started_at', 'new.started_at', 1)}
${marks('attempt_went_on', 'update of reached_at, confirmed_at, outcome, started_at on callback_attempt', 'min(old.started_at, new.started_at)', 'max(old.started_at, new.started_at)', 1)}
`;

/** A trigger that marks the quarters from an instant to another. No "or ignore": the statement that fires it would decide instead. */
function marks(name: string, when: string, from: string, to: string, part = 0): string {
  const first = `(${from}) / 900000`;
  const quarters = `select (${first} + n) * 4 + ${part} as id from roll_up_step where n <= (${to}) / 900000 - ${first}`;
  return `create trigger roll_up_${name} after ${when} begin
  update roll_up_mark set taken = 0 where taken = 1 and id in (${quarters});
  insert into roll_up_mark (id) select q.id from (${quarters}) q
    where not exists (select 1 from roll_up_mark m where m.id = q.id);
end;`;
}

/** A trigger that marks all quarters behind an instant that are summed up already, or just being. */
function marksAfter(name: string, when: string, at: string): string {
  const behind = `((${at}) / 900000 + 1) * 4`;
  return `create trigger roll_up_${name} after ${when} begin
  update roll_up_mark set taken = 0 where taken = 1 and id >= ${behind};
  insert into roll_up_mark (id) select r.id from roll_up r where r.id >= ${behind} and r.id % 4 = 0
    and not exists (select 1 from roll_up_mark m where m.id = r.id);
end;`;
}
