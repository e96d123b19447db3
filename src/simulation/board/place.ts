// SPDX-License-Identifier: GPL-2.0-or-later
// Where does a whole box stand in a simulation? Over an engine with people at its far end, in a time that moves by steps.

import type { Config } from '../../config/index.js';
import type { VirtualClock } from '../../kernel/index.js';
import type { MediaPort } from '../../native/index.js';
import type { Shop } from '../wave/index.js';
import type { BoardPlan } from './board-config.js';
import type { FarEnd } from './far-end.js';

/** An engine and its far end. */
export interface Place {
  /** What the box gets. */
  readonly media: MediaPort;
  readonly far: FarEnd;
  /** The lines are up; the box is there. */
  begin(settled: () => Promise<void>): Promise<void>;
  /** Lets time go by until then. `settled`: what was decided is written, and all that hangs on promises has gone on. */
  advanceTo(to: number, settled: () => Promise<void>): Promise<void>;
  /** The box has closed. */
  close(): void;
}

/** What a place is made for. */
export interface PlaceNeeds {
  readonly shop: Shop;
  readonly config: Config;
  readonly plan: BoardPlan;
  readonly clock: VirtualClock;
  /** Names of all our prompts that people outside go by. */
  readonly prompts: readonly string[];
}
