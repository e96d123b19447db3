// SPDX-License-Identifier: GPL-2.0-or-later
// Which legs have no call any more, and which calls has nobody? The engine's answer to `audit` against the registry's legs.

import type { AuditedFact, CallHandle, CallUpFact, MediaPort, OperationId } from '../native/index.js';

/** What an audit found on a span: facts that told it were lost. */
export interface AuditFindings {
  /** Handles of legs whose call is over. */
  readonly over: readonly CallHandle[];
  /** Calls of the engine that have no leg. */
  readonly unowned: readonly CallHandle[];
}

interface Question {
  readonly operation: OperationId;
  /** The legs' handles when it was asked: what is dialled later is not in the answer. */
  readonly known: ReadonlySet<CallHandle>;
  /** Told so far, by span. */
  readonly up: Map<number, Set<CallHandle>>;
}

/** One question at a time; a later one takes the place of an earlier. */
export class CallAudit {
  readonly #media: MediaPort;
  #question: Question | undefined;

  constructor(media: MediaPort) {
    this.#media = media;
  }

  /** Asks the engine; `known`: the handles of all legs that are up. */
  ask(known: Iterable<CallHandle>): void {
    this.#question = { operation: this.#media.audit(), known: new Set(known), up: new Map() };
  }

  /** A call that lives. */
  learn({ operation, span, call }: CallUpFact): void {
    if (this.#question?.operation !== operation) return;
    const { up } = this.#question;
    up.set(span, (up.get(span) ?? new Set()).add(call));
  }

  /**
   * A span's answer is complete. `legs`: handles of the legs that are on this span now. Undefined when it answers an
   * earlier question, or when some of it was lost itself.
   */
  compare({ operation, span, calls }: AuditedFact, legs: ReadonlySet<CallHandle>): AuditFindings | undefined {
    if (this.#question?.operation !== operation) return undefined;
    const up = this.#question.up.get(span) ?? new Set<CallHandle>();
    if (up.size !== calls) return undefined;
    const { known } = this.#question;
    return {
      over: [...legs].filter((handle) => known.has(handle) && !up.has(handle)),
      unowned: [...up].filter((handle) => !legs.has(handle)),
    };
  }
}
