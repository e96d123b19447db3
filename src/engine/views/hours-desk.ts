// SPDX-License-Identifier: GPL-2.0-or-later
// Is the shop open, and who says so? By its calendars, or for a while by a person: closed until 14:00.

import type { Config } from '../../config/index.js';
import { type Calendar, isOpen, nextChange } from '../../dialling/index.js';
import { TelephonyError } from '../../faults.js';
import type { Instant } from '../../kernel/index.js';
import type { ExceptionRow } from '../../store/index.js';
import { endOf, openingOf, type Rooms } from '../rooms/index.js';

/** What is open around the clock, or never, is looked at anew after so long. */
const LOOKED_AGAIN = 86_400_000;

/** What a calendar says of `from`, and holds until then. */
interface Stay {
  readonly open: boolean;
  readonly from: Instant;
  readonly until: Instant | undefined;
  /** By which it says so. */
  readonly calendars: Config['calendars'];
}

/** What is needed of the box. */
type Needs = Pick<Rooms, 'clock' | 'config' | 'closing' | 'dialogues' | 'hours' | 'ids' | 'log' | 'records' | 'store'>;

/** How an access number is now. */
export interface OpeningStatus {
  readonly number: string;
  readonly name?: string;
  readonly open: boolean;
  /** `hand`: somebody has said so; `always`: it has no hours. */
  readonly by: 'calendar' | 'hand' | 'always';
  /** When that changes, as far as it is known. */
  readonly until?: Instant;
  readonly greeting?: string;
  /** Who closed or opened it by hand. */
  readonly actor?: string;
  /** That was said of all numbers at once, and ends for all at once. */
  readonly ofAll?: true;
}

/** What somebody says against the calendars. */
export interface HoursChange {
  /** An access number; all of them without one. */
  readonly number?: string | undefined;
  /** `14:00`, `2026-10-08`, `2026-10-08T09:00` in the shop's zone, or in calendars; without one: until somebody ends it. */
  readonly until?: string | Instant | undefined;
  /** A prompt that callers hear in place of what is said after hours. */
  readonly greeting?: string | undefined;
  readonly by?: string | undefined;
}

/** The shop's hours. What is said by hand holds over a restart, until its end. */
export class HoursDesk {
  readonly #rooms: Needs;
  /** Of each entry of the file: what its calendar said last. A status is asked for every second. */
  readonly #said = new WeakMap<Config['accessNumbers'][number], Stay>();

  constructor(rooms: Needs) {
    this.#rooms = rooms;
  }

  /** Every access number, in the order of the file. */
  list(): readonly OpeningStatus[] {
    const { clock, config, hours } = this.#rooms;
    const at = clock.utc(clock.now());
    return config.accessNumbers.map((entry): OpeningStatus => {
      const { number, name } = entry;
      const who = { number, ...(name === undefined ? {} : { name }) };
      const said = hours.of(number, at);
      if (said !== undefined) {
        const { kind, until, detail, by, subject } = said;
        const rest = {
          ...(until === null ? {} : { until }),
          ...(detail === null ? {} : { greeting: detail }),
          ...(subject === '' && { ofAll: true as const }),
        };
        return { ...who, open: kind === 'open', by: 'hand', ...rest, ...(by === null ? {} : { actor: by }) };
      }
      const calendar = openingOf(config, entry);
      if (calendar === undefined) return { ...who, open: true, by: 'always' };
      const { open, until } = this.#stay(entry, calendar, at);
      return { ...who, open, by: 'calendar', ...(until === undefined ? {} : { until }) };
    });
  }

  #stay(entry: Config['accessNumbers'][number], calendar: Calendar, at: Instant): Stay {
    const { calendars } = this.#rooms.config;
    const said = this.#said.get(entry);
    if (said?.calendars === calendars && said.from <= at && at < (said.until ?? said.from + LOOKED_AGAIN)) return said;
    const stay = { open: isOpen(calendar, at), from: at, until: nextChange(calendar, at), calendars };
    this.#said.set(entry, stay);
    return stay;
  }

  /** Closes now. Rejects with NOT_FOUND for a number that there is not, REFUSED for an end or greeting that cannot be. */
  close(change: HoursChange): Promise<readonly OpeningStatus[]> {
    return this.#say('closed', change);
  }

  /** Opens now, whatever the calendars say. */
  open(change: HoursChange): Promise<readonly OpeningStatus[]> {
    return this.#say('open', change);
  }

  /** Ends what was said by hand: of one number, or of all. */
  async regular({ number, by }: Pick<HoursChange, 'number' | 'by'>): Promise<readonly OpeningStatus[]> {
    const { hours, log, records, store } = this.#rooms;
    this.#known(number);
    const ended = hours.end(number);
    const batch = records.batch();
    for (const { id } of ended) batch.deleteWhere('exception', { id });
    const who = by === undefined ? {} : { by };
    log.warn({ number, ...who }, 'the hours go by the calendars again');
    await store.keep(batch.event('hours.changed', { number: number ?? '', is: 'regular', ...who }, records.now()));
    return this.list();
  }

  async #say(kind: 'closed' | 'open', change: HoursChange): Promise<readonly OpeningStatus[]> {
    const { clock, dialogues, hours, ids, log, records, store } = this.#rooms;
    const { number, greeting, by } = change;
    this.#known(number);
    if (this.#rooms.closing) throw new TelephonyError('REFUSED', 'the box is being closed');
    if (greeting !== undefined) await dialogues.prompts.load(greeting, dialogues.language);
    const until = this.#end(change.until);
    const at = clock.utc(clock.now());
    const row: ExceptionRow = {
      id: ids.next('exception'),
      kind,
      subject: number ?? '',
      detail: greeting ?? null,
      at,
      until: until ?? null,
      by: by ?? null,
    };
    const batch = records.batch();
    for (const { id } of hours.end(number)) batch.deleteWhere('exception', { id });
    hours.add(row);
    const early = at - clock.now(); // rows and events are written by UTC, from instants of the box
    const facts = {
      number: number ?? '',
      is: kind,
      ...(until === undefined ? {} : { until: until - early }),
      ...(greeting === undefined ? {} : { greeting }),
      ...(by === undefined ? {} : { by }),
    };
    log.warn(facts, 'the hours were changed by hand');
    const written = { ...row, at: at - early, until: until === undefined ? null : until - early };
    await store.keep(batch.put('exception', written).event('hours.changed', facts, records.now()));
    return this.list();
  }

  #known(number: string | undefined): void {
    const { accessNumbers } = this.#rooms.config;
    if (number === undefined || accessNumbers.some((entry) => entry.number === number)) return;
    const all = accessNumbers.map((entry) => entry.number).join(', ');
    throw new TelephonyError('NOT_FOUND', `access number ${number} (there are ${all})`);
  }

  #end(until: string | Instant | undefined): Instant | undefined {
    const { clock, config } = this.#rooms;
    return typeof until === 'string' ? endOf(until, config.zone, clock.utc(clock.now())) : until;
  }
}
