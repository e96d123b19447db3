// SPDX-License-Identifier: GPL-2.0-or-later
// What does a line say upward? Facts as a D-channel has them, of which a line knows little.

import type { Fact } from '../native/index.js';

type CallFact = Extract<
  Fact,
  { readonly type: 'offered' | 'proceeding' | 'alerting' | 'progress' | 'answered' | 'cleared' }
>;
type Partly<F> = F extends CallFact ? Partial<F> & Pick<F, 'type' | 'channel' | 'call'> : never;
/** A fact about a call, as far as it is known. */
export type ToldFact = Partly<CallFact>;

const OFFERED = {
  exclusive: true,
  sendingComplete: true,
  ...{ calledType: 'unknown', calledPlan: 1, called: '', calledCut: false },
  ...{ callingType: 'unknown', callingPlan: 1, calling: '', presentation: 'unavailable', screening: 3 },
  ...{ redirecting: '', redirectingType: 'unknown', redirectingReason: 0, redirectingPresentation: 'unavailable' },
} as const;

/** The whole fact. */
export function filled(fact: ToldFact, at: number): Fact {
  const usual = {
    ...(fact.type === 'offered' && { ...OFFERED, setupAt: at }),
    ...(fact.type === 'proceeding' && { automatic: false }),
    ...(fact.type === 'progress' && { inBand: true, cause: -1 }),
    ...(fact.type === 'alerting' && { inBand: true }),
    ...(fact.type === 'cleared' && { cause: 16, remote: true }),
  };
  return { at, ...usual, ...fact } as Fact;
}
