// SPDX-License-Identifier: GPL-2.0-or-later
// How much has an engine done and lost since its start?

/** What a span lost since the start. */
export interface SpanCounters {
  /** 20 ms of audio dropped or repeated between two clocks. */
  readonly slips: number;
  /** Frames of its D-channel that were lost or damaged. */
  readonly frameErrors: number;
  /** Virtual board: packets that a far end sent and should not have. */
  readonly badPackets: number;
  /** News of its lines that found no room; what they would have told was asked for instead. */
  readonly eventsLost?: number;
  /** How much faster than the machine's clock the span's is, in millionths; known after a minute, on a card only. */
  readonly driftPpm?: number;
}

export interface EngineCounters {
  readonly ticks: number;
  readonly late: number;
  readonly overruns: number;
  readonly slips: number;
  readonly frameErrors: number;
  readonly badPackets: number;
  readonly factsLost: number;
  /** Of the signalling thread: at least one a second while it is alive. */
  readonly signallingTurns: number;
  /** Memory that ticks and lines need and that cannot be swapped out: rings, detectors, prompts, stacks, the addon. */
  readonly lockedBytes: number;
  /** ... that may not be locked: RLIMIT_MEMLOCK is too low. `spillway doctor` says how to allow it. Stepped, none is. */
  readonly unlockedBytes: number;
  /** Of each span of the board, by its index. */
  readonly spans: readonly SpanCounters[];
  /** Whether the media thread runs under SCHED_FIFO; `realTimeHint` says how to allow it when not. */
  readonly realTime: boolean;
  readonly realTimeHint: string;
}
