// SPDX-License-Identifier: GPL-2.0-or-later
// Can a call wait in this queue now, and where does it go if not?

import type { Destination } from '../config/index.js';

/** A queue as reception sees it. */
export interface QueueView {
  readonly signedIn: number;
  readonly waiting: number;
  /** Full at so many; nothing: never. */
  readonly maxWaiting?: number;
  /** Where a call goes that finds it full. */
  readonly overflow: Destination;
  /** Where a call goes when nobody is signed in; nothing: as `overflow`, if that is a callback. */
  readonly nobodySignedIn?: Destination | 'wait';
  /** Where a call goes when all who are signed in are on a break; nothing: it waits, or somebody is not. */
  readonly nobodyReady?: Destination;
  /** Where a call goes when none who are signed in can do what it needs; nothing: it waits, or somebody can. */
  readonly nobodySkilled?: Destination;
  /** A key of it leads to a callback. */
  readonly keepsPlaces?: boolean;
}

/** What keeps a call from waiting in a queue, and where it goes then. */
export function obstacleIn(queue: QueueView | undefined): {
  readonly obstacle?: 'nobodySignedIn' | 'nobodyReady' | 'nobodySkilled' | 'queueFull';
  readonly to: Destination | 'wait';
} {
  if (queue?.maxWaiting !== undefined && queue.waiting >= queue.maxWaiting)
    return { obstacle: 'queueFull', to: queue.overflow };
  if (queue === undefined) return { obstacle: 'nobodySignedIn', to: 'wait' };
  if (queue.signedIn > 0) {
    if (queue.nobodySkilled !== undefined) return { obstacle: 'nobodySkilled', to: queue.nobodySkilled };
    return queue.nobodyReady === undefined ? { to: 'wait' } : { obstacle: 'nobodyReady', to: queue.nobodyReady };
  }
  const { overflow, nobodySignedIn = overflow.kind === 'callback' ? overflow : 'wait' } = queue;
  return { obstacle: 'nobodySignedIn', to: nobodySignedIn };
}
