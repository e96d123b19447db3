// SPDX-License-Identifier: GPL-2.0-or-later
// How is one web hook kept up with the event log? It reads on as there is room, sends, and waits longer after each failure in a row.

import { TelephonyError } from '../../faults.js';
import { byItself, type Cancel, type Duration, deferred, type Instant } from '../../kernel/index.js';
import {
  type Answer,
  EventLanes,
  type EventMessage,
  GIVE_UP_AFTER,
  type HookTarget,
  type Laned,
  MOST_REFUSALS,
  MOST_UNDER_WAY,
  PATIENCE,
  pauseAfter,
} from '../../outbox/index.js';
import type { ToldEvent } from '../../store/index.js';
import { type Rooms, unattended } from '../rooms/index.js';

/** What is needed of the box. */
type Needs = Pick<Rooms, 'clock' | 'log' | 'records' | 'store'>;

const PAGE = 250;
/** After a crash so much is told again at most. */
const NOTED_EVERY: Duration = 1_000;
const UNREADABLE_FOR: Duration = 1_000;

/** What becomes of it. */
export interface HookNews {
  send(target: HookTarget, message: EventMessage, at: Instant): Promise<Answer>;
  /** All events up to this one are done with. */
  done(n: number): void;
  /** It took nothing three times in a row (false), or takes events again (true). */
  working(works: boolean): void;
  gaveUp(reason: string, messages: number): void;
}

interface Held extends Laned {
  readonly event: ToldEvent;
  refusals: number;
}

/** A hook's way through the log. In memory are two pages of events at most, however long it takes nothing. */
export class HookFollower {
  readonly #rooms: Needs;
  readonly #news: HookNews;
  readonly #ends: Cancel[] = [];
  #target: HookTarget;
  #lanes: EventLanes<Held> | undefined;
  #failures = 0;
  #pausedUntil: Instant = 0;
  #noted: { readonly n: number; readonly at: Instant } = { n: -1, at: 0 };
  #wake = deferred<void>();
  #timer: Cancel = () => {};
  #closed = false;

  /** `after`: the last event that it has had; undefined: it hears of what comes from now on. */
  constructor(rooms: Needs, target: HookTarget, news: HookNews, after: number | undefined) {
    this.#rooms = rooms;
    this.#target = target;
    this.#news = news;
    this.#ends.push(rooms.store.committed.on(() => this.#wake.resolve()));
    unattended(
      rooms,
      'telling a web hook of events',
      byItself(() => this.#run(after)),
    );
  }

  get held(): number {
    return this.#lanes?.held ?? 0;
  }

  get done(): number {
    return this.#lanes?.done ?? 0;
  }

  /** The file was read again: what waits goes by the new one, at once. */
  configure(target: HookTarget): void {
    this.#target = target;
    this.#pausedUntil = 0;
    this.#wake.resolve();
  }

  close(): void {
    if (this.#closed) return;
    this.#note(true);
    this.#closed = true;
    for (const end of this.#ends) end();
    this.#timer();
    this.#wake.resolve();
  }

  async #run(after: number | undefined): Promise<void> {
    const { first, last } = await this.#rooms.store.ask('eventRange', null);
    // Of another database, or gone: from now on, and what is kept.
    const from = after === undefined || after > last ? last : Math.max(after, first - 1);
    this.#lanes = new EventLanes<Held>(from);
    while (!this.#closed) {
      this.#wake = deferred();
      const more = await this.#read(this.#lanes);
      if (this.#closed) return;
      this.#sendNext(this.#lanes);
      this.#note(false);
      if (!more) await this.#wake.promise;
    }
  }

  /** True: there may be more to read at once. */
  async #read(lanes: EventLanes<Held>): Promise<boolean> {
    if (!lanes.hasRoom) return false;
    try {
      const events = await (await this.#rooms.store.list('eventsAfter', { event: lanes.read }, { most: PAGE })).rows();
      const last = events.at(-1)?.n;
      if (last === undefined) return false;
      lanes.add(this.#wanted(events), last);
      return events.length === PAGE && lanes.hasRoom;
    } catch (error) {
      if (!(error instanceof TelephonyError)) throw error;
      if (this.#closed) return false;
      this.#wakeAt(this.#rooms.clock.now() + UNREADABLE_FOR); // the reader is late or gone: it comes back
      return false;
    }
  }

  #wanted(events: readonly ToldEvent[]): readonly Held[] {
    const { clock } = this.#rooms;
    const { events: types = [] } = this.#target;
    const oldest = clock.utc(clock.now()) - GIVE_UP_AFTER;
    const wanted = events.filter(({ type }) => types.some((begin) => type === begin || type.startsWith(`${begin}.`)));
    const young = wanted.filter(({ at }) => at >= oldest);
    if (young.length < wanted.length) this.#news.gaveUp('older than seven days', wanted.length - young.length);
    return young.map((event) => ({ n: event.n, lane: this.#laneOf(event), event, refusals: 0 }));
  }

  /** Of a contact's calls, and of an agent's states, one after the other. */
  #laneOf({ facts }: ToldEvent): string {
    const { call, agent } = facts as { readonly call?: string; readonly agent?: string };
    if (typeof call === 'string') return this.#rooms.records.live(call)?.identity.contact ?? call;
    return typeof agent === 'string' ? agent : '';
  }

  /** After a failure one only, to see whether it works again. */
  #sendNext(lanes: EventLanes<Held>): void {
    const { clock } = this.#rooms;
    if (clock.now() < this.#pausedUntil) {
      this.#wakeAt(this.#pausedUntil);
      return;
    }
    for (const held of lanes.next(this.#failures > 0 ? 1 : MOST_UNDER_WAY)) {
      const told = this.#news.send(this.#target, this.#messageOf(held.event), clock.utc(clock.now()));
      unattended(
        this.#rooms,
        'an event for a web hook',
        told.then((answer) => this.#answered(lanes, held, answer)),
      );
    }
  }

  #answered(lanes: EventLanes<Held>, held: Held, answer: Answer): void {
    if (this.#closed) return;
    if (answer.took) {
      if (this.#failures >= PATIENCE) this.#news.working(true);
      this.#failures = 0;
      lanes.over(held.n);
    } else this.#refused(lanes, held, answer);
    this.#wake.resolve();
  }

  #refused(lanes: EventLanes<Held>, held: Held, { fault, says, wait = 0 }: Extract<Answer, { took: false }>): void {
    const { clock } = this.#rooms;
    const now = clock.now();
    held.refusals += fault === 'message' ? 1 : 0;
    if (held.refusals >= MOST_REFUSALS) {
      this.#news.gaveUp(says, 1);
      lanes.over(held.n);
      return;
    }
    lanes.back(held.n);
    if (now < this.#pausedUntil) return; // those that were under way beside the first that failed
    this.#failures++;
    if (this.#failures === PATIENCE) this.#news.working(false);
    this.#pausedUntil = now + Math.max(wait, pauseAfter(this.#failures, 0.5));
  }

  /** Joined now: values that are attached to a contact stand in no log. */
  #messageOf({ n, type, at, actor, source, facts }: ToldEvent): EventMessage {
    const { call } = facts as { readonly call?: string };
    const contact = call === undefined ? undefined : this.#rooms.records.contactNow(call);
    const told = { kind: 'event', n, type, at: new Date(at).toISOString(), actor, source, facts } as const;
    return contact === undefined ? told : { ...told, contact };
  }

  #note(now: boolean): void {
    const n = this.#lanes?.done;
    const at = this.#rooms.clock.now();
    if (n === undefined || n === this.#noted.n || (!now && at - this.#noted.at < NOTED_EVERY)) return;
    this.#noted = { n, at };
    this.#news.done(n);
  }

  #wakeAt(at: Instant): void {
    this.#timer();
    this.#timer = this.#rooms.clock.at(at, () => this.#wake.resolve());
  }
}
