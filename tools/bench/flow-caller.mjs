// SPDX-License-Identifier: GPL-2.0-or-later
// What does a caller in a benchmark of flows hear, to the sample, and when does he press a key?
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { openStream } from '../../dist/native/index.js';

/** Two prompts that no sample can be taken for another of: each alternates between two bytes of its own. */
const PROMPTS = { told: { byte: 0x30, milliseconds: 1_000 }, asked: { byte: 0x36, milliseconds: 4_000 } };
const keyTone = [{ hertz: [697, 1209], milliseconds: 100 }];
const frames = 256;
const perMs = 8;
const thinksMs = { least: 200, more: 1_500 };

/** @typedef {keyof typeof PROMPTS | 'nothing'} Hears */

/** @param {string} folder */
export function writeBenchPrompts(folder) {
  for (const [name, { byte, milliseconds }] of Object.entries(PROMPTS)) {
    const sound = Buffer.alloc(milliseconds * perMs);
    for (let i = 0; i < sound.length; i++) sound[i] = i % 2 === 0 ? byte : byte | 0x80;
    writeFileSync(path.join(folder, `bench-${name}.wav`), aLawFile(sound));
  }
}

/** @param {Buffer} sound */
function aLawFile(sound) {
  const head = Buffer.alloc(44);
  head.write('RIFF', 0, 'latin1');
  head.writeUInt32LE(36 + sound.length, 4);
  head.write('WAVEfmt ', 8, 'latin1');
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(6, 20); // A-law
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(8_000, 24);
  head.writeUInt32LE(8_000, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write('data', 36, 'latin1');
  head.writeUInt32LE(sound.length, 40);
  return Buffer.concat([head, sound]);
}

/** @param {number} byte @returns {Hears} */
function heardIn(byte) {
  const either = byte & 0x7f;
  if (either === PROMPTS.told.byte) return 'told';
  return either === PROMPTS.asked.byte ? 'asked' : 'nothing';
}

/** One caller, from his SETUP on. Times are the far end's media time. */
export class FlowCaller {
  /** Milliseconds from the last sample of a prompt that was heard to its end to the first of the next. @type {number[]} */
  gaps = [];
  /** From the first sample of a key to the last of the prompt that it stops. @type {number[]} */
  stops = [];
  /** From the first sample of a key to the first of the prompt that it leads to. @type {number[]} */
  answers = [];
  /** @type {Hears | undefined} */
  hears;
  isThere = true;
  #farEnd;
  #channel;
  #end;
  #operation;
  #unsubscribe;
  /** When what he hears ends for him, and when he presses. */
  #toldUntil = 0;
  #pressAt = Number.POSITIVE_INFINITY;
  /** @type {{ operation: bigint | number, begun?: number, stopped?: boolean } | undefined} */
  #key;

  /**
   * @param {import('./far-end.mjs').FarEnd} farEnd
   * @param {number} channel
   */
  constructor(farEnd, channel) {
    this.#farEnd = farEnd;
    this.#channel = channel;
    const handle = farEnd.media.stream(channel, { frames });
    this.#operation = handle.operation;
    this.#end = openStream(handle);
    this.#unsubscribe = farEnd.media.onFact((fact) => {
      if (fact.type === 'started' && this.#key?.operation === fact.operation) this.#key.begun = fact.at;
    });
    farEnd.call(channel, (fact) => {
      if (fact.type === 'cleared') this.isThere = false;
    });
  }

  /** What came before does not count. */
  forget() {
    [this.gaps, this.stops, this.answers] = [[], [], []];
  }

  /** Takes in what has come, and presses when it is time. */
  listen() {
    for (let frame = this.#end.read(); frame !== undefined; frame = this.#end.read()) {
      for (const [i, byte] of frame.sound.entries()) this.#sample(heardIn(byte), frame.at + i / perMs);
      if (frame.at >= this.#pressAt && this.isThere) this.#press();
    }
  }

  close() {
    this.#unsubscribe();
    this.#end.close();
    this.#farEnd.media.stop(this.#operation);
  }

  #press() {
    this.#pressAt = Number.POSITIVE_INFINITY;
    this.#key = { operation: this.#farEnd.media.tone(this.#channel, keyTone, { repeatFrom: -1 }) };
  }

  /** @param {Hears} hears @param {number} at */
  #sample(hears, at) {
    const before = this.hears;
    if (hears === before) return;
    this.hears = hears;
    if (before === 'told') this.#toldUntil = at;
    if (before === 'asked') this.#stopped(at);
    if (hears === 'asked') this.#asked(at);
    if (hears === 'told' && this.#key?.begun !== undefined) {
      this.answers.push(at - this.#key.begun);
      this.#key = undefined;
    }
  }

  /** @param {number} at */
  #asked(at) {
    if (this.#toldUntil > 0) this.gaps.push(at - this.#toldUntil);
    this.#pressAt = at + thinksMs.least + Math.random() * thinksMs.more;
  }

  /** @param {number} at */
  #stopped(at) {
    if (this.#key?.begun === undefined || this.#key.stopped) return;
    this.stops.push(at - this.#key.begun);
    this.#key.stopped = true;
  }
}
