// SPDX-License-Identifier: GPL-2.0-or-later
// What has somebody said of the surge, and until when? Rows of the database: it holds over a restart, until its end.

import type { ManualSurge } from '../../callback/index.js';
import { timeAfter } from '../../dialling/index.js';
import { TelephonyError } from '../../faults.js';
import type { Duration, Instant } from '../../kernel/index.js';
import type { ExceptionRow } from '../../store/index.js';
import type { Rooms } from '../rooms/index.js';

/** What is needed of the box. */
type Needs = Pick<Rooms, 'clock' | 'closing' | 'config' | 'ids' | 'log' | 'records' | 'store'>;

/** Until when it is said, and of which access number; none: of all. */
export interface SaidAbout {
  readonly accessNumber?: string | undefined;
  readonly until?: string | undefined;
  readonly within?: Duration | undefined;
}

/** What holds, and who said it. */
export type SaidByHand = ManualSurge & { readonly by?: string };

const KINDS = { on: 'surgeOn', off: 'surgeOff' } as const;
const NAMES: Readonly<Record<string, ManualSurge['is']>> = { surgeOn: 'on', surgeOff: 'off' };

/** At most one for each access number, and one for all. */
export class SurgeByHand {
  readonly #rooms: Needs;
  /** By access number, empty: all; times by UTC, as they are stored. */
  readonly #rows = new Map<string, ExceptionRow>();

  constructor(rooms: Needs, left: readonly ExceptionRow[]) {
    this.#rooms = rooms;
    for (const row of left) if (row.kind in NAMES) this.#rows.set(row.subject, row);
  }

  /** What holds now; ends by the box's clock, or by UTC. */
  standing(by: 'box' | 'utc' = 'box'): readonly (SaidByHand & { readonly accessNumber?: string })[] {
    const { clock } = this.#rooms;
    const now = clock.utc(clock.now());
    const ahead = by === 'box' ? now - clock.now() : 0;
    return [...this.#rows.values()]
      .filter(({ until }) => until === null || until > now)
      .map(({ kind, subject, until, by: who }) => ({
        is: NAMES[kind] ?? 'off',
        ...(subject !== '' && { accessNumber: subject }),
        ...(until !== null && { until: until - ahead }),
        ...(who !== null && { by: who }),
      }));
  }

  /** Takes it up at once; `written` resolves when it is on the disk. Throws REFUSED, NOT_FOUND. */
  say(is: ManualSurge['is'], about: SaidAbout, by?: string): { said: ManualSurge; written: Promise<void> } {
    const { clock, closing, config, ids, log, records, store } = this.#rooms;
    if (closing) throw new TelephonyError('REFUSED', 'the box is being closed');
    const { accessNumber = '' } = about;
    if (accessNumber !== '' && !config.accessNumbers.some(({ number }) => number === accessNumber))
      throw new TelephonyError('NOT_FOUND', `there is no access number ${accessNumber}`);
    const at = clock.utc(clock.now());
    const early = at - clock.now(); // rows and events are written by UTC, from instants of the box
    const until = this.#end(at, about);
    const row: ExceptionRow = {
      ...{ id: ids.next('exception'), kind: KINDS[is], subject: accessNumber, detail: null, at },
      ...{ until: until ?? null, by: by ?? null },
    };
    const batch = this.#without(accessNumber);
    this.#rows.set(accessNumber, row);
    const end = until === undefined ? {} : { until: until - early };
    const facts = { is, ...end, ...nameOf(accessNumber), ...(by !== undefined && { by }) };
    log.warn(facts, 'the surge was switched by hand');
    const stored = { ...row, at: at - early, until: until === undefined ? null : until - early };
    const written = store.keep(batch.put('exception', stored).event('surge.said', facts, records.now()));
    return { said: { is, ...end }, written };
  }

  unsay(accessNumber: string, by?: string): Promise<void> {
    const { log, records, store } = this.#rooms;
    const batch = this.#without(accessNumber);
    const who = { ...nameOf(accessNumber), ...(by !== undefined && { by }) };
    log.warn(who, 'the surge goes by its thresholds again');
    return store.keep(batch.event('surge.said', { is: 'byThresholds', ...who }, records.now()));
  }

  #without(accessNumber: string) {
    const batch = this.#rooms.records.batch();
    const before = this.#rows.get(accessNumber);
    if (before !== undefined) batch.deleteWhere('exception', { id: before.id });
    this.#rows.delete(accessNumber);
    return batch;
  }

  #end(at: Instant, { until, within }: SaidAbout): Instant | undefined {
    if (within !== undefined) return at + within;
    if (until === undefined) return undefined;
    const [written, day, time = '00:00'] = /^(?:(\d{4}-\d{2}-\d{2})T?)?((?:[01]\d|2[0-3]):[0-5]\d)?$/.exec(until) ?? [];
    const end = written ? timeAfter(this.#rooms.config.zone, at, time, day) : undefined;
    if (end === undefined)
      throw new TelephonyError('REFUSED', `until ${until}: 14:00, 2026-10-08 or 2026-10-08T09:00 would be right`);
    if (end <= at) throw new TelephonyError('REFUSED', `until ${until}: that is over`);
    return end;
  }
}

const nameOf = (accessNumber: string) => (accessNumber === '' ? {} : { accessNumber });
