// SPDX-License-Identifier: GPL-2.0-or-later
// What is written of a simulated run? Calls, waits, promises and agents' states as a box would write them.

import type { Clock, Duration, Instant } from '../../kernel/index.js';
import { abandonRateAhead, type Stay } from '../../report/index.js';
import { CLOSED } from './outcome.js';
import type { AgentTold, CallTold, Moment, RequestTold, Told } from './told.js';

interface Begun {
  readonly caller: number;
  readonly accessNumber: string;
  readonly began: Instant;
}

/** Takes what happens in its order. */
export class Records {
  readonly #clock: Clock;
  readonly #from: Instant;
  readonly #up = new Map<string, Begun>();
  readonly #calls: CallTold[] = [];
  readonly #blocked: { readonly caller: number; readonly at: Instant }[] = [];
  readonly #waits = new Map<string, { readonly queue: string; readonly since: Instant }>();
  readonly #stays: Stay[] = [];
  readonly #requests = new Map<string, RequestTold>();
  readonly #agents = new Map<string, AgentTime>();
  readonly #moments: Moment[] = [];
  readonly #ahead = { connectedAhead: 0, abandonedAhead: 0, worst: 0 };
  #open = 0;

  constructor(clock: Clock, from: Instant) {
    this.#clock = clock;
    this.#from = from;
  }

  /** Since when the call is up; undefined: it is not. */
  since(id: string): Instant | undefined {
    return this.#up.get(id)?.began;
  }

  /** The request as it was written last. */
  requested(id: string): RequestTold | undefined {
    return this.#requests.get(id);
  }

  began(id: string, { caller, accessNumber, began }: Begun): void {
    this.#up.set(id, { caller, accessNumber, began });
  }

  over(id: string, disposition: string): void {
    const call = this.#up.get(id);
    if (call === undefined) return;
    this.#up.delete(id);
    const { caller, accessNumber, began: startedAt } = call;
    const endedAt = this.#clock.now();
    this.#calls.push({ caller, accessNumber, direction: 'inbound', startedAt, endedAt, disposition });
  }

  blocked(caller: number): void {
    this.#blocked.push({ caller, at: this.#clock.now() });
  }

  waits(id: string, queue: string): void {
    this.#waits.set(id, { queue, since: this.#clock.now() });
  }

  waited(id: string, endReason: string): void {
    const wait = this.#waits.get(id);
    if (wait === undefined) return;
    this.#waits.delete(id);
    const { queue, since: fromAt } = wait;
    const toAt = this.#clock.now();
    this.#stays.push({ leg: id, kind: 'waiting', queue, agent: null, role: 'customer', fromAt, toAt, endReason });
  }

  request(row: RequestTold): void {
    const before = this.#requests.get(row.id);
    this.#open += Number(isOpen(row)) - Number(before !== undefined && isOpen(before));
    this.#requests.set(row.id, row);
  }

  /** One who was dialled ahead has answered, and found an agent or nobody. */
  ahead(found: 'connected' | 'abandoned'): void {
    this.#ahead[`${found}Ahead`]++;
    this.#ahead.worst = Math.max(this.#ahead.worst, abandonRateAhead(this.#ahead));
  }

  /** Requests that are neither kept nor given up. */
  get openRequests(): number {
    return this.#open;
  }

  /** He is in a state of the distribution's from now on. */
  agent(agent: string, state: string): void {
    const now = this.#clock.now();
    const known = this.#agents.get(agent);
    if (known === undefined) this.#agents.set(agent, { state, since: now, talk: 0, wrapUp: 0, ready: 0 });
    else passed(known, now).state = state;
  }

  moment(moment: Moment): void {
    this.#moments.push(moment);
  }

  /** What goes on is looked at as far as it has come. */
  end(): void {
    const now = this.#clock.now();
    for (const known of this.#agents.values()) passed(known, now);
    for (const id of [...this.#up.keys()]) this.over(id, 'inProgress');
  }

  told(about: Pick<Told, 'from' | 'to' | 'callers'>): Told {
    const agents: AgentTold[] = [...this.#agents.values()].map(({ talk, wrapUp, ready }) => ({ talk, wrapUp, ready }));
    const requests = [...this.#requests.values()];
    const [calls, blocked, stays, moments] = [this.#calls, this.#blocked, this.#stays, this.#moments];
    const ahead = { ...this.#ahead };
    return { ...about, from: this.#from, calls, blocked, stays, requests, agents, moments, ahead };
  }
}

const isOpen = ({ state }: RequestTold): boolean => !CLOSED.has(state);

/** What an agent has done so far, and does since then. */
interface AgentTime {
  state: string;
  since: Instant;
  talk: Duration;
  wrapUp: Duration;
  ready: Duration;
}

/** He has gone on with it until now. What is not talk or wrap-up is being there for callers: ringing and reserved too. */
function passed(known: AgentTime, now: Instant): AgentTime {
  const { state: name, since } = known;
  if (name === 'talking') known.talk += now - since;
  else if (name === 'wrapUp') known.wrapUp += now - since;
  else if (name !== 'signedOut' && name !== 'notReady') known.ready += now - since;
  known.since = now;
  return known;
}
