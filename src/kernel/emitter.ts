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

  constructor(failed?: ListenerFailed<T>) {
    this.#failed = failed;
  }

  on(listener: (news: T) => void): Unsubscribe {
    const own = (news: T) => listener(news);
    this.#listeners.add(own);
    return () => this.#listeners.delete(own);
  }

  emit(news: T): void {
    const errors: unknown[] = [];
    for (const listener of [...this.#listeners]) {
      try {
        listener(news);
      } catch (error) {
        if (this.#failed === undefined) errors.push(error);
        else this.#failed(error, news);
      }
    }
    if (errors.length > 0) throw errors[0];
  }
}
