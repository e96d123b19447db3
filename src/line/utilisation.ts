// SPDX-License-Identifier: GPL-2.0-or-later
// How full are the trunks? Busy and in-service B-channels, of which report/ makes the share; what is blocked, in alarm or
// signalling is not counted. What is being restarted is: a box that starts with one channel after the other is not full with
// the first call.

import type { Channel } from './channel.js';
import { hindrancesOf } from './channel-machine.js';

export interface Utilisation {
  /** B-channels in service that carry a call. */
  readonly busy: number;
  /** B-channels in service, or as soon as their RESTART is acknowledged. */
  readonly inService: number;
}

/** Counts B-channels: pure. */
export function utilisationOf(channels: Iterable<Channel>): Utilisation {
  let busy = 0;
  let inService = 0;
  for (const channel of channels) {
    if (channel.kind !== 'bearer' || !(channel.inService || onlyRestarts(channel))) continue;
    inService++;
    if (channel.holder !== undefined) busy++;
  }
  return { busy, inService };
}

function onlyRestarts({ state }: Channel): boolean {
  return hindrancesOf(state).every((hindrance) => hindrance === 'restart');
}
