// SPDX-License-Identifier: GPL-2.0-or-later
// How is one caller listened to? Frame by frame from his stream: who begins to speak is passed on to the engine, with what came just before.

import { type Clock, type Duration, every } from '../kernel/index.js';
import type { StreamEnd } from '../native/index.js';
import type { Understood } from './ports.js';
import type { Recognition } from './recognition.js';
import { VoiceActivity, type VoiceState } from './voice-activity.js';
import { fromAlaw } from './wav-samples.js';

const LOOK: Duration = 20;
const FRAME: Duration = 20;
const KEPT = 400 / FRAME; // frames before the beginning is certain: soft consonants are in them
const MOST_AT_ONCE = 100; // frames

/** What is listened by. */
export interface ListenerOptions {
  readonly open: () => Recognition;
  /** So much of what is said is listened to. */
  readonly longest: Duration;
  /** For the engine, after the last word. */
  readonly within: Duration;
  readonly begun: () => void;
  readonly understood: (what: Understood) => void;
}

/** Listens to one utterance, then closes the stream. */
export class Listener {
  readonly #stream: StreamEnd;
  readonly #options: ListenerOptions;
  readonly #voice = new VoiceActivity();
  readonly #before: Uint8Array[] = [];
  readonly #cancel: () => void;
  #recognition: Recognition | undefined;
  #frames = 0;
  #over = false;

  constructor(clock: Clock, stream: StreamEnd, options: ListenerOptions) {
    this.#stream = stream;
    this.#options = options;
    this.#cancel = every(clock, LOOK, () => this.#look());
  }

  /** Enough: what was said until now is understood. */
  stop(): void {
    this.#look();
    this.#end();
  }

  #look(): void {
    for (let read = 0; read < MOST_AT_ONCE && !this.#over; read++) {
      const { ended } = this.#stream; // before the last look
      const frame = this.#stream.read();
      if (frame !== undefined) this.#hear(frame.sound);
      else {
        if (ended) this.#end();
        return;
      }
    }
  }

  #hear(sound: Uint8Array): void {
    const state = this.#voice.hear(sound);
    if (state === 'waiting') {
      this.#before.push(sound);
      if (this.#before.length > KEPT) this.#before.shift();
      return;
    }
    this.#feed(sound, state);
    if (state === 'ended' || ++this.#frames * FRAME >= this.#options.longest) this.#end();
  }

  #feed(sound: Uint8Array, state: VoiceState): void {
    try {
      if (this.#recognition === undefined && state === 'speaking') {
        this.#options.begun();
        this.#recognition = this.#options.open();
        for (const frame of this.#before.splice(0)) this.#recognition.feed(samplesOf(frame));
      }
      this.#recognition?.feed(samplesOf(sound));
    } catch (error) {
      this.#tell({ kind: 'failed', why: error instanceof Error ? error.message : String(error) });
    }
  }

  #end(): void {
    if (this.#over) return;
    this.#close();
    if (this.#recognition === undefined) {
      this.#options.understood({ kind: 'nothing' });
      return;
    }
    this.#recognition.finish(this.#options.within).then(
      (text) => this.#options.understood({ kind: 'text', text }),
      (error: unknown) =>
        this.#options.understood({ kind: 'failed', why: error instanceof Error ? error.message : String(error) }),
    );
  }

  #tell(what: Understood): void {
    if (this.#over) return;
    this.#close();
    this.#recognition?.abort();
    this.#options.understood(what);
  }

  #close(): void {
    this.#over = true;
    this.#cancel();
    this.#stream.close();
  }
}

function samplesOf(frame: Uint8Array): Int16Array {
  return Int16Array.from(frame, fromAlaw);
}
