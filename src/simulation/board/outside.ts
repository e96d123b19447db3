// SPDX-License-Identifier: GPL-2.0-or-later
// What is known of people and sounds at the far end of an engine on paper?

import type { ChannelIndex, ToneStep } from '../../native/index.js';

/** A telephone outside that talks with the box. */
export interface Outside {
  readonly call: number;
  readonly channel: ChannelIndex;
  /** Hung up, by either side. */
  over: boolean;
  answered: boolean;
  /** The box has called him: he can answer. */
  readonly dialled?: true;
}

/** What becomes of those whom the box dials; `asked`: somebody else says it, call by call. */
export type Answering = 'answers' | 'rings' | 'busy' | 'asked';

/** What begins to sound at a channel: prompts by their names, or a tone. */
export interface Sound {
  readonly prompts: readonly string[];
  readonly tone?: readonly ToneStep[];
  readonly endless: boolean;
}
