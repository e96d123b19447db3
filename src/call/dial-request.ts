// SPDX-License-Identifier: GPL-2.0-or-later
// What does a call out ask for, and how is that said to the engine?

import type { Duration } from '../kernel/index.js';
import type { Channel } from '../line/index.js';
import type { Bearer, DialOptions, PartyNumber } from '../native/index.js';

/** An outgoing call over the trunks. */
export interface DialRequest {
  readonly called: PartyNumber;
  readonly calling?: PartyNumber;
  readonly redirecting?: PartyNumber & { readonly reason?: number };
  /** What the exchange is asked to carry: speech (default), or 3.1 kHz audio. */
  readonly bearer?: Bearer;
  /** How long to let it ring, in milliseconds; default 180 s. */
  readonly ringFor?: Duration;
}

/** The same for the engine, over one channel. */
export function toDial(channel: Channel, { called, calling, redirecting, bearer }: DialRequest): DialOptions {
  return {
    channel: channel.index,
    ...(bearer && { bearer }),
    called,
    ...(calling && { calling }),
    ...(redirecting && { redirecting }),
  };
}
