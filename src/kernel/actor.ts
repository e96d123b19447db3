// SPDX-License-Identifier: GPL-2.0-or-later
// Who runs a machine? An actor: one event at a time, effects in order, one timer for the state's deadline.

import type { Cancel, Clock } from './clock.js';
import type { Machine } from './machine.js';

/**
 * Runs a machine. Events that an effect sends to its own actor wait until the effects of this step are done. An effect that throws
 * keeps no other one from being performed; the first error is thrown at the end.
 */
export class Actor<State, Event, Effect> {
  readonly #machine: Machine<State, Event, Effect>;
  readonly #clock: Clock;
  readonly #perform: (effect: Effect, state: State) => void;
  readonly #queue: Event[] = [];
  #state: State;
  #running = false;
  #cancel: Cancel | undefined;

  constructor(
    machine: Machine<State, Event, Effect>,
    initial: State,
    clock: Clock,
    perform: (effect: Effect, state: State) => void,
  ) {
    this.#machine = machine;
    this.#state = initial;
    this.#clock = clock;
    this.#perform = perform;
    this.#arm();
  }

  get state(): State {
    return this.#state;
  }

  send(event: Event): void {
    this.#queue.push(event);
    if (this.#running) return;

    this.#running = true;
    const errors: unknown[] = [];
    for (let next = this.#queue.shift(); next !== undefined; next = this.#queue.shift()) this.#tryStep(next, errors);
    this.#running = false;
    this.#arm();
    if (errors.length > 0) throw errors[0];
  }

  /** Ends the timer; the actor must not be sent to afterwards. */
  close(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }

  #tryStep(event: Event, errors: unknown[]): void {
    try {
      this.#step(event, errors);
    } catch (error) {
      errors.push(error);
    }
  }

  #step(event: Event, errors: unknown[]): void {
    const { state, effects } = this.#machine.transition(this.#state, event, this.#clock.now());
    this.#state = state;
    for (const effect of effects) {
      try {
        this.#perform(effect, state);
      } catch (error) {
        errors.push(error);
      }
    }
  }

  #arm(): void {
    this.#cancel?.();
    const due = this.#machine.deadline(this.#state);
    this.#cancel = due === undefined ? undefined : this.#clock.at(due, () => this.send(this.#machine.expired));
  }
}
