// SPDX-License-Identifier: GPL-2.0-or-later
// How does a scenario look into the moment between the lifting of a handset and the first word? The engine's news of it is kept.
import type { Fact, MediaPort } from '../../src/native/index.js';

/** Stands between the engine and the box, and holds back that ears hear what was asked for until `join`. */
export class LateJoining {
  readonly #late: (() => void)[] = [];
  #held = true;

  readonly through = (media: MediaPort): MediaPort => {
    const onFact = (listener: (fact: Fact) => void) =>
      media.onFact((fact) => {
        if (fact.type === 'routed' && this.#held) this.#late.push(() => listener(fact));
        else listener(fact);
      });
    return new Proxy(media, {
      get(target, name) {
        if (name === 'onFact') return onFact;
        const value = Reflect.get(target, name, target);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
  };

  /** Tells what was held back, and holds nothing back any more. */
  join(): void {
    this.#held = false;
    for (const tell of this.#late.splice(0)) tell();
  }
}
