// SPDX-License-Identifier: GPL-2.0-or-later
// How does somebody resolve a promise that another one has made? By the ends of it.

/** A promise and its ends. */
export interface Deferred<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (reason: unknown) => void;
}

/** A promise and its ends; nobody needs to await it: a rejection without a listener is no error. */
export function deferred<T>(): Deferred<T> {
  let ends: Omit<Deferred<T>, 'promise'> | undefined;
  const promise = new Promise<T>((resolve, reject) => {
    ends = { resolve, reject };
  });
  promise.catch(() => {});
  if (ends === undefined) throw new TypeError('a promise runs its executor at once');
  return { promise, ...ends };
}
