// SPDX-License-Identifier: GPL-2.0-or-later
// Which engine makes no sound? A MediaPort that takes every command, numbers operations, and tells the facts that it is given to tell.
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
} from '../../native/index.js';

type FactOf<T extends Fact['type']> = Extract<Fact, { readonly type: T }>;
export type ToldFact<T extends Fact['type']> = { readonly type: T } & Partial<FactOf<T>>;

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

/** Spans by their names: an E1, one with so many B-channels in use, or so many FXS ports. */
export type Layout = Readonly<Record<string, 'e1' | { readonly e1: number } | number>>;

/** An engine without samples. What is built on it says what comes of commands, by `tell`. */
export class SilentMedia implements MediaPort {
  readonly spans: readonly SpanInfo[];
  readonly channels: readonly ChannelInfo[];
  /** Milliseconds since it was opened, as facts have it. */
  now = 0;
  #next = 1;
  readonly #factListeners = new Set<(fact: Fact) => void>();

  constructor(layout: Layout) {
    const spans: SpanInfo[] = [];
    const channels: ChannelInfo[] = [];
    for (const [name, size] of Object.entries(layout)) {
      const index = spans.length;
      const slots = slotsOf(size);
      const kind = typeof size === 'number' ? 'analog' : 'e1';
      spans.push({ index, name, kind, firstChannel: channels.length, channelCount: slots.length });
      for (const slot of slots) channels.push({ index: channels.length, span: index, ...slot });
    }
    this.spans = spans;
    this.channels = channels;
  }

  /** Tells a fact; what is not said of it is as usual. */
  tell<T extends Fact['type']>(fact: ToldFact<T>): void {
    const filled = {
      channel: -1,
      at: this.time(),
      ...(fact.type === 'offered' && { ...OFFERED, setupAt: this.time() }),
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
    return this.begin('loadPrompt', file);
  }

  play(channel: number, prompts: readonly number[], options: PlayOptions = {}): number {
    return this.begin('play', channel, prompts, options);
  }

  tone(channel: number, steps: readonly ToneStep[], options: ToneOptions = {}): number {
    return this.begin('tone', channel, steps, options);
  }

  sendDigits(channel: number, digits: string, options: DigitsOptions = {}): number {
    return this.begin('sendDigits', channel, digits, options);
  }

  listen(channel: number, prompt: number): number {
    return this.begin('listen', channel, prompt);
  }

  record(channel: number, file: string, ...options: readonly RecordOptions[]): number {
    return this.begin('record', channel, file, ...options);
  }

  stream(channel: number, ...options: readonly StreamOptions[]): StreamHandle {
    return { operation: this.begin('stream', channel, ...options), descriptor: -1 };
  }

  route(ears: readonly EarRoute[]): number {
    return this.begin('route', ears);
  }

  dial(options: DialOptions): number {
    return this.begin('dial', options);
  }

  dropPrompt = (prompt: number): void => this.note('dropPrompt', prompt);
  release = (operation: number): void => this.note('release', operation);
  discard = (operation: number): void => this.note('discard', operation);
  stop = (operation: number): void => this.note('stop', operation);
  detect = (channel: number, on: boolean, ...options: readonly DtmfOptions[]): void =>
    this.note('detect', channel, on, ...options);
  hearCallerId = (channel: number, on: boolean): void => this.note('hearCallerId', channel, on);
  battery = (channel: number, present: boolean): void => this.note('battery', channel, present);
  useTones = (channel: number): void => this.note('useTones', channel);
  hearTones = (channel: number, tones: readonly string[]): void => this.note('hearTones', channel, tones);
  hearSpeech = (channel: number, on: boolean): void => this.note('hearSpeech', channel, on);
  judgeAnswerer = (channel: number, on: boolean): void => this.note('judgeAnswerer', channel, on);
  mask = (channel: number, on: boolean): void => this.note('mask', channel, on);
  meter = (channel: number, intervalMs: number): void => this.note('meter', channel, intervalMs);
  pause = (operation: number, on: boolean): void => this.note('pause', operation, on);
  gain = (operation: number, gainDb: number): void => this.note('gain', operation, gainDb);
  reset = (channel: number): void => this.note('reset', channel);
  numberComplete = (call: number): void => this.note('numberComplete', call);
  proceed = (call: number): void => this.note('proceed', call);
  alert = (call: number, options: object = {}): void => this.note('alert', call, options);
  progress = (call: number, options: object = {}): void => this.note('progress', call, options);
  answer = (call: number): void => this.note('answer', call);
  clear = (call: number, cause: number): void => this.note('clear', call, cause);
  restart = (channel: number): void => this.note('restart', channel);
  setService = (channel: number, inService: boolean): void => this.note('setService', channel, inService);
  ring = (channel: number, on: boolean): void => this.note('ring', channel, on);
  hook = (channel: number, offHook: boolean): void => this.note('hook', channel, offHook);
  flash = (channel: number): void => this.note('flash', channel);
  polarity = (channel: number, reversed: boolean): void => this.note('polarity', channel, reversed);
  lamp = (channel: number, on: boolean): void => this.note('lamp', channel, on);
  openOnHook = (channel: number): void => this.note('openOnHook', channel);
  audit = (): number => this.begin('audit');
  repairRecording = (): number => 0;
  onFrame = (): (() => void) => () => {};
  step = (): void => {};
  close = (): void => {};

  time(): number {
    return this.now;
  }

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

  /** A command was given that answers nothing. */
  protected note(_name: string, ..._values: readonly unknown[]): void {}

  /** A command was given that is answered by an id. */
  protected begin(_name: string, ..._values: readonly unknown[]): number {
    return this.#next++;
  }
}

const BEARERS = 30;
const D_SLOT = 16;

function slotsOf(size: Layout[string]): readonly Pick<ChannelInfo, 'slot' | 'kind'>[] {
  if (typeof size === 'number') return Array.from({ length: size }, (_, nth) => ({ slot: nth + 1, kind: 'fxs' }));
  const bearers = size === 'e1' ? BEARERS : size.e1;
  const kindOf = (slot: number): ChannelKind => (slot === D_SLOT ? 'data' : 'bearer');
  const all = Array.from({ length: BEARERS + 1 }, (_, nth) => ({ slot: nth + 1, kind: kindOf(nth + 1) }));
  return all.filter(({ slot }) => slot === D_SLOT || slot <= (bearers < D_SLOT ? bearers : bearers + 1));
}
