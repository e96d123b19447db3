// SPDX-License-Identifier: GPL-2.0-or-later
// Who lives around a box? People on outside lines, and agents at telephones of the box's own bank.

import { TelephonyError } from '../faults.js';
import { type Duration, sleep } from '../kernel/index.js';
import type { ChannelIndex } from '../native/index.js';
import { Handset, type Neighbourhood } from './handset.js';
import type { OutsideCall } from './outside-call.js';

/** Somebody on an outside line: a caller, or a customer whom the box rings. */
export class Person extends Handset {
  /** His own number. */
  readonly number: string;
  /** Resolves when the box (a caller) or he himself (a customer) has answered. Rejects when the call is cleared before. */
  readonly answered: Promise<void>;
  /** Resolves with the Q.850 cause when the call is over, whoever ended it. */
  readonly gone: Promise<number>;
  readonly #call: OutsideCall;
  readonly #line = new AbortController();

  constructor(neighbourhood: Neighbourhood, call: OutsideCall, number: string) {
    super(neighbourhood);
    this.number = number;
    this.#call = call;
    this.answered = new Promise((resolve, reject) => {
      call.perceived.on(({ type }) => {
        if (type === 'answered') resolve();
      });
      this.line.addEventListener('abort', () => reject(this.line.reason));
    });
    this.answered.catch(() => {}); // nobody has to wait for it
    this.gone = new Promise((resolve) => {
      call.perceived.on((news) => {
        if (news.type !== 'cleared') return;
        this.#line.abort(new TelephonyError('LEG_CLEARED', `${number} was cleared with cause ${news.cause}`));
        resolve(news.cause);
      });
    });
  }

  protected get channel(): ChannelIndex {
    return this.#call.channel;
  }

  protected get line(): AbortSignal {
    return this.#line.signal;
  }

  /** His telephone rings: what the box is told while he has not answered. */
  rings(): void {
    this.#call.ring();
  }

  /** A customer takes the call. */
  answers(): void {
    this.#call.answer();
  }

  /** Ends the call, or refuses it, with a Q.850 cause; 17 is busy. */
  hangsUp(cause = 16): void {
    this.#call.hangUp(cause);
  }
}

const TO_THE_EAR: Duration = 800;

/** A plain telephone at a port of the box's bank. */
export class Telephone extends Handset {
  protected readonly channel: ChannelIndex;
  readonly #line = new AbortController();
  #ringing = false;
  #lit = false;
  readonly #rung: (() => void)[] = [];

  constructor(neighbourhood: Neighbourhood, channel: ChannelIndex) {
    super(neighbourhood);
    this.channel = channel;
    this.media.onFact((fact) => {
      if (fact.channel !== channel) return;
      if (fact.type === 'ringStarted') this.#rings();
      if (fact.type === 'ringStopped') this.#ringing = false;
      if (fact.type === 'lamp') this.#lit = fact.on;
    });
  }

  /** A telephone's line is never cleared: after the call it hears busy tone. */
  protected get line(): AbortSignal {
    return this.#line.signal;
  }

  /** Resolves when it rings; at once when it does. */
  rings(): Promise<void> {
    if (this.#ringing) return Promise.resolve();
    return new Promise((resolve) => this.#rung.push(resolve));
  }

  /** Its message-waiting lamp has voltage (`stations[].waitingLamp: neon`). */
  get isLit(): boolean {
    return this.#lit;
  }

  /** Lifts it, and resolves when it is at the ear. */
  lifts(): Promise<void> {
    this.#ringing = false;
    this.media.hook(this.channel, true);
    return sleep(this.clock, TO_THE_EAR);
  }

  /** Ends the call. */
  putsDown(): void {
    this.media.reset(this.channel);
    this.media.hook(this.channel, false);
  }

  #rings(): void {
    this.#ringing = true;
    for (const resolve of this.#rung.splice(0)) resolve();
  }
}
