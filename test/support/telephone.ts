// SPDX-License-Identifier: GPL-2.0-or-later
// What can a person do with a plain telephone? Lift, put down, dial, flash; hear it ring, hear what is said.
import type { ChannelIndex, MediaPort, OperationId } from '../../src/native/index.js';

/** A telephone at an FXO port of the virtual board. */
export class Telephone {
  readonly channel: ChannelIndex;
  readonly #media: MediaPort;
  #ringing = false;
  #lifted = false;
  #lit = false;

  constructor(media: MediaPort, channel: ChannelIndex) {
    this.#media = media;
    this.channel = channel;
    media.onFact((fact) => {
      if (fact.channel !== channel) return;
      if (fact.type === 'ringStarted') this.#ringing = true;
      if (fact.type === 'ringStopped') this.#ringing = false;
      if (fact.type === 'lamp') this.#lit = fact.on;
    });
  }

  get rings(): boolean {
    return this.#ringing;
  }

  get isLifted(): boolean {
    return this.#lifted;
  }

  /** Its neon lamp has voltage. */
  get isLit(): boolean {
    return this.#lit;
  }

  lift(): void {
    this.#lifted = true;
    this.#ringing = false;
    this.#media.hook(this.channel, true);
  }

  putDown(): void {
    this.#lifted = false;
    this.#media.reset(this.channel);
    this.#media.hook(this.channel, false);
  }

  /** Presses keys: 80 ms each, 80 ms between. */
  dial(digits: string): OperationId {
    return this.#media.sendDigits(this.channel, digits, { onMs: 80, offMs: 80 });
  }

  flash(): void {
    this.#media.flash(this.channel);
  }
}
