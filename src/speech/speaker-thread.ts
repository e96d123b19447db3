// SPDX-License-Identifier: GPL-2.0-or-later
// Where are texts spoken? In a thread of its own: programs, answers and the resampling of sound touch no call.

import { parentPort, workerData } from 'node:worker_threads';
import { type Duration, SystemClock } from '../kernel/index.js';
import type { CacheLimits, SpeakingEngine, SpokenText } from './ports.js';
import { Speaker, Unasked } from './speaker.js';
import { SpokenCache } from './spoken-cache.js';
import { levelFile } from './synthesis.js';

/** What the thread is told at its begin. */
export interface SpeakerData {
  readonly spillway: 'speaker';
  readonly limits: CacheLimits;
}

export type SpeakRequest = SayRequest | LevelRequest;

export interface LevelRequest {
  readonly n: number;
  /** A recording that is to be a prompt. */
  readonly level: string;
}

export interface SayRequest {
  readonly n: number;
  readonly engine: SpeakingEngine;
  readonly said: SpokenText;
  readonly within: Duration;
  /** The engine rests: only what is in the cache. */
  readonly cachedOnly: boolean;
}

export type SpeakAnswer =
  /** Undefined: nobody spoke. */
  | { readonly n: number; readonly seconds: number | undefined }
  | { readonly n: number; readonly file: string; readonly made: boolean }
  /** `unasked`: the engine was not even asked. */
  | { readonly n: number; readonly why: string; readonly unasked?: boolean };

const isData = (data: unknown): data is SpeakerData =>
  typeof data === 'object' && data !== null && 'spillway' in data && data.spillway === 'speaker';

/** This file may be loaded in threads that are begun for something else. */
if (parentPort !== null && isData(workerData)) {
  const port = parentPort;
  const clock = new SystemClock(); // an engine takes real time
  const speaker = new Speaker(clock, new SpokenCache(workerData.limits, () => clock.utc(clock.now())));
  speaker.sweep().catch(() => {}); // the folder may not be there yet
  const answered = async (request: SpeakRequest) => {
    if ('level' in request) return { seconds: await levelFile(request.level) };
    return speaker.speak(request.engine, request.said, request.cachedOnly ? undefined : request.within);
  };
  port.on('message', (request: SpeakRequest) => {
    const { n } = request;
    answered(request).then(
      (spoken) => port.postMessage({ n, ...spoken } satisfies SpeakAnswer),
      (error: unknown) => {
        const why = error instanceof Error ? error.message : String(error);
        port.postMessage({ n, why, unasked: error instanceof Unasked } satisfies SpeakAnswer);
      },
    );
  });
}
