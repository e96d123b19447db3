// SPDX-License-Identifier: GPL-2.0-or-later
// Who is a customer, to all rooms that go by it? As the directory has him; rules, routes and events speak of the same.

import type { Instant, Language } from '../kernel/index.js';

/** A customer of the shop. Personal. */
export interface Customer {
  readonly id: string;
  /** As `listKey` has them. */
  readonly numbers: readonly string[];
  readonly name: string;
  /** How he is addressed: `Ms Li`. */
  readonly address?: string;
  /** 0 is usual; the higher, the more important. */
  readonly grade: number;
  /** The agent whose customer he is, and who stands in for him. */
  readonly owner?: string;
  readonly deputy?: string;
  /** The queue whose agents know him, when neither is free. */
  readonly group?: string;
  readonly language?: Language;
}

/** A customer with the last time that he and the box had to do with each other. */
export interface KnownCustomer extends Customer {
  readonly lastContactAt?: Instant;
}
