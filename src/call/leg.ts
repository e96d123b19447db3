// SPDX-License-Identifier: GPL-2.0-or-later
// What is one party's connection to those above? Commands, news, and operations that end when the leg is cleared.

import { TelephonyError, untraced } from '../faults.js';
import { Actor, deferred, type Instant } from '../kernel/index.js';
import type { Channel, Direction } from '../line/index.js';
import type {
  DigitsOptions,
  MediaPort,
  PartyNumber,
  PlayOptions,
  PromptIndex,
  RecordOptions,
  Tone,
  ToneOptions,
} from '../native/index.js';
import { CAUSE } from './cause.js';
import { type Collected, type CollectOptions, collect } from './collect.js';
import { Digits } from './digits.js';
import { type HeardFact, Hearing, type Listening } from './hearing.js';
import {
  allows,
  begin,
  type ClearedBy,
  type LegCommand,
  type LegEffect,
  type LegEvent,
  type LegNews,
  type LegState,
  legMachine,
  type Stamps,
} from './leg-machine.js';
import { LegNewsroom } from './leg-newsroom.js';
import type { LegContext, LegId, LegOptions } from './leg-options.js';
import { type LegStream, type LegStreamOptions, LegStreams } from './leg-stream.js';
import { type Mask, type MaskOptions, Masks } from './mask.js';
import type { Operation } from './operation.js';
import { Recording } from './recording.js';
import { Sounding } from './sounding.js';

/** One party's connection over one channel: a `TrunkLeg` or a `StationLeg`. Ends as cleared exactly once. */
export abstract class Leg extends LegNewsroom {
  /** Where its channel leads. */
  abstract readonly kind: 'trunk' | 'station';
  /** Never given twice, also after a restart. */
  readonly id: LegId;
  /** Incoming: the far end began it. */
  readonly direction: Direction;
  /** Who calls. Personal. */
  readonly calling: PartyNumber;
  /** Who is called: of an incoming leg the access number. */
  readonly called: PartyNumber;
  /** The number from which the call was forwarded, if it was. */
  readonly redirecting: (PartyNumber & { readonly reason?: number }) | undefined;
  /** What the party typed and nobody has read yet. */
  readonly digits = new Digits();

  /** For `Call` alone: who hears the streams of the leg. */
  readonly streams = new LegStreams();

  protected readonly context: LegContext;
  protected readonly hearing: Hearing;
  readonly #actor: Actor<LegState, LegEvent, LegEffect>;
  readonly #hangUp = new AbortController();
  readonly #answer = deferred<void>();
  readonly #masks: Masks;
  readonly #sounding: Sounding;

  constructor(context: LegContext, options: LegOptions) {
    super();
    this.context = context;
    this.id = options.id;
    this.direction = options.direction;
    this.calling = options.calling;
    this.called = options.called;
    this.redirecting = options.redirecting;
    this.#masks = new Masks(context, this.masked);
    this.#sounding = new Sounding(context.operations);
    this.hearing = new Hearing(context.media, this.heard);
    const first = begin(options.direction, options.at ?? context.clock.now(), options.ringFor);
    this.#actor = new Actor(legMachine, first, context.clock, (effect) => this.#perform(effect));
  }

  /** The channel it is on. A trunk leg's may change until the far end proceeds. */
  abstract get channel(): Channel;

  /** offered, proceeding, alerting, connected, clearing, cleared and what lies between. */
  get state(): LegState['name'] {
    return this.#actor.state.name;
  }

  /** When it began, rang, was answered and ended. */
  get stamps(): Stamps {
    return this.#actor.state.stamps;
  }

  /** Q.850 number; undefined while the leg is up. */
  get cause(): number | undefined {
    const { state } = this.#actor;
    return state.name === 'clearing' || state.name === 'cleared' ? state.cause : undefined;
  }

  /** Who ended it; undefined while the leg is up. */
  get clearedBy(): ClearedBy | undefined {
    const { state } = this.#actor;
    return state.name === 'cleared' ? state.by : undefined;
  }

  /** Aborts with LEG_CLEARED as soon as the leg is being cleared, by whomever. */
  get signal(): AbortSignal {
    return this.#hangUp.signal;
  }

  /** Incoming: tells the exchange that the number is complete and the call is worked on. */
  proceed(): void {
    this.#command({ type: 'proceed' });
  }

  /** Incoming: tells the caller that it rings; `inBand`: the ringback is ours to play. */
  alert(options: { readonly inBand?: boolean } = {}): void {
    this.#command({ type: 'alert', inBand: options.inBand ?? false });
  }

  /** Incoming: PROGRESS, with audio in band (before the answer) and a cause if there is one to tell. */
  sendProgress(options: { readonly inBand?: boolean; readonly cause?: number } = {}): void {
    this.#command({ type: 'progress', inBand: options.inBand ?? false, cause: options.cause });
  }

  /** Incoming: answers. Resolves when the caller is connected; rejects with LEG_CLEARED. Need not be awaited. */
  answer(): Promise<void> {
    if (this.state !== 'answering' && this.state !== 'connected') this.#command({ type: 'answer' });
    return this.#answer.promise;
  }

  /** Resolves when the leg is connected; rejects with LEG_CLEARED when it is cleared instead. */
  get connected(): Promise<void> {
    return this.#answer.promise;
  }

  /** Clears with a Q.850 cause (default 16, normal clearing). Later calls change nothing. */
  clear(cause: number = CAUSE.normalClearing): void {
    if (!Number.isInteger(cause) || cause < 1 || cause > 127)
      throw new RangeError(`cause ${cause}: Q.850 has 1 to 127`);
    this.#actor.send({ type: 'clear', cause });
  }

  /** Plays prompts one after the other; replaces what was playing. */
  play(prompts: readonly PromptIndex[], options: PlayOptions & { readonly signal?: AbortSignal } = {}): Operation {
    const { signal, ...how } = options;
    return this.#operate(signal, (media, channel) => media.play(channel, prompts, how));
  }

  /** Plays a tone; replaces what was playing. */
  tone({ steps, repeatFrom }: Tone, options: ToneOptions & { readonly signal?: AbortSignal } = {}): Operation {
    const { signal, ...how } = options;
    return this.#operate(signal, (media, channel) => media.tone(channel, steps, { ...how, repeatFrom }));
  }

  /** Sends DTMF digits to the party. */
  sendDigits(digits: string, options: DigitsOptions & { readonly signal?: AbortSignal } = {}): Operation {
    const { signal, ...how } = options;
    return this.#operate(signal, (media, channel) => media.sendDigits(channel, digits, how));
  }

  /** Stops what is being played to the party. */
  silence(): void {
    this.#sounding.stop();
  }

  /** Waits for digits; see `CollectOptions`. Rejects with LEG_CLEARED when the party hangs up. */
  collect(options: CollectOptions): Promise<Collected> {
    return collect(this.digits, this.context.clock, options, withOwn(this.signal, options.signal));
  }

  /**
   * Others and recordings get silence in place of this party, from the next 20 ms on; its digits come as ever. Ends by
   * itself after 60 s unless told otherwise. For cards and PINs. Throws REFUSED when the leg is not connected.
   */
  mask(options: MaskOptions): Mask {
    this.signal.throwIfAborted();
    if (this.state !== 'connected') throw new TelephonyError('REFUSED', `leg ${this.id} is ${this.state}: mask`);
    return this.#masks.begin(this.channel.index, options);
  }

  /**
   * Listens to the party for tones, speech or who answers, and tells by `heard`, until it is called again or the leg ends.
   * Throws LEG_CLEARED when the leg is over, a RangeError for a tone that the country's plan cannot tell from others.
   */
  listenFor(wanted: Listening): void {
    this.signal.throwIfAborted();
    this.hearing.listenFor(this.channel.index, wanted);
  }

  /** Records the conversation into a WAV, at once or, held, when it is released. Throws LEG_CLEARED when the leg is over. */
  record(file: string, options: RecordOptions = {}): Recording {
    this.signal.throwIfAborted();
    return new Recording(this.context, this.context.media.record(this.channel.index, file, options), file);
  }

  /** Gives the leg a stream, for a worker or another process; one at a time: a second fails. Throws LEG_CLEARED when it is over. */
  stream(options: LegStreamOptions = {}): LegStream {
    this.signal.throwIfAborted();
    return this.streams.open(this.context, this.channel.index, options, this.signal);
  }

  /** For this room and stations alone: a listener has failed, so nobody knows what becomes of this leg. Others go on. */
  fail(error: unknown): void {
    this.context.failed(this, error);
    this.clear(CAUSE.temporaryFailure);
  }

  /** For `Calls` and stations alone: what the line tells. */
  learn(news: LegNews): void {
    this.#actor.send(news);
  }

  /** For `Calls` and stations alone: a digit of the party. */
  hear(digit: string): void {
    this.digits.push(digit);
    this.digit.emit({ leg: this, digit });
  }

  /** For `Calls` alone: what was heard of the party. */
  hears(fact: HeardFact, at: Instant): void {
    this.hearing.tell(fact, at);
  }

  /** For `Call` alone: the party heard another for the first time. */
  bridged(at: Instant): void {
    this.#actor.send({ type: 'bridged', at });
  }

  /** Carries a command out on the line. */
  protected abstract execute(command: LegCommand): void;
  /** Gives the channel back. */
  protected abstract release(): void;

  #command(command: LegCommand): void {
    if (this.signal.aborted) throw this.signal.reason;
    if (!allows(this.#actor.state, command.type)) {
      throw new TelephonyError('REFUSED', `leg ${this.id} is ${this.direction} and ${this.state}: ${command.type}`);
    }
    this.#actor.send(command);
  }

  #operate(own: AbortSignal | undefined, start: (media: MediaPort, channel: number) => number): Operation {
    return this.#sounding.begin(withOwn(this.signal, own), () => start(this.context.media, this.channel.index));
  }

  #perform(effect: LegEffect): void {
    switch (effect.type) {
      case 'command':
        this.execute(effect.command);
        return;
      case 'unwind': {
        const reason = untraced(() => new TelephonyError('LEG_CLEARED', `leg ${this.id} (${this.channel.name})`));
        this.#masks.clear();
        this.#hangUp.abort(reason);
        this.#answer.reject(reason);
        return;
      }
      case 'news':
        this.#tell(effect.news);
    }
  }

  #tell(news: LegNews): void {
    switch (news.type) {
      case 'proceeding':
        this.proceeding.emit(this);
        return;
      case 'progressed':
        this.progress.emit({ leg: this, inBand: news.inBand, cause: news.cause });
        return;
      case 'alerting':
        this.alerting.emit(this);
        return;
      case 'answered':
        this.context.media.detect(this.channel.index, true);
        this.hearing.answered(this.channel.index);
        this.#answer.resolve();
        this.answered.emit(this);
        return;
      case 'cleared':
        this.release();
        this.cleared.emit(this);
    }
  }
}

const withOwn = (leg: AbortSignal, own?: AbortSignal) => (own === undefined ? [leg] : [leg, own]);
