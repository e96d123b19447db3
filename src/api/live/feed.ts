// SPDX-License-Identifier: GPL-2.0-or-later
// What has the box told last? Its events in their order, its status once a second, every agent's telephone; kept for whoever comes.

import { TelephonyError } from '../../faults.js';
import { type Clock, Emitter } from '../../kernel/index.js';
import type { RecordsBeside } from '../../store/index.js';
import type { BoxPort } from '../box/box.js';
import type { Line, LiveEvent, Standing } from '../contract/index.js';
import type { People } from '../people.js';
import { type BoxStanding, Sparks, standingOf } from './standing.js';

/** Events that are kept in memory: minutes of a wave. */
const KEPT = 5_000;
/** So many at most are read from the records for one who comes back; more, and he had better begin anew. */
const MOST_MISSED = 5_000;
const PAGE = 250;

/** What changes who may do what. */
const OF_PEOPLE = /^(settings\.changed|configuration\.|person\.|agent\.(unlocked|pinChanged|refused))/;

export class Feed {
  readonly event = new Emitter<LiveEvent>();
  readonly line = new Emitter<Line>();
  readonly standing = new Emitter<Standing>();
  /** The events are another database's: whoever follows begins anew. */
  readonly gone = new Emitter<void>();
  readonly #box: BoxPort;
  readonly #people: People;
  readonly #records: RecordsBeside;
  readonly #clock: Clock;
  readonly #lines = new Map<string, Line>();
  readonly #sparks = new Sparks();
  #kept: LiveEvent[] = [];
  #last: number | undefined;
  #now: Standing | undefined;
  #waiting: Standing['waiting'] = [];
  #surge: Pick<Standing['surge'], 'controls' | 'manual'> = { controls: [] };
  #asking = false;

  constructor(box: BoxPort, people: People, records: RecordsBeside, clock: Clock) {
    this.#box = box;
    this.#people = people;
    this.#records = records;
    this.#clock = clock;
    box.stream({
      method: 'events',
      params: () => (this.#last === undefined ? { snapshot: true } : { since: this.#last }),
      item: (item: LiveEvent | { readonly asOf: number }) => this.#hear(item),
      failed: (error) => this.#failed(error),
    });
    box.stream({
      method: 'watch',
      params: () => ({ interval: 1_000 }),
      item: (status: BoxStanding) => this.#look(status),
    });
    box.stream({ method: 'console.lines', params: () => ({}), item: (line: Line) => this.#tellLine(line) });
  }

  /** The last event. */
  get last(): number {
    return this.#last ?? 0;
  }

  /** Undefined until the box has told it. */
  get now(): Standing | undefined {
    return this.#now;
  }

  lineOf(agent: string): Line | undefined {
    return this.#lines.get(agent);
  }

  /** The events after n, of memory or of the records; undefined: they are not kept any more, or too many. */
  async after(n: number): Promise<readonly LiveEvent[] | undefined> {
    if (n > this.last) return undefined;
    const first = this.#kept[0]?.n ?? this.last + 1;
    if (n >= first - 1) return this.#kept.filter((event) => event.n > n);
    const missed = await this.#read(n);
    return missed === undefined
      ? undefined
      : [...missed, ...this.#kept.filter((event) => event.n > (missed.at(-1)?.n ?? n))];
  }

  async #read(n: number): Promise<readonly LiveEvent[] | undefined> {
    const { first } = await this.#records.ask('eventRange', null);
    if (n < first - 1 || this.last - n > MOST_MISSED) return undefined;
    const read: LiveEvent[] = [];
    for (let after = n; ; ) {
      const { rows } = await this.#records.page('eventsAfter', { event: after }, { most: PAGE });
      read.push(...(rows as unknown as LiveEvent[]));
      const last = rows.at(-1)?.n;
      if (last === undefined || rows.length < PAGE) return read;
      after = last;
    }
  }

  #hear(item: LiveEvent | { readonly asOf: number }): void {
    if ('asOf' in item) {
      this.#last = item.asOf;
      return;
    }
    this.#last = item.n;
    this.#kept.push(item);
    if (this.#kept.length > 2 * KEPT) this.#kept = this.#kept.slice(-KEPT);
    if (OF_PEOPLE.test(item.type)) this.#people.refresh().catch(() => {});
    this.event.emit(item);
  }

  #failed(error: unknown): void {
    if (!(error instanceof TelephonyError) || error.code !== 'GONE') return;
    this.#last = undefined;
    this.#kept = [];
    this.gone.emit();
  }

  #tellLine(line: Line): void {
    this.#lines.set(line.agent, line);
    this.line.emit(line);
  }

  #look(status: BoxStanding): void {
    if (!this.#people.isKnown) return;
    this.#sparks.add(this.#clock.now(), status.queues);
    this.#askBeside(status);
    const beside = { waiting: this.#waiting, surge: this.#surge, sparks: this.#sparks };
    this.#now = standingOf(status, beside, this.#people.directory);
    this.standing.emit(this.#now);
  }

  /** Who waits, and how the surge controls stand: asked beside the status, and told with the next one. */
  #askBeside(status: BoxStanding): void {
    const waits = status.queues.some(({ waiting }) => waiting > 0) || this.#waiting.length > 0;
    if (this.#asking) return;
    this.#asking = true;
    Promise.all([waits ? this.#box.ask('waiting') : [], this.#box.ask('surge')])
      .then(([waiting, surge]) => {
        this.#waiting = waiting as Standing['waiting'];
        this.#surge = surge as Pick<Standing['surge'], 'controls' | 'manual'>;
      })
      .finally(() => {
        this.#asking = false;
      })
      .catch(() => {}); // the box is away, or busy: the next status asks again
  }
}
