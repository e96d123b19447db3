// SPDX-License-Identifier: GPL-2.0-or-later
// What becomes of an alarm? It is written down with its event and what is to be told of it, then told; what stood before can be listed.

import { type AlarmChange, alarmText, type BoxAlarm, isAlarmCode } from '../../alarm/index.js';
import { type Clock, type Instant, inUtc } from '../../kernel/index.js';
import { type AlarmMessage, wantsAlarm } from '../../outbox/index.js';
import type { Batch, Listed } from '../../store/index.js';
import { putLetters } from '../records/index.js';
import { type Rooms, unattended } from '../rooms/index.js';

/** What is needed of the box. */
type Needs = Pick<Rooms, 'alarms' | 'clock' | 'log' | 'outbox' | 'records' | 'store'>;

/** An alarm of the list: one that stands has no end. */
export interface ListedAlarm extends BoxAlarm {
  readonly clearedAt?: Instant;
}

/** Which alarms to list: those that stand, or all that were raised since an instant. */
export interface AlarmFilter {
  readonly all?: boolean;
  readonly since?: Instant;
}

const MOST_LISTED = 1_000;

/** The alarms' way to the disk and to the outside. */
export class AlarmDesk {
  readonly #rooms: Needs;

  constructor(rooms: Needs) {
    this.#rooms = rooms;
    rooms.alarms.changed.on((change) => unattended(rooms, 'news of an alarm', this.#changed(change)));
  }

  /** Those that stand, the oldest first; or with `all` or `since` from the records, the newest first, at most 1,000. */
  async list({ all = false, since }: AlarmFilter = {}): Promise<Listed<ListedAlarm>> {
    const { alarms, clock, store } = this.#rooms;
    if (!all && since === undefined) return inUtc(alarms.standing, clock);
    const listing = await store.list('raisedAlarms', { since: since ?? 0 }, { most: MOST_LISTED });
    const rows = await listing.rows();
    const standing = new Map(alarms.standing.map((alarm) => [alarm.id, alarm]));
    const listed = rows.flatMap(({ code, raisedAt, clearedAt, ...row }) => {
      if (!isAlarmCode(code)) return [];
      const { times } = standing.get(row.id) ?? row;
      const alarm = { ...row, times, code, since: raisedAt, text: alarmText(code, row.subject) };
      return [clearedAt === null ? alarm : { ...alarm, clearedAt }];
    });
    return rows.unwritten === undefined ? listed : Object.assign(listed, { unwritten: rows.unwritten });
  }

  /** Ends its timers; what stands stays so for the next run. */
  close(): void {
    this.#rooms.alarms.close();
  }

  /** To the disk first: what the targets are told would be told again after a crash, never forgotten. */
  async #changed(change: AlarmChange): Promise<void> {
    const { records, clock, log, outbox } = this.#rooms;
    const { state, alarm } = change;
    const { code, subject, text } = alarm;
    if (state === 'raised') log.error({ code, subject }, `alarm: ${text.en}`);
    else log.info({ code, subject }, `alarm is over: ${text.en}`);
    const delivery = `${alarm.id}.${state === 'raised' ? 1 : 2}`; // `raised` sorts before `cleared` of the same millisecond
    const letters = outbox.letters(delivery, messageOf(change, clock), change.at, wantsAlarm(alarm));
    await records.keep(putLetters(put(records.batch(), change), letters), `alarm.${state}`);
    outbox.queue(letters); // also when nothing can be written: then above all
  }
}

function put(batch: Batch, { state, at, alarm }: AlarmChange): Batch {
  const { id, code, subject, severity, since, times } = alarm;
  const facts = { alarm: id, code, subject, severity };
  const row = { id, code, subject, severity, times, raisedAt: since };
  if (state === 'raised') return batch.put('alarm', { ...row, clearedAt: null }).event('alarm.raised', facts, at);
  return batch.put('alarm', { ...row, clearedAt: at }).event('alarm.cleared', { ...facts, times }, at);
}

/** What is told; docs/outbox.md describes it. */
function messageOf({ state, at, alarm }: AlarmChange, clock: Pick<Clock, 'utc'>): AlarmMessage {
  const { id, code, subject, severity, since, times, text } = alarm;
  const utc = (instant: Instant) => new Date(clock.utc(instant)).toISOString();
  return { kind: 'alarm', id, code, state, subject, severity, at: utc(at), since: utc(since), times, text };
}
