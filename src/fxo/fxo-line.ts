// SPDX-License-Identifier: GPL-2.0-or-later
// Who keeps one FXO line? The actor that runs its machine at a port, and says upward what a D-channel would have said.

import { TelephonyError } from '../faults.js';
import { Actor, type Clock, type Duration } from '../kernel/index.js';
import type { CallHandle, ChannelInfo, Fact, HeardTone, MediaPort, OperationId } from '../native/index.js';
import { callerOf, type LineCaller } from './caller.js';
import { lineMachine } from './line-machine.js';
import type { LineEffect, LineEvent, LineState, LineTrouble } from './line-state.js';
import { MessageParts } from './message-parts.js';
import { LineProbe } from './probe/index.js';
import { type LineSettings, PULSE } from './settings.js';
import type { ToldFact } from './told.js';

/** What a line needs of those around it. */
export interface LineContext {
  readonly media: MediaPort;
  readonly clock: Clock;
  /** Call-progress tones that the engine's plan has. */
  readonly tones: readonly HeardTone[];
  readonly tell: (fact: ToldFact) => void;
  readonly trouble: (channel: number, code: LineTrouble | undefined) => void;
  /** An exchange said who calls. */
  readonly named: (channel: number, call: CallHandle, caller: LineCaller) => void;
}

const [PROGRESS, ENDS] = [
  ['ringback', 'busy', 'congestion', 'information'],
  ['busy', 'congestion'],
] as const satisfies readonly (readonly HeardTone[])[];

/** One line to the exchange. */
export class FxoLine {
  readonly channel: ChannelInfo;
  readonly settings: LineSettings;
  readonly #context: LineContext;
  readonly #actor: Actor<LineState, LineEvent, LineEffect>;
  readonly #parts = new MessageParts();
  #listensFor: Extract<LineEffect, { type: 'listen' }>['for'] = 'caller';
  #wanted: { tones: readonly HeardTone[]; speech: boolean } = { tones: [], speech: false };
  #sending: OperationId | undefined;
  #presumed: CallHandle | undefined;

  constructor(context: LineContext, channel: ChannelInfo, settings: LineSettings, firstCall: CallHandle) {
    this.#context = context;
    this.channel = channel;
    this.settings = settings;
    const state: LineState = { name: 'resting', settings, failures: 0, avoidUntil: 0, nextCall: firstCall };
    this.#actor = new Actor(lineMachine, state, context.clock, (effect) => this.#perform(effect));
    this.#listen('caller');
  }

  get state(): LineState {
    return this.#actor.state;
  }

  /** A party is on the line: what is heard is his, not the exchange's. */
  get isUp(): boolean {
    return this.#actor.state.name === 'talking';
  }

  /** Nobody knows for certain that this call was answered: the line was not reversed, and somebody or something spoke. */
  isPresumed(call: CallHandle): boolean {
    return this.#presumed === call;
  }

  send(event: LineEvent): void {
    this.#actor.send(event);
  }

  /** What others listen for on this channel, besides what the line itself must hear. */
  want(tones: readonly HeardTone[] | undefined, speech: boolean | undefined): void {
    this.#wanted = { tones: tones ?? this.#wanted.tones, speech: speech ?? this.#wanted.speech };
    this.#hear();
  }

  wants(fact: Fact): boolean {
    if (fact.type === 'tone' || fact.type === 'toneEnded') return this.#wanted.tones.includes(fact.tone);
    return this.#wanted.speech;
  }

  /** The call is over, and the engine listens for nothing any more. */
  reset(): void {
    this.#wanted = { tones: [], speech: false };
    this.#listen(this.#listensFor);
  }

  /** Seizes the line for measurements; throws REFUSED where it carries a call, rings or is dead. Whoever has the probe closes it. */
  probe(): LineProbe {
    const { media, clock } = this.#context;
    this.send({ type: 'probe' });
    if (this.state.name !== 'probed')
      throw new TelephonyError('REFUSED', `the line is ${this.state.name}, not resting`);
    return new LineProbe(media, clock, this.channel.index, () => this.send({ type: 'probed' }));
  }

  /** What comes on the line while a call is on it; the call goes on. */
  overhear(): LineProbe {
    const { media, clock } = this.#context;
    return new LineProbe(media, clock, this.channel.index, () => {});
  }

  /** What the engine tells of this port. */
  learn(fact: Fact): void {
    switch (fact.type) {
      case 'ringVoltage':
        this.send({ type: 'voltage', on: fact.on });
        return;
      case 'battery':
        this.send({ type: 'battery', present: fact.present });
        return;
      case 'polarity':
        this.send({ type: 'polarity', reversed: fact.reversed });
        return;
      case 'onHook':
        this.send({ type: 'dropped' });
        return;
      case 'callerIdDamaged':
        this.send({ type: 'callerDamaged' });
        return;
      case 'callerId': {
        const message = this.#parts.add(fact);
        const caller = message && callerOf(message);
        if (message) this.send(caller ? { type: 'caller', caller } : { type: 'callerDamaged' });
        return;
      }
      case 'digit':
        this.send({ type: 'key', key: fact.digit });
        return;
      case 'tone':
      case 'toneEnded':
        this.send({ type: fact.type, tone: fact.tone });
        return;
      case 'speech':
        this.send({ type: 'speech' });
        return;
      case 'finished':
        if (fact.operation !== this.#sending) return;
        this.#sending = undefined;
        this.send({ type: 'sent' });
        return;
    }
  }

  close(): void {
    this.#actor.close();
  }

  #perform(effect: LineEffect): void {
    const { media, trouble } = this.#context;
    const { index } = this.channel;
    switch (effect.type) {
      case 'hook':
        if (!effect.off) this.#hungUp();
        media.hook(index, effect.off);
        return;
      case 'flash':
        media.flash(index);
        return;
      case 'dial':
        this.#dial(effect.digits);
        return;
      case 'listen':
        this.#listen(effect.for);
        return;
      case 'trouble':
        trouble(index, effect.code);
        return;
      case 'mended':
        trouble(index, undefined);
        return;
      default:
        this.#tell(effect);
    }
  }

  #hungUp(): void {
    if (this.#sending !== undefined) this.#context.media.stop(this.#sending);
    this.#sending = undefined;
    this.#listen('caller');
  }

  #tell(effect: Extract<LineEffect, { type: 'offer' | 'tell' | 'answered' | 'cleared' }>): void {
    const { tell, media, named } = this.#context;
    const about = { channel: this.channel.index, call: effect.call };
    switch (effect.type) {
      case 'offer': {
        named(this.channel.index, effect.call, effect.caller);
        const { number, presentation } = effect.caller;
        const setupAt = media.time() - (this.#context.clock.now() - effect.since);
        tell({
          type: 'offered',
          ...about,
          span: this.channel.span,
          setupAt,
          calling: number,
          presentation,
          called: this.settings.number,
        });
        return;
      }
      case 'tell':
        tell({ type: effect.news, ...about });
        return;
      case 'answered':
        this.#presumed = effect.presumed ? effect.call : undefined;
        tell({ type: 'answered', ...about });
        return;
      case 'cleared':
        tell({ type: 'cleared', ...about, cause: effect.cause, remote: effect.remote });
        return;
    }
  }

  /** On hook for who calls; off hook for what the exchange says by tones. */
  #listen(what: Extract<LineEffect, { type: 'listen' }>['for']): void {
    const { media } = this.#context;
    const { index } = this.channel;
    this.#listensFor = what;
    media.hearCallerId(index, what === 'caller' && this.settings.callerId);
    if (what === 'caller') media.detect(index, this.settings.callerId, { letters: true });
    this.#hear();
  }

  #hear(): void {
    const { media, tones } = this.#context;
    const { index } = this.channel;
    const own: readonly HeardTone[] =
      this.#listensFor === 'dialTone' ? ['dial', ...ENDS] : this.#listensFor === 'answer' ? PROGRESS : ENDS;
    const needed = this.#listensFor === 'caller' ? [] : own.filter((tone) => tones.includes(tone));
    media.hearTones(index, [...new Set([...needed, ...this.#wanted.tones])]);
    media.hearSpeech(index, this.#wanted.speech || this.#listensFor === 'dialTone' || this.#listensFor === 'answer');
  }

  #dial(digits: string): void {
    const { media } = this.#context;
    const { digitOn, digitOff, dialBy } = this.settings;
    if (digits === '') {
      this.send({ type: 'sent' });
      return;
    }
    if (dialBy === 'pulse') {
      this.#pulse(digits);
      return;
    }
    this.#sending = media.sendDigits(this.channel.index, digits, { onMs: digitOn, offMs: digitOff });
  }

  /** One opening of the loop for each unit of a digit, ten for 0. Ends when the call does. */
  #pulse(digits: string): void {
    const { clock, media } = this.#context;
    const steps = pulsesOf(digits);
    const step = (at: number) => {
      if (this.state.name !== 'sending') return;
      const next = steps[at];
      if (next === undefined) {
        this.send({ type: 'sent' });
        return;
      }
      media.hook(this.channel.index, next.closed);
      clock.at(clock.now() + next.milliseconds, () => step(at + 1));
    };
    clock.at(clock.now() + PULSE.between, () => step(0));
  }
}

function pulsesOf(digits: string): readonly { readonly closed: boolean; readonly milliseconds: Duration }[] {
  return [...digits].flatMap((digit) => {
    const count = digit === '0' ? 10 : Number(digit);
    if (!Number.isInteger(count)) return []; // * and # cannot be dialled so
    return Array.from({ length: count }, (_, pulse) => [
      { closed: false, milliseconds: PULSE.open },
      { closed: true, milliseconds: pulse === count - 1 ? PULSE.between : PULSE.closed },
    ]).flat();
  });
}
