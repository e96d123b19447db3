// SPDX-License-Identifier: GPL-2.0-or-later
// What is a life cycle? A pure function from a state and an event to a state and effects.

import type { Instant } from './clock.js';

/** What a transition gives: the next state and what the actor has to do, in order. */
export interface Step<State, Effect> {
  readonly state: State;
  readonly effects: readonly Effect[];
}

/** A pure machine. `deadline` says when the event `expired` falls due in a state; undefined: never. */
export interface Machine<State, Event, Effect> {
  readonly transition: (state: State, event: Event, at: Instant) => Step<State, Effect>;
  readonly deadline: (state: State) => Instant | undefined;
  /** The event that the actor sends when the deadline has come. */
  readonly expired: Event;
}

/** The step of an event that changes nothing: it came late, or does not concern this state. */
export function stay<State, Effect>(state: State): Step<State, Effect> {
  return { state, effects: [] };
}
