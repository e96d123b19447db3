// SPDX-License-Identifier: GPL-2.0-or-later
// How is a line listened to and measured, instead of carrying a call? What it receives as samples, tones and digits the other way.

import { type Clock, type Duration, sleep } from '../../kernel/index.js';
import { type ChannelIndex, type MediaPort, type OperationId, openStream, type StreamEnd } from '../../native/index.js';
import { samplesOf } from '../a-law.js';

const FRAMES = 64;
const LOOK: Duration = 200;

/** One line under test. Whoever made it closes it. */
export class LineProbe {
  readonly #media: MediaPort;
  readonly #clock: Clock;
  readonly #channel: ChannelIndex;
  readonly #operation: OperationId;
  readonly #stream: StreamEnd;
  readonly #release: () => void;

  /** `release`: what ends the seizure of the line, if it was seized for this. */
  constructor(media: MediaPort, clock: Clock, channel: ChannelIndex, release: () => void) {
    this.#media = media;
    this.#clock = clock;
    this.#channel = channel;
    this.#release = release;
    const handle = media.stream(channel, { frames: FRAMES });
    this.#operation = handle.operation;
    this.#stream = openStream(handle);
  }

  /** What comes on the line for so long, from now on, as 16-bit samples. Rejects when the signal says so. */
  async hear(length: Duration, signal: AbortSignal): Promise<Int16Array> {
    this.#read();
    const heard: Int16Array[] = [];
    for (const end = this.#clock.now() + length; this.#clock.now() < end; ) {
      await sleep(this.#clock, Math.min(LOOK, end - this.#clock.now()), signal);
      heard.push(...this.#read());
    }
    const samples = new Int16Array(heard.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of heard) {
      samples.set(part, at);
      at += part.length;
    }
    return samples;
  }

  /** Keys digits to the exchange. */
  dial(digits: string): void {
    this.#media.sendDigits(this.#channel, digits, { onMs: 80, offMs: 80 });
  }

  /** Sends a tone; returns what ends it. */
  send(hertz: number, levelDbm0: number): () => void {
    const tone = this.#media.tone(this.#channel, [{ hertz: [hertz], milliseconds: 0 }], { levelDbm0 });
    return () => this.#media.stop(tone);
  }

  close(): void {
    this.#stream.close();
    this.#media.stop(this.#operation);
    this.#release();
  }

  #read(): Int16Array[] {
    const frames: Int16Array[] = [];
    for (let frame = this.#stream.read(); frame !== undefined; frame = this.#stream.read())
      frames.push(samplesOf(frame.sound));
    return frames;
  }
}
