// SPDX-License-Identifier: GPL-2.0-or-later
// What can happen to the queues? The events of one instant as data, in the order in which they count.

import type { Instant } from '../kernel/index.js';
import type { AgentEvent, Refusal } from './agent-state.js';
import type { Need } from './needs.js';
import type { Relaxation } from './relaxation.js';
import type { WaitingKind } from './waiting-machine.js';

/** How a call is put into a queue. */
export interface EnqueueOptions {
  readonly kind?: WaitingKind | undefined;
  /** Higher goes first; 0 is usual. */
  readonly priority?: number | undefined;
  /** The place to take; now, unless a callback brings its first call's time. */
  readonly enqueuedAt?: Instant | undefined;
  /** Only this agent will do; reserved for it or not. */
  readonly only?: string | undefined;
  /** What an agent must be able to do for it. */
  readonly needs?: readonly Need[] | undefined;
  /** What is asked less strictly after a while, in the order of the times. */
  readonly relax?: readonly Relaxation[] | undefined;
}

/** One event. Of several, those with the lower `sequence` came first; those without have it from their place before the others. */
export type AcdEvent = { readonly sequence?: number } & (
  | ({ readonly type: 'enqueue'; readonly call: string; readonly queues: readonly string[] } & EnqueueOptions)
  /** The caller hung up while he waited; counts as abandoned. */
  | { readonly type: 'abandon'; readonly call: string }
  /** It goes elsewhere. */
  | { readonly type: 'remove'; readonly call: string }
  /** Somebody wants it served before all others of its queues. */
  | { readonly type: 'promote'; readonly call: string }
  | { readonly type: 'answered'; readonly offer: string }
  | { readonly type: 'declined'; readonly offer: string; readonly reason: string; readonly how?: Refusal }
  | { readonly type: 'agent'; readonly agent: string; readonly event: AgentEvent }
);

/** In the order in which they count; `placeOf` an offer decides between answers of one number, as they come of one tick. */
export function inSequence(events: readonly AcdEvent[], placeOf: (offer: string) => number): readonly AcdEvent[] {
  if (events.length < 2) return events;
  const sorted = [...events].sort((a, b) => (a.sequence ?? 0) - (b.sequence ?? 0));
  const answers = sorted.filter((event) => event.type === 'answered' && event.sequence !== undefined);
  if (answers.length < 2) return sorted;
  const places = new Map(answers.map((event) => [event, event.type === 'answered' ? placeOf(event.offer) : 0]));
  const ordered = [...answers].sort(
    (a, b) => (a.sequence ?? 0) - (b.sequence ?? 0) || (places.get(a) ?? 0) - (places.get(b) ?? 0),
  );
  return sorted.map((event) => (places.has(event) ? (ordered.shift() ?? event) : event));
}
