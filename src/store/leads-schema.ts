// SPDX-License-Identifier: GPL-2.0-or-later
// What is kept of those who ask for a call on a web page? Each wish as it came, beside the promise that it became part of.

/** As long as the promise is in the records. `address`: of his computer. */
export const WEB_REQUESTS = `
create table web_request (
  id text primary key,
  at integer not null, number text not null, request text not null, queue text not null,
  address text, page text, note text
) strict, without rowid;
create index web_request_by_number on web_request (number, at);
create index web_request_by_time on web_request (at);
create index web_request_by_request on web_request (request);
create trigger web_request_goes after delete on callback_request begin
  delete from web_request where request = old.id;
end;
`;
