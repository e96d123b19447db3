// SPDX-License-Identifier: GPL-2.0-or-later
// Who keeps the rows of the outbox, and what can people do with them? Each letter is on the disk until its target has taken it.

import { setImmediate } from 'node:timers/promises';
import { type Cancel, every, inUtc } from '../../kernel/index.js';
import { type Answer, type DeadLetter, type Letter, type ListedLetter, SendingThread } from '../../outbox/index.js';
import { putLetters } from '../records/index.js';
import { type Memory, type Rooms, unattended } from '../rooms/index.js';
import { DailyReport } from './daily-report.js';
import { EventHooks } from './event-hooks.js';
import { ReportLetters } from './report-letters.js';

/** What is needed of the box. */
type Needs = Pick<Rooms, 'alarms' | 'bus' | 'clock' | 'config' | 'ids' | 'log' | 'outbox' | 'records' | 'store'>;

const LOOK = 60_000; // whether yesterday's figures are due
const AT_ONCE = 100; // rows in one batch

/** The outbox as people see it. */
export class OutboxDesk {
  /** Reports that go out. */
  readonly reports: ReportLetters;
  readonly #rooms: Needs;
  readonly #end: Cancel;
  readonly #hooks: EventHooks;

  /** `reported`: the day whose figures went out last; `hooks`: the last event that each has had. */
  constructor(rooms: Needs, { reported, hooks }: Memory['noted']) {
    this.#rooms = rooms;
    const { alarms, log, outbox } = rooms;
    outbox.gone.on((letters) => this.#gone(letters));
    outbox.tried.on((letter) => this.#tried(letter));
    outbox.dead.on((letters) => this.#dead(letters));
    outbox.working.on(({ target, works }) => {
      alarms.set(!works, 'OUTBOX_FAILING', target);
      if (works) log.info({ target }, 'the target takes messages again');
    });
    const daily = new DailyReport(rooms, reported);
    this.#end = every(rooms.clock, LOOK, () => daily.look());
    outbox.begin();
    this.reports = new ReportLetters(rooms);
    this.#hooks = new EventHooks(rooms, new SendingThread(), hooks);
  }

  /** What waits, target by target in its order, and what was given up. */
  list(): readonly ListedLetter[] {
    return inUtc(this.#rooms.outbox.list(), this.#rooms.clock);
  }

  /** How far the web hooks of events are. */
  get behind(): EventHooks['behind'] {
    return this.#hooks.behind;
  }

  /** Tries one again by its id, or all (undefined); gives those that are. Throws NOT_FOUND. */
  retry(id?: string): readonly Letter[] {
    const { outbox, records } = this.#rooms;
    const letters = outbox.retry(id);
    const batch = putLetters(records.batch(), outbox.listed(letters));
    records.write(batch.event('outbox.retried', { messages: letters.length }, records.now()), 'outbox.retried');
    return letters;
  }

  /** Sends a test to a target now, and gives what came back. Throws NOT_FOUND. */
  test(target: string): Promise<Answer> {
    return this.#rooms.outbox.test(target, this.#rooms.ids.next('test'));
  }

  /** Breaks off what is under way; what was not taken is sent after the next start. */
  close(): void {
    this.#end();
    this.#hooks.close();
    this.#rooms.outbox.close();
  }

  #tried({ id, target, tries, reason = '' }: Letter): void {
    const { log, records } = this.#rooms;
    log.warn({ target, reason }, 'a target did not take a message');
    records.write(records.batch().updateWhere('outbox', { id }, { tries, reason }), 'outbox.tried');
  }

  #gone(letters: readonly Letter[]): void {
    const { records } = this.#rooms;
    const batch = records.batch();
    for (const { id } of letters) batch.deleteWhere('outbox', { id });
    records.write(batch, 'outbox.taken');
  }

  #dead(letters: readonly DeadLetter[]): void {
    const { log, records } = this.#rooms;
    const { target = '', reason = '' } = letters[0] ?? {};
    const messages = letters.length;
    log.error({ target, reason, messages }, 'messages were given up');
    records.event('outbox.gaveUp', { target, reason, messages });
    unattended(this.#rooms, 'messages that were given up', this.#writeDead(letters));
  }

  /** A thousand rows at once would hold up calls: some in each turn, and none that has gone, or is tried again, meanwhile. */
  async #writeDead(letters: readonly DeadLetter[]): Promise<void> {
    const { outbox, records } = this.#rooms;
    for (let from = 0; from < letters.length; from += AT_ONCE) {
      if (from > 0) await setImmediate();
      const still = letters.slice(from, from + AT_ONCE).filter(({ id }) => outbox.isDead(id));
      records.write(putLetters(records.batch(), still), 'outbox.gaveUp');
    }
  }
}
