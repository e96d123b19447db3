// SPDX-License-Identifier: GPL-2.0-or-later
// What of a party must nobody hear or record for a while? The masks of one leg: cards and PINs that it keys in.

import type { Cancel, Clock, Duration, Emitter } from '../kernel/index.js';
import type { MediaPort } from '../native/index.js';

/** A mask that somebody forgot ends by itself: the recording of a conversation must not stay empty. */
const LONGEST: Duration = 60_000;

/** Why a party is masked, and for how long at most. */
export interface MaskOptions {
  /** Why, in a word or two, for the event log: `card`, `PIN`. */
  readonly reason: string;
  /** It ends by itself after this; default 60 s. Infinity: not before `end` or hang-up. */
  readonly longest?: Duration;
}

/** How a mask ended: by `end`, by itself, with the leg. */
export type MaskEnd = 'ended' | 'expired' | 'cleared';

/** A mask that began or ended. */
export interface MaskNews {
  readonly reason: string;
  /** Of one that is over: how it ended, and how long it was. */
  readonly ended?: { readonly how: MaskEnd; readonly durationMs: Duration };
}

/** A mask under way. */
export interface Mask {
  readonly reason: string;
  /** Ends it, as soon as no key is down. Later calls change nothing. */
  end(): void;
}

/** What masks need. */
export interface MaskContext {
  readonly media: MediaPort;
  readonly clock: Clock;
}

/** The masks of a leg. Several may be under way: the party is heard again when the last one has ended. */
export class Masks {
  readonly #context: MaskContext;
  readonly #told: Emitter<MaskNews>;
  readonly #underWay = new Set<(how: MaskEnd) => void>();

  constructor(context: MaskContext, told: Emitter<MaskNews>) {
    this.#context = context;
    this.#told = told;
  }

  /** Masks the channel from the next tick on. */
  begin(channel: number, { reason, longest = LONGEST }: MaskOptions): Mask {
    if (reason.trim() === '') throw new RangeError('mask: reason must say why');
    if (!(longest > 0)) throw new RangeError(`mask: longest must be more than 0 ms, not ${longest}`);
    const { media, clock } = this.#context;
    const began = clock.now();
    let cancel: Cancel = () => {};
    const finish = (how: MaskEnd) => {
      if (!this.#underWay.delete(finish)) return;
      cancel();
      // The channel of a leg that is cleared is reset, and stays masked until then.
      if (how !== 'cleared' && this.#underWay.size === 0) media.mask(channel, false);
      this.#told.emit({ reason, ended: { how, durationMs: clock.now() - began } });
    };
    this.#underWay.add(finish);
    media.mask(channel, true);
    if (Number.isFinite(longest)) cancel = clock.at(began + longest, () => finish('expired'));
    this.#told.emit({ reason });
    return { reason, end: () => finish('ended') };
  }

  /** The leg is over. */
  clear(): void {
    for (const finish of [...this.#underWay]) finish('cleared');
  }
}
