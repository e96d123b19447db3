// SPDX-License-Identifier: GPL-2.0-or-later
// What is a box made of?

import type { Access } from '../../access/index.js';
import type { Emitter, VirtualClock } from '../../kernel/index.js';
import type { FlowFunction } from '../inbound/index.js';
import type { DialogueScript, RoomsParts } from '../rooms/index.js';
import type { BoxProblem } from './told.js';

/** What a box is made of; see `open`. */
export interface BoxParts extends RoomsParts {
  readonly access: Access;
  readonly problems: Emitter<BoxProblem>;
  readonly dialogues: Readonly<Record<string, DialogueScript>>;
  /** What flows of the file can call, by name. */
  readonly functions?: Readonly<Record<string, FlowFunction>>;
  /** It goes by the machine's time: then the machine's clock and disks are watched. */
  readonly ownClock: boolean;
  /** Whether `close` closes the engine too. */
  readonly ownsMedia: boolean;
  readonly lockStep?: { readonly clock: VirtualClock; readonly speed: number };
}
