// SPDX-License-Identifier: GPL-2.0-or-later
// The bus's door: the business events and who hears them.

export { Bus } from './bus.js';
export {
  type BusinessEvent,
  type BusinessEvents,
  DISPOSITIONS,
  type Direction,
  type Disposition,
  EVENTS_VERSION,
  type EventOf,
  type EventType,
  INBOUND_ENDS,
  type InboundEnd,
  type NumberSource,
} from './events.js';
export type { Customer, KnownCustomer } from './known-customer.js';
export { type Origin, type Source, SYSTEM } from './origin.js';
export type { AskedAndFound } from './routing-events.js';
