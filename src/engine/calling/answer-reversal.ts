// SPDX-License-Identifier: GPL-2.0-or-later
// Whose line is reversed? A payphone's, or that of a telephone with a call meter, while whom it has called outside is on it.

import { type Call, type Leg, StationLeg, TrunkLeg } from '../../call/index.js';
import { spansOf } from '../../config/index.js';
import type { ChannelIndex } from '../../native/index.js';
import type { Rooms } from '../rooms/index.js';

/** Reverses lines of banks with `answerReversal`. */
export function reverseOnAnswer({ calls, config, media }: Pick<Rooms, 'calls' | 'config' | 'media'>): void {
  const banks = spansOf(config).flatMap((span) => (span.kind === 'analog' && span.answerReversal ? [span.name] : []));
  if (banks.length === 0) return;
  const reversed = new Set<ChannelIndex>();
  const set = (channel: ChannelIndex, on: boolean) => {
    if (on === reversed.has(channel)) return;
    if (on) reversed.add(channel);
    else reversed.delete(channel);
    media.polarity(channel, on);
  };
  const look = (call: Call) => {
    for (const leg of call.legs)
      if (hasDialled(leg, banks) && leg.state === 'connected')
        set(
          leg.channel.index,
          call.legs.some((other) => hasAnswered(other)),
        );
  };
  calls.begun.on((leg) => {
    if (leg instanceof TrunkLeg && leg.direction === 'outgoing') {
      leg.answered.on(() => {
        const call = calls.calls.find(({ legs }) => legs.includes(leg));
        if (call === undefined) return;
        look(call);
        call.joined.on(() => look(call));
        call.left.on(() => look(call));
        leg.cleared.on(() => look(call));
      });
    }
    if (hasDialled(leg, banks)) leg.cleared.on(() => set(leg.channel.index, false));
  });
}

/** A telephone that was lifted and dialled. */
function hasDialled(leg: Leg, banks: readonly string[]): leg is StationLeg {
  return leg instanceof StationLeg && leg.direction === 'incoming' && banks.includes(leg.channel.spanName);
}

/** Somebody outside who was called and is there. */
function hasAnswered(leg: Leg): boolean {
  return leg instanceof TrunkLeg && leg.direction === 'outgoing' && leg.state === 'connected';
}
