// SPDX-License-Identifier: GPL-2.0-or-later
// What did a room ask of the engine? A MediaPort that only writes down the commands, and tells the facts a test gives it.
import type {
  ChannelInfo,
  ChannelKind,
  DialOptions,
  DigitsOptions,
  DtmfOptions,
  EarRoute,
  EngineCounters,
  Fact,
  MediaPort,
  Meter,
  PlayOptions,
  RecordOptions,
  SpanInfo,
  StreamHandle,
  StreamOptions,
  ToneOptions,
  ToneStep,
} from '../../src/native/index.js';

/** A command as it was given: its name and arguments. */
export type Command = readonly [name: string, ...values: unknown[]];

type FactOf<T extends Fact['type']> = Extract<Fact, { readonly type: T }>;
type Told<T extends Fact['type']> = { readonly type: T } & Partial<FactOf<T>>;

const OFFERED = {
  exclusive: true,
  sendingComplete: true,
  calledType: 'unknown',
  calledPlan: 1,
  callingType: 'national',
  callingPlan: 1,
  presentation: 'allowed',
  screening: 3,
  redirectingType: 'unknown',
  redirectingReason: 0,
  redirectingPresentation: 'allowed',
  calledCut: false,
  called: '',
  calling: '',
  redirecting: '',
} as const;

/** Spans as `{ e1: 'e1', phones: 4 }`: an E1, or so many FXS ports. */
export class FakeMedia implements MediaPort {
  readonly spans: readonly SpanInfo[];
  readonly channels: readonly ChannelInfo[];
  /** Every command so far, oldest first. */
  readonly commands: Command[] = [];
  now = 0;
  #next = 1;
  readonly #factListeners = new Set<(fact: Fact) => void>();

  constructor(layout: Readonly<Record<string, 'e1' | number>>) {
    const spans: SpanInfo[] = [];
    const channels: ChannelInfo[] = [];
    for (const [name, size] of Object.entries(layout)) {
      const index = spans.length;
      const channelCount = size === 'e1' ? 31 : size;
      spans.push({ index, name, kind: size === 'e1' ? 'e1' : 'analog', firstChannel: channels.length, channelCount });
      for (let slot = 1; slot <= channelCount; slot++) {
        const kind: ChannelKind = size !== 'e1' ? 'fxs' : slot === 16 ? 'data' : 'bearer';
        channels.push({ index: channels.length, span: index, slot, kind });
      }
    }
    this.spans = spans;
    this.channels = channels;
  }

  /** The values of the commands of one name, oldest first. */
  given(name: string): readonly (readonly unknown[])[] {
    return this.commands.filter(([given]) => given === name).map(([, ...values]) => values);
  }

  /** The id that the last command of that name was given. */
  last(name: string): number {
    const values = this.given(name).at(-1);
    if (values === undefined) throw new Error(`no ${name} was commanded`);
    return values.at(-1) as number;
  }

  /** Tells a fact; what the test does not care about is filled in. */
  tell<T extends Fact['type']>(fact: Told<T>): void {
    const filled = {
      channel: -1,
      at: this.now,
      ...(fact.type === 'offered' && { ...OFFERED, setupAt: this.now }),
      ...(fact.type === 'finished' && { reason: 'completed', digit: '', playedMs: 0, gapMs: 0 }),
      ...(fact.type === 'cleared' && { cause: 16, remote: true }),
      ...(fact.type === 'proceeding' && { automatic: false }),
      ...fact,
    } as unknown as Fact;
    for (const listener of [...this.#factListeners]) listener(filled);
  }

  onFact(listener: (fact: Fact) => void): () => void {
    this.#factListeners.add(listener);
    return () => this.#factListeners.delete(listener);
  }

  onMeter(_listener: (meter: Meter) => void): () => void {
    return () => {};
  }

  loadPrompt(file: string): number {
    return this.#begin('loadPrompt', file);
  }

  play(channel: number, prompts: readonly number[], options: PlayOptions = {}): number {
    return this.#begin('play', channel, prompts, options);
  }

  tone(channel: number, steps: readonly ToneStep[], options: ToneOptions = {}): number {
    return this.#begin('tone', channel, steps, options);
  }

  sendDigits(channel: number, digits: string, options: DigitsOptions = {}): number {
    return this.#begin('sendDigits', channel, digits, options);
  }

  listen(channel: number, prompt: number): number {
    return this.#begin('listen', channel, prompt);
  }

  record(channel: number, file: string, ...options: readonly RecordOptions[]): number {
    return this.#begin('record', channel, file, ...options);
  }

  stream(channel: number, ...options: readonly StreamOptions[]): StreamHandle {
    return { operation: this.#begin('stream', channel, ...options), descriptor: -1 };
  }

  route(ears: readonly EarRoute[]): number {
    return this.#begin('route', ears);
  }

  dial(options: DialOptions): number {
    return this.#begin('dial', options);
  }

  dropPrompt = (prompt: number): void => this.#note('dropPrompt', prompt);
  release = (operation: number): void => this.#note('release', operation);
  discard = (operation: number): void => this.#note('discard', operation);
  stop = (operation: number): void => this.#note('stop', operation);
  detect = (channel: number, on: boolean, ...options: readonly DtmfOptions[]): void =>
    this.#note('detect', channel, on, ...options);
  hearTones = (channel: number, tones: readonly string[]): void => this.#note('hearTones', channel, tones);
  hearSpeech = (channel: number, on: boolean): void => this.#note('hearSpeech', channel, on);
  judgeAnswerer = (channel: number, on: boolean): void => this.#note('judgeAnswerer', channel, on);
  mask = (channel: number, on: boolean): void => this.#note('mask', channel, on);
  meter = (channel: number, intervalMs: number): void => this.#note('meter', channel, intervalMs);
  pause = (operation: number, on: boolean): void => this.#note('pause', operation, on);
  gain = (operation: number, gainDb: number): void => this.#note('gain', operation, gainDb);
  reset = (channel: number): void => this.#note('reset', channel);
  numberComplete = (call: number): void => this.#note('numberComplete', call);
  proceed = (call: number): void => this.#note('proceed', call);
  alert = (call: number, options: object = {}): void => this.#note('alert', call, options);
  progress = (call: number, options: object = {}): void => this.#note('progress', call, options);
  answer = (call: number): void => this.#note('answer', call);
  clear = (call: number, cause: number): void => this.#note('clear', call, cause);
  restart = (channel: number): void => this.#note('restart', channel);
  setService = (channel: number, inService: boolean): void => this.#note('setService', channel, inService);
  ring = (channel: number, on: boolean): void => this.#note('ring', channel, on);
  hook = (channel: number, offHook: boolean): void => this.#note('hook', channel, offHook);
  flash = (channel: number): void => this.#note('flash', channel);
  polarity = (channel: number, reversed: boolean): void => this.#note('polarity', channel, reversed);
  lamp = (channel: number, on: boolean): void => this.#note('lamp', channel, on);
  openOnHook = (channel: number): void => this.#note('openOnHook', channel);
  audit = (): number => this.#begin('audit');
  repairRecording = (): number => 0;
  onFrame = (): (() => void) => () => {};
  step = (): void => {};
  time = (): number => this.now;
  close = (): void => {};

  counters(): EngineCounters {
    const none = { ticks: 0, late: 0, overruns: 0, slips: 0, frameErrors: 0, badPackets: 0 };
    return {
      ...none,
      factsLost: 0,
      signallingTurns: 0,
      lockedBytes: 0,
      unlockedBytes: 0,
      spans: [],
      realTime: false,
      realTimeHint: '',
    };
  }

  #note(name: string, ...values: unknown[]): void {
    this.commands.push([name, ...values]);
  }

  #begin(name: string, ...values: unknown[]): number {
    const id = this.#next++;
    this.commands.push([name, ...values, id]);
    return id;
  }
}
