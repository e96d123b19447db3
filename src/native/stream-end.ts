// SPDX-License-Identifier: GPL-2.0-or-later
// How does a worker thread hear and speak over a stream? It maps the stream's memory; the engine waits for nobody.

import { ask } from './ask.js';
import { loadAddon, type StreamMapping } from './load.js';
import type { OperationId } from './media-port.js';

/** How a stream is made. */
export interface StreamOptions {
  /** Whether it has an ear: what its channel receives, until a route says something else. Default true. */
  readonly hears?: boolean;
  /** Frames of 20 ms that are kept each way while somebody is slow, 2 to 512, rounded up to a power of two; default 64. */
  readonly frames?: number;
}

/**
 * What is passed on to whoever uses a stream: as it is to a worker of this process (`postMessage`, `workerData`), the
 * descriptor to another program (`stdio` of `spawn`; docs/boundary.md has the layout). It can be opened once, until `ended`.
 */
export interface StreamHandle {
  readonly operation: OperationId;
  readonly descriptor: number;
}

/** 20 ms that a stream has heard. */
export interface StreamFrame {
  /** When its first sample came, in ticks of 20 ms since the engine started. One more than the last one's, unless some were lost. */
  readonly tick: number;
  /** The same as facts have it, in milliseconds. */
  readonly at: number;
  /** 160 samples, A-law, 8,000 a second. */
  readonly sound: Uint8Array;
}

/** How a frame is said. */
export interface SayAt {
  /** In this tick: not before, and not at all when that is over. Default: in the next one that is free. */
  readonly tick?: number;
  /** Nothing follows for now: the silence behind it is none that somebody must hear of. Default false. */
  readonly last?: boolean;
}

const SAMPLES = 160;
const WORD = 4;
/** Words of the head: docs/boundary.md, and native/media/stream_memory.h. */
const [FRAMES, SLOT_BYTES, FROM_ENGINE, TO_ENGINE, STATE, USER] = [2, 3, 4, 5, 16, 32] as const;
const [ENDED, DONE] = [1, 2] as const;
/** Of a ring: how many frames are written, how many read; then the slots. */
const [WRITTEN, READ, SLOTS] = [0, 64, 128] as const;
/** Of a slot: tick, time, flags, sound. */
const [AT, FLAGS, SOUND] = [8, 16, 24] as const;
const LAST = 1;
const NAP_MS = 5;

/** The user's end of a stream, in whatever thread it was opened. */
export class StreamEnd {
  readonly #mapping: StreamMapping;
  readonly #words: Uint32Array;
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #frames: number;
  readonly #slotBytes: number;
  readonly #fromEngine: number;
  readonly #toEngine: number;
  #read = 0;
  #written = 0;
  #isClosed = false;

  /** For `openStream` alone. */
  constructor(mapping: StreamMapping) {
    const { memory } = mapping;
    this.#mapping = mapping;
    this.#words = new Uint32Array(memory);
    this.#bytes = new Uint8Array(memory);
    this.#view = new DataView(memory);
    this.#frames = this.#word(FRAMES * WORD);
    this.#slotBytes = this.#word(SLOT_BYTES * WORD);
    this.#fromEngine = this.#word(FROM_ENGINE * WORD);
    this.#toEngine = this.#word(TO_ENGINE * WORD);
  }

  /** The engine gives and takes no more. What it has heard before can still be read, until `close`. */
  get ended(): boolean {
    return this.#isClosed || this.#word(STATE * WORD) === ENDED;
  }

  /** The oldest frame that was not read yet, if there is one. */
  read(): StreamFrame | undefined {
    if (this.#isClosed || this.#word(this.#fromEngine + WRITTEN) === this.#read) return undefined;
    const slot = this.#slot(this.#fromEngine, this.#read);
    const frame = {
      tick: Number(this.#view.getBigUint64(slot, true)),
      at: this.#view.getFloat64(slot + AT, true),
      sound: this.#bytes.slice(slot + SOUND, slot + SOUND + SAMPLES),
    };
    this.#read = (this.#read + 1) >>> 0;
    this.#put(this.#fromEngine + READ, this.#read);
    return frame;
  }

  /** The next frame; waits for it, and with it stands the thread: not for one that must answer others. Undefined: it is over. */
  next(): StreamFrame | undefined {
    const nap = new Int32Array(new SharedArrayBuffer(WORD));
    for (;;) {
      const { ended } = this; // before the last look: what was heard until then is there
      const frame = this.read();
      if (frame !== undefined || ended) return frame;
      Atomics.wait(nap, 0, 0, NAP_MS);
    }
  }

  /** Says 160 samples. False when it is over, or when so much waits to be said that there is no room: try again later. */
  write(sound: Uint8Array, { tick = 0, last = false }: SayAt = {}): boolean {
    if (sound.length !== SAMPLES) throw new RangeError(`write: sound must have ${SAMPLES} bytes, not ${sound.length}`);
    if (!Number.isSafeInteger(tick) || tick < 0)
      throw new RangeError(`write: tick must be a whole number, not ${tick}`);
    if (this.ended) return false;
    if ((this.#written - this.#word(this.#toEngine + READ)) >>> 0 >= this.#frames) return false;
    const slot = this.#slot(this.#toEngine, this.#written);
    this.#view.setBigUint64(slot, BigInt(tick), true);
    this.#view.setUint32(slot + FLAGS, last ? LAST : 0, true);
    this.#bytes.set(sound, slot + SOUND);
    this.#written = (this.#written + 1) >>> 0;
    this.#put(this.#toEngine + WRITTEN, this.#written);
    return true;
  }

  /** Wants no more: the stream ends when what was said is out. Idempotent. */
  close(): void {
    if (this.#isClosed) return;
    this.#put(USER * WORD, DONE);
    this.#isClosed = true;
    this.#mapping.release(this.#mapping.memory);
  }

  #word(offset: number): number {
    return Atomics.load(this.#words, offset / WORD);
  }

  #put(offset: number, value: number): void {
    Atomics.store(this.#words, offset / WORD, value);
  }

  #slot(ring: number, index: number): number {
    return ring + SLOTS + (index & (this.#frames - 1)) * this.#slotBytes;
  }
}

/**
 * Opens a stream, in any thread of the process that has the engine; once. Throws REFUSED when it is over or has been opened.
 * When the thread ends without `close`, the stream ends as failed.
 */
export function openStream({ descriptor, operation }: StreamHandle): StreamEnd {
  return new StreamEnd(ask(() => loadAddon().attachStream(descriptor, operation)));
}
