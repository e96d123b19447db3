// SPDX-License-Identifier: GPL-2.0-or-later
// How does TypeScript reach the engine? The media port over the addon: ids, bridges and prompts are counted here.

import { TelephonyError } from '../faults.js';
import type { Unsubscribe } from '../kernel/index.js';
import { ask } from './ask.js';
import type { Fact, HeardTone, Meter } from './contract.js';
import type { EngineOptions } from './engine-options.js';
import { FrameTaps } from './frame-taps.js';
import { IndexPool } from './index-pool.js';
import { type Addon, loadAddon, type NativeEngine } from './load.js';
import type {
  BridgeIndex,
  CallHandle,
  ChannelIndex,
  ChannelInfo,
  DialOptions,
  DigitsOptions,
  DtmfOptions,
  EngineCounters,
  JoinOptions,
  MediaPort,
  OperationId,
  PlayOptions,
  PromptIndex,
  RecordOptions,
  SpanInfo,
  ToneOptions,
  ToneStep,
  TracedFrame,
} from './media-port.js';
import { RecordStream } from './record-stream.js';
import { repairRecording } from './repair-recording.js';

const PROMPTS = 4096;
const BRIDGES = 512;

/**
 * The engine of this process (or worker thread). Threaded, it keeps the process alive until `close()`, and closes by
 * itself when the process exits. Stepped, it does nothing but in `step()`.
 */
export class NativeMedia implements MediaPort {
  readonly spans: readonly SpanInfo[];
  readonly channels: readonly ChannelInfo[];
  readonly #addon: Addon;
  readonly #engine: NativeEngine;
  readonly #stream: RecordStream;
  readonly #taps: FrameTaps;
  readonly #prompts = new IndexPool(PROMPTS);
  readonly #bridges = new IndexPool(BRIDGES);
  readonly #bridgeOf = new Map<ChannelIndex, BridgeIndex>();
  readonly #exit = () => this.close();
  #lastOperation: OperationId = 0;
  #lastCall: CallHandle = 0;

  /** `warn` is told once, when the media thread gets no real-time priority. */
  constructor(options: EngineOptions, { warn }: { readonly warn?: (message: string) => void } = {}) {
    this.#addon = loadAddon();
    this.#engine = ask(() => new this.#addon.Engine(options, () => this.#woken()));
    this.#stream = new RecordStream(this.#engine);
    this.#taps = new FrameTaps(this.#engine);
    this.spans = this.#engine.spans;
    this.channels = this.#engine.channels;
    process.once('exit', this.#exit);
    const { realTimeHint } = this.counters();
    if (realTimeHint !== '') warn?.(realTimeHint);
  }

  onFact(listener: (fact: Fact) => void): Unsubscribe {
    return this.#stream.onFact(listener);
  }

  onMeter(listener: (meter: Meter) => void): Unsubscribe {
    return this.#stream.onMeter(listener);
  }

  onFrame(span: number, listener: (frame: TracedFrame) => void): Unsubscribe {
    return ask(() => this.#taps.on(span, listener));
  }

  loadPrompt(file: string): PromptIndex {
    const prompt = this.#prompts.take();
    if (prompt === undefined) throw new TelephonyError('REFUSED', `${PROMPTS} prompts are loaded; drop some.`);
    try {
      ask(() => this.#engine.loadPrompt(prompt, file));
    } catch (error) {
      this.#prompts.give(prompt);
      throw error;
    }
    return prompt;
  }

  dropPrompt(prompt: PromptIndex): void {
    ask(() => this.#engine.dropPrompt(prompt));
    this.#prompts.give(prompt);
  }

  play(channel: ChannelIndex, prompts: readonly PromptIndex[], options?: PlayOptions): OperationId {
    return this.#operate((operation) => this.#engine.play(operation, channel, prompts, options));
  }

  tone(
    channel: ChannelIndex,
    steps: readonly ToneStep[],
    options?: ToneOptions & { readonly repeatFrom?: number },
  ): OperationId {
    return this.#operate((operation) => this.#engine.tone(operation, channel, steps, options));
  }

  sendDigits(channel: ChannelIndex, digits: string, options?: DigitsOptions): OperationId {
    return this.#operate((operation) => this.#engine.sendDigits(operation, channel, digits, options));
  }

  listen(channel: ChannelIndex, prompt: PromptIndex): OperationId {
    return this.#operate((operation) => this.#engine.listen(operation, channel, prompt));
  }

  record(channel: ChannelIndex, file: string, options?: RecordOptions): OperationId {
    return this.#operate((operation) => this.#engine.record(operation, channel, file, options));
  }

  release(operation: OperationId): void {
    ask(() => this.#engine.release(operation, true));
  }

  discard(operation: OperationId): void {
    ask(() => this.#engine.release(operation, false));
  }

  stop(operation: OperationId): void {
    ask(() => this.#engine.stop(operation));
  }

  detect(channel: ChannelIndex, on: boolean, options?: DtmfOptions): void {
    ask(() => this.#engine.detect(channel, on, options));
  }

  hearTones(channel: ChannelIndex, tones: readonly HeardTone[]): void {
    ask(() => this.#engine.hearTones(channel, tones));
  }

  hearSpeech(channel: ChannelIndex, on: boolean): void {
    ask(() => this.#engine.hearSpeech(channel, on));
  }

  judgeAnswerer(channel: ChannelIndex, on: boolean): void {
    ask(() => this.#engine.judgeAnswerer(channel, on));
  }

  mask(channel: ChannelIndex, on: boolean): void {
    ask(() => this.#engine.mask(channel, on));
  }

  meter(channel: ChannelIndex, intervalMs: number): void {
    ask(() => this.#engine.meter(channel, intervalMs));
  }

  createBridge(): BridgeIndex {
    const bridge = this.#bridges.take();
    if (bridge === undefined) throw new TelephonyError('NO_CHANNEL', `All ${BRIDGES} bridges are taken.`);
    return bridge;
  }

  join(bridge: BridgeIndex, channel: ChannelIndex, options?: JoinOptions): void {
    this.#bridges.mustHave(bridge, 'join: bridge', 'createBridge');
    ask(() => this.#engine.join(bridge, channel, options));
    this.#bridgeOf.set(channel, bridge);
  }

  leave(channel: ChannelIndex): void {
    ask(() => this.#engine.leave(channel));
    this.#bridgeOf.delete(channel);
  }

  releaseBridge(bridge: BridgeIndex): void {
    this.#bridges.mustHave(bridge, 'releaseBridge: bridge', 'createBridge');
    for (const [channel, joined] of this.#bridgeOf) {
      if (joined === bridge) this.leave(channel);
    }
    this.#bridges.give(bridge);
  }

  reset(channel: ChannelIndex): void {
    ask(() => this.#engine.reset(channel));
    this.#bridgeOf.delete(channel);
  }

  dial(options: DialOptions): CallHandle {
    const call = this.#lastCall + 2; // even: dialled by us; the engine names offered calls with odd handles
    ask(() => this.#engine.dial(call, options));
    this.#lastCall = call;
    return call;
  }

  numberComplete(call: CallHandle): void {
    ask(() => this.#engine.numberComplete(call));
  }

  proceed(call: CallHandle): void {
    ask(() => this.#engine.proceed(call));
  }

  alert(call: CallHandle, options?: { readonly inBand?: boolean }): void {
    ask(() => this.#engine.alert(call, options));
  }

  progress(call: CallHandle, options?: { readonly inBand?: boolean; readonly cause?: number }): void {
    ask(() => this.#engine.progress(call, options));
  }

  answer(call: CallHandle): void {
    ask(() => this.#engine.answer(call));
  }

  clear(call: CallHandle, cause: number): void {
    ask(() => this.#engine.clear(call, cause));
  }

  restart(channel: ChannelIndex): void {
    ask(() => this.#engine.restart(channel));
  }

  setService(channel: ChannelIndex, inService: boolean): void {
    ask(() => this.#engine.setService(channel, inService));
  }

  ring(channel: ChannelIndex, on: boolean): void {
    ask(() => this.#engine.ring(channel, on));
  }

  hook(channel: ChannelIndex, offHook: boolean): void {
    ask(() => this.#engine.hook(channel, offHook));
  }

  flash(channel: ChannelIndex): void {
    ask(() => this.#engine.flash(channel));
  }

  polarity(channel: ChannelIndex, reversed: boolean): void {
    ask(() => this.#engine.polarity(channel, reversed));
  }

  audit(): OperationId {
    return this.#operate((operation) => this.#engine.audit(operation));
  }

  repairRecording(file: string): number {
    return repairRecording(file, this.#addon);
  }

  step(ticks = 1): void {
    ask(() => this.#engine.step(ticks));
    this.#handOut();
  }

  time(): number {
    return this.#engine.time();
  }

  counters(): EngineCounters {
    return this.#engine.counters();
  }

  /** What the threads told before they ended (recordings finished) is still handed out. */
  close(): void {
    process.off('exit', this.#exit);
    this.#engine.halt();
    try {
      this.#handOut();
    } finally {
      this.#engine.close();
    }
  }

  /** What a listener throws is an uncaught exception; Node would only warn of one that leaves an addon's callback. */
  #woken(): void {
    try {
      this.#handOut();
    } catch (error) {
      queueMicrotask(() => {
        throw error;
      });
    }
  }

  #handOut(): void {
    try {
      this.#stream.handOut();
    } finally {
      this.#taps.handOut();
    }
  }

  #operate(command: (operation: OperationId) => void): OperationId {
    const operation = this.#lastOperation + 1;
    ask(() => command(operation));
    this.#lastOperation = operation;
    return operation;
  }
}
