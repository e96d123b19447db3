// SPDX-License-Identifier: GPL-2.0-or-later
// When does somebody at the far end hear something else? His channel's samples, looked at as they come.
import { setTimeout as sleep } from 'node:timers/promises';
import { openStream } from '../../dist/native/index.js';

const frames = 128;
const stillSamples = 800; // no music is still for 100 ms
const idle = new Set([0xd5, 0x55]); // A-law's smallest steps
const [tickSamples, perMs] = [160, 8];
const lookEveryMs = 1;
const atMostMs = 3_000;

/** An ear at a channel of the far end. */
export class Ear {
  #media;
  #handle;
  #end;

  /**
   * @param {import('../../dist/native/index.js').NativeMedia} media
   * @param {number} channel
   */
  constructor(media, channel) {
    this.#media = media;
    this.#handle = media.stream(channel, { frames });
    this.#end = openStream(this.#handle);
  }

  /** What came before does not count. */
  forget() {
    while (this.#end.read() !== undefined);
  }

  /** When the first sample of a sound came, by `performance.now`. */
  sound() {
    return this.#first((isIdle, at) => (isIdle ? undefined : at));
  }

  /** When the first sample of a silence came. */
  silence() {
    let [still, since] = [0, 0];
    return this.#first((isIdle, at) => {
      if (!isIdle) still = 0;
      else if (still++ === 0) since = at;
      return still > stillSamples ? since : undefined;
    });
  }

  close() {
    this.#end.close();
    this.#media.stop(this.#handle.operation);
  }

  /** @param {(isIdle: boolean, at: number) => number | undefined} look at each sample, and when it came */
  async #first(look) {
    for (const last = performance.now() + atMostMs; performance.now() < last; await sleep(lookEveryMs)) {
      for (let frame = this.#end.read(); frame !== undefined; frame = this.#end.read()) {
        const now = performance.now();
        for (const [i, sample] of frame.sound.entries()) {
          const found = look(idle.has(sample), now - (tickSamples - i) / perMs);
          if (found !== undefined) return found;
        }
      }
    }
    throw new Error(`nothing else was heard within ${atMostMs} ms`);
  }
}
