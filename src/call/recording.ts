// SPDX-License-Identifier: GPL-2.0-or-later
// How is a conversation recorded? From the customer's channel into one stereo file, to the end of the leg or until stopped.

import { deferred, Emitter, type Instant } from '../kernel/index.js';
import type { Failure, FinishReason, OperationId } from '../native/index.js';
import type { LegContext } from './leg-options.js';
import type { OperationFact } from './operation.js';

/** How a recording ended. A failure (disk full, disk error) ends the recording, not the call. */
export interface RecordingEnd {
  /** `stopped`, `cleared` or `failed`. */
  readonly reason: FinishReason;
  /** Length of the file. */
  readonly durationMs: number;
  /** What is missing because the disk did not follow; of it the file has silence, 30 s at most. */
  readonly gapMs: number;
  /** When the recording ended; its file may have been complete only later. */
  readonly endedAt: Instant;
  /** Why it ended early. */
  readonly failure: Failure | undefined;
}

/** `gapMs` are missing at `atMs` of a file, where `silenceMs` of silence stand in their place. */
export interface RecordingGap {
  readonly atMs: number;
  readonly gapMs: number;
  readonly silenceMs: number;
}

/** One recording under way: left what the leg's party says, right what the party hears. */
export class Recording {
  readonly file: string;
  readonly gap = new Emitter<RecordingGap>();
  readonly failed = new Emitter<{ readonly failure: Failure; readonly systemError: number }>();
  /** Resolves when the file is complete: stopped, leg cleared, or failed. Never rejects. */
  readonly finished: Promise<RecordingEnd>;
  readonly #context: LegContext;
  readonly #id: OperationId;
  readonly #end = deferred<RecordingEnd>();
  #startedAt: Instant | undefined;
  #failure: Failure | undefined;
  #isOver = false;

  constructor(context: LegContext, id: OperationId, file: string) {
    this.file = file;
    this.#context = context;
    this.#id = id;
    this.finished = this.#end.promise;
    context.operations.follow(id, (fact) => this.#learn(fact));
  }

  /** When its first sample came; undefined before. */
  get startedAt(): Instant | undefined {
    return this.#startedAt;
  }

  /** It is finished; when it was never released, there is no file. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** Goes on with silence until `resume`: what is behind the pause stands at its true time in the file. */
  pause(): void {
    this.#context.media.pause(this.#id, true);
  }

  /** Records again what there is to hear. */
  resume(): void {
    this.#context.media.pause(this.#id, false);
  }

  /** Ends it; `finished` tells when the file is complete. */
  end(): void {
    this.#context.media.stop(this.#id);
  }

  /** Ends it; resolves when the file is complete. */
  stop(): Promise<RecordingEnd> {
    this.end();
    return this.finished;
  }

  /** Of one that is held: it may be written, from its first sample on. */
  release(): void {
    this.#context.media.release(this.#id);
  }

  /** Ends one that is held; there will be no file. */
  discard(): Promise<RecordingEnd> {
    this.#context.media.discard(this.#id);
    return this.finished;
  }

  #learn(fact: OperationFact): void {
    const { clock, media } = this.#context;
    const at = clock.now() - (media.time() - fact.at);
    switch (fact.type) {
      case 'started':
        this.#startedAt = at;
        return;
      case 'recordingGap': {
        const { atMs, gapMs, silenceMs } = fact;
        this.gap.emit({ atMs, gapMs, silenceMs });
        return;
      }
      case 'recordingFailed':
        this.#failure = fact.failure;
        this.failed.emit({ failure: fact.failure, systemError: fact.systemError });
        return;
      case 'finished': {
        const { reason, playedMs: durationMs, gapMs } = fact;
        this.#isOver = true;
        this.#end.resolve({ reason, durationMs, gapMs, endedAt: at, failure: this.#failure });
      }
    }
  }
}
