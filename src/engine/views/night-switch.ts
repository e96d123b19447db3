// SPDX-License-Identifier: GPL-2.0-or-later
// Who closes the shop by a dial code, and until when? Whom the file lets, and until it opens by itself: the same code opens it again.

import { personOf } from '../../access/index.js';
import { isOpen, nextChange, nextOpening } from '../../dialling/index.js';
import type { Instant } from '../../kernel/index.js';
import { byTelephone, type NightSwitch } from '../agents/index.js';
import { openingOf, type Rooms } from '../rooms/index.js';
import type { HoursDesk } from './hours-desk.js';

/** What is needed of the box. */
type Needs = Pick<Rooms, 'clock' | 'config' | 'log' | 'store'>;

/** The day and night switch. */
export class NightCode implements NightSwitch {
  readonly #rooms: Needs;
  readonly #hours: HoursDesk;

  constructor(rooms: Needs, hours: HoursDesk) {
    this.#rooms = rooms;
    this.#hours = hours;
  }

  async turn(station: string, agent: string | undefined): Promise<'closed' | 'open' | undefined> {
    const { store, log } = this.#rooms;
    if (!this.#mayTurn(station, agent)) {
      log.warn({ station }, 'somebody may not close or open the shop at this telephone');
      return undefined;
    }
    const by = byTelephone(station, agent);
    if (this.#hours.list().some(({ open }) => open)) {
      await store.actingFor(by, () => this.#hours.close({ until: this.#opensAgain(), by: by.actor }));
      return 'closed';
    }
    if (this.#isRegularlyOpen()) await store.actingFor(by, () => this.#hours.regular({ by: by.actor }));
    else await store.actingFor(by, () => this.#hours.open({ until: this.#opensAgain(), by: by.actor }));
    return 'open';
  }

  #mayTurn(station: string, agent: string | undefined): boolean {
    const { config } = this.#rooms;
    if (config.nightSwitch.stations.includes(station)) return true;
    return agent !== undefined && personOf(config, agent)?.rights.has('hours.change') === true;
  }

  #calendars() {
    const { config } = this.#rooms;
    return config.accessNumbers.map((entry) => openingOf(config, entry));
  }

  #isRegularlyOpen(): boolean {
    const at = this.#now();
    return this.#calendars().some((calendar) => calendar === undefined || isOpen(calendar, at));
  }

  /** When the first number opens by its calendar, after the present opening; nothing: none has hours. */
  #opensAgain(): Instant | undefined {
    const at = this.#now();
    const openings = this.#calendars().flatMap((calendar) => {
      if (calendar === undefined) return [];
      const closes = isOpen(calendar, at) ? nextChange(calendar, at) : at;
      const opens = closes === undefined ? undefined : nextOpening(calendar, closes);
      return opens === undefined ? [] : [opens];
    });
    return openings.length === 0 ? undefined : Math.min(...openings);
  }

  #now(): Instant {
    const { clock } = this.#rooms;
    return clock.utc(clock.now());
  }
}
