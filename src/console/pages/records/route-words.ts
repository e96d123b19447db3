// SPDX-License-Identifier: GPL-2.0-or-later
// How does a step of a call's routing read, in one sentence?

import { found, t, word } from '../../words/index.js';
import { type NameOf, placeText } from './place-words.js';

export interface RouteStep {
  readonly type: string;
  readonly at: number;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** One sentence; empty for what is no news to people. */
export function routeLine({ type, facts }: RouteStep, nameOf: NameOf = (agent) => agent): string {
  const of = (name: string) => (name === 'agent' ? nameOf(String(facts.agent ?? '')) : String(facts[name] ?? ''));
  switch (type) {
    case 'call.routed':
      return routedLine(of);
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
      return t('records.overflowed', { queue: of('queue'), to: placeText(of('to'), nameOf) });
    case 'call.promoted':
      return t('records.promoted', { queue: of('queue') });
    default:
      return facts.to === undefined ? '' : t('records.sent', { to: placeText(of('to'), nameOf) });
  }
}

/** Its queue is told where it waits there: of a call that goes elsewhere it is the one that it belongs to. */
function routedLine(of: (name: string) => string): string {
  const [to, reason] = [of('to'), of('reason')];
  const said =
    to === 'queue' ? t('records.toQueue', { name: of('queue') }) : t('records.toElse', { name: word('way', to) });
  const rule = of('rule');
  if (rule !== '' && reason === 'rule') return t('records.byRule', { said, rule });
  // That it goes to a queue because it goes to a queue is no news.
  return reason === '' || reason === 'queue' || reason === 'flow'
    ? said
    : t('records.why', { said, reason: word('reason', reason) });
}

/** What was asked on the way, and the answers. */
export function findings({ facts }: RouteStep): readonly string[] {
  const trace = Array.isArray(facts.trace) ? (facts.trace as readonly (readonly [string, string])[]) : [];
  return trace.map(([asked, answer]) => t('records.because', found(asked, answer)));
}

function othersOf(facts: Readonly<Record<string, unknown>>): number {
  const next = Array.isArray(facts.next) ? facts.next.length : 0;
  return next + (typeof facts.further === 'number' ? facts.further : 0);
}
