// SPDX-License-Identifier: GPL-2.0-or-later
// What is in a stream of samples? The engine's own detectors, fed as the engine feeds them: 20 ms at a time, in A-law.

import type { HeardTone } from './contract.js';
import { loadAddon } from './load.js';
import type { DtmfOptions } from './media-port.js';
import type { PlannedTone } from './tone-zone.js';

/** What to listen for; what is missing is not listened for. */
export interface DetectorOptions {
  readonly digits?: DtmfOptions;
  readonly tones?: ToneDetectorOptions;
  readonly speech?: boolean;
  readonly answerer?: AnswererOptions;
}

export interface ToneDetectorOptions {
  /** A country's tones; `planOf` makes it of a tone zone. */
  readonly plan: readonly PlannedTone[];
  /** Whether the plan's tones are told, and the three rising ones of E.180; missing: they are. */
  readonly progress?: boolean;
  /** Whether CNG and CED are told; missing: they are. */
  readonly fax?: boolean;
}

/** By what a machine is told from a person; the stream begins when the call is answered. docs/dsp.md has the defaults. */
export interface AnswererOptions {
  readonly initialSilenceMs?: number;
  readonly greetingMs?: number;
  readonly afterGreetingMs?: number;
  readonly totalMs?: number;
  readonly mostWords?: number;
}

/** Where something begins and ends, and when the engine would have reported it: milliseconds of the stream. */
interface Span {
  readonly startMs: number;
  readonly endMs: number;
  /** End of the 20 ms in which it was told. */
  readonly reportedMs: number;
}

export type Detected = DetectedDigit | DetectedTone | DetectedSpeech | DetectedAnswerer | DetectedBeep;

export interface DetectedDigit extends Span {
  readonly type: 'digit';
  readonly digit: string;
  /** Of both frequencies together, in the loudest 20 ms. */
  readonly levelDbm0: number;
}

export interface DetectedTone extends Span {
  readonly type: 'tone' | 'fax';
  readonly tone: HeardTone;
  /** Of its frequencies together, in the loudest 45 ms. */
  readonly levelDbm0: number;
  /** Whole cadences that were heard; 1 of a tone without pauses. */
  readonly cadences: number;
}

export interface DetectedSpeech extends Span {
  readonly type: 'speech';
  /** Mean of the span, its pauses left out. */
  readonly levelDbm0: number;
}

/** Beginning and end are those of the greeting. */
export interface DetectedAnswerer extends Span {
  readonly type: 'answerer';
  readonly answerer: 'human' | 'machine' | 'notSure';
  readonly reason: 'shortGreeting' | 'longGreeting' | 'manyWords' | 'beep' | 'silence' | 'timeOver';
  readonly silenceMs: number;
  readonly greetingMs: number;
  readonly afterGreetingMs: number;
  readonly words: number;
}

/** The tone at the end of a machine's greeting. */
export interface DetectedBeep extends Span {
  readonly type: 'beep';
  readonly hertz: number;
}

/** One detector as native/addon/detector_object.cc defines it; 8,000 samples/s. */
export interface NativeDetector {
  /** Tones of the plan that cannot be listened for: too short, too many, too low or high. */
  readonly unheard: readonly HeardTone[];
  /** What has ended by then, in the order of beginnings. */
  feed(samples: Int16Array): readonly Detected[];
  /** The rest: what has not ended ends with the stream. Feed it no more. */
  end(): readonly Detected[];
}

/** A detector for one stream. Throws NATIVE_MISSING, RangeError and TypeError. For tools: it runs on this thread. */
export function openDetector(options: DetectorOptions): NativeDetector {
  const { Detector } = loadAddon();
  return new Detector(options);
}
