// SPDX-License-Identifier: GPL-2.0-or-later
// How is a caller listened to beside his keys? From before the prompt on, by a stream of his leg; a key is always worth more.

import type { Leg } from '../call/index.js';
import type { Language } from '../kernel/index.js';
import type { Recognizer, UnderHearing, Understood } from '../speech/index.js';
import { keysMeant, type MaySay, phrasesOf } from './heard.js';

/** Who understands what is said. */
export interface Ears {
  readonly recognizer: Recognizer;
  /** Whether there is an engine now. */
  readonly isThere: () => boolean;
  /** Whether who speaks stops the prompt. */
  readonly bargeIn: () => boolean;
  /** It could not be understood for a reason that is not the caller's. */
  readonly failed: (why: string) => void;
}

/** What came of a question: keys, which may be none; or something was said that is no answer. */
export type Listened = { readonly digits: string } | 'unclear';

const FRAMES = 256; // 5 s: an engine may be begun meanwhile

/** One listening of a question. */
export class Listening {
  readonly #ears: Ears;
  readonly #what: MaySay;
  readonly #language: Language;
  readonly #under: UnderHearing;
  readonly #unheard: () => void;
  #hasKeyed = false;

  constructor(leg: Leg, ears: Ears, what: MaySay, language: Language) {
    this.#ears = ears;
    this.#what = what;
    this.#language = language;
    this.#unheard = leg.digit.on(() => {
      this.#hasKeyed = true;
    });
    const { handle } = leg.stream({ frames: FRAMES });
    const phrases = phrasesOf(what, language);
    this.#under = ears.recognizer.hear(handle, { language, phrases, repeated: what.kind === 'digits' });
  }

  /** Resolves when he begins to speak. */
  get begun(): Promise<void> {
    return this.#under.begun;
  }

  /**
   * The first of both: keys by `keys`, or what he has said. Who has begun to speak when the time for keys is over is heard to his end;
   * whoever is not understood for a reason of ours still has his keys. Rejects as `keys` does.
   */
  async with(keys: (signal: AbortSignal) => Promise<string>): Promise<Listened> {
    const enough = new AbortController();
    let speaks = false;
    this.#under.begun.then(
      () => {
        speaks = true;
      },
      () => {},
    );
    const keyed = keys(enough.signal).then((digits) => ({ digits }));
    const said = this.#under.understood.then((understood) => this.#meant(understood));
    keyed.catch(() => {});
    const first = await Promise.race([keyed, said]);
    if (first !== undefined && 'keys' in first) {
      enough.abort();
      return first.keys;
    }
    const { digits } = first ?? (await keyed);
    if (digits === '' && speaks) {
      const late = await said;
      if (late !== undefined) return late.keys;
    }
    this.stop();
    return { digits };
  }

  stop(): void {
    this.#unheard();
    this.#under.stop();
  }

  #meant(understood: Understood): { readonly keys: Listened } | undefined {
    if (understood.kind === 'failed') this.#ears.failed(understood.why);
    if (understood.kind !== 'text' || this.#hasKeyed) return undefined;
    const digits = keysMeant(this.#what, this.#language, understood.text);
    return { keys: digits === undefined ? 'unclear' : { digits } };
  }
}
