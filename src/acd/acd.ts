// SPDX-License-Identifier: GPL-2.0-or-later
// Who brings callers and agents together? The queues, the agents, and the offers between them.

import type { Clock, Duration, Ids } from '../kernel/index.js';
import type { AcdEvent, EnqueueOptions } from './acd-event.js';
import type { AgentEvent, AgentLineState, AgentState, Refusal } from './agent-state.js';
import type { AgentSums, SumsBefore } from './agent-sums.js';
import type { CallOrder } from './call-order.js';
import { homeOf } from './callers.js';
import type { Turn } from './circle.js';
import { type Choosing, Distribution } from './distribution.js';
import type { Looked } from './matching.js';
import type { Need, Skills } from './needs.js';
import type { AcdPorts, Offer } from './ports.js';
import type { QueueFigures, QueueSnapshot } from './queue-snapshot.js';
import type { QueueSettings } from './settings.js';
import type { WaitingCall } from './waiting-machine.js';

/** How an agent begins. */
export interface SignInOptions {
  readonly handled?: number | undefined;
  /** How his line is; free, if not told otherwise. */
  readonly line?: AgentLineState | undefined;
  /** What he has done before, if he goes on after a restart. */
  readonly before?: SumsBefore | undefined;
}

const RESERVED_AT_MOST: Duration = 300_000; // longer than any attempt; an agent is never reserved for ever

/** The distribution of calls of a box. Every method is for the JavaScript thread and returns at once. */
export class Acd {
  readonly #clock: Clock;
  readonly #distribution: Distribution;

  constructor(clock: Clock, ids: Ids, settings: readonly QueueSettings[], ports: AcdPorts, choosing: Choosing = {}) {
    this.#clock = clock;
    this.#distribution = new Distribution(clock, ids, ports, choosing);
    this.configure(settings);
  }

  /**
   * New settings: calls that wait keep their places; a queue that is not named any more keeps its own until it is empty. With another
   * `order` they are put in order anew.
   */
  configure(
    settings: readonly QueueSettings[],
    skills: ReadonlyMap<string, Skills> = new Map(),
    order?: CallOrder,
  ): void {
    this.#distribution.configure(settings, skills, order);
  }

  /**
   * Applies events of one instant, and then matches. One that makes no sense is refused and changes nothing; the others are applied, and
   * the first refusal is thrown at the end. One event alone is applied at once. Of several, those for which there is no time go on in the
   * next turns, matching after the last of them; what is refused then is thrown there.
   */
  apply(events: readonly AcdEvent[]): void {
    this.#distribution.apply(events);
  }

  /** What several changes leave is matched after the last of them: nobody is offered a call that goes in the same instant. */
  together(changes: () => void): void {
    this.#distribution.together(changes);
  }

  /** Puts a call into a queue, or into several: it is answered by one of them, and counted in the first. */
  enqueue(call: string, queue: string | readonly string[], options: EnqueueOptions = {}): void {
    const queues = typeof queue === 'string' ? [queue] : queue;
    const { kind, priority, enqueuedAt, only, needs, relax } = options;
    // Written out, and all of one shape: every call that waits comes by here.
    this.apply([{ type: 'enqueue', call, queues, kind, priority, enqueuedAt, only, needs, relax }]);
  }

  /** The caller hung up while he waited; counts as abandoned. */
  abandon(call: string): void {
    this.apply([{ type: 'abandon', call }]);
  }

  /** Takes a call out of its queues because it goes elsewhere. */
  remove(call: string): void {
    this.apply([{ type: 'remove', call }]);
  }

  /** It is served before all others of its queues from now on. Throws NOT_FOUND when it does not wait. */
  promote(call: string): void {
    this.apply([{ type: 'promote', call }]);
  }

  agentAnswered(offer: string): void {
    this.apply([{ type: 'answered', offer }]);
  }

  /** He refused; he is not ready then, for this reason. */
  agentDeclined(offer: string, reason = 'declined'): void {
    this.agentRefused(offer, 'declined', reason);
  }

  /** His telephone began to ring so much later than it was asked to: he has so much longer to take the offer. */
  agentRangLate(offer: string, late: Duration): void {
    const agent = this.offer(offer)?.agent;
    if (agent !== undefined) this.#distribution.agents.send(agent, { type: 'rangLate', offer, late });
  }

  /** What became of the offer, as his station tells; the table of outcomes says what follows. */
  agentRefused(offer: string, how: Refusal, reason: string = how): void {
    this.apply([{ type: 'declined', offer, how, reason }]);
  }

  /** The agent's part in a call is over. */
  agentReleased(agent: string, call: string): void {
    const state = this.agent(agent);
    const queue =
      state.name === 'talking' && state.queue !== undefined ? this.#distribution.queues.find(state.queue) : undefined;
    const { wrapUp = 0, extendWrapUp: extendable = 0 } = queue ?? {};
    this.#tell(agent, { type: 'released', call, wrapUp, extendable });
  }

  /** `handled`: conversations that he has had already. */
  signIn(agent: string, { handled = 0, line = 'free', before }: SignInOptions = {}): void {
    this.#tell(agent, { type: 'signIn', handled, line });
    if (before !== undefined) this.#distribution.agents.restore(agent, before);
  }

  /** What his line tells: while it is busy nothing is offered to him. */
  line(agent: string, line: AgentLineState): void {
    this.#tell(agent, { type: line === 'free' ? 'lineFree' : 'lineBusy' });
  }

  /** At once, or when his call is over. */
  signOut(agent: string): void {
    this.#tell(agent, { type: 'signOut' });
  }

  ready(agent: string): void {
    this.#tell(agent, { type: 'ready' });
  }

  /** At once, or when his call is over. */
  notReady(agent: string, reason: string): void {
    this.#tell(agent, { type: 'notReady', reason });
  }

  finishWrapUp(agent: string): void {
    this.#tell(agent, { type: 'wrapUpDone' });
  }

  /** Makes his wrap-up longer, by what his queue allows at most. */
  extendWrapUp(agent: string, by: Duration): void {
    this.#tell(agent, { type: 'wrapUpExtended', by });
  }

  /** Keeps an agent for a callback that he asked for, his telephone in his hand or not; false when he is not free. */
  reserve(agent: string, token: string, forAtMost: Duration = RESERVED_AT_MOST): boolean {
    this.#tell(agent, { type: 'reserved', token, forAtMost });
    const state = this.agent(agent);
    return state.name === 'reserved' && state.token === token;
  }

  unreserve(agent: string, token: string): void {
    this.#tell(agent, { type: 'unreserved', token });
  }

  /** The agent talks without an offer: the callback that he was reserved for, or a call of his own. */
  engage(agent: string, call: string, queue?: string): void {
    this.#tell(agent, { type: 'engaged', call, ...(queue === undefined ? {} : { queue }) });
  }

  /** The day begins: what agents have done is counted from now. */
  rollOver(): void {
    this.#distribution.agents.rollOver();
  }

  /** Who of a queue that goes round was offered a call last, before a restart: the next one behind him is asked. */
  resume(queue: string, turn: Turn): void {
    this.#distribution.matching.resume(queue, turn);
  }

  agent(agent: string): AgentState {
    return this.#distribution.agents.get(agent);
  }

  agents(): AgentState[] {
    return this.#distribution.agents.all();
  }

  /** What an agent has done since he signed in or the day began. */
  sums(agent: string): AgentSums {
    return this.#distribution.agents.sums(agent);
  }

  /** An offer that is out. */
  offer(offer: string): Offer | undefined {
    return this.#distribution.offers.get(offer);
  }

  /** Agents who could be offered a call now, of one queue or of all. */
  readyAgents(queue?: string): number {
    return queue === undefined ? this.#distribution.agents.ready : this.#distribution.matching.idle(queue);
  }

  /** Whether anybody of these queues is signed in who can do this; `present`: and is not on a break. Looks at all agents. */
  isStaffed(queues: readonly string[], needs: readonly Need[], { present = false } = {}): boolean {
    return this.#distribution.agents.some(queues, needs, present);
  }

  /** Callers who wait and for whom no agent is being rung, of one queue or of all; a callback's customer is none. */
  unofferedCallers(queue?: string): number {
    return this.#distribution.callers.unoffered(queue);
  }

  /** The call's position in its queue, the best of several; 1 is next. */
  position(call: string): number | undefined {
    return this.#distribution.matching.position(call, this.#clock.now());
  }

  /** How much longer the call will wait, by the figures of its queue; undefined: that is not known. */
  expectedWait(call: string): Duration | undefined {
    const { matching, queues, agents, callers } = this.#distribution;
    const waiting = callers.get(call);
    const place = matching.position(call, this.#clock.now());
    if (waiting === undefined || place === undefined) return undefined;
    const queue = homeOf(waiting);
    return agents.serving.wait(queue, { place, ready: matching.idle(queue), wrapUp: queues.find(queue)?.wrapUp ?? 0 });
  }

  /** How long one would wait who came to the queue now; who waits longest already tells it, too, where too little is known. */
  waitOfNext(queue: string): Duration {
    const { matching, queues, agents } = this.#distribution;
    const { waiting, longestWait } = this.find(queue) ?? { waiting: 0, longestWait: 0 };
    const ready = matching.idle(queue);
    const wrapUp = queues.find(queue)?.wrapUp ?? 0;
    return Math.max(longestWait, agents.serving.wait(queue, { place: waiting + 1, ready, wrapUp }) ?? 0);
  }

  /** A queue's figures; throws NOT_FOUND when there is none of this name. */
  figures(queue: string): QueueFigures {
    const { queues, agents, callers } = this.#distribution;
    return queues.figures(queue, agents, callers);
  }

  /** The figures of a queue that may be gone. */
  find(queue: string): QueueFigures | undefined {
    return this.#distribution.queues.find(queue) === undefined ? undefined : this.figures(queue);
  }

  /** The figures of all queues. */
  allFigures(): QueueFigures[] {
    return this.#distribution.queues.all().map(({ name }) => this.figures(name));
  }

  /** All queues with every call that waits: for people to look at, not to decide a call by. */
  queues(): QueueSnapshot[] {
    const now = this.#clock.now();
    return this.allFigures().map((figures) => {
      const calls = this.#distribution.matching
        .waiting(figures.name, now)
        .map((call) => this.#distribution.callers.get(call));
      return { ...figures, waiting: calls.filter((call) => call !== undefined) };
    });
  }

  /** A call that waits. */
  waiting(call: string): WaitingCall | undefined {
    return this.#distribution.callers.get(call);
  }

  /** How many agents and heads of waiting calls have been looked at; for tests and benchmarks. */
  get looked(): Readonly<Looked> {
    return this.#distribution.matching.looked;
  }

  close(): void {
    this.#distribution.close();
  }

  #tell(agent: string, event: AgentEvent): void {
    this.apply([{ type: 'agent', agent, event }]);
  }
}
