// SPDX-License-Identifier: GPL-2.0-or-later
// What does a question to a third begin with?

import type { Rooms } from '../rooms/index.js';
import type { Part } from './parts.js';
import type { Callee, ReachRooms } from './reach.js';
import type { Searches } from './searches.js';

/** What is needed of the box. */
export type ConsultationRooms = ReachRooms &
  Pick<Rooms, 'closing' | 'dialogues' | 'log' | 'records' | 'stations' | 'telephones'>;

/** What a consultation begins with. */
export interface ConsultationStart {
  /** The conversation that is held meanwhile. */
  readonly held: Part;
  readonly callee: Callee;
  readonly ringFor: number;
  readonly searches: Searches;
  /** The agent lets go at once: whoever is held goes to the third when he answers. */
  readonly given: boolean;
  /** Nobody could be had for who is held. */
  readonly recall: (held: Part) => void;
}
