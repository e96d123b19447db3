// SPDX-License-Identifier: GPL-2.0-or-later
// What passes on the D-channels of a box, or of an exchange, while somebody looks? Frames with the time of its clock.

import { type Config, spansOf } from '../../config/index.js';
import { TelephonyError } from '../../faults.js';
import type { Clock, Instant, Unsubscribe } from '../../kernel/index.js';
import { concealed } from '../../line/index.js';
import type { FrameDirection, FrameUse, MediaPort } from '../../native/index.js';

/** A frame of a D-channel as it passed, also one that the box refused. */
export interface WireFrame {
  readonly at: Instant;
  readonly span: string;
  /** Our side of the span. */
  readonly role: 'cpe' | 'network';
  readonly direction: FrameDirection;
  /** What the box (sent: the line) got of it. */
  readonly use: FrameUse;
  /** Why it was not used whole; empty: nothing was wrong with it. */
  readonly fault: string;
  /** Octets on the line, without FCS; 0: damaged there. */
  readonly size: number;
  /** Frames lost just before it, because nobody read in time. */
  readonly lostBefore: number;
  /** Its octets in hex, at most the first 264; a star for each digit of a number that is not to be shown. */
  readonly octets: string;
}

/** A D-channel that can be watched: its E1, and our side of it. */
export type WatchedTrunk = Pick<WireFrame, 'role'> & { readonly name: string };

/** The E1s of a box that have a D-channel, by its configuration. */
export function boxTrunks(config: Config): readonly WatchedTrunk[] {
  return spansOf(config).flatMap((span) =>
    span.kind === 'e1' ? [{ name: span.name, role: span.signalling.role }] : [],
  );
}

/**
 * Tells `listener` every frame of one span, or of all these E1s when none is named. Throws NOT_FOUND for a span that is not
 * among them. Returns the unsubscriber.
 */
export function onWire(
  {
    media,
    clock,
    trunks,
  }: { readonly media: MediaPort; readonly clock: Clock; readonly trunks: readonly WatchedTrunk[] },
  name: string | undefined,
  listener: (frame: WireFrame) => void,
): Unsubscribe {
  const wanted = name === undefined ? trunks : trunks.filter((trunk) => trunk.name === name);
  if (wanted.length === 0) {
    const names = trunks.map((trunk) => trunk.name).join(', ') || '-';
    throw new TelephonyError('NOT_FOUND', `E1 span ${name ?? ''} (those with a D-channel: ${names})`);
  }
  const engineStart = clock.now() - media.time(); // once: a frame must not come before the one that it answers
  const ends = wanted.map(({ name: span, role }) => {
    const index = media.spans.find((info) => info.name === span)?.index ?? -1;
    return media.onFrame(index, ({ at, bytes, ...rest }) =>
      listener({
        ...rest,
        at: engineStart + at,
        span,
        role,
        octets: Buffer.from(concealed(bytes)).toString('hex'),
      }),
    );
  });
  return () => {
    for (const end of ends) end();
  };
}
