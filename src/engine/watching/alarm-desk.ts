// SPDX-License-Identifier: GPL-2.0-or-later
// What becomes of an alarm? It is written down with its event, then told to the web hook; what stood before can be listed.

import { type AlarmChange, alarmText, type BoxAlarm, type HookPost, isAlarmCode, WebHook } from '../../alarm/index.js';
import { type Clock, type Instant, inUtc } from '../../kernel/index.js';
import type { Batch, Listed } from '../../store/index.js';
import { type Rooms, unattended } from '../rooms/index.js';

/** What is needed of the box. */
type Needs = Pick<Rooms, 'alarms' | 'clock' | 'config' | 'log' | 'records' | 'store'>;

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
  readonly #hook: WebHook;

  /** `waiting`: news that the last run could not deliver. */
  constructor(rooms: Needs, waiting: readonly HookPost[]) {
    this.#rooms = rooms;
    const { alarms, clock, config, log } = rooms;
    this.#hook = new WebHook(clock, config.alarms.webHook);
    alarms.changed.on((change) => unattended(rooms, 'news of an alarm', this.#changed(change)));
    this.#hook.forgotten.on(({ id }) => this.#forget(id));
    this.#hook.working.on((working) => alarms.set(!working, 'WEB_HOOK_FAILING'));
    this.#hook.failed.on(({ reason }) => log.warn({ reason }, 'the web hook did not take an alarm'));
    this.#hook.queue(...waiting);
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

  /** The configuration was read again. */
  configure(): void {
    this.#hook.configure(this.#rooms.config.alarms.webHook);
  }

  /** Breaks off what is under way; what the web hook has not taken is posted after the next start. */
  close(): void {
    this.#hook.close();
    this.#rooms.alarms.close();
  }

  /** To the disk first: what the hook is told would be told again after a crash, never forgotten. */
  async #changed(change: AlarmChange): Promise<void> {
    const { records, clock, log } = this.#rooms;
    const { state, alarm } = change;
    const { code, subject, text } = alarm;
    if (state === 'raised') log.error({ code, subject }, `alarm: ${text.en}`);
    else log.info({ code, subject }, `alarm is over: ${text.en}`);
    const batch = put(records.batch(), change);
    const post = this.#hook.target === undefined ? undefined : postOf(change, clock);
    if (post !== undefined) batch.insert('alarmPost', post);
    await records.keep(batch, `alarm.${state}`);
    if (post !== undefined) this.#hook.queue(post); // also when nothing can be written: then above all
  }

  #forget(id: string): void {
    const { records } = this.#rooms;
    const batch = records.batch().deleteWhere('alarmPost', { id });
    records.write(batch, 'alarm.posted');
  }
}

function put(batch: Batch, { state, at, alarm }: AlarmChange): Batch {
  const { id, code, subject, severity, since, times } = alarm;
  const facts = { alarm: id, code, subject, severity };
  const row = { id, code, subject, severity, times, raisedAt: since };
  if (state === 'raised') return batch.put('alarm', { ...row, clearedAt: null }).event('alarm.raised', facts, at);
  return batch.put('alarm', { ...row, clearedAt: at }).event('alarm.cleared', { ...facts, times }, at);
}

/** What is posted; docs/operating.md describes it. `raised` sorts before `cleared` where both are of one millisecond. */
function postOf({ state, at, alarm }: AlarmChange, clock: Pick<Clock, 'utc'>): HookPost {
  const { id, code, subject, severity, since, times, text } = alarm;
  const utc = (instant: Instant) => new Date(clock.utc(instant)).toISOString();
  const body = { id, code, state, subject, severity, at: utc(at), since: utc(since), times, text };
  return { id: `${id}.${state === 'raised' ? 1 : 2}`, at: Math.floor(at), body: JSON.stringify(body) };
}
