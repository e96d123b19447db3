// SPDX-License-Identifier: GPL-2.0-or-later
// What does a question to a third begin with?

import type { Part } from './parts.js';
import type { Callee } from './reach.js';
import type { Searches } from './searches.js';

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
