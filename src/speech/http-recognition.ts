// SPDX-License-Identifier: GPL-2.0-or-later
// How does an address understand an utterance? One POST of the whole as a WAV; what may be said goes along in a header.

import type { Clock } from '../kernel/index.js';
import type { HearingEngine, ListeningFor } from './ports.js';
import { bytesOf, type Recognition, textOf } from './recognition.js';
import { asked } from './synthesis.js';
import { pcmFile } from './wav-samples.js';

const RATE = 8_000;

/** Gathers it. */
export function httpRecognition(
  clock: Clock,
  { url, headers }: Extract<HearingEngine, { readonly kind: 'http' | 'webSocket' }>,
  { language, phrases }: ListeningFor,
): Recognition {
  const parts: Buffer[] = [];
  return {
    feed: (samples) => {
      parts.push(Buffer.from(bytesOf(samples)));
    },
    finish: async (within) => {
      const told = {
        'content-type': 'audio/wav',
        'content-language': language,
        'x-phrases': encodeURIComponent(JSON.stringify(phrases)),
      };
      const answer = await asked(clock, url, { ...headers, ...told }, pcmFile(Buffer.concat(parts), RATE), within);
      return textOf(answer.toString('utf8'));
    },
    abort: () => {
      parts.length = 0;
    },
  };
}
