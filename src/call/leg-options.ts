// SPDX-License-Identifier: GPL-2.0-or-later
// What is a leg made with?

import type { Clock, Duration, Instant } from '../kernel/index.js';
import type { Direction } from '../line/index.js';
import type { MediaPort, PartyNumber } from '../native/index.js';
import type { Leg } from './leg.js';
import type { Operations } from './operation.js';
import type { WithheldNumber } from './withheld.js';

export type LegId = string;

/** What legs share. */
export interface LegContext {
  readonly media: MediaPort;
  readonly clock: Clock;
  readonly operations: Operations;
  /** Told of a listener's error; the leg is being cleared with cause 41. */
  readonly failed: (leg: Leg, error: unknown) => void;
}

/** Who is on a leg and how it began. */
export interface LegOptions {
  readonly id: LegId;
  readonly direction: Direction;
  readonly calling: PartyNumber;
  readonly called: PartyNumber;
  readonly redirecting?: PartyNumber & { readonly reason?: number };
  /** When it began; default: now. */
  readonly at?: Instant;
  readonly withheld?: WithheldNumber;
  /** Outgoing: how long to let it ring, in milliseconds; default T301, 180 s. */
  readonly ringFor?: Duration;
}
