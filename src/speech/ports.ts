// SPDX-License-Identifier: GPL-2.0-or-later
// What can an engine that speaks or understands be asked? The ports; which engine it is only the threads know.

import type { Duration, Language } from '../kernel/index.js';
import type { StreamHandle } from '../native/index.js';

/** Speaks texts. */
export interface Synthesizer {
  /** A WAV of 8 kHz A-law that says the text, from the cache or made now. Rejects with SPEECH_FAILED. */
  speak(text: string, language: Language): Promise<string>;
}

/** Who speaks, as a thread can be told: secrets are read already. */
export type SpeakingEngine =
  | { readonly kind: 'espeak'; readonly voice: string }
  | { readonly kind: 'command'; readonly command: readonly string[]; readonly voice: string }
  | {
      readonly kind: 'http';
      readonly url: string;
      readonly headers: Readonly<Record<string, string>>;
      readonly voice: string;
    };

/** A text to be spoken. */
export interface SpokenText {
  readonly text: string;
  readonly language: Language;
}

/** Where spoken texts are kept, and for how long. */
export interface CacheLimits {
  readonly folder: string;
  readonly bytes: number;
  readonly age: Duration;
}

/** Who understands. */
export type HearingEngine =
  | { readonly kind: 'command'; readonly command: readonly string[]; readonly rate: number }
  | { readonly kind: 'http' | 'webSocket'; readonly url: string; readonly headers: Readonly<Record<string, string>> }
  | { readonly kind: 'sherpa'; readonly model: string; readonly module: string; readonly threads: number };

/** What is listened for. */
export interface ListeningFor {
  readonly language: Language;
  /** The grammar: what may be said, and nothing else is expected; none: anything. */
  readonly phrases: readonly string[];
  /** Several of them follow each other, as digits do. */
  readonly repeated: boolean;
}

/** What became of listening: `text` may be empty, when the engine understood nothing. */
export type Understood =
  | { readonly kind: 'text'; readonly text: string }
  /** He has said nothing until it was stopped. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'failed'; readonly why: string };

/** One listening, under way. */
export interface UnderHearing {
  /** Resolves when he begins to speak; never when he does not. */
  readonly begun: Promise<void>;
  /** Never rejects. */
  readonly understood: Promise<Understood>;
  /** No more sound is listened to; what was said until now is understood, if it was anything. */
  stop(): void;
}

/** Understands what comes over a leg's stream. */
export interface Recognizer {
  /** Listens to a stream, which it opens and closes. */
  hear(stream: StreamHandle, what: ListeningFor): UnderHearing;
}
