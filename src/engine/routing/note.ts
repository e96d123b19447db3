// SPDX-License-Identifier: GPL-2.0-or-later
// How is kept why a call went where it went? As an event of the call, in a few hundred bytes.

import type { AskedAndFound } from '../../bus/index.js';
import { type Destination, isRung } from '../../config/index.js';
import type { Instant } from '../../kernel/index.js';
import type { Finding, Route, Ruled } from '../../reception/index.js';
import type { Batch } from '../../store/index.js';

const MOST_LINES = 60;
const MOST_CHARACTERS = 160; // of a line

/** Writes down where the call goes and why, with the call itself. */
export function noteRoute(batch: Batch, call: string, route: Route, at: Instant): void {
  const { kind, reason, rules, claims, trace } = route;
  const rule = rules.at(-1);
  const facts = {
    call,
    ...('queue' in route && { queue: route.queue }),
    ...{ to: kind, reason },
    ...(rule !== undefined && { rule, rules }),
    ...(claims.priority !== 0 && { priority: claims.priority }),
    trace: told(trace),
  };
  batch.event('call.routed', facts, at);
}

/** The same of a caller whom a dialogue leads to a queue, with what he does there. */
export function noteRuled(
  batch: Batch,
  { call, queue }: { readonly call: string; readonly queue: string },
  { to, held, claims, findings }: Ruled,
  at: Instant,
): void {
  const rule = held.at(-1);
  const facts = {
    ...{ call, queue, to: to === undefined ? 'queue' : placeOf(to), reason: rule === undefined ? 'flow' : 'rule' },
    ...(rule !== undefined && { rule, rules: held }),
    ...(claims.priority !== 0 && { priority: claims.priority }),
    trace: told(findings),
  };
  batch.event('call.routed', facts, at);
}

/** As reception calls it. */
function placeOf(to: Destination): string {
  if (isRung(to)) return 'ring';
  return to.kind === 'callback' ? 'computerAgent' : to.kind;
}

function told(findings: readonly Finding[]): readonly AskedAndFound[] {
  const short = (text: string) => text.slice(0, MOST_CHARACTERS);
  return findings.slice(0, MOST_LINES).map(({ asked, found }) => [short(asked), short(found)]);
}
