// SPDX-License-Identifier: GPL-2.0-or-later
// What does a box's own log say of the wave? Its events, as the records of a run.

import type { BusinessEvent } from '../../bus/index.js';
import type { People, Records, RequestTold } from '../wave/index.js';

/** Takes events in their order. */
export class BoardLog {
  readonly #records: Records;
  readonly #people: People;
  /** Outbound calls and such are none of the wave's. */
  readonly #ours = new Set<string>();
  readonly #ahead: ReadonlySet<string>;

  /** `ahead`: queues whose customers are dialled ahead of agents. */
  constructor(records: Records, people: People, ahead: ReadonlySet<string>) {
    this.#ahead = ahead;
    this.#records = records;
    this.#people = people;
  }

  take({ type, facts, at }: BusinessEvent): void {
    switch (type) {
      case 'call.offered':
        this.#offered(facts, at);
        return;
      case 'call.queued':
        if (this.#ours.has(facts.call)) this.#records.waits(facts.call, facts.queue);
        return;
      case 'call.overflowed':
        this.#records.waited(facts.call, 'overflowed');
        return;
      case 'call.keyed':
        this.#records.waited(facts.call, 'captured');
        return;
      case 'call.bridged':
        this.#records.waited(facts.call, 'answered');
        return;
      case 'call.ended':
        this.#records.waited(facts.call, facts.disposition);
        this.#records.over(facts.call, facts.disposition);
        this.#ours.delete(facts.call);
        return;
      case 'agent.changed':
        this.#records.agent(facts.agent, facts.state);
        return;
      case 'agent.signedOut':
        this.#records.agent(facts.agent, 'signedOut');
        return;
      case 'callback.created':
      case 'callback.renewed':
        this.#request(facts, 'open', at);
        return;
      case 'callback.failed':
        if (facts.outcome === 'dropped') this.#records.ahead('abandoned');
        return;
      case 'callback.completed':
        // Those for whom an agent held the line after they had found nobody once are among them: the log does not tell them apart.
        if (this.#ahead.has(facts.queue ?? '')) this.#records.ahead('connected');
        this.#request(facts, 'completed', at);
        return;
      case 'callback.served':
        this.#request(facts, 'served', at);
        return;
      case 'callback.givenUp':
        this.#request(facts, 'givenUp', at);
        return;
      default:
    }
  }

  #offered(
    facts: { readonly call: string; readonly direction: string; readonly calling?: string | null } & {
      readonly accessNumber?: string | null;
      readonly called?: string | null;
    },
    at: number,
  ): void {
    const { call, direction, calling, accessNumber, called } = facts;
    const caller = direction === 'inbound' ? this.#people.byDigits(calling ?? '') : undefined;
    if (caller === undefined) return;
    this.#ours.add(call);
    this.#records.began(call, { caller, accessNumber: accessNumber ?? called ?? '', began: at });
  }

  #request(
    {
      request: id,
      number,
      call,
    }: { readonly request: string; readonly number?: string; readonly call?: string | null },
    state: RequestTold['state'],
    at: number,
  ): void {
    const before = this.#records.requested(id);
    const enqueuedAt = before?.enqueuedAt ?? this.#records.since(call ?? '') ?? at;
    const row = { id, number: before?.number ?? number ?? '', state, enqueuedAt };
    this.#records.request(state === 'open' ? row : { ...row, closedAt: at });
  }
}
