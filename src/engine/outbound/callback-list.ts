// SPDX-License-Identifier: GPL-2.0-or-later
// Which promises are open, and what can people do with them? For the command line, the console and integrators.

import type { Origin } from '../../bus/index.js';
import type { Asked, AskedText, Callbacks, RequestRow, Visitor } from '../../callback/index.js';
import type { CallbackEvidence, EvidenceAsked, LeftOver, Listed, ListedCallback, Listing } from '../../store/index.js';
import type { AgentDesk } from '../agents/index.js';
import { keptBy, type Rooms } from '../rooms/index.js';
import { AskedCallbacks, type AskedImport, type AskedLine, type LeftMessage } from './asked-callbacks.js';

/** The callback requests of a box. */
export class CallbackList {
  readonly #rooms: Rooms;
  readonly #callbacks: Callbacks;
  readonly #agents: AgentDesk;
  readonly #asked: AskedCallbacks;

  constructor(rooms: Rooms, callbacks: Callbacks, agents: AgentDesk, asked: LeftOver['asked']) {
    this.#rooms = rooms;
    this.#callbacks = callbacks;
    this.#agents = agents;
    this.#asked = new AskedCallbacks(rooms, callbacks, asked);
  }

  /** Requests, those who have waited longest first; `all`: closed ones too. */
  async list(options: { readonly all?: boolean } = {}): Promise<Listed<ListedCallback>> {
    return (await this.listing(options)).rows();
  }

  /** The same, to be read page by page. */
  listing({ all = false }: { readonly all?: boolean } = {}): Promise<Listing<ListedCallback>> {
    return this.#rooms.store.list('listedCallbacks', { all });
  }

  /** Open promises of queues that the configuration has no more, and the queue that keeps them. */
  inherited(): readonly { readonly queue: string; readonly open: number; readonly by: string }[] {
    return [...this.#callbacks.queues.open].flatMap(([queue, open]) => {
      const by = keptBy(this.#rooms.config, queue);
      return by === queue ? [] : [{ queue, open, by }];
    });
  }

  /** Begins the next callback for an agent; undefined when none may be made now. */
  next(agent: string): string | undefined {
    return this.#agents.nextCallback(agent);
  }

  /** Puts a request in; `visitor`: it came by a web page. Rejects with REFUSED and all reasons. */
  create(text: AskedText, by: Origin, visitor?: Visitor): Promise<Asked> {
    return this.#asked.create(text, by, visitor);
  }

  /** Takes lines of a file in: those that can be; the others are told. */
  import(lines: readonly AskedLine[], by: Origin): Promise<AskedImport> {
    return this.#asked.import(lines, by);
  }

  /** Somebody left a message: with `message` in `callback.from` he gets a request, which was promised to nobody. */
  leftMessage(message: LeftMessage): Promise<Asked | undefined> {
    return this.#asked.leftMessage(message);
  }

  /** Gives an open request to another queue or agent, chooses another time, writes a note. Throws NOT_FOUND, REFUSED. */
  change(request: string, text: AskedText): RequestRow {
    return this.#asked.change(request, text);
  }

  /** Begins one request, out of turn, for an agent. Throws NOT_FOUND, REFUSED. */
  take(request: string, agent: string): string | undefined {
    return this.#agents.takeCallback(agent, request);
  }

  /** How it was promised: each call that was captured for it, to be read page by page, the oldest first. */
  evidence(of: EvidenceAsked = {}): Promise<Listing<CallbackEvidence>> {
    return this.#rooms.store.list('callbackEvidence', of);
  }

  /** Strikes a request: nobody is called. Throws NOT_FOUND. */
  cancel(request: string): void {
    this.#callbacks.cancel(request);
  }
}
