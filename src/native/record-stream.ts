// SPDX-License-Identifier: GPL-2.0-or-later
// How do records in memory become facts that listeners hear, each once and in order?

import { Emitter, type Unsubscribe } from '../kernel/index.js';
import { decodeFact, decodeMeter, type Fact, type Meter, RECORD_BYTES } from './contract.js';

/** Where records come from: a buffer that each read fills anew. */
export interface RecordSource {
  readonly batch: ArrayBuffer;
  readFacts(): number;
  readMeters(): number;
}

type Telling = () => void;

/**
 * Hands out what a source has. A listener that throws, or a record that cannot be read, keeps nothing else from being
 * told; the first error is thrown at the end. A listener may call `handOut` (by stepping or closing): the order holds.
 */
export class RecordStream {
  readonly #source: RecordSource;
  readonly #view: DataView;
  readonly #facts = new Emitter<Fact>();
  readonly #meters = new Emitter<Meter>();
  #tellings: Telling[] = [];
  #next = 0;

  constructor(source: RecordSource) {
    this.#source = source;
    this.#view = new DataView(source.batch);
  }

  onFact(listener: (fact: Fact) => void): Unsubscribe {
    return this.#facts.on(listener);
  }

  onMeter(listener: (meter: Meter) => void): Unsubscribe {
    return this.#meters.on(listener);
  }

  /** Until the source is empty. */
  handOut(): void {
    const errors: unknown[] = [];
    for (let tell = this.#take(); tell; tell = this.#take()) {
      try {
        tell();
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw errors[0];
  }

  #take(): Telling | undefined {
    if (this.#next === this.#tellings.length) {
      this.#tellings = this.#read();
      this.#next = 0;
    }
    if (this.#next < this.#tellings.length) return this.#tellings[this.#next++];
    return undefined;
  }

  #read(): Telling[] {
    const facts = this.#decode(this.#source.readFacts(), (offset) => decodeFact(this.#view, offset), this.#facts);
    if (facts.length > 0) return facts;
    return this.#decode(this.#source.readMeters(), (offset) => decodeMeter(this.#view, offset), this.#meters);
  }

  /** All of the batch at once, since a listener may bring the next one into the buffer. */
  #decode<T>(count: number, decode: (offset: number) => T, emitter: Emitter<T>): Telling[] {
    return Array.from({ length: count }, (_, index) => {
      try {
        const record = decode(index * RECORD_BYTES);
        return () => emitter.emit(record);
      } catch (error) {
        return () => {
          throw error;
        };
      }
    });
  }
}
