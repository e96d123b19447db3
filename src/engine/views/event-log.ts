// SPDX-License-Identifier: GPL-2.0-or-later
// How does a program follow what happens? By the log's own sequence: it goes on after the last event that it has, and misses none.

import { TelephonyError } from '../../faults.js';
import { type Clock, deferred, sleep } from '../../kernel/index.js';
import type { Store, ToldEvent } from '../../store/index.js';

const PAGE = 250;
/** Events of a busy moment come together. */
const GATHERED_MS = 50;

/** The events that are on the disk, and those to come. */
export class EventLog {
  readonly #store: Store;
  readonly #clock: Clock;

  constructor(store: Store, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** The last event's place in the sequence; 0 when there is none. */
  async last(): Promise<number> {
    return (await this.#store.ask('eventRange', null)).last;
  }

  /**
   * Tells events after `n` in their order, and then, to the end of `signal`, each that comes: when it is durable. Throws GONE when some
   * of those after `n` are not kept any more. `take` gives false to end it.
   */
  async follow(n: number, take: (event: ToldEvent) => boolean, signal: AbortSignal): Promise<void> {
    const { first, last } = await this.#store.ask('eventRange', null);
    if (n < first - 1) throw new TelephonyError('GONE', `event ${n + 1}: the first that is kept is ${first}`);
    if (n > last) throw new TelephonyError('GONE', `event ${n}: the last one is ${last}; this is another database`);
    let more = deferred<void>();
    const wake = () => more.resolve();
    const end = this.#store.committed.on(wake);
    signal.addEventListener('abort', wake, { once: true });
    try {
      for (let after = n; !signal.aborted; ) {
        more = deferred();
        const told = await this.tell(after, (event) => !signal.aborted && take(event));
        if (!told.all) return;
        after = told.last;
        await more.promise;
        await sleep(this.#clock, GATHERED_MS, signal).catch(() => {});
      }
    } finally {
      end();
      signal.removeEventListener('abort', wake);
    }
  }

  /** Tells what is there after `n`; gives the last that was told, and whether `take` has had all. */
  async tell(
    n: number,
    take: (event: ToldEvent) => boolean,
  ): Promise<{ readonly last: number; readonly all: boolean }> {
    for (let last = n; ; ) {
      const events = await this.after(last);
      for (const event of events) {
        if (!take(event)) return { last, all: false };
        last = event.n;
      }
      if (events.length < PAGE) return { last, all: true };
    }
  }

  /** The next events after `n`, 250 at most. */
  async after(n: number): Promise<readonly ToldEvent[]> {
    return (await this.#store.list('eventsAfter', { event: n }, { most: PAGE })).rows();
  }
}
