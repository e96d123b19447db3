// SPDX-License-Identifier: GPL-2.0-or-later
// Who notices that records do not get to the disk? Each reason has its alarm, which says who or what is in the way.

import type { AlarmCode } from '../../alarm/index.js';
import type { Duration } from '../../kernel/index.js';
import type { Committed, StandingTrouble, TroubleKind } from '../../store/index.js';
import type { Rooms } from '../rooms/index.js';

/** A full disk has an alarm of its own, by its space. */
const ALARMS: Readonly<Record<Exclude<TroubleKind, 'full'>, AlarmCode>> = {
  held: 'STORE_HELD',
  readOnly: 'STORE_READ_ONLY',
  replaced: 'STORE_REPLACED',
  overwritten: 'STORE_REPLACED',
  damaged: 'STORE_FAILING',
  failing: 'STORE_FAILING',
};

const SLOW_COMMIT: Duration = 2_000; // callers wait for it in silence

type WatchedRooms = Pick<Rooms, 'alarms' | 'clock' | 'log' | 'store'>;

/** Raises and clears the alarms of the store; `look` is to be called once a second. */
export class StoreWatch {
  readonly #rooms: WatchedRooms;
  /** What stands because of the trouble. */
  #standing: { readonly code: AlarmCode; readonly subject: string } | undefined;
  #logged: string | undefined;

  constructor(rooms: WatchedRooms) {
    this.#rooms = rooms;
    rooms.store.onTrouble((trouble) => this.#heard(trouble));
    rooms.store.committed.on((committed) => this.#committed(committed));
  }

  look(): void {
    const { alarms, store } = this.#rooms;
    const { backlog, trouble } = store;
    store.look();
    this.#alarm(trouble);
    if (store.slow) alarms.happened('DISK_SLOW', 'database');
    alarms.set(backlog.full, 'STORE_BACKLOG_FULL');
  }

  #heard(trouble: StandingTrouble | undefined): void {
    this.#log(trouble);
    this.#alarm(trouble);
  }

  /** Once for each reason. */
  #log(trouble: StandingTrouble | undefined): void {
    const { log } = this.#rooms;
    if (this.#logged === trouble?.kind) return;
    this.#logged = trouble?.kind;
    if (trouble === undefined) log.warn('the database can be written again');
    else log.error({ ...trouble }, 'the database cannot be written; what is decided waits in memory');
  }

  /** A lock that is soon gone is no alarm: a copy was made, a table was looked at. */
  #alarm(trouble: StandingTrouble | undefined): void {
    const { alarms, clock } = this.#rooms;
    if (trouble?.kind === 'held' && clock.now() - trouble.since < SLOW_COMMIT) return;
    const now = trouble === undefined || trouble.kind === 'full' ? undefined : alarmOf(trouble.kind, trouble.holder);
    const before = this.#standing;
    if (before !== undefined && (before.code !== now?.code || before.subject !== now.subject))
      alarms.clear(before.code, before.subject);
    this.#standing = now;
    if (now !== undefined) alarms.raise(now.code, now.subject);
  }

  #committed(committed: Committed): void {
    const { alarms } = this.#rooms;
    if ('took' in committed) {
      if (committed.took >= SLOW_COMMIT) alarms.happened('DISK_SLOW', 'database');
      if (this.#standing === undefined) alarms.clear('STORE_FAILING');
      return;
    }
    // The rest has alarms of its own, or is a program's error: the store works.
    if (committed.fault === 'STORE_FAILED') alarms.raise('STORE_FAILING');
  }
}

function alarmOf(
  kind: Exclude<TroubleKind, 'full'>,
  holder = '?',
): { readonly code: AlarmCode; readonly subject: string } {
  return { code: ALARMS[kind], subject: kind === 'held' ? holder : '' };
}
