// SPDX-License-Identifier: GPL-2.0-or-later
// Where do callers and agents meet? The agents' telephones under the queues: who rings, who answered, who talks.

import { Acd, type AcdPorts, type AgentState, type Offer, type OfferEnd, type QueueSettings } from '../../acd/index.js';
import type { StationLeg, TonePlan } from '../../call/index.js';
import type { Config } from '../../config/index.js';
import { TelephonyError } from '../../faults.js';
import type { Instant } from '../../kernel/index.js';
import type { PartyNumber } from '../../native/index.js';
import type { Rooms } from '../rooms/index.js';
import { putAgentState } from './agent-log.js';

/** An agent at his telephone, and the leg to it. */
export interface AgentOnLine {
  readonly agent: string;
  readonly station: string;
  readonly leg: StationLeg;
}

/** Who waits for an agent, and what is to be done for him. */
export interface WaitingParty {
  /** What the agent's telephone shows. */
  readonly calling: PartyNumber;
  /** An agent is being rung. */
  offered?(agent: string): void;
  /** He did not take it. */
  notTaken?(): void;
  /** The agent's telephone rings; the leg may come to nothing. */
  ringing?(agent: AgentOnLine): void;
  /** The agent has lifted: join at once. */
  connect(agent: AgentOnLine, offer: Offer): void;
  /** Tell him his position; 1 is next. */
  announce?(position: number): void;
  /** He has waited too long and is out of the queue. */
  overflow?(): void;
}

export interface EnqueueRequest {
  readonly id: string;
  readonly queue: string;
  readonly kind: 'call' | 'callback';
  readonly enqueuedAt: Instant;
  readonly only?: string;
  readonly party: WaitingParty;
}

/** Of one who was signed in before the box was started again: since when, and how many conversations he has had. */
export interface SignInOptions {
  readonly since?: Instant;
  readonly handled?: number;
}

/** Where and since when an agent is signed in. */
export interface Duty {
  readonly station: string;
  readonly signedInAt: Instant;
}

/** A lifted telephone keeps its agent; a handset beside its telephone is nobody's for as long as it lies there. */
const HANDSET = { token: 'handset', forAtMost: 86_400_000 };

/** Settings of the queues from the configuration. */
export function queueSettings({ queues, agents }: Config): QueueSettings[] {
  return queues.map(({ name, strategy, ringTimeout, wrapUp, maxWait, announce, serviceLevel }) => ({
    name,
    strategy,
    ringTimeout,
    wrapUp,
    maxWait,
    announce,
    serviceLevel,
    agents: agents.filter((agent) => agent.queues.includes(name)).map(({ id }) => id),
  }));
}

/** The queues and the agents at their stations. */
export class AgentLines implements AcdPorts {
  readonly acd: Acd;
  readonly tones: TonePlan;
  readonly #rooms: Rooms;
  readonly #waiting = new Map<string, EnqueueRequest>();
  readonly #duties = new Map<string, Duty>();
  readonly #changed: () => void;

  /** `changed` is told that an agent's state has changed. */
  constructor(rooms: Rooms, tones: TonePlan, changed: () => void) {
    this.#rooms = rooms;
    this.tones = tones;
    this.#changed = changed;
    this.acd = new Acd(rooms.clock, rooms.ids, queueSettings(rooms.config), this);
    for (const station of rooms.stations.all) {
      station.ringing.on(({ leg, offer }) => this.#rings(station.number, leg, offer));
      station.answered.on(({ offer }) => this.acd.agentAnswered(offer));
      station.lifted.on(() => this.#lifted(station.number));
      station.hungUp.on(() => this.#putDown(station.number));
    }
  }

  enqueue(request: EnqueueRequest): void {
    const { id, queue, party: _, ...options } = request;
    this.#waiting.set(id, request);
    this.acd.enqueue(id, queue, options);
  }

  /** The caller hung up while he waited. */
  abandon(id: string): void {
    this.#waiting.delete(id);
    this.acd.abandon(id);
  }

  /** He goes elsewhere. */
  remove(id: string): void {
    this.#waiting.delete(id);
    this.acd.remove(id);
  }

  /**
   * Signs an agent in at a station. Throws NOT_FOUND for an agent or station that there is not, REFUSED when somebody else
   * is signed in there or he himself elsewhere: then nothing has changed.
   */
  signIn(agent: string, station: string, { since = this.#rooms.clock.now(), handled }: SignInOptions = {}): void {
    const { state } = this.#rooms.stations.station(station);
    if (!this.#rooms.config.agents.some(({ id }) => id === agent))
      throw new TelephonyError('NOT_FOUND', `agent ${agent}`);
    const other = this.agentAt(station);
    if (other !== undefined && other !== agent)
      throw new TelephonyError('REFUSED', `agent ${other} is signed in at station ${station}`);
    const duty = this.#duties.get(agent);
    if (duty !== undefined && duty.station !== station) {
      throw new TelephonyError('REFUSED', `agent ${agent} is signed in at station ${duty.station}`);
    }
    if (duty === undefined) this.#duties.set(agent, { station, signedInAt: since });
    this.acd.signIn(agent, { handled, reserved: state === 'idle' ? undefined : HANDSET });
  }

  signOut(agent: string): void {
    this.acd.signOut(agent);
  }

  /** Where and since when he is signed in; undefined: he is not. */
  dutyOf(agent: string): Duty | undefined {
    return this.#duties.get(agent);
  }

  agentAt(station: string): string | undefined {
    return [...this.#duties].find(([, duty]) => duty.station === station)?.[0];
  }

  /** Whether his telephone could ring now. */
  canRing(agent: string): boolean {
    const number = this.#duties.get(agent)?.station;
    if (number === undefined) return false;
    const { state, channel } = this.#rooms.stations.station(number);
    return state === 'idle' && channel.idle;
  }

  readyAgents(queue?: string): number {
    return this.acd.readyAgents(queue);
  }

  /** Keeps an agent who holds his telephone, or is to be rung, for a callback; false when he is not free. */
  reserve(agent: string, token: string): boolean {
    // Who holds his telephone is kept by that until he puts it down: between two reasons to keep him he would be offered a call.
    const state = this.acd.agent(agent);
    return (state.name === 'reserved' && state.token === HANDSET.token) || this.acd.reserve(agent, token);
  }

  unreserve(agent: string, token: string): void {
    this.acd.unreserve(agent, token);
  }

  /** An agent and a customer are joined: he talks until his leg is gone. Nothing changes if an offer brought them together. */
  engage(agent: AgentOnLine, call: string, queue?: string): void {
    if (this.acd.agent(agent.agent).name !== 'talking') this.acd.engage(agent.agent, call, queue);
  }

  /** New queues and agents. Nobody is kept in a queue that is no more, and nobody is signed in who is no agent any more. */
  configure(config: Config): void {
    this.acd.configure(queueSettings(config));
    const names = new Set(config.queues.map(({ name }) => name));
    for (const { call, queue } of this.#inQueues()) {
      if (names.has(queue)) continue;
      this.acd.remove(call);
      this.overflow(call);
    }
    const known = new Set(config.agents.map(({ id }) => id));
    for (const agent of [...this.#duties.keys()]) if (!known.has(agent)) this.acd.signOut(agent);
    this.acd.configure(queueSettings(config)); // an empty queue without a name goes now
  }

  #inQueues(): readonly { readonly call: string; readonly queue: string }[] {
    return this.acd.queues().flatMap(({ name, waiting }) => waiting.map(({ call }) => ({ call, queue: name })));
  }

  /** The box ends: nobody is offered anything any more, whoever becomes free and whoever waits. */
  end(): void {
    this.acd.configure([]);
  }

  ringAgent(offer: Offer): void {
    const party = this.#waiting.get(offer.call)?.party;
    const number = this.#duties.get(offer.agent)?.station;
    try {
      if (party === undefined || number === undefined) throw new TelephonyError('NOT_FOUND', `offer ${offer.offer}`);
      this.#rooms.stations.station(number).ring(offer.offer, party.calling);
      party.offered?.(offer.agent);
      this.#tell('offer.made', offer);
    } catch (error) {
      if (!(error instanceof TelephonyError)) throw error;
      this.#rooms.log.warn(
        { agent: offer.agent, station: number, reason: error.message },
        'an agent could not be rung',
      );
      this.acd.agentDeclined(offer.offer, 'stationBusy');
    }
  }

  stopRinging(offer: Offer, why: OfferEnd): void {
    const number = this.#duties.get(offer.agent)?.station;
    if (number !== undefined) this.#rooms.stations.station(number).stopRinging(offer.offer);
    this.#waiting.get(offer.call)?.party.notTaken?.();
    this.#tell(why === 'answeredElsewhere' ? 'offer.withdrawn' : `offer.${why}`, offer);
  }

  connect(offer: Offer): void {
    const request = this.#waiting.get(offer.call);
    this.#waiting.delete(offer.call);
    const line = this.#lineOf(offer.agent);
    if (line === undefined) {
      this.acd.agentReleased(offer.agent, offer.call);
      request?.party.notTaken?.();
      if (request !== undefined) this.enqueue(request); // he came before those who wait now: that is his place again
      return;
    }
    if (request === undefined) {
      line.leg.clear();
      return;
    }
    this.#tell('offer.accepted', offer);
    request.party.connect(line, offer);
  }

  announce(call: string, position: number): void {
    this.#waiting.get(call)?.party.announce?.(position);
  }

  overflow(call: string): void {
    const request = this.#waiting.get(call);
    this.#waiting.delete(call);
    request?.party.overflow?.();
  }

  agentChanged(state: AgentState): void {
    const { agent } = state;
    if (state.name === 'signedOut') this.#duties.delete(agent);
    const { closing, config, records } = this.#rooms;
    if (closing) return; // their states have ended with the box
    const name = config.agents.find(({ id }) => id === agent)?.name ?? agent;
    const batch = putAgentState(records.batch(), state, { name, ...this.dutyOf(agent) }, records.now());
    records.write(batch, 'agent.changed');
    this.#changed();
  }

  #rings(station: string, leg: StationLeg, offer: string): void {
    const out = this.acd.offer(offer);
    if (out !== undefined) this.#waiting.get(out.call)?.party.ringing?.({ agent: out.agent, station, leg });
  }

  /** The agent's telephone, if he is on it. */
  #lineOf(agent: string): AgentOnLine | undefined {
    const station = this.#duties.get(agent)?.station;
    const leg = station === undefined ? undefined : this.#rooms.stations.station(station).leg;
    return station === undefined || !leg || leg.signal.aborted ? undefined : { agent, station, leg };
  }

  /** A lifted telephone cannot be rung: its agent is offered nothing until it is down again. */
  #lifted(station: string): void {
    const agent = this.agentAt(station);
    if (agent !== undefined) this.acd.reserve(agent, HANDSET.token, HANDSET.forAtMost);
  }

  /** An agent's part in a call ends when he puts down, not when the customer does: until then his telephone is in use. */
  #putDown(station: string): void {
    const agent = this.agentAt(station);
    if (agent === undefined) return;
    this.acd.unreserve(agent, HANDSET.token);
    const state = this.acd.agent(agent);
    if (state.name === 'talking') this.acd.agentReleased(agent, state.call);
  }

  #tell(
    type: 'offer.made' | 'offer.accepted' | 'offer.timedOut' | 'offer.withdrawn' | 'offer.declined',
    offer: Offer,
  ): void {
    const { agent, call, queue } = offer;
    this.#rooms.records.event(type, { offer: offer.offer, agent, call, queue });
  }
}
