// SPDX-License-Identifier: GPL-2.0-or-later
// The door of room contact: one customer's dealings with the box.

export { type ContactData, LONGEST_KEY, MOST_BYTES, MOST_KEYS, withData } from './contact-data.js';
export {
  type ContactEffect,
  type ContactEvent,
  type ContactState,
  contactMachine,
} from './contact-machine.js';
export type { ComesBack, QueueOutcome, Wait } from './wait.js';
