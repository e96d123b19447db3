// SPDX-License-Identifier: GPL-2.0-or-later
// Where is the native addon, and what does it offer? Found beside the package, built here or prebuilt.

import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TelephonyError } from '../faults.js';
import type { NativeCommands } from './commands.js';
import { CONTRACT_VERSION, type Failure, RECORD_BYTES } from './contract.js';
import type { DetectorOptions, NativeDetector } from './detector.js';
import type { EngineCounters } from './engine-counters.js';
import type { EngineOptions } from './engine-options.js';
import type { ChannelInfo, SpanInfo } from './media-port.js';
import type { StreamOptions } from './stream-end.js';
import type { PlannedTone } from './tone-zone.js';
import type { TracedFrame } from './traced-frame.js';

/** What `repairRecording` found: the true length, or why there is none (`systemError`: errno, else 0). */
export type RepairedRecording =
  | { readonly durationMs: number; readonly changed: boolean }
  | { readonly failure: Failure; readonly systemError: number };

/** One engine as native/addon/engine_class.cc defines it. */
export interface NativeEngine extends NativeCommands {
  readonly spans: readonly SpanInfo[];
  readonly channels: readonly ChannelInfo[];
  /** Where `readFacts` and `readMeters` put records. */
  readonly batch: ArrayBuffer;
  readFacts(): number;
  readMeters(): number;
  step(ticks: number): void;
  time(): number;
  counters(): EngineCounters;
  /** Ends the threads; what they told can still be read. */
  halt(): void;
  /** `halt`, then frees everything. */
  close(): void;

  /** Tells the frames of an E1's D-channel, or no longer. */
  trace(span: number, on: boolean): void;
  /** What was told since, at most 256; none: all read. */
  readFrames(): readonly TracedFrame[];

  /** Whose tones a channel hears from its next call on; null: the engine's own. */
  useTones(channel: number, tones: readonly PlannedTone[] | null): void;

  /** Begins a stream; the descriptor of its memory. */
  stream(operation: number, channel: number, options?: StreamOptions): number;
}

/** The memory of a stream; `release(memory)` gives it back, and it is empty then. */
export interface StreamMapping {
  readonly memory: ArrayBuffer;
  release(memory: ArrayBuffer): void;
}

export interface Addon {
  readonly version: string;
  readonly priVersion: string;
  readonly contractVersion: number;
  readonly recordBytes: number;
  repairRecording(file: string): RepairedRecording;
  /** Maps a stream's memory. */
  attachStream(descriptor: number, operation: number): StreamMapping;
  readonly Detector: new (options: DetectorOptions) => NativeDetector;
  /** `woken` is called on this thread when there is something to read (not for stepped engines). */
  readonly Engine: new (
    options: EngineOptions,
    woken: () => void,
  ) => NativeEngine;
}

const WAY_OUT = 'Build it with `npm run build:native`, or run `npm test` or `npm run demo`, which set everything up.';

/** The addon of the package that this file is in. Throws NATIVE_MISSING with the way out. */
export function loadAddon(root = packageFolder()): Addon {
  const require = createRequire(import.meta.url);
  const build = require('node-gyp-build') as (folder: string) => Addon;
  let addon: Addon;
  try {
    addon = build(root);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split('\n')[0] : String(cause);
    throw new TelephonyError('NATIVE_MISSING', `${WAY_OUT} (${reason})`, { cause });
  }
  if (addon.contractVersion !== CONTRACT_VERSION || addon.recordBytes !== RECORD_BYTES) {
    throw new TelephonyError(
      'NATIVE_MISSING',
      `The one in ${root} speaks contract ${addon.contractVersion}, not ${CONTRACT_VERSION}. ${WAY_OUT}`,
    );
  }
  return addon;
}

function packageFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json')) && folder !== dirname(folder)) folder = dirname(folder);
  return folder;
}
