// SPDX-License-Identifier: GPL-2.0-or-later
// What is it to take a step? Something is awaited, or he goes on at once; then what came of it leads on; pure.

import type { FlowStep, Next, StepKind, StepOf } from '../../config/index.js';
import type { AnsweredEffect, Came, FlowEffect, StepOutcome, Values } from '../flow-effects.js';

/** What begins with a step: what is awaited; where he goes on at once; or another flow. */
export type Taken =
  | { readonly awaits: AnsweredEffect }
  | { readonly to: Next; readonly values?: Values; readonly effect?: FlowEffect }
  | { readonly enters: string; readonly values: Values };

/** Where what came of a step leads, and what is known more; no `to`: to the flow's fallback. */
export interface Onward {
  readonly to?: Next | undefined;
  readonly values?: Values;
}

/** One kind of step. */
export interface StepTaking<Kind extends StepKind> {
  readonly take: (step: StepOf<Kind>, values: Values) => Taken;
  /** Default: as the keys of the step say. */
  readonly came?: (step: StepOf<Kind>, came: Came) => Onward;
}

/** As the keys say: well leads to `next`, everything else to the key that is called like it. */
export function asKeyed(step: FlowStep, { outcome, values }: Came): Onward {
  const ways = step as Partial<Record<StepOutcome | 'next', Next>>;
  const to = outcome === 'done' || outcome === 'match' ? ways.next : ways[outcome];
  return { to, ...(values && { values }) };
}
