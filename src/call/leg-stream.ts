// SPDX-License-Identifier: GPL-2.0-or-later
// How does a leg's sound go to a worker, and a worker's to the leg? A handle is passed on; here only facts are heard.

import { deferred, Emitter } from '../kernel/index.js';
import type { EarRoute, EndedFact, FinishReason, HeardSource, StalledFact, StreamHandle } from '../native/index.js';
import type { LegContext } from './leg-options.js';
import type { OperationFact } from './operation.js';

/** What a stream hears and who hears it. */
export interface LegStreamOptions {
  /** What the party says (default), what it is sent, both, or nothing. */
  readonly hears?: 'party' | 'sent' | 'both' | 'nothing';
  /** Who hears what is written: nobody (default), the party, the others of its conversation as if the party said it, or all of them. */
  readonly heardBy?: 'nobody' | 'party' | 'others' | 'everybody';
  /** Frames of 20 ms that are kept each way while somebody is slow, 2 to 512; default 64. */
  readonly frames?: number;
}

/** Frames since the last news, a second apart at least: lost because nobody read, silent because nobody wrote, dropped because they came too late. */
export interface Stall {
  readonly lost: number;
  readonly missing: number;
  readonly late: number;
}

/** How a stream ended, and how many frames there were in all. */
export interface StreamEnding extends Stall {
  /** `stopped`, `cleared` (the leg is over), `completed` (its user closed it), `failed` (its user died, or it could not begin). */
  readonly reason: FinishReason;
  readonly heard: number;
  readonly given: number;
}

/** One stream of a leg. A leg has one at a time. */
export class LegStream {
  /** For `openStream` in a worker, or the descriptor of it for another process. */
  readonly handle: StreamHandle;
  /** Who uses it does not follow: told at most once a second. */
  readonly stalled = new Emitter<Stall>();
  /** Resolves when it is over. Never rejects. */
  readonly ended: Promise<StreamEnding>;
  readonly #context: LegContext;
  readonly #end = deferred<StreamEnding>();
  readonly #signal: AbortSignal;

  /** For `Leg` alone. */
  constructor(
    context: LegContext,
    channel: number,
    { hears = 'party', frames }: LegStreamOptions,
    signal: AbortSignal,
  ) {
    this.#context = context;
    this.#signal = signal;
    this.ended = this.#end.promise;
    const how = { hears: hears !== 'nothing', ...(frames !== undefined && { frames }) };
    this.handle = context.media.stream(channel, how);
    context.operations.follow(this.handle.operation, (fact) => this.#learn(fact));
    signal.addEventListener('abort', this.#stop, { once: true });
  }

  /** Ends it; resolves when it is over. */
  stop(): Promise<StreamEnding> {
    this.#stop();
    return this.ended;
  }

  readonly #stop = () => this.#context.media.stop(this.handle.operation);

  #learn(fact: OperationFact): void {
    if (fact.type === 'stalled') this.stalled.emit(countsOf(fact));
    if (fact.type !== 'ended') return;
    this.#signal.removeEventListener('abort', this.#stop);
    const reason = fact.reason === 'stopped' && this.#signal.aborted ? 'cleared' : fact.reason;
    this.#end.resolve({ reason, heard: fact.heard, given: fact.given, ...countsOf(fact) });
  }
}

const countsOf = ({ lost, missing, late }: StalledFact | EndedFact): Stall => ({ lost, missing, late });

/** Where the streams of a leg are heard: by its own party, and by others where they hear it. */
export interface Voices {
  readonly party: boolean;
  readonly others: boolean;
}

/** The streams of a leg. */
export class LegStreams {
  /** For `Call` alone: others have something to hear, or the party beside others. */
  readonly changed = new Emitter<void>();
  readonly #open = new Map<LegStream, Voices>();

  /** Begins one. What the party hears while it is alone is said here; in a conversation `Call` says it anew. */
  open(context: LegContext, channel: number, options: LegStreamOptions, signal: AbortSignal): LegStream {
    const { hears = 'party', heardBy = 'nobody' } = options;
    const stream = new LegStream(context, channel, options, signal);
    const voices = { party: heardBy === 'party', others: heardBy === 'others' };
    this.#open.set(stream, heardBy === 'everybody' ? { party: true, others: true } : voices);
    const over = () => this.#open.delete(stream); // the engine has taken it out of all lists
    stream.ended.then(over, over);
    const ears = [...earOf(channel, hears), ...(this.heard.party ? [{ channel, hears: [voiceOf(channel)] }] : [])];
    if (ears.length > 0) context.media.route(ears);
    if (heardBy !== 'nobody') this.changed.emit();
    return stream;
  }

  /** Who hears what is written to those that are open. */
  get heard(): Voices {
    const voices = [...this.#open.values()];
    return { party: voices.some(({ party }) => party), others: voices.some(({ others }) => others) };
  }
}

const voiceOf = (channel: number): HeardSource => ({ channel, what: 'stream' });

/** By itself a stream hears what its channel receives. */
function earOf(channel: number, hears: LegStreamOptions['hears']): readonly EarRoute[] {
  if (hears !== 'sent' && hears !== 'both') return [];
  const sent: HeardSource = { channel, what: 'sent' };
  return [{ channel, side: 'stream', hears: hears === 'both' ? [{ channel }, sent] : [sent] }];
}
