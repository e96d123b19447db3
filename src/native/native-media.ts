// SPDX-License-Identifier: GPL-2.0-or-later
// How does TypeScript reach the engine? The media port over the addon: ids and prompts are counted here.

import { TelephonyError } from '../faults.js';
import type { Unsubscribe } from '../kernel/index.js';
import { ask } from './ask.js';
import { CommandPort, PROMPTS } from './commands.js';
import type { Fact, Meter } from './contract.js';
import type { EngineCounters } from './engine-counters.js';
import type { EngineOptions } from './engine-options.js';
import { FrameTaps } from './frame-taps.js';
import { IndexPool } from './index-pool.js';
import { type Addon, loadAddon, type NativeEngine } from './load.js';
import type {
  ChannelIndex,
  ChannelInfo,
  LoadOptions,
  MediaPort,
  OperationId,
  PromptIndex,
  SpanInfo,
} from './media-port.js';
import { RecordStream } from './record-stream.js';
import { repairRecording } from './repair-recording.js';
import type { StreamHandle, StreamOptions } from './stream-end.js';
import type { PlannedTone } from './tone-zone.js';
import type { TracedFrame } from './traced-frame.js';

/**
 * The engine of this process (or worker thread). Threaded, it keeps the process alive until `close()`, and closes by
 * itself when the process exits. Stepped, it does nothing but in `step()`.
 */
export class NativeMedia extends CommandPort implements MediaPort {
  readonly spans: readonly SpanInfo[];
  readonly channels: readonly ChannelInfo[];
  readonly #addon: Addon;
  protected readonly engine: NativeEngine;
  readonly #stream: RecordStream;
  readonly #taps: FrameTaps;
  readonly #prompts = new IndexPool(PROMPTS);
  readonly #rounds = new Set<(handOut: () => void) => void>();
  readonly #exit = () => this.close();

  /** `warn` is told once, when the media thread gets no real-time priority. */
  constructor(options: EngineOptions, { warn }: { readonly warn?: (message: string) => void } = {}) {
    super();
    this.#addon = loadAddon();
    this.engine = ask(() => new this.#addon.Engine(options, () => this.#woken()));
    this.#stream = new RecordStream(this.engine);
    this.#taps = new FrameTaps(this.engine);
    this.spans = this.engine.spans;
    this.channels = this.engine.channels;
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

  onRound(around: (handOut: () => void) => void): Unsubscribe {
    this.#rounds.add(around);
    return () => this.#rounds.delete(around);
  }

  onFrame(span: number, listener: (frame: TracedFrame) => void): Unsubscribe {
    return ask(() => this.#taps.on(span, listener));
  }

  loadPrompt(file: string, options: LoadOptions = {}): PromptIndex {
    const prompt = this.#prompts.take();
    if (prompt === undefined) throw new TelephonyError('REFUSED', `${PROMPTS} prompts are loaded; drop some.`);
    try {
      ask(() => this.engine.loadPrompt(prompt, file, options));
    } catch (error) {
      this.#prompts.give(prompt);
      throw error;
    }
    return prompt;
  }

  dropPrompt(prompt: PromptIndex): void {
    ask(() => this.engine.dropPrompt(prompt));
    this.#prompts.give(prompt);
  }

  stream(channel: ChannelIndex, options?: StreamOptions): StreamHandle {
    let descriptor = -1;
    const operation = this.operate((id) => {
      descriptor = this.engine.stream(id, channel, options);
    });
    return { operation, descriptor };
  }

  useTones(channel: ChannelIndex, tones: readonly PlannedTone[] | null): void {
    ask(() => this.engine.useTones(channel, tones));
  }

  release(operation: OperationId): void {
    ask(() => this.engine.release(operation, true));
  }

  discard(operation: OperationId): void {
    ask(() => this.engine.release(operation, false));
  }

  repairRecording(file: string): number {
    return repairRecording(file, this.#addon);
  }

  step(ticks = 1): void {
    ask(() => this.engine.step(ticks));
    this.#handOut();
  }

  time(): number {
    return this.engine.time();
  }

  counters(): EngineCounters {
    return this.engine.counters();
  }

  /** What the threads told before they ended (recordings finished) is still handed out. */
  close(): void {
    process.off('exit', this.#exit);
    this.engine.halt();
    try {
      this.#handOut();
    } finally {
      this.engine.close();
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
    let handOut = () => {
      try {
        this.#stream.handOut();
      } finally {
        this.#taps.handOut();
      }
    };
    for (const around of this.#rounds) {
      const inner = handOut;
      handOut = () => around(inner);
    }
    handOut();
  }
}
