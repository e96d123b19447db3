// SPDX-License-Identifier: GPL-2.0-or-later
// How full are the trunks? Busy and in-service B-channels and FXO lines, of which report/ makes the share; what is blocked, in alarm or
// signalling is not counted. What is being restarted is: a box that starts with one channel after the other is not full with
// the first call.

import type { Channel } from './channel.js';
import { type ChannelState, hindrancesOf } from './channel-machine.js';

export interface Utilisation {
  /** B-channels and lines in service that carry a call. */
  readonly busy: number;
  /** B-channels in service, or as soon as their RESTART is acknowledged. */
  readonly inService: number;
}

/** Counts channels towards the exchange: pure. */
export function utilisationOf(channels: Iterable<Channel>): Utilisation {
  let busy = 0;
  let inService = 0;
  for (const channel of channels) {
    const { state } = channel;
    if (!isTrunk(channel) || !counts(state)) continue;
    inService++;
    if (state.name === 'seized') busy++;
  }
  return { busy, inService };
}

/** Towards the exchange: a B-channel, or an FXO line. */
export function isTrunk({ kind }: Pick<Channel, 'kind'>): boolean {
  return kind === 'bearer' || kind === 'fxo';
}

/** The same after a B-channel or a line went from one state to another, without a look at the others: pure. */
export function utilisationAfter({ busy, inService }: Utilisation, from: ChannelState, to: ChannelState): Utilisation {
  return { busy: busy + carries(to) - carries(from), inService: inService + serves(to) - serves(from) };
}

const serves = (state: ChannelState) => Number(counts(state));
const carries = (state: ChannelState) => Number(state.name === 'seized' && counts(state));

/** In service, or only being restarted. */
function counts(state: ChannelState): boolean {
  return hindrancesOf(state).every((hindrance) => hindrance === 'restart');
}
