// SPDX-License-Identifier: GPL-2.0-or-later
// How does a step of a call's routing read, in one sentence?

import { t, word } from '../../words/index.js';

export interface RouteStep {
  readonly type: string;
  readonly at: number;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** One sentence; empty for what is no news to people. */
export function routeLine({ type, facts }: RouteStep, nameOf: (agent: string) => string = (agent) => agent): string {
  const of = (name: string) => (name === 'agent' ? nameOf(String(facts.agent ?? '')) : String(facts[name] ?? ''));
  switch (type) {
    case 'call.routed':
      return facts.queue === undefined
        ? t('records.toElse', { name: of('to'), reason: of('reason') })
        : t('records.toQueue', { name: of('queue'), reason: of('rule') || of('reason') });
    case 'call.matched':
      return t('records.matched', {
        queue: of('queue'),
        agent: of('agent'),
        strategy: word('strategy', of('strategy')),
        n: othersOf(facts),
      });
    case 'offer.timedOut':
      return t('records.timedOut', { agent: of('agent') });
    case 'offer.declined':
      return t('records.declined', { agent: of('agent') });
    case 'call.bridged':
      return t('records.bridged', { agent: of('agent') });
    case 'call.overflowed':
      return t('records.overflowed', { queue: of('queue'), to: of('to') });
    case 'call.promoted':
      return t('records.promoted', { queue: of('queue') });
    default:
      return facts.to === undefined ? '' : t('records.sent', { to: of('to') });
  }
}

/** What was asked on the way, and the answers. */
export function findings({ facts }: RouteStep): readonly string[] {
  const trace = Array.isArray(facts.trace) ? (facts.trace as readonly (readonly [string, string])[]) : [];
  return trace.map(([asked, found]) => t('records.because', { asked, found }));
}

function othersOf(facts: Readonly<Record<string, unknown>>): number {
  const next = Array.isArray(facts.next) ? facts.next.length : 0;
  return next + (typeof facts.further === 'number' ? facts.further : 0);
}
