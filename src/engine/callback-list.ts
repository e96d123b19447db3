// SPDX-License-Identifier: GPL-2.0-or-later
// Which promises are open, and what can people do with them? For the command line, the console and integrators.

import type { Callbacks } from '../callback/index.js';
import type { CallbackAttemptRow, CallbackRequestRow, Store } from '../store/index.js';
import type { AgentDesk } from './agent-desk.js';

/** A request with the calls that were made for it, in their order. */
export interface ListedCallback extends CallbackRequestRow {
  readonly attemptList: readonly CallbackAttemptRow[];
}

/** The callback requests of a box. */
export class CallbackList {
  readonly #store: Store;
  readonly #callbacks: Callbacks;
  readonly #agents: AgentDesk;

  constructor(store: Store, callbacks: Callbacks, agents: AgentDesk) {
    this.#store = store;
    this.#callbacks = callbacks;
    this.#agents = agents;
  }

  /** Requests, those who have waited longest first; `all`: closed ones too. */
  async list({ all = false }: { readonly all?: boolean } = {}): Promise<ListedCallback[]> {
    const { reads } = this.#store;
    const every = reads.selectFrom('callbackRequest').selectAll().orderBy('enqueuedAt');
    const requests = await (all ? every : every.where('closedAt', 'is', null)).execute();
    const made = reads.selectFrom('callbackAttempt').selectAll().orderBy('startedAt');
    const open = reads.selectFrom('callbackRequest').select('id').where('closedAt', 'is', null);
    const attempts = await (all ? made : made.where('request', 'in', open)).execute();
    const byRequest = new Map<string, CallbackAttemptRow[]>();
    for (const attempt of attempts)
      byRequest.set(attempt.request, [...(byRequest.get(attempt.request) ?? []), attempt]);
    return requests.map((request) => ({ ...request, attemptList: byRequest.get(request.id) ?? [] }));
  }

  /** Begins the next callback for an agent; undefined when none may be made now. */
  next(agent: string): string | undefined {
    return this.#agents.nextCallback(agent);
  }

  /** Strikes a request: nobody is called. Throws NOT_FOUND. */
  cancel(request: string): void {
    this.#callbacks.cancel(request);
  }
}
