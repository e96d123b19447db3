// SPDX-License-Identifier: GPL-2.0-or-later
// How does one utterance reach an engine? Opened when somebody begins to speak, fed as he speaks, asked for the text when he has ended.

import type { Clock, Duration } from '../kernel/index.js';
import { commandRecognition } from './command-recognition.js';
import { httpRecognition } from './http-recognition.js';
import type { HearingEngine, ListeningFor } from './ports.js';
import type { SherpaServer } from './sherpa-server.js';
import { webSocketRecognition } from './web-socket-recognition.js';

/** One utterance on its way to an engine. */
export interface Recognition {
  /** Samples of 8 kHz, 16 bits. */
  feed(samples: Int16Array): void;
  /** What was said; rejects with an Error that says why it is not known. */
  finish(within: Duration): Promise<string>;
  /** It is wanted no more. */
  abort(): void;
}

/** Opens one. */
export function openRecognition(
  clock: Clock,
  engine: HearingEngine,
  what: ListeningFor,
  sherpa: () => SherpaServer,
): Recognition {
  switch (engine.kind) {
    case 'command':
      return commandRecognition(clock, engine, what);
    case 'http':
      return httpRecognition(clock, engine, what);
    case 'webSocket':
      return webSocketRecognition(clock, engine, what);
    case 'sherpa':
      return sherpa().recognition(what);
  }
}

/** The text of an answer: JSON with `text`, or the text itself. */
export function textOf(answer: string): string {
  try {
    const parsed: unknown = JSON.parse(answer);
    if (typeof parsed === 'object' && parsed !== null && 'text' in parsed && typeof parsed.text === 'string')
      return parsed.text.trim();
    if (typeof parsed === 'string') return parsed.trim();
  } catch {
    // it is plain text
  }
  return answer.trim();
}

/** Bytes of samples, little endian. */
export function bytesOf(samples: Int16Array): Buffer {
  return Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength);
}
