// SPDX-License-Identifier: GPL-2.0-or-later
// What does a dialogue need of the box? Prompts and engines to speak and listen with, and somebody who leads its party elsewhere.

import type { Destination, Rung } from '../config/index.js';
import type { Language } from '../kernel/index.js';
import type { Ears } from './ears.js';
import type { SayingContext } from './saying.js';

/** What a dialogue speaks with. */
export interface DialogueContext extends SayingContext {
  /** Who understands what callers say; absent: nobody. */
  readonly ears?: Ears;
  readonly language: Language;
  /** Who watches that nobody is left in silence; see `Watcher`. */
  readonly watcher?: Watcher;
  /** Who can do more with the party than talk; of one who did not call in there is nobody. */
  readonly house?: DialogueHouse;
}

/** How a wait for an agent ended that a script wanted to hear of. */
export interface WaitOutcome {
  readonly outcome: 'talked' | 'overflowed';
  readonly queue?: string | undefined;
  readonly agent?: string;
}

/** What a box does with a caller for a script. */
export interface DialogueHouse {
  readonly enqueue: (queue: string, comesBack: readonly ('talked' | 'overflowed')[]) => Promise<WaitOutcome>;
  readonly lead: (to: Destination) => Promise<void>;
  /** False: nobody takes it. */
  readonly ring: (to: Rung) => Promise<boolean>;
}

/** Told that the party hears nothing while something is got ready, and that he hears something or is listened to; gives whether he is still talked with. */
export type Watcher = (sounds: boolean) => boolean;
