// SPDX-License-Identifier: GPL-2.0-or-later
// What does an exchange do that has lost count of its channels? It sends what a test tells it to, on a D-channel of the
// driver that no engine has: just enough of Q.921's network side for that. Our own engine would not seize a busy channel.

import { closeSync, constants, openSync, readSync, writeSync } from 'node:fs';
import type { Test } from 'tap';
import { SystemClock, sleep } from '../../src/kernel/index.js';
import { type DecodedMessage, decodeFrame } from '../../src/line/index.js';
import { control, SPECIFY, word } from './driver.js';

const GET_EVENT = 0x8004da08;
const ELAST = 500; // the answer of a read or a write while an event waits
const FCS = Buffer.alloc(2); // the driver puts it in its place, and leaves it at the end of what is read
const LARGEST = 300;
const LOOKS_EVERY = 5;
const PATIENCE = 60_000;

// Q.921: SAPI 0, TEI 0; the network sets the C/R bit in its commands only.
const COMMAND = [0x02, 0x01];
const RESPONSE = [0x00, 0x01];
const UA = 0x63;
const RR = 0x01;
const FINAL = 0x10;

const MESSAGES = { setup: 0x05, connectAcknowledge: 0x0f, disconnect: 0x45, releaseComplete: 0x5a } as const;
const VOICE = [0x04, 0x03, 0x80, 0x90, 0xa3];
const NORMAL_CLEARING = [0x08, 0x02, 0x82, 0x90];

/** Where a call is wanted. */
interface Wanted {
  readonly slot: number;
  readonly exclusive: boolean;
  readonly called: string;
}

export class CarelessExchange {
  readonly #device = openSync('/dev/dahdi/channel', constants.O_RDWR | constants.O_NONBLOCK);
  readonly #clock = new SystemClock();
  readonly #heard: DecodedMessage[] = [];
  readonly #unsent: Buffer[] = [];
  #closed = false;
  #sent = 0;
  #received = 0;

  /** `dChannel` is the driver's number of the channel, which must be in no engine. */
  constructor(t: Test, dChannel: number) {
    control(this.#device, SPECIFY, word(dChannel));
    const answering = this.#answer();
    t.teardown(async () => {
      this.#closed = true;
      await answering;
      closeSync(this.#device);
    });
  }

  /** Sends SETUP with this call reference. */
  setup(reference: number, { slot, exclusive, called }: Wanted): void {
    const channel = [0x18, 0x03, exclusive ? 0xa9 : 0xa1, 0x83, 0x80 | slot];
    const number = [0x70, 1 + called.length, 0x81, ...Buffer.from(called, 'latin1')];
    this.#say(reference, MESSAGES.setup, [...VOICE, ...channel, ...number, 0xa1]);
  }

  acknowledgeConnect(reference: number): void {
    this.#say(reference, MESSAGES.connectAcknowledge);
  }

  /** Clears a call in order; resolves when the box has released it. */
  async clear(reference: number): Promise<void> {
    this.#say(reference, MESSAGES.disconnect, NORMAL_CLEARING);
    await this.told(reference, 'RELEASE');
    this.#say(reference, MESSAGES.releaseComplete);
  }

  /** Resolves with the box's first message of this name for the call; rejects with what came instead. */
  async told(reference: number, name: string): Promise<DecodedMessage> {
    const ofCall = () => this.#heard.filter(({ reference: of }) => of?.toOrigin && of.value === reference);
    for (let waited = 0; waited < PATIENCE; waited += LOOKS_EVERY) {
      const found = ofCall().find((message) => message.name === name);
      if (found) return found;
      await sleep(this.#clock, LOOKS_EVERY);
    }
    throw new Error(`call ${reference}: no ${name}, but ${ofCall().map((message) => message.name)}`);
  }

  #say(reference: number, type: number, elements: readonly number[] = []): void {
    const message = [0x08, 0x02, reference >> 8, reference & 0xff, type, ...elements];
    this.#send([...COMMAND, this.#sent << 1, this.#received << 1, ...message]);
    this.#sent = (this.#sent + 1) & 0x7f;
  }

  #send(octets: readonly number[]): void {
    this.#unsent.push(Buffer.concat([Buffer.from(octets), FCS]));
    this.#flush();
  }

  /** Every event that waits turns one write away: an alarm that ends or a slip must not cost a frame. What the driver has no room for waits. */
  #flush(): void {
    for (let [frame] = this.#unsent; frame !== undefined; [frame] = this.#unsent) {
      const next = frame;
      try {
        while (this.#unlessEvent(() => writeSync(this.#device, next)) === undefined);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return;
        throw error;
      }
      this.#unsent.shift();
    }
  }

  async #answer(): Promise<void> {
    while (!this.#closed) {
      for (let frame = this.#read(); frame; frame = this.#read()) this.#take(frame);
      this.#flush();
      await sleep(this.#clock, LOOKS_EVERY);
    }
  }

  /** The next frame; nothing when there is none. What the driver has to report is taken from it and passed over. */
  #read(): Buffer | undefined {
    const frame = Buffer.alloc(LARGEST);
    try {
      const length = this.#unlessEvent(() => readSync(this.#device, frame));
      return length === undefined ? undefined : frame.subarray(0, length - FCS.length);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return undefined;
      throw error;
    }
  }

  /** What the driver moved; nothing when it had an event to report instead, which is taken from it then. */
  #unlessEvent(move: () => number): number | undefined {
    try {
      return move();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).errno !== -ELAST) throw error;
      control(this.#device, GET_EVENT, word(0));
      return undefined;
    }
  }

  #take(octets: Buffer): void {
    const frame = decodeFrame(octets);
    if (frame.kind === 'SABME') {
      this.#sent = 0;
      this.#received = 0;
      this.#send([...RESPONSE, UA | (frame.pollFinal ? FINAL : 0)]);
    }
    if (frame.kind === 'I' && frame.sent === this.#received) {
      this.#received = (this.#received + 1) & 0x7f;
      if (frame.message) this.#heard.push(frame.message);
    }
    const isCommand = frame.commandBit === false; // from the user's side
    const polled = frame.kind === 'I' || (frame.kind === 'RR' && isCommand && frame.pollFinal);
    if (polled) this.#send([...RESPONSE, RR, (this.#received << 1) | (frame.pollFinal ? 1 : 0)]);
  }
}
