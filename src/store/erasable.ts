// SPDX-License-Identifier: GPL-2.0-or-later
// In which columns may a customer's number stand? In each that has text, but those of which it is known that they have none.

/** A column of a table of the database. */
export interface TextColumn {
  readonly table: string;
  readonly column: string;
  /** Of the key: two rows may become the same. */
  readonly key: number;
}

/** Of every table of a database, the event log's facts apart. */
export const TEXT_COLUMNS = `select m.name as "table", c.name as "column", c.pk as key
  from sqlite_schema m join pragma_table_info(m.name) c
  where m.type = 'table' and m.name not like 'sqlite_%' and m.name <> 'event_log' and c.type in ('TEXT', 'ANY')
  order by m.name, c.cid`;

/**
 * By what rows are known, words of the program, and names of the shop's file; people of the shop. `do_not_call.number` is his own wish.
 * A new column is erased unless it is put here.
 */
export const WITHOUT_NUMBERS: Readonly<Record<string, readonly string[]>> = {
  agent: ['id', 'station', 'state', 'reason', 'pin_hash'],
  alarm: ['id', 'code', 'severity'],
  busied_out: ['channel'],
  call: [
    ...['id', 'direction', 'calling_type', 'calling_presentation', 'access_number', 'access_name', 'queue'],
    ...['disposition', 'reason', 'request', 'agent', 'contact'],
  ],
  callback_attempt: ['id', 'request', 'order', 'agent', 'call', 'outcome'],
  callback_request: [
    ...['id', 'queue', 'last_outcome', 'state', 'lease_owner', 'attempt', 'reason', 'origin', 'agent', 'access_number'],
  ],
  capture: ['call', 'request', 'access_number', 'source', 'prompt'],
  coaching_note: ['id', 'agent', 'review'],
  contact_row: ['reason'],
  counter: ['name'],
  customer: ['owner', 'deputy', 'group', 'language'],
  deleted_recording: ['id', 'call', 'kind', 'agent', 'queue', 'file', 'sha256'],
  do_not_call: ['number'],
  erasure: ['hash'],
  event_kind: ['type', 'keys'],
  exception: ['id', 'kind'],
  hold: ['id', 'kind'],
  later_call: ['id', 'agent'],
  leg_row: ['id'],
  member_pin: ['pin_hash'],
  message: ['id', 'recording', 'box', 'call', 'state'],
  name: ['name'],
  outbox: ['id', 'target'],
  recording: ['id', 'call', 'agent', 'queue', 'file', 'state', 'kind', 'sha256', 'key', 'place', 'leftover'],
  recording_mark: ['id', 'recording'],
  recording_tag: ['recording'],
  review: ['id', 'recording', 'call', 'agent', 'queue', 'form', 'reviewer'],
  roll_up: ['facts'],
  roll_up_day: ['facts'],
  setting: ['key'],
  stay: ['leg'],
  web_request: ['id', 'request', 'queue'],
  toll: ['id', 'day', 'kind', 'person'],
};

/** Tables and their columns in which a number may stand. */
export function erasable(columns: readonly TextColumn[]): ReadonlyMap<string, readonly TextColumn[]> {
  const found = new Map<string, TextColumn[]>();
  for (const one of columns) {
    const { table, column } = one;
    if (WITHOUT_NUMBERS[table]?.includes(column)) continue;
    const known = found.get(table);
    if (known === undefined) found.set(table, [one]);
    else known.push(one);
  }
  return found;
}
