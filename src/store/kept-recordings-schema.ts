// SPDX-License-Identifier: GPL-2.0-or-later
// What is known of a recording's file, what people wrote of it, what remains of one that is deleted; who was erased; who judged what.

/**
 * `sha256` is of the sound as it was recorded, sealed or not, and tells that the file has been read whole once. `leftover` is a file that
 * must still go: the plain one behind a sealed one, the near one behind an archived one. A crash between leaves it in the row.
 */
export const KEPT_RECORDINGS = `
alter table recording add column bytes integer;
alter table recording add column sha256 text;
alter table recording add column key text;
alter table recording add column place text;
alter table recording add column leftover text;
create index recording_unsealed on recording (ended_at) where sha256 is null and ended_at is not null;
create index recording_leftover on recording (id) where leftover is not null;
create table deleted_recording (
  id text primary key,
  call text not null, kind text not null, agent text, queue text, file text not null,
  started_at integer not null, duration_ms integer, bytes integer, sha256 text,
  deleted_at integer not null, deleted_by text not null, reason text not null
) strict, without rowid;
create index deleted_recording_by_time on deleted_recording (started_at);
create table recording_tag (
  id text primary key,
  recording text not null references recording (id) on delete cascade, tag text not null
) strict, without rowid;
create index recording_tag_by_recording on recording_tag (recording, tag);
create table recording_mark (
  id text primary key,
  recording text not null references recording (id) on delete cascade,
  at_ms integer not null, text text not null, by text not null, at integer not null
) strict, without rowid;
create index recording_mark_by_recording on recording_mark (recording, at_ms);
create table erasure (
  n integer primary key, hash text not null, at integer not null, by text not null, reason text not null
) strict;
create table review (
  id text primary key,
  recording text not null, call text not null, agent text not null, queue text,
  form text not null, questions text not null, answers text not null,
  score integer not null, passed integer not null,
  reviewer text not null, comment text not null, calibration integer not null default 0,
  at integer not null, published_at integer, seen_at integer, reply text, replied_at integer
) strict, without rowid;
create index review_by_recording on review (recording);
create index review_by_time on review (at, id);
create index review_by_agent on review (agent, at);
create table coaching_note (
  id text primary key,
  agent text not null, review text, text text not null, by text not null, at integer not null
) strict, without rowid;
create index coaching_note_by_agent on coaching_note (agent, at);
`;
