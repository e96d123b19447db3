// SPDX-License-Identifier: GPL-2.0-or-later
// Who runs a machine? An actor: one event at a time, effects in order, one timer for the state's deadline.

import type { Cancel, Clock, Instant } from './clock.js';
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
  #errors: unknown[] | undefined;
  #cancel: Cancel | undefined;
  /** When the timer is set for. */
  #due: Instant | undefined;

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
    if (this.#running) {
      this.#queue.push(event);
      return;
    }
    this.#running = true;
    this.#errors = undefined;
    this.#tryStep(event);
    // Mostly nothing is sent meanwhile.
    while (this.#queue.length > 0) this.#tryStep(this.#queue.shift() as Event);
    this.#running = false;
    this.#arm();
    if (this.#errors !== undefined) throw this.#errors[0];
  }

  /** Ends the timer; the actor must not be sent to afterwards. */
  close(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    this.#due = undefined;
  }

  #tryStep(event: Event): void {
    try {
      const { state, effects } = this.#machine.transition(this.#state, event, this.#clock.now());
      this.#state = state;
      for (const effect of effects) this.#tryEffect(effect, state);
    } catch (error) {
      this.#failed(error);
    }
  }

  #tryEffect(effect: Effect, state: State): void {
    try {
      this.#perform(effect, state);
    } catch (error) {
      this.#failed(error);
    }
  }

  #failed(error: unknown): void {
    this.#errors ??= [];
    this.#errors.push(error);
  }

  /** Most steps leave the deadline as it is. */
  #arm(): void {
    const due = this.#machine.deadline(this.#state);
    if (due === this.#due) return;
    this.#cancel?.();
    this.#due = due;
    this.#cancel = due === undefined ? undefined : this.#clock.at(due, () => this.#expire());
  }

  #expire(): void {
    this.#due = undefined;
    this.#cancel = undefined;
    this.send(this.#machine.expired);
  }
}
