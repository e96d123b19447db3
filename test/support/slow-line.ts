// SPDX-License-Identifier: GPL-2.0-or-later
// How does a scenario hold the box at its end? A line whose first RELEASE takes its time: everything else goes on meanwhile.
import type { MediaPort } from '../../src/native/index.js';
import type { BoxWorld } from './box.js';

/** A line between the engine and the box that keeps calls which the box clears until it gives up waiting for them. */
export class SlowLine {
  /** `first`: the first call that is cleared from now on is kept; `all`: every one. */
  slow: 'none' | 'first' | 'all' = 'none';
  #kept: number | undefined;

  readonly through = (media: MediaPort): MediaPort => {
    const clear: MediaPort['clear'] = (call, cause) => {
      if (this.slow === 'none' || (this.slow === 'first' && (this.#kept ?? call) !== call)) media.clear(call, cause);
      else this.#kept = call;
    };
    return new Proxy(media, {
      get(target, name) {
        if (name === 'clear') return clear;
        const value = Reflect.get(target, name, target);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
  };
}

/** Begins to close the box; the returned function lets time go by until it has closed. */
export function beginClosing({ world, box }: BoxWorld): () => Promise<void> {
  let over = false;
  const closing = box.close().finally(() => {
    over = true;
  });
  return async () => {
    for (let gone = 0; gone < 5_000 && !over; gone += 20) await world.advance(20);
    await closing;
  };
}
