// SPDX-License-Identifier: GPL-2.0-or-later
// The door of room contact: one customer's dealings with the box.

export {
  type ComesBack,
  type ContactEffect,
  type ContactEvent,
  type ContactState,
  contactMachine,
  type QueueOutcome,
  type Wait,
} from './contact-machine.js';
