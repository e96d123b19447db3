// SPDX-License-Identifier: GPL-2.0-or-later
// Who hung up while he waited, and is to be called back for that? By `callback.from`; he was promised nothing.

import { type Callbacks, capturable } from '../../callback/index.js';
import type { Instant } from '../../kernel/index.js';
import type { Contact } from '../contacts/index.js';
import { captureRules, type Rooms, unattended } from '../rooms/index.js';
import { aboutOf } from './about.js';

/** What is needed of the box. */
type Needs = Pick<Rooms, 'blocked' | 'clock' | 'config' | 'doNotCall' | 'log' | 'plan' | 'records'>;

/** Where he was, and since when. */
interface Stay {
  readonly queue: string;
  readonly since: Instant;
}

/** Callers whom nobody took. */
export class MissedCallers {
  readonly #rooms: Needs;
  readonly #callbacks: Callbacks;

  constructor(rooms: Needs, callbacks: Callbacks) {
    this.#rooms = rooms;
    this.#callbacks = callbacks;
  }

  /** He hung up while he waited in a queue. */
  abandoned(contact: Contact, { queue, since }: Stay): void {
    const { config, clock } = this.#rooms;
    const { from, missedAfter } = config.callback;
    if (from.includes('abandoned') && clock.now() - since >= missedAfter) this.#ask(contact, queue);
  }

  #ask(contact: Contact, queue: string): void {
    const { call, leg, accessNumber } = contact;
    const { digits, type = 'unknown', presentation = 'allowed' } = leg.calling;
    const known = capturable({ digits, type, presentation }, captureRules(this.#rooms));
    if (known.kind !== 'number') return;
    const about = {
      ...aboutOf(this.#rooms, contact, { queue, source: 'callingNumber' }),
      accessNumber,
      origin: 'abandoned' as const,
    };
    const asked = this.#callbacks.create({ call: call.id, queue, number: known.number, promised: false, about });
    unattended(this.#rooms, 'noting down a caller whom nobody took', asked);
  }
}
