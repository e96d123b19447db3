// SPDX-License-Identifier: GPL-2.0-or-later
// Where do the rules lead a caller whom a dialogue leads to a queue? They are asked of him then, by what is known of him by then.

import { added } from '../../reception/index.js';
import type { Contact } from '../contacts/index.js';
import type { Rooms } from '../rooms/index.js';
import { noteRuled } from '../routing/index.js';
import { knownOf } from './known.js';
import type { RouteDesk } from './route-desk.js';

/** What is needed of the box. */
type Needs = Pick<Rooms, 'areas' | 'customers' | 'records'>;

/** Rules between a dialogue and a queue. */
export class QueueRules {
  readonly #rooms: Needs;
  readonly #routes: Pick<RouteDesk, 'beforeQueue' | 'whereHeWaits'>;

  constructor(rooms: Needs, routes: Pick<RouteDesk, 'beforeQueue' | 'whereHeWaits'>) {
    this.#rooms = rooms;
    this.#routes = routes;
  }

  /** What the dialogue has attached may be what a rule asks for: where he waits by it. What is to be written of it: `write`. */
  queueOf(contact: Contact, queue: string): string {
    const ruled = this.#routes.beforeQueue(knownOf(this.#rooms, contact), queue, contact.rules);
    if (ruled === undefined) return queue;
    contact.claims = added(contact.claims, ruled.claims);
    contact.rules = [...contact.rules, ...ruled.held];
    const to = ruled.to?.kind === 'queue' ? ruled.to.queue : (ruled.queue ?? queue);
    const at = this.#rooms.records.now();
    contact.led = (batch) => noteRuled(batch, { call: contact.call.id, queue: to }, ruled, at);
    return to;
  }

  /** Whether a rule of those who are about to wait here sends him elsewhere; asked once, whatever queues he goes through. */
  leadAway(contact: Contact, queue: string): boolean {
    if (contact.ruled) return false;
    contact.ruled = true;
    const ruled = this.#routes.whereHeWaits(knownOf(this.#rooms, contact), queue, contact.rules);
    if (ruled === undefined) return false;
    this.write(contact);
    contact.rules = [...contact.rules, ...ruled.held];
    const at = this.#rooms.records.now();
    const to = ruled.to.kind === 'queue' ? ruled.to.queue : queue;
    contact.led = (batch) => noteRuled(batch, { call: contact.call.id, queue: to }, ruled, at);
    this.write(contact);
    contact.send({ type: 'moved', to: ruled.to });
    return true;
  }

  /** Why he was led there, when he did not come to wait. */
  write(contact: Contact): void {
    const { led } = contact;
    if (led === undefined) return;
    contact.led = undefined;
    const batch = this.#rooms.records.batch();
    led(batch);
    this.#rooms.records.write(batch, 'call.routed');
  }
}
