// SPDX-License-Identifier: GPL-2.0-or-later
// Which captures are under way, and which requests are on disk because of them? One capture a call, as long as the call lives.

import type { CallbackChange } from './rows.js';

/** A capture that was decided. Commit `changes` in the batch of its call; only then speak the promise. */
export interface Captured {
  readonly request: string;
  /** Whether the number had an open request already. */
  readonly merged: boolean;
  readonly changes: readonly CallbackChange[];
}

/** The captures of calls that are up. */
export class Captures {
  readonly #byCall = new Map<string, Captured>();
  /** Requests of which nothing is on disk: nobody may be called for what may come to nothing. */
  readonly #unwritten = new Set<string>();

  /** What was decided for this call before. */
  of(call: string): Captured | undefined {
    return this.#byCall.get(call);
  }

  begin(call: string, captured: Captured): void {
    this.#byCall.set(call, captured);
    if (!captured.merged) this.#unwritten.add(captured.request);
  }

  /** Its batch is on disk. */
  written(call: string): Captured | undefined {
    const captured = this.#byCall.get(call);
    if (captured !== undefined) this.#unwritten.delete(captured.request);
    return captured;
  }

  /** Its batch was refused, or its call is over. */
  end(call: string): Captured | undefined {
    const captured = this.written(call);
    this.#byCall.delete(call);
    return captured;
  }

  /** Whether a request may be worked on. */
  isWritten(request: string): boolean {
    return !this.#unwritten.has(request);
  }
}
