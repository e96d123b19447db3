// SPDX-License-Identifier: GPL-2.0-or-later
// What does a person do with a telephone at a virtual port, and what does he hear? Lifts, dials, flashes, puts down; tones, prompts, talk.

import { type Cancel, type Clock, deferred, Emitter, every } from '../../kernel/index.js';
import {
  type ChannelIndex,
  type Fact,
  type HeardTone,
  type NativeMedia,
  openStream,
  type StreamEnd,
} from '../../native/index.js';
import type { PromptEar } from './prompt-ear.js';

/** What happens at it. */
export type PhoneNews =
  | { readonly type: 'box' | 'noBox' | 'rings' | 'ringStopped' | 'talk' | 'silence' }
  | { readonly type: 'tone'; readonly tone: HeardTone }
  | { readonly type: 'prompt'; readonly name: string };

const TONES: readonly HeardTone[] = ['dial', 'ringback', 'busy'];
const KEYS = { onMs: 80, offMs: 80 };
const LOOK = 40;
const UNTIL_RECOGNISED = 1_000;

/** One telephone. It hears only while it is lifted. */
export class Phone {
  readonly news = new Emitter<PhoneNews>();
  /** Resolves when its line leads to a box for the first time: what is done before nobody learns. */
  readonly connected: Promise<void>;
  readonly #connected = deferred<void>();
  readonly #media: NativeMedia;
  readonly #channel: ChannelIndex;
  readonly #ear: PromptEar;
  readonly #ends: (() => void)[];
  readonly #clock: Clock;
  #stream: StreamEnd | undefined;
  #lifted = false;
  /** When a prompt was heard last: what is spoken around it is no talk. */
  #promptAt = Number.NEGATIVE_INFINITY;
  #talks = false;
  #mayTalk: Cancel | undefined;

  constructor(media: NativeMedia, channel: ChannelIndex, clock: Clock, ear: PromptEar) {
    this.#media = media;
    this.#channel = channel;
    this.#ear = ear;
    this.#clock = clock;
    this.connected = this.#connected.promise;
    this.#ends = [media.onFact((fact) => this.#learn(fact)), every(clock, LOOK, () => this.#listen())];
  }

  get isLifted(): boolean {
    return this.#lifted;
  }

  lift(): void {
    if (this.#lifted) return;
    this.#lifted = true;
    this.#media.hook(this.#channel, true);
    this.#media.hearTones(this.#channel, TONES);
    this.#media.hearSpeech(this.#channel, true);
    this.#stream = openStream(this.#media.stream(this.#channel));
  }

  putDown(): void {
    if (!this.#lifted) return;
    this.#lifted = false;
    this.#mayTalk?.();
    this.#stream?.close();
    this.#stream = undefined;
    this.#media.reset(this.#channel);
    this.#media.hook(this.#channel, false);
  }

  dial(digits: string): void {
    this.#media.sendDigits(this.#channel, digits, KEYS);
  }

  flash(): void {
    this.#media.flash(this.#channel);
  }

  close(): void {
    this.putDown();
    for (const end of this.#ends) end();
  }

  #listen(): void {
    for (let frame = this.#stream?.read(); frame !== undefined; frame = this.#stream?.read())
      for (const name of this.#ear.hear(frame.sound)) {
        this.#promptAt = this.#clock.now();
        this.news.emit({ type: 'prompt', name });
      }
  }

  /** A box that has come back knows nothing of a handset that was lifted before. */
  #joined(): void {
    this.news.emit({ type: 'box' });
    if (this.#lifted) this.#media.hook(this.#channel, true);
    this.#connected.resolve();
  }

  /** Speech is heard before a prompt is recognised: it is talk when none was. */
  #speech(): void {
    this.#mayTalk?.();
    this.#mayTalk = this.#clock.at(this.#clock.now() + UNTIL_RECOGNISED, () => {
      if (this.#clock.now() - this.#promptAt < 2 * UNTIL_RECOGNISED) return;
      this.#talks = true;
      this.news.emit({ type: 'talk' });
    });
  }

  #speechEnded(): void {
    this.#mayTalk?.();
    if (this.#talks) this.news.emit({ type: 'silence' });
    this.#talks = false;
  }

  #learn(fact: Fact): void {
    if (fact.type === 'alarmCleared') this.#joined();
    if (fact.type === 'alarmRaised') this.news.emit({ type: 'noBox' });
    if (fact.channel !== this.#channel) return;
    switch (fact.type) {
      case 'ringStarted':
        this.news.emit({ type: 'rings' });
        return;
      case 'ringStopped':
        this.news.emit({ type: 'ringStopped' });
        return;
      case 'tone':
        this.news.emit({ type: 'tone', tone: fact.tone });
        return;
      case 'speech':
        this.#speech();
        return;
      case 'speechEnded':
        this.#speechEnded();
    }
  }
}
