// SPDX-License-Identifier: GPL-2.0-or-later
// What is kept of each day, so that a year's report reads 365 sums and not 35,040? The sums of its quarters, put together.

const LONGEST_DAY = 104; // quarters: of a day on which clocks are put back, with room

/**
 * `roll_up_day` has sums of days of the shop's zone as `roll_up` has those of quarters: its id is the day's first quarter times 4 and
 * the part (3: its hours), `behind` the quarter behind it. Whatever writes a quarter takes away the day that it lies in, so a day's sums
 * are those of its quarters or are not there; where a quarter is marked as stale, its day is, too.
 * Quarters in which calls were dialled ahead are summed up anew, for their sums did not say so before.
 */
export const DAY_SUMS = `
create table roll_up_day (id integer primary key, behind integer not null, facts text not null) strict;
${(['insert', 'update of facts'] as const).map(takesDay).join('\n')}
insert into roll_up_mark (id) select distinct started_at / 900000 * 4 + 1 from callback_attempt a where direct = 1
  and not exists (select 1 from roll_up_mark m where m.id = a.started_at / 900000 * 4 + 1);
`;

/** The hours of days tell of lines, too: those that were written before are made anew. Calls of more than a day are found by their end. */
export const LINES_BY_HOUR = `
delete from roll_up_day;
create index call_long on call (ended_at) where ended_at - offered_at > 86400000;
`;

/** A day, of whatever zone, in which a time lies: bound to the quarters of its beginning and of its end. */
export function daysOfTime(from: string, to: string): string {
  return `delete from roll_up_day where id >= (${from} - ${LONGEST_DAY}) * 4 and id < ${to} * 4 and behind > ${from}`;
}

function takesDay(when: string): string {
  return `create trigger roll_up_${when.split(' ')[0]}_takes_day after ${when} on roll_up begin
  ${daysOfTime('(new.id / 4)', '(new.id / 4 + 1)')};
end;`;
}
