// SPDX-License-Identifier: GPL-2.0-or-later
// What is heard of a party besides keys? Tones, speech and who has answered, for the legs that want to know.

import { TelephonyError } from '../faults.js';
import type { Emitter, Instant } from '../kernel/index.js';
import type {
  AnswererKnownFact,
  BeepFact,
  ChannelIndex,
  HeardTone,
  MediaPort,
  SpeechEndedFact,
  SpeechFact,
  ToneEndedFact,
  ToneFact,
} from '../native/index.js';

/** What to listen for. What is not named is not listened for, and at first nothing is. */
export interface Listening {
  /**
   * Call-progress tones of the box's country and fax tones, of what the party sends. On ISDN the D-channel says what an
   * analog line says by busy tones: clear nothing there by a tone.
   */
  readonly tones?: readonly HeardTone[];
  /** When the party speaks. */
  readonly speech?: boolean;
  /** Whether a person or a machine answers an outgoing leg; it errs (docs/dsp.md has the rates). Ask before the answer. */
  readonly answerer?: boolean;
}

/** What the engine tells of it. */
export type HeardFact = ToneFact | ToneEndedFact | SpeechFact | SpeechEndedFact | AnswererKnownFact | BeepFact;
type Told<Fact> = Fact extends HeardFact ? Omit<Fact, 'channel' | 'at'> : never;
/** A tone, speech, an answerer or a beep was heard; `startedAt` by the box's clock. */
export type Heard = Told<HeardFact>;

/** What one leg listens for, on whichever channel it is. */
export class Hearing {
  readonly #media: MediaPort;
  readonly #told: Emitter<Heard>;
  #wanted: Listening = {};
  #answered = false;

  constructor(media: MediaPort, told: Emitter<Heard>) {
    this.#media = media;
    this.#told = told;
  }

  /** Listens for this from now on, and for nothing else. Throws what `hearTones` throws, and then nothing has changed. */
  listenFor(channel: ChannelIndex, wanted: Listening): void {
    const { answerer = false, speech = false, tones = [] } = wanted;
    if (answerer && this.#answered && this.#wanted.answerer !== true) {
      throw new TelephonyError('REFUSED', 'the leg is answered already: listen for the answerer before');
    }
    this.#media.hearTones(channel, tones);
    this.#media.hearSpeech(channel, speech);
    if (this.#answered && !answerer && this.#wanted.answerer === true) this.#media.judgeAnswerer(channel, false);
    this.#wanted = wanted;
  }

  /** The leg goes on over another channel, on which nothing is listened for yet. */
  moved(channel: ChannelIndex): void {
    const { tones = [], speech = false } = this.#wanted;
    if (tones.length > 0) this.#media.hearTones(channel, tones);
    if (speech) this.#media.hearSpeech(channel, true);
  }

  /** The party has answered right now. */
  answered(channel: ChannelIndex): void {
    this.#answered = true;
    if (this.#wanted.answerer === true) this.#media.judgeAnswerer(channel, true);
  }

  /** What was told at `at` of the box's clock. */
  tell(fact: HeardFact, at: Instant): void {
    const { channel: _, at: toldAt, ...heard } = fact;
    if ('startedAt' in heard) this.#told.emit({ ...heard, startedAt: heard.startedAt + at - toldAt });
    else this.#told.emit(heard);
  }
}
