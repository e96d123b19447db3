// SPDX-License-Identifier: GPL-2.0-or-later
// Which steps does the box, or a program, do for a caller? He waits for it; who does it says when he hears something meanwhile.

import type { FlowStep, StepOf } from '../../config/index.js';
import type { Came, Values } from '../flow-effects.js';

/** Steps that the box does, one line each; their doing is in engine/inbound. */
export type ServedKind = 'call';

export type ServedStep = Extract<FlowStep, { readonly kind: ServedKind }>;

/** Who does each of them. `heard`: he hears something now, such as a word to fill the time; until then he waits 10 s at most. */
export type Serving = {
  readonly [Kind in ServedKind]: (step: StepOf<Kind>, values: Values, heard: () => void) => Promise<Came>;
};
