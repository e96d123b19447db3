// SPDX-License-Identifier: GPL-2.0-or-later
// Who is at the other end of analog lines? A local exchange without a D-channel: ringing, caller's number, dial tone, and
// what goes wrong on such lines, by switches.

import { type Clock, type Duration, Emitter } from '../kernel/index.js';
import type { ChannelIndex, Fact, MediaPort, OperationId, PromptIndex, ToneZone } from '../native/index.js';

/** How this exchange says things. */
export interface LocalExchangeOptions {
  readonly tones: ToneZone;
  /** It reverses a line when the party answers, and back when he hangs up. Default false. */
  readonly reverses?: boolean;
  /** How it ends a call of a party who hung up; default `busyTone`. */
  readonly ends?: 'busyTone' | 'break' | 'reversal' | 'nothing';
}

/** What can be wrong with a line. */
export interface LineFaults {
  /** No dial tone. */
  readonly mute?: boolean;
  /** Somebody talks already, or it is the neighbour's pair: this is heard in place of the dial tone. */
  readonly inUse?: PromptIndex;
  /** This lies over everything: noise, hum. */
  readonly noise?: PromptIndex;
  /** So much of what the box sends comes back, dB: its hybrid does not fit the line. */
  readonly echoDb?: number;
}

/** How somebody calls the box. */
export interface RingOptions {
  /** The sound of the message that says who calls, and when: before the first ring, or after it. Default: none is sent. */
  readonly caller?: { readonly sound: PromptIndex; readonly when: 'before' | 'after' };
  /** The same by DTMF. */
  readonly keys?: { readonly digits: string; readonly when: 'before' | 'after' };
  /** So many rings; default 20. */
  readonly rings?: number;
}

/** A message before the first ring has so long: FSK takes 0.9 s, digits twice as long. */
const BEFORE: Duration = 2_200;
const PAUSE_AFTER: Duration = 500;
const BREAK: Duration = 600;
const DIGITS_OVER: Duration = 3_000;
/** Noise of the line goes on behind what is sent. */
const OVER = { over: 'mix' } as const;

/** One line of it, at an FXS port. */
export class SubscriberLine {
  /** The box has lifted a line that rang. */
  readonly answered = new Emitter<void>();
  /** The box has dialled: all the digits that came. */
  readonly dialled = new Emitter<string>();
  /** The box has flashed, dialled this and put the line down: who was on it talks with this number now. */
  readonly transferred = new Emitter<string>();
  /** The box has put the line down. */
  readonly released = new Emitter<void>();
  /** The exchange's end of the line. */
  readonly channel: ChannelIndex;
  readonly #media: MediaPort;
  readonly #clock: Clock;
  readonly #options: LocalExchangeOptions;
  #faults: LineFaults = {};
  #offHook = false;
  #ringing = 0; // of which ringing this is, so that an old one ends
  #sound: OperationId | undefined;
  #digits = '';
  #upSince = 0; // of which seizure this is
  #rings = false;
  #hasFlashed = false;

  constructor(media: MediaPort, clock: Clock, channel: ChannelIndex, options: LocalExchangeOptions) {
    this.#media = media;
    this.#clock = clock;
    this.channel = channel;
    this.#options = options;
    media.onFact((fact) => fact.channel === channel && this.#learn(fact));
  }

  /** The box holds the line: its loop is closed. */
  get offHook(): boolean {
    return this.#offHook;
  }

  /** What is wrong with it from now on. */
  fail(faults: LineFaults): void {
    this.#faults = faults;
    const echo = faults.echoDb === undefined ? [] : [{ channel: this.channel, gainDb: faults.echoDb }];
    this.#media.route([{ channel: this.channel, hears: echo }]);
    if (faults.noise !== undefined) this.#media.play(this.channel, [faults.noise], { loop: true, layer: 'background' });
  }

  /** Somebody calls the box on this line. */
  rings(options: RingOptions = {}): void {
    const { caller, keys, rings = 20 } = options;
    const ringing = ++this.#ringing;
    const begins = () => ringing === this.#ringing && this.#burst(ringing, rings, () => this.#say(options, 'after'));
    this.#say(options, 'before');
    const isBefore = caller?.when === 'before' || keys?.when === 'before';
    this.#clock.at(this.#clock.now() + (isBefore ? BEFORE : 0), begins);
  }

  /** Ringing voltage for so long, and no call behind it. */
  ringsFalsely(milliseconds: Duration): void {
    this.#media.ring(this.channel, true);
    this.#clock.at(this.#clock.now() + milliseconds, () => this.#media.ring(this.channel, false));
  }

  /** The caller gives up. */
  stopsRinging(): void {
    this.#ringing++;
    this.#rings = false;
    this.#media.ring(this.channel, false);
  }

  /** The party whom the box has called is rung. */
  ringsBack(): void {
    this.#tone('ringback');
  }

  /** The party whom the box has called is busy, or nobody has the number. */
  busy(): void {
    this.#tone('busy');
  }

  /** The party answers, and says this. */
  partyAnswers(voice?: PromptIndex): void {
    this.#hush();
    if (this.#options.reverses) this.#media.polarity(this.channel, true);
    if (voice !== undefined) this.says(voice);
  }

  /** This is heard on the line, over and over, from now on. */
  says(voice: PromptIndex): void {
    this.#hush();
    this.#sound = this.#media.play(this.channel, [voice], { loop: true, ...OVER });
  }

  /** The party hangs up. */
  partyHangsUp(): void {
    this.#hush();
    const { ends = 'busyTone' } = this.#options;
    if (ends === 'busyTone') this.#tone('busy');
    if (ends === 'reversal') this.#media.polarity(this.channel, false);
    if (ends === 'break') this.pulled(BREAK);
  }

  /** The line's voltage goes, and comes back after so long; never: the cable is pulled. */
  pulled(backAfter?: Duration): void {
    this.#media.battery(this.channel, false);
    if (backAfter !== undefined) this.#clock.at(this.#clock.now() + backAfter, () => this.plugged());
  }

  /** The cable is in again. */
  plugged(): void {
    this.#media.battery(this.channel, true);
  }

  #say({ caller, keys }: RingOptions, when: 'before' | 'after'): void {
    const at = this.#clock.now() + (when === 'after' ? PAUSE_AFTER : 0);
    this.#clock.at(at, () => {
      if (this.#offHook) return;
      if (caller?.when === when) this.#media.play(this.channel, [caller.sound], OVER);
      if (keys?.when === when) this.#media.sendDigits(this.channel, keys.digits, { onMs: 60, offMs: 60 });
    });
  }

  /** One ring after the other: the port's own cadence would not let us count. */
  #burst(ringing: number, left: number, after: () => void): void {
    const [on = 1_000, off = 4_000] = this.#options.tones.ringCadence;
    if (ringing !== this.#ringing || this.#offHook) return;
    if (left === 0) return;
    this.#rings = true;
    this.#media.ring(this.channel, true);
    this.#clock.at(this.#clock.now() + on, () => {
      if (this.#offHook || ringing !== this.#ringing) return;
      this.#media.ring(this.channel, false);
      after();
      this.#clock.at(this.#clock.now() + off, () => this.#burst(ringing, left - 1, () => {}));
    });
  }

  #learn(fact: Fact): void {
    if (fact.type === 'offHook') this.#lifted();
    if (fact.type === 'onHook') this.#putDown();
    if (fact.type === 'flash') this.#flashed();
    if (fact.type === 'digit') this.#dialled(fact.digit);
  }

  #lifted(): void {
    this.#offHook = true;
    this.#upSince++;
    const rang = this.#rings;
    this.#ringing++;
    this.#rings = false;
    if (rang) {
      this.#hush();
      this.answered.emit();
      return;
    }
    this.#digits = '';
    if (this.#faults.inUse !== undefined) this.says(this.#faults.inUse);
    if (this.#faults.inUse !== undefined) return;
    if (this.#faults.mute) return;
    this.#media.detect(this.channel, true);
    this.#tone('dial');
  }

  /** Who is on the line is held, and the box may dial another one. */
  #flashed(): void {
    this.#hasFlashed = true;
    this.#digits = '';
    this.#media.detect(this.channel, true);
    this.#tone('dial');
  }

  #putDown(): void {
    this.#offHook = false;
    if (this.#hasFlashed && this.#digits !== '') this.transferred.emit(this.#digits);
    this.#hasFlashed = false;
    this.#upSince++;
    this.#hush();
    this.#media.polarity(this.channel, false);
    this.#media.detect(this.channel, false);
    this.released.emit();
  }

  #dialled(digit: string): void {
    if (!this.#offHook) return;
    if (this.#digits === '') this.#hush();
    this.#digits += digit;
    const [digits, up] = [this.#digits, this.#upSince];
    this.#clock.at(this.#clock.now() + DIGITS_OVER, () => {
      if (up === this.#upSince && digits === this.#digits) this.dialled.emit(digits);
    });
  }

  #tone(name: 'dial' | 'busy' | 'ringback'): void {
    this.#hush();
    const { steps, repeatFrom } = this.#options.tones[name];
    this.#sound = this.#media.tone(this.channel, steps, { repeatFrom, ...OVER });
  }

  #hush(): void {
    if (this.#sound !== undefined) this.#media.stop(this.#sound);
    this.#sound = undefined;
  }
}

/** The exchange of a bank of FXS ports that are wired to the box's FXO ports. */
export class LocalExchange {
  /** In the order of their ports. */
  readonly lines: readonly SubscriberLine[];

  constructor(media: MediaPort, clock: Clock, span: string, options: LocalExchangeOptions) {
    const bank = media.spans.find(({ name }) => name === span);
    const ports = media.channels.filter(({ span: of, kind }) => of === bank?.index && kind === 'fxs');
    this.lines = ports.map(({ index }) => new SubscriberLine(media, clock, index, options));
  }
}
