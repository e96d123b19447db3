// SPDX-License-Identifier: GPL-2.0-or-later
// Which prompt is being heard? Found by its own bytes, as they lie in its file: a virtual line changes none of them.

const WINDOW = 64;
const EVERY = 80;
/** A window of near-silence is alike in all prompts. */
const LEAST_VALUES = 12;
const AFRESH = 8_000; // samples without a trace of it, after which the same prompt is told again

/** Recognises prompts in a stream of A-law. */
export class PromptEar {
  readonly #windows = new Map<string, string>();
  #tail = Buffer.alloc(0);
  #heard: string | undefined;
  #since = 0;

  /** The prompts' sound by their names. What stands in two of them tells neither. */
  constructor(prompts: ReadonlyMap<string, Uint8Array>) {
    const ambiguous = new Set<string>();
    for (const [name, sound] of prompts) {
      const bytes = Buffer.from(sound.buffer, sound.byteOffset, sound.byteLength);
      for (let at = 0; at + WINDOW <= bytes.length; at += EVERY) {
        const window = bytes.subarray(at, at + WINDOW);
        if (new Set(window).size < LEAST_VALUES) continue;
        const key = window.toString('latin1');
        if (this.#windows.has(key) && this.#windows.get(key) !== name) ambiguous.add(key);
        this.#windows.set(key, name);
      }
    }
    for (const key of ambiguous) this.#windows.delete(key);
  }

  /** The names of those that begin to be heard in this sound, in their order. */
  hear(sound: Uint8Array): readonly string[] {
    const all = Buffer.concat([this.#tail, sound]);
    const begun: string[] = [];
    for (let at = 0; at + WINDOW <= all.length; at++) {
      this.#since++;
      const name = this.#windows.get(all.toString('latin1', at, at + WINDOW));
      if (name === undefined) continue;
      if (name !== this.#heard || this.#since > AFRESH) begun.push(name);
      this.#heard = name;
      this.#since = 0;
    }
    this.#tail = all.subarray(Math.max(0, all.length - WINDOW + 1));
    return begun;
  }
}
