// SPDX-License-Identifier: GPL-2.0-or-later
// How do analog lines serve whoever knows only D-channels? A media port over the engine's, in which a call on an FXO line looks
// like any other: offered, answered, cleared. So queues, surge and callbacks know no difference but those that there are.

import { type Clock, Emitter } from '../kernel/index.js';
import {
  type CallHandle,
  type DialOptions,
  type Fact,
  type HeardTone,
  type MediaPort,
  type PlannedTone,
  passedOn,
} from '../native/index.js';
import type { LineCaller } from './caller.js';
import { FxoLine, type LineContext } from './fxo-line.js';
import type { LineTrouble } from './line-state.js';
import { type LineSettings, USUAL_LINE } from './settings.js';
import { HANDLES_APART } from './steps.js';
import { filled, type ToldFact } from './told.js';

export interface ExchangeLinesOptions {
  /** By span and port; default: as most lines are. */
  readonly settings?: (span: string, port: number) => Partial<LineSettings>;
  /** Tones that the engine's plan has; default: those of every plan. */
  readonly tones?: readonly HeardTone[];
}

/** Handles that no D-channel's call has: calls that come on lines, and calls that go out. */
const INCOMING = 2 ** 51;
const OUTGOING = 2 ** 52;
const EVERY_PLAN: readonly HeardTone[] = ['dial', 'ringback', 'busy', 'congestion'];

/** The FXO lines of a board. */
export class ExchangeLines {
  /** For those above, in place of the engine's. */
  readonly port: MediaPort;
  /** Something is wrong with a line; without a code: it can be dialled over again. */
  readonly trouble = new Emitter<{ readonly channel: number; readonly code?: LineTrouble }>();
  /** The exchange said who calls, told just before the call is. */
  readonly named = new Emitter<{ readonly channel: number; readonly call: CallHandle; readonly caller: LineCaller }>();
  readonly #media: MediaPort;
  readonly #lines: ReadonlyMap<number, FxoLine>;
  readonly #calls = new Map<CallHandle, FxoLine>();
  readonly #said = new Map<CallHandle, LineCaller>();
  readonly #listeners = new Set<(fact: Fact) => void>();
  readonly #unsubscribe: () => void;
  #dialled = 0;

  constructor(media: MediaPort, clock: Clock, { settings, tones = EVERY_PLAN }: ExchangeLinesOptions = {}) {
    this.#media = media;
    const context: LineContext = {
      ...{ media, clock, tones },
      tell: (fact) => this.#tell(fact),
      trouble: (channel, code) => this.trouble.emit({ channel, ...(code && { code }) }),
      named: (channel, call, caller) => {
        this.#said.set(call, caller);
        this.named.emit({ channel, call, caller });
      },
    };
    const names = new Map(media.spans.map(({ index, name }) => [index, name]));
    const ports = media.channels.filter(({ kind }) => kind === 'fxo');
    this.#lines = new Map(
      ports.map((channel) => {
        const own = settings?.(names.get(channel.span) ?? '', channel.slot) ?? {};
        const first = INCOMING + (channel.index % HANDLES_APART);
        return [channel.index, new FxoLine(context, channel, { ...USUAL_LINE, ...own }, first)];
      }),
    );
    this.#unsubscribe = media.onFact((fact) => this.#learn(fact));
    this.port = this.#portOver(media);
  }

  /** The lines, by their channels. */
  get lines(): readonly FxoLine[] {
    return [...this.#lines.values()];
  }

  /** Where each of them is: its bank by its name, its port from 1. */
  get places(): readonly { readonly channel: number; readonly name: string; readonly port: number }[] {
    const names = new Map(this.#media.spans.map(({ index, name }) => [index, name]));
    return this.lines.map(({ channel: { index, span, slot } }) => ({
      ...{ channel: index, name: names.get(span) ?? '', port: slot },
    }));
  }

  /** A line hears tones by this plan from its next call on; null: as most lines. Throws REFUSED after too many different ones. */
  useTones(channel: number, tones: readonly PlannedTone[] | null): void {
    this.#media.useTones(channel, tones);
  }

  line(channel: number): FxoLine | undefined {
    return this.#lines.get(channel);
  }

  /** Nobody has told that the party of this call answered: it was taken from what was heard. */
  isPresumed(call: CallHandle): boolean {
    return this.#calls.get(call)?.isPresumed(call) ?? false;
  }

  /** The name that the exchange has told of who calls; personal. */
  nameOf(call: CallHandle): string | undefined {
    return this.#said.get(call)?.name;
  }

  /** The same by his number, while his call is up. */
  nameBehind(number: string): string | undefined {
    return [...this.#said.values()].find((caller) => caller.number !== '' && caller.number === number)?.name;
  }

  /** Ends listening and timers; the engine stays open. */
  close(): void {
    this.#unsubscribe();
    for (const line of this.#lines.values()) line.close();
  }

  #learn(fact: Fact): void {
    const line = this.#lines.get(fact.channel);
    line?.learn(fact);
    if (line === undefined || isForAll(line, fact)) this.#hand(fact);
  }

  #hand(fact: Fact): void {
    for (const listener of [...this.#listeners]) listener(fact);
  }

  #tell(fact: ToldFact): void {
    const line = this.#lines.get(fact.channel);
    if (fact.type === 'offered' && line) this.#calls.set(fact.call, line);
    this.#hand(filled(fact, this.#media.time()));
    if (fact.type !== 'cleared') return;
    this.#calls.delete(fact.call);
    this.#said.delete(fact.call);
  }

  #dial(line: FxoLine, { called }: DialOptions): CallHandle {
    const call = OUTGOING + this.#dialled++;
    this.#calls.set(call, line);
    // Told when whoever dials knows the handle.
    queueMicrotask(() => line.send({ type: 'dial', call, digits: called.digits }));
    return call;
  }

  #portOver(media: MediaPort): MediaPort {
    const calls = this.#calls;
    const unlessLine = (call: CallHandle, act: () => void) => (calls.has(call) || call >= INCOMING ? undefined : act());
    return {
      ...passedOn(media),
      ...{ spans: media.spans, channels: media.channels },
      onFact: (listener) => {
        this.#listeners.add(listener);
        return () => this.#listeners.delete(listener);
      },
      onMeter: (listener) => media.onMeter(listener),
      ...(media.onRound && { onRound: media.onRound.bind(media) }),
      onFrame: (span, listener) => media.onFrame(span, listener),
      loadPrompt: (file, options) => media.loadPrompt(file, options),
      dropPrompt: (prompt) => media.dropPrompt(prompt),
      stream: (channel, options) => media.stream(channel, options),
      useTones: (channel, tones) => media.useTones(channel, tones),
      release: (operation) => media.release(operation),
      discard: (operation) => media.discard(operation),
      repairRecording: (file) => media.repairRecording(file),
      step: (ticks) => media.step(ticks),
      time: () => media.time(),
      counters: () => media.counters(),
      close: () => {
        this.close();
        media.close();
      },
      hearTones: (channel, tones) => {
        const line = this.#lines.get(channel);
        if (line) line.want(tones, undefined);
        else media.hearTones(channel, tones);
      },
      hearSpeech: (channel, on) => {
        const line = this.#lines.get(channel);
        if (line) line.want(undefined, on);
        else media.hearSpeech(channel, on);
      },
      reset: (channel) => {
        media.reset(channel);
        this.#lines.get(channel)?.reset();
      },
      dial: (options) => {
        const line = this.#lines.get(options.channel);
        return line ? this.#dial(line, options) : media.dial(options);
      },
      flash: (channel) => {
        const line = this.#lines.get(channel);
        if (line) line.send({ type: 'flash' });
        else media.flash(channel);
      },
      answer: (call) => {
        const line = calls.get(call);
        if (line) line.send({ type: 'answer', call });
        else unlessLine(call, () => media.answer(call));
      },
      clear: (call, cause) => {
        const line = calls.get(call);
        if (line) line.send({ type: 'clear', call, cause });
        else unlessLine(call, () => media.clear(call, cause));
      },
      // An exchange cannot be told any of this over a line.
      proceed: (call) => unlessLine(call, () => media.proceed(call)),
      alert: (call, options) => unlessLine(call, () => media.alert(call, options)),
      progress: (call, options) => unlessLine(call, () => media.progress(call, options)),
      numberComplete: (call) => unlessLine(call, () => media.numberComplete(call)),
    };
  }
}

/** What is the line's own affair is not passed on: digits that say who calls, tones that nobody else listens for. */
function isForAll(line: FxoLine, fact: Fact): boolean {
  switch (fact.type) {
    case 'ringVoltage':
    case 'callerId':
    case 'callerIdDamaged':
      return false;
    case 'digit':
    case 'digitEnded':
      return line.isUp;
    case 'tone':
    case 'toneEnded':
    case 'speech':
    case 'speechEnded':
      return line.isUp && line.wants(fact);
    default:
      return true;
  }
}
