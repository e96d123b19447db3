// SPDX-License-Identifier: GPL-2.0-or-later
// Where is a call put down for anybody to fetch? Nine places; one that nobody fetches rings who parked it.

import { TelephonyError } from '../../faults.js';
import type { Cancel, Clock, Duration } from '../../kernel/index.js';
import type { Records } from '../records/index.js';
import { customerOf, type Part } from './parts.js';

const PLACES = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];
/** After this who parked it is rung. */
const PARKED_AT_MOST: Duration = 60_000;

/** What is parked where. */
export class Parking {
  readonly #clock: Clock;
  readonly #records: Records;
  readonly #recall: (part: Part) => void;
  readonly #places = new Map<string, { readonly part: Part; readonly stop: Cancel }>();

  constructor(clock: Clock, records: Records, recall: (part: Part) => void) {
    this.#clock = clock;
    this.#records = records;
    this.#recall = recall;
  }

  /** The agent is out of it; the customer hears music there. Gives the place. Throws REFUSED when all are taken. */
  park(part: Part): string {
    const { conversation, leg, record, agent } = part;
    const contact = customerOf(part);
    const place = PLACES.find((one) => !this.#places.has(one));
    if (place === undefined) throw new TelephonyError('REFUSED', 'all parking places are taken');
    const stop = this.#clock.at(this.#clock.now() + PARKED_AT_MOST, () => {
      this.#places.delete(place);
      this.#recall(part);
    });
    this.#places.set(place, { part, stop });
    conversation.over.on(() => this.#empty(place, part));
    record.add({ type: 'parked', at: this.#records.now(), leg: contact.leg.id });
    if (agent !== undefined) this.#records.step(record, 'call.parked', { call: record.id, agent, place });
    conversation.keep(leg, 'holds'); // he goes, and the customer stays
    conversation.leave(leg);
    contact.send({ type: 'parked' });
    return place;
  }

  /** What is parked there. Throws NOT_FOUND for an empty place. */
  at(place: string): Part {
    const parked = this.#places.get(place);
    if (parked === undefined) throw new TelephonyError('NOT_FOUND', `nothing is parked at place ${place}`);
    return parked.part;
  }

  /** The same; it is so no more. */
  fetch(place: string): Part {
    const part = this.at(place);
    this.#empty(place, part);
    return part;
  }

  #empty(place: string, part: Part): void {
    const parked = this.#places.get(place);
    if (parked?.part !== part) return;
    parked.stop();
    this.#places.delete(place);
  }
}
