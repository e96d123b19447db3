// SPDX-License-Identifier: GPL-2.0-or-later
// What is told of a leg? One emitter for each kind of news; a listener that throws fails this leg and no other.

import { Emitter } from '../kernel/index.js';
import type { Heard } from './hearing.js';
import type { Leg } from './leg.js';
import type { MaskNews } from './mask.js';

/** The news of a leg. */
export abstract class LegNewsroom {
  /** The far end has the whole number, or the engine said so for us because no decision had come. */
  readonly proceeding = this.#news<Leg>();
  /** PROGRESS from the far end; `inBand`: it can be heard what becomes of the call. */
  readonly progress = this.#news<{ readonly leg: Leg; readonly inBand: boolean; readonly cause: number }>();
  /** Outgoing: the far end rings. */
  readonly alerting = this.#news<Leg>();
  /** It is connected. */
  readonly answered = this.#news<Leg>();
  /** A key that the party pressed. Personal: not for the log. */
  readonly digit = this.#news<{ readonly leg: Leg; readonly digit: string }>();
  /** A mask began or ended; see `mask`. */
  readonly masked = this.#news<MaskNews>();
  /** What was listened for (`listenFor`) and heard. */
  readonly heard = this.#news<Heard>();
  /** Told once, when the channel is free again. */
  readonly cleared = this.#news<Leg>();

  /** A listener has failed. */
  abstract fail(error: unknown): void;

  #news<T>(): Emitter<T> {
    return new Emitter<T>((error) => this.fail(error));
  }
}
