// SPDX-License-Identifier: GPL-2.0-or-later
// What is told of a frame on a D-channel?

import type { FrameDirection, FrameUse } from './contract.js';

/** A frame that passed on a D-channel. */
export interface TracedFrame {
  /** Milliseconds since the engine started, as facts have it. */
  readonly at: number;
  readonly span: number;
  readonly direction: FrameDirection;
  /** What the D-channel (sent: the line) got of it: `none` was refused, of `part` an information element was left out or cut. */
  readonly use: FrameUse;
  /** Why it was not used whole; empty: nothing was wrong with it. */
  readonly fault: string;
  /** Octets on the line, without FCS; 0: it was damaged there and cannot be shown. */
  readonly size: number;
  /** Frames that were lost just before this one, because JavaScript did not follow. */
  readonly lostBefore: number;
  /** Its first octets, at most 264 (the longest that Q.921 allows). */
  readonly bytes: Uint8Array;
}
