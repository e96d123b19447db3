// SPDX-License-Identifier: GPL-2.0-or-later
// What follows from an event at the queues? Calls, agents and offers moved on, and what now fits offered.

import { TelephonyError } from '../faults.js';
import { type Cancel, type Clock, Deadlines, type Duration, type Ids, type Instant } from '../kernel/index.js';
import { type AcdEvent, inSequence } from './acd-event.js';
import type { AgentEffect, AgentState } from './agent-state.js';
import { Agents } from './agents.js';
import { arriving } from './arrival.js';
import { byPriority, type CallOrder } from './call-order.js';
import { Callers, homeOf } from './callers.js';
import { decisionOf } from './decision.js';
import type { Made } from './matched.js';
import { Matching } from './matching.js';
import type { Skills } from './needs.js';
import { type AcdPorts, type Leaving, type Offer, offerTo } from './ports.js';
import { type Asked, atOnce, Postponed } from './postponed.js';
import { Queues } from './queues.js';
import { wholly } from './relaxation.js';
import type { Ending } from './service-level.js';
import { type Leave, QUEUE_DEFAULTS, type QueueSettings } from './settings.js';
import { STRATEGIES, type Strategies } from './strategies.js';
import type { WaitingCall, WaitingEffect } from './waiting-machine.js';

/** How calls are put in order and agents chosen, where it is not as usual. */
export interface Choosing {
  readonly strategies?: Strategies;
  readonly order?: CallOrder;
}

const SLICE: Duration = 8; // of events, and of matching, before others have their turn: both are less than JavaScript may stand still
const IS_AWAY: ReadonlySet<AgentState['name']> = new Set(['signedOut', 'notReady']);

/** Queues, callers, agents and the offers between them. */
export class Distribution {
  readonly matching: Matching;
  readonly queues: Queues;
  readonly agents: Agents;
  readonly callers: Callers;
  readonly offers = new Map<string, Offer>();
  readonly #clock: Clock;
  readonly #ids: Ids;
  readonly #ports: AcdPorts;
  readonly #deadlines: Deadlines;
  readonly #postponed = new Postponed((event) => this.#subjectsOf(event));
  /** Offers that are over because their call is. */
  readonly #losers: Extract<WaitingEffect, { type: 'withdraw' }>[] = [];
  /** Events that are being applied, one inside the other. */
  #depth = 0;
  #isMatching = false;
  /** What is matched in several slices is so at one instant, as long as nothing else happens. */
  #instant: Instant | undefined;
  #nextSlice: Cancel | undefined;

  constructor(clock: Clock, ids: Ids, ports: AcdPorts, { strategies = STRATEGIES, order = byPriority }: Choosing) {
    this.#clock = clock;
    this.#ids = ids;
    this.#ports = ports;
    this.matching = new Matching(order);
    this.queues = new Queues(this.matching, strategies);
    this.#deadlines = new Deadlines(clock, (wakeAll) => this.together(wakeAll), SLICE);
    this.agents = new Agents(this.#deadlines, this.matching, (effect, agent) => this.#forAgent(effect, agent));
    this.callers = new Callers(this.#deadlines, this.matching, (effect, call) => this.#forCaller(effect, call));
  }

  configure(settings: readonly QueueSettings[], skills: ReadonlyMap<string, Skills>, order?: CallOrder): void {
    this.together(() => {
      this.queues.configure(settings, skills, order);
      this.agents.configure(this.queues.all(), skills);
    });
  }

  /** See `Acd.apply`. */
  apply(events: readonly AcdEvent[]): void {
    const [only] = events;
    if (only === undefined) return;
    this.#refusing((refusals) => {
      // One alone is applied at once, behind what came before it about the same agents and calls.
      if (events.length === 1) {
        for (const asked of this.#postponed.takeBefore(only)) this.#try(asked, refusals);
        this.#try({ event: only, by: atOnce }, refusals);
      } else this.#postponed.add(inSequence(events, (id) => this.queues.placeOf(this.offers.get(id))));
      if (this.#nextSlice === undefined) this.#applyPostponed(refusals);
    });
  }

  /** Applies as many of the events that wait for it as there is time for. */
  #applyPostponed(refusals: TelephonyError[]): void {
    const began = this.#clock.now();
    for (let asked = this.#postponed.take(); asked !== undefined; asked = this.#postponed.take()) {
      this.#try(asked, refusals);
      if (this.#clock.now() - began >= SLICE) return;
    }
  }

  /** The first refusal is thrown when all is done. */
  #refusing(change: (refusals: TelephonyError[]) => void): void {
    const refusals: TelephonyError[] = [];
    this.together(() => change(refusals));
    if (refusals[0] !== undefined) throw refusals[0];
  }

  #try({ event, by }: Asked, refusals: TelephonyError[]): void {
    try {
      by(() => this.#one(event));
    } catch (error) {
      if (!(error instanceof TelephonyError)) throw error;
      refusals.push(error);
    }
  }

  #subjectsOf(event: AcdEvent): readonly string[] {
    if (event.type === 'agent') return [`agent ${event.agent}`];
    if (event.type !== 'answered' && event.type !== 'declined') return [`call ${event.call}`];
    const offer = this.offers.get(event.offer);
    return offer === undefined ? [] : [`agent ${offer.agent}`, `call ${offer.call}`];
  }

  close(): void {
    this.#deadlines.close();
    this.#nextSlice?.();
    this.#nextSlice = undefined;
  }

  #one(event: AcdEvent): void {
    try {
      if (event.type === 'enqueue') this.#enqueue(event);
      else if (event.type === 'abandon') this.callers.send(event.call, { type: 'abandoned' });
      else if (event.type === 'remove') this.callers.send(event.call, { type: 'removed' });
      else if (event.type === 'promote') this.#promote(event.call);
      else if (event.type === 'agent') this.agents.send(event.agent, event.event);
      else this.#toOffered(event);
    } finally {
      this.#freeLosers();
    }
  }

  #promote(call: string): void {
    const waiting = this.callers.get(call);
    if (waiting === undefined) throw new TelephonyError('NOT_FOUND', `${call} waits in no queue`);
    const place = this.matching.front(waiting.queues, call, this.#clock.now());
    if (place !== undefined) this.callers.send(call, { type: 'promoted', ...place });
  }

  #toOffered(event: Extract<AcdEvent, { type: 'answered' | 'declined' }>): void {
    const agent = this.offers.get(event.offer)?.agent;
    if (agent !== undefined) this.agents.send(agent, event);
  }

  #enqueue(event: Extract<AcdEvent, { type: 'enqueue' }>): void {
    const { call, queues, relax = [] } = event;
    for (const { also } of relax) if (also !== undefined) this.queues.settings(also);
    const [home] = queues.map((queue) => this.queues.settings(queue));
    if (home === undefined) throw new TelephonyError('REFUSED', `${call} is to wait in no queue`);
    if (this.callers.get(call) !== undefined) throw new TelephonyError('REFUSED', `${call} waits already`);
    const waiting = arriving(event, home, this.#clock.now());
    this.queues.came(waiting);
    this.callers.add(waiting);
  }

  #forCaller(effect: WaitingEffect, call: WaitingCall): void {
    const home = homeOf(call);
    switch (effect.type) {
      case 'announce': {
        const position = Math.min(
          call.told ?? Number.POSITIVE_INFINITY,
          this.matching.position(call.call, this.#clock.now()) ?? 1,
        );
        const again = this.#clock.now() + (this.queues.find(home)?.announce.every ?? Number.POSITIVE_INFINITY);
        this.callers.send(call.call, { type: 'told', position, again });
        this.#ports.announce(call.call, position, home);
        return;
      }
      case 'withdraw':
        this.#losers.push(effect);
        return;
      case 'ended':
        this.queues.went(call, effect);
        if (effect.how === 'overflowed') this.#ports.overflow(call.call, home, effect.waited, leaving(call, effect));
        return;
    }
  }

  #forAgent(effect: AgentEffect, agent: string): void {
    switch (effect.type) {
      case 'lineChanged':
        this.agents.changed(agent);
        return;
      case 'changed':
        this.agents.changed(agent);
        this.#ports.agentChanged(effect.state);
        if (effect.state.name === 'signedOut') this.callers.free(agent);
        if (IS_AWAY.has(effect.state.name)) this.#leaveEmpty(this.agents.queuesOf(agent));
        return;
      case 'ring':
        this.#ports.ringAgent(offerTo(agent, effect));
        return;
      case 'stopRinging':
        this.#ports.stopRinging(offerTo(agent, effect), effect.why);
        return;
      case 'returned':
        this.offers.delete(effect.offer);
        this.callers.send(effect.call, { type: 'returned', offer: effect.offer });
        this.matching.returned(effect.call);
        return;
      case 'accepted':
        this.offers.delete(effect.offer);
        this.callers.send(effect.call, { type: 'accepted', offer: effect.offer });
        this.#ports.connect(offerTo(agent, effect));
        return;
    }
  }

  /** An agent is there no more: who waits for nobody else, and for whom nobody is left, goes where his queue says. */
  #leaveEmpty(queues: readonly string[]): void {
    for (const { name, leave } of queues.flatMap((queue) => this.queues.find(queue) ?? [])) {
      for (const call of leave === undefined ? [] : this.callers.of(name)) {
        if (call.kind !== 'call' || call.only !== undefined) continue;
        const why = this.#missing(call);
        if (why && leave?.[why]) this.callers.send(call.call, { type: 'sentOn', to: leave[why] });
      }
    }
  }

  /** Why nobody is left for a call. */
  #missing(call: WaitingCall): keyof Leave | undefined {
    const { queues, needs } = wholly(call);
    if (!queues.some((queue) => this.agents.signedIn(queue) > 0)) return 'signedOut';
    if (!this.agents.some(queues, needs, false)) return 'unskilled';
    return this.agents.some(queues, [], true) ? undefined : 'notReady';
  }

  /** The call is over for these agents, too: the winner has it by now. */
  #freeLosers(): void {
    for (let loser = this.#losers.shift(); loser !== undefined; loser = this.#losers.shift()) {
      const { offer, why } = loser;
      const agent = this.offers.get(offer)?.agent;
      const other = why === 'answeredElsewhere' ? { why } : {};
      if (agent !== undefined) this.agents.send(agent, { type: 'withdrawn', offer, ...other });
    }
  }

  /** Several changes of one instant, before anything is matched. Ports may call back in the middle of it. */
  together(change: () => void): void {
    this.#depth++;
    if (!this.#isMatching) this.#instant = undefined;
    try {
      change();
    } finally {
      this.#depth--;
      if (this.#depth === 0 && this.#nextSlice === undefined && !this.#deadlines.isBehind) this.#match();
    }
  }

  /** Offers what can be offered, pair by pair, until nothing more fits. What takes too long goes on after others have had their turn. */
  #match(): void {
    if (this.#isMatching) return;
    this.#isMatching = true;
    const began = this.#clock.now();
    this.#instant ??= began;
    try {
      while (this.#postponed.isEmpty && this.#clock.now() - began < SLICE) {
        if (this.matching.ask(this.#instant)) continue;
        const pair = this.matching.next(this.#instant);
        if (pair !== undefined) this.#offer(pair);
        else if (!this.agents.admitLast()) return;
      }
    } finally {
      this.#isMatching = false;
      // Not done after an error of a port, too: nobody is to wait beside an idle agent for it.
      if (!this.#postponed.isEmpty || !this.matching.isDone || this.agents.hasLast)
        this.#nextSlice ??= this.#clock.at(this.#clock.now(), () => this.#goOn());
    }
  }

  #goOn(): void {
    this.#nextSlice = undefined;
    if (this.#postponed.isEmpty && !this.#deadlines.isBehind) this.#match();
    else this.#refusing((refusals) => this.#applyPostponed(refusals));
  }

  #offer(made: Made): void {
    const { call, queue, agent } = made;
    const kind = this.callers.get(call)?.kind ?? 'call';
    const offer: Offer = { offer: this.#ids.next('offer'), call, queue, kind, agent };
    const { ringTimeout: usual = 0, strategy, declined } = this.queues.find(queue) ?? QUEUE_DEFAULTS;
    this.#ports.decided?.(decisionOf(offer.offer, strategy, made, this.matching.explain(made)));
    const turn = strategy === 'circular' ? this.matching.turn(queue) : undefined;
    if (turn !== undefined) this.#ports.turned?.(queue, turn);
    const ringTimeout = Math.max(usual, this.#ports.ringsFor?.(agent) ?? 0);
    this.offers.set(offer.offer, offer);
    this.callers.send(call, { type: 'offered', offer: offer.offer });
    this.agents.offer(offer, { ringTimeout, declined });
  }
}

function leaving({ needs }: WaitingCall, { to }: Ending): Leaving {
  return { needs, ...(to === undefined ? {} : { to }) };
}
