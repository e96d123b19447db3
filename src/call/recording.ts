// SPDX-License-Identifier: GPL-2.0-or-later
// How is a conversation recorded? From the customer's channel into one stereo file, to the end of the leg or until stopped.

import { Emitter } from '../kernel/index.js';
import type { Failure, FinishReason, MediaPort, OperationId } from '../native/index.js';
import { deferred, type Operations } from './operation.js';

/** How a recording ended. A failure (disk full, disk error) ends the recording, not the call. */
export interface RecordingEnd {
  /** `stopped`, `cleared` or `failed`. */
  readonly reason: FinishReason;
  /** Length of the file. */
  readonly durationMs: number;
  /** Silence in the file where the disk did not follow. */
  readonly gapMs: number;
  /** Why it ended early. */
  readonly failure: Failure | undefined;
}

/** One recording under way: left what the leg's party says, right what the party hears. */
export class Recording {
  readonly file: string;
  /** `gapMs` of silence stands at `atMs` of the file. */
  readonly gap = new Emitter<{ readonly atMs: number; readonly gapMs: number }>();
  readonly failed = new Emitter<{ readonly failure: Failure; readonly systemError: number }>();
  /** Resolves when the file is complete: stopped, leg cleared, or failed. Never rejects. */
  readonly finished: Promise<RecordingEnd>;
  readonly #media: MediaPort;
  readonly #id: OperationId;

  constructor(media: MediaPort, operations: Operations, id: OperationId, file: string) {
    this.file = file;
    this.#media = media;
    this.#id = id;
    const end = deferred<RecordingEnd>();
    let failure: Failure | undefined;
    this.finished = end.promise;
    operations.follow(id, (fact) => {
      if (fact.type === 'recordingGap') this.gap.emit({ atMs: fact.atMs, gapMs: fact.gapMs });
      if (fact.type === 'recordingFailed') {
        failure = fact.failure;
        this.failed.emit({ failure: fact.failure, systemError: fact.systemError });
      }
      if (fact.type === 'finished') {
        end.resolve({ reason: fact.reason, durationMs: fact.playedMs, gapMs: fact.gapMs, failure });
      }
    });
  }

  /** Ends it; resolves when the file is complete. */
  stop(): Promise<RecordingEnd> {
    this.#media.stop(this.#id);
    return this.finished;
  }
}
