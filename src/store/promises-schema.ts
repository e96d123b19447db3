// SPDX-License-Identifier: GPL-2.0-or-later
// What is known of a promise beside how it is kept, since version 14 of the schema.

/** By which way it came about, for whom it is, what its call asked of agents; and which attempts were dialled for nobody in particular. */
export const PROMISES = `
alter table callback_request add column origin text not null default 'surge';
alter table callback_request add column grade integer not null default 0;
alter table callback_request add column agent text;
alter table callback_request add column access_number text;
alter table callback_request add column wants text;
alter table callback_request add column note text;
alter table callback_request add column hidden integer not null default 0;
update callback_request set access_number = (
  select c.access_number from capture c where c.request = callback_request.id order by c.captured_at desc limit 1
) where closed_at is null;
alter table callback_attempt add column direct integer not null default 0;
create index attempt_ahead on callback_attempt (reached_at) where direct = 1 and reached_at is not null;
create index request_over on callback_request (closed_at) where closed_at is not null;
`;
