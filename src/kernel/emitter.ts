// SPDX-License-Identifier: GPL-2.0-or-later
// How does a room tell others without knowing them? Typed listeners, called in the order of their coming.

/** Ends a subscription; calling it twice does nothing. */
export type Unsubscribe = () => void;

/** Told of a listener's error, and of the news at which it failed. */
export type ListenerFailed<T> = (error: unknown, news: T) => void;

/**
 * One kind of news. A listener that throws does not keep the others from hearing; the first error is thrown at the end, or each
 * is told to `failed`.
 */
export class Emitter<T> {
  readonly #listeners = new Set<(news: T) => void>();
  readonly #failed: ListenerFailed<T> | undefined;
  /** Whom news are told, until somebody comes or goes: who does so amid news changes nothing for these. */
  #told: readonly ((news: T) => void)[] | undefined;

  constructor(failed?: ListenerFailed<T>) {
    this.#failed = failed;
  }

  on(listener: (news: T) => void): Unsubscribe {
    const own = (news: T) => listener(news);
    this.#listeners.add(own);
    this.#told = undefined;
    return () => {
      this.#told = undefined;
      this.#listeners.delete(own);
    };
  }

  emit(news: T): void {
    let errors: unknown[] | undefined;
    this.#told ??= [...this.#listeners];
    for (const listener of this.#told) {
      try {
        listener(news);
      } catch (error) {
        if (this.#failed !== undefined) {
          this.#failed(error, news);
          continue;
        }
        errors ??= [];
        errors.push(error);
      }
    }
    if (errors !== undefined) throw errors[0];
  }
}
