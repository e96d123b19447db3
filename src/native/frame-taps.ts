// SPDX-License-Identifier: GPL-2.0-or-later
// Who listens to the frames of which D-channel? The engine's tap of a span is on while somebody does.

import type { Unsubscribe } from '../kernel/index.js';
import type { NativeEngine } from './load.js';
import type { TracedFrame } from './traced-frame.js';

type Listener = (frame: TracedFrame) => void;

/** The taps of one engine. */
export class FrameTaps {
  readonly #engine: Pick<NativeEngine, 'trace' | 'readFrames'>;
  readonly #listeners = new Map<number, Set<Listener>>();

  constructor(engine: Pick<NativeEngine, 'trace' | 'readFrames'>) {
    this.#engine = engine;
  }

  /** Throws RangeError for a span that is no E1 of the board. */
  on(span: number, listener: Listener): Unsubscribe {
    const listeners = this.#listeners.get(span) ?? new Set();
    if (listeners.size === 0) this.#engine.trace(span, true);
    const own: Listener = (frame) => listener(frame);
    this.#listeners.set(span, listeners.add(own));
    return () => {
      if (!listeners.delete(own) || listeners.size > 0) return;
      try {
        this.#engine.trace(span, false);
      } catch {
        // The engine is closed: nothing is told any more.
      }
    };
  }

  /** Hands out what was told. A listener that throws keeps no other from hearing; the first error is thrown at the end. */
  handOut(): void {
    const errors: unknown[] = [];
    for (let frames = this.#read(); frames.length > 0; frames = this.#read()) {
      for (const frame of frames) {
        for (const tell of [...(this.#listeners.get(frame.span) ?? [])]) {
          try {
            tell(frame);
          } catch (error) {
            errors.push(error);
          }
        }
      }
    }
    if (errors.length > 0) throw errors[0];
  }

  /** Nobody has ever asked: then there is nothing to read. */
  #read(): readonly TracedFrame[] {
    return this.#listeners.size === 0 ? [] : this.#engine.readFrames();
  }
}
