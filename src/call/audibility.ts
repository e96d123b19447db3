// SPDX-License-Identifier: GPL-2.0-or-later
// Who hears whom in a conversation? From how each takes part to what each ear hears.

import type { ChannelIndex, EarRoute, HeardSource } from '../native/index.js';

/**
 * How somebody takes part: talks and hears; hears only; is held (hears nobody and is not heard: music is played to him);
 * or hears all and is heard only by some (whisper, coaching, a private word).
 */
export type Audibility<Party> = 'talks' | 'hearsOnly' | 'held' | { readonly heardOnlyBy: readonly Party[] };

/** Somebody in a conversation. */
export interface Participant {
  readonly channel: ChannelIndex;
  readonly audibility: Audibility<ChannelIndex>;
  /** How much louder or softer the others hear him, in dB: -40 to 20; default 0. */
  readonly gainDb?: number;
  /** Whether he himself, and the others where they hear him, hear what his stream gives. */
  readonly stream?: { readonly party: boolean; readonly others: boolean };
}

/** What each of them hears: everybody else who is heard by him, in the order given. */
export function earsOf(participants: readonly Participant[]): readonly EarRoute[] {
  return participants.map((listener) => ({
    channel: listener.channel,
    hears: [...(listener.audibility === 'held' ? [] : heardBy(listener, participants)), ...ownStream(listener)],
  }));
}

/** All who say something in a conversation, for a recording of everybody. */
export function voicesOf(participants: readonly Participant[]): readonly HeardSource[] {
  return participants.filter(({ audibility }) => audibility === 'talks').flatMap(sourcesOf);
}

function heardBy(listener: Participant, participants: readonly Participant[]): readonly HeardSource[] {
  return participants.filter((talker) => talker !== listener && isHeard(talker, listener)).flatMap(sourcesOf);
}

function isHeard({ audibility }: Participant, { channel }: Participant): boolean {
  if (typeof audibility === 'object') return audibility.heardOnlyBy.includes(channel);
  return audibility === 'talks';
}

function sourcesOf({ channel, gainDb = 0, stream }: Participant): readonly HeardSource[] {
  const gain = gainDb === 0 ? {} : { gainDb };
  const own = { channel, ...gain };
  return stream?.others === true ? [own, { channel, what: 'stream', ...gain }] : [own];
}

/** What his own stream says to him, also while he is alone or held. */
export function ownStream({ channel, stream }: Pick<Participant, 'channel' | 'stream'>): readonly HeardSource[] {
  return stream?.party === true ? [{ channel, what: 'stream' }] : [];
}
