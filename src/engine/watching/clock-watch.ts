// SPDX-License-Identifier: GPL-2.0-or-later
// What if somebody steps the system's clock, or NTP does? The box says so, waits whether it stays so, and follows.

import type { Duration, Instant } from '../../kernel/index.js';
import type { Rooms } from '../rooms/index.js';

/** What is needed of the box. */
type Needs = Pick<Rooms, 'alarms' | 'clock' | 'log' | 'records'>;

const STEPPED: Duration = 2_000; // less than this the slewing of NTP brings by itself
const STEADY: Duration = 60_000; // a clock that is set to and fro is not followed meanwhile
const SAME: Duration = 500;

/** Looks at the system's clock once a second. Timers never notice: only what is stored, shown and in a calendar follows. */
export class ClockWatch {
  readonly #rooms: Needs;
  readonly #followed: () => void;
  #seen: { readonly drift: Duration; readonly since: Instant } | undefined;

  /** `followed`: instants stand on the disk by the old time. */
  constructor(rooms: Needs, followed: () => void) {
    this.#rooms = rooms;
    this.#followed = followed;
  }

  look(): void {
    const { alarms, clock, log } = this.#rooms;
    const drift = clock.drift();
    const stepped = Math.abs(drift) >= STEPPED;
    if (alarms.set(stepped, 'CLOCK_STEPPED')) log.error({ drift: Math.round(drift) }, 'the system time was stepped');
    if (!stepped) {
      this.#seen = undefined;
      return;
    }
    const now = clock.now();
    if (this.#seen === undefined || Math.abs(drift - this.#seen.drift) > SAME) this.#seen = { drift, since: now };
    if (now - this.#seen.since >= STEADY) this.#follow(Math.round(drift));
  }

  #follow(by: Duration): void {
    const { alarms, records, clock, log } = this.#rooms;
    this.#seen = undefined;
    clock.follow();
    alarms.clear('CLOCK_STEPPED');
    const batch = records.batch().moveAgentStates(by).event('clock.followed', { by }, records.now());
    records.write(batch, 'clock.followed');
    log.warn({ by }, 'the box follows the system time; no timer was moved');
    this.#followed();
  }
}
