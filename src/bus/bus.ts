// SPDX-License-Identifier: GPL-2.0-or-later
// How does news reach whoever wants it? One bus for the box; listeners choose one type or all.

import { Emitter, type Unsubscribe } from '../kernel/index.js';
import type { BusinessEvent, EventOf, EventType } from './events.js';

/** Hears what a listener threw. */
export type Complain = (error: unknown) => void;

const warn: Complain = (error) => process.emitWarning(error instanceof Error ? error : String(error));

/**
 * Business events between rooms and to the outside. What the store publishes here is durable already, so nobody may veto:
 * what a listener throws goes to `complain` (default: a process warning).
 */
export class Bus {
  readonly #all = new Emitter<BusinessEvent>();
  readonly #byType = new Map<EventType, Emitter<BusinessEvent>>();
  readonly #complain: Complain;

  constructor(complain: Complain = warn) {
    this.#complain = complain;
  }

  /** Tells `listener` the events of one type. */
  on<Type extends EventType>(type: Type, listener: (event: EventOf<Type>) => void): Unsubscribe {
    const emitter = this.#byType.get(type) ?? new Emitter<BusinessEvent>();
    this.#byType.set(type, emitter);
    return emitter.on((event) => listener(event as EventOf<Type>));
  }

  /** Tells `listener` every event. */
  onAny(listener: (event: BusinessEvent) => void): Unsubscribe {
    return this.#all.on(listener);
  }

  /** Tells the listeners of the type, then those of all types. */
  publish(event: BusinessEvent): void {
    for (const emitter of [this.#byType.get(event.type), this.#all]) {
      try {
        emitter?.emit(event);
      } catch (error) {
        this.#complain(error);
      }
    }
  }
}
