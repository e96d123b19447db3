// SPDX-License-Identifier: GPL-2.0-or-later
// Which promises are open, and what can people do with them? For the command line, the console and integrators.

import type { Callbacks } from '../../callback/index.js';
import type { Listed, ListedCallback, Listing, Store } from '../../store/index.js';
import type { AgentDesk } from '../agents/index.js';

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
  async list(options: { readonly all?: boolean } = {}): Promise<Listed<ListedCallback>> {
    return (await this.listing(options)).rows();
  }

  /** The same, to be read page by page. */
  listing({ all = false }: { readonly all?: boolean } = {}): Promise<Listing<ListedCallback>> {
    return this.#store.list('listedCallbacks', { all });
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
