// SPDX-License-Identifier: GPL-2.0-or-later
// Which agents are kept for callbacks? By the lease that they were reserved under, and once it is dialled by its attempt.

import type { AgentLines, AgentOnLine } from '../agents/index.js';

/** An agent who is kept for a callback; `line`: he holds his telephone meanwhile. */
export interface HeldAgent {
  readonly agent: string;
  readonly lease: string;
  readonly line?: AgentOnLine;
}

/** The agents that callbacks keep. */
export class HeldAgents {
  readonly #agentLines: AgentLines;
  readonly #held = new Map<string, HeldAgent>();

  constructor(agentLines: AgentLines) {
    this.#agentLines = agentLines;
  }

  /** Keeps him under a lease, to be rung; false when he is not free. */
  reserve(lease: string, agent: string): boolean {
    if (!this.#agentLines.acd.reserve(agent, lease)) return false;
    this.#held.set(lease, { agent, lease });
    return true;
  }

  /** What was claimed under his lease is dialled now. */
  dialled(attempt: string, held: HeldAgent): void {
    this.#held.delete(held.lease);
    this.#held.set(attempt, held);
  }

  of(attempt: string): HeldAgent | undefined {
    return this.#held.get(attempt);
  }

  /** He is not kept for that any more: he talks, or is free again. Undefined: he was not. */
  release(token: string): HeldAgent | undefined {
    const held = this.#held.get(token);
    this.#held.delete(token);
    if (held !== undefined) this.#agentLines.acd.unreserve(held.agent, held.lease);
    return held;
  }
}
