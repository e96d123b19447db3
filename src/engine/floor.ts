// SPDX-License-Identifier: GPL-2.0-or-later
// Where do callers and agents meet? The agents' telephones under the queues: who rings, who answered, who talks.

import { Acd, type AcdPorts, type AgentState, type Offer, type OfferEnd, type QueueSettings } from '../acd/index.js';
import type { StationLeg, TonePlan } from '../call/index.js';
import type { Config } from '../config/index.js';
import { TelephonyError } from '../faults.js';
import type { Instant } from '../kernel/index.js';
import type { PartyNumber } from '../native/index.js';

import type { Office } from './office.js';

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

const HANDSET = 'handset';
const LIFTED_AT_MOST = 86_400_000; // a handset beside its telephone is nobody's for as long as it lies there

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
export class Floor implements AcdPorts {
  readonly acd: Acd;
  readonly tones: TonePlan;
  readonly #office: Office;
  readonly #parties = new Map<string, WaitingParty>();
  readonly #stationOf = new Map<string, string>();
  readonly #changed: (state: AgentState) => void;

  /** `changed` hears of every change of an agent. */
  constructor(office: Office, tones: TonePlan, changed: (state: AgentState) => void) {
    this.#office = office;
    this.tones = tones;
    this.#changed = changed;
    this.acd = new Acd(office.clock, office.ids, queueSettings(office.config), this);
    for (const station of office.stations.all) {
      station.ringing.on(({ leg, offer }) => this.#rings(station.number, leg, offer));
      station.answered.on(({ offer }) => this.acd.agentAnswered(offer));
      station.lifted.on(() => this.#lifted(station.number));
      station.hungUp.on(() => this.#putDown(station.number));
    }
  }

  enqueue({ id, queue, party, ...options }: EnqueueRequest): void {
    this.#parties.set(id, party);
    this.acd.enqueue(id, queue, options);
  }

  /** The caller hung up while he waited. */
  abandon(id: string): void {
    this.#parties.delete(id);
    this.acd.abandon(id);
  }

  /** He goes elsewhere. */
  remove(id: string): void {
    this.#parties.delete(id);
    this.acd.remove(id);
  }

  /** Signs an agent in at a station. Throws REFUSED when somebody else or he himself is signed in there or elsewhere. */
  signIn(agent: string, station: string): void {
    this.#office.stations.station(station);
    const other = this.agentAt(station);
    if (other !== undefined && other !== agent)
      throw new TelephonyError('REFUSED', `agent ${other} is signed in at station ${station}`);
    const elsewhere = this.#stationOf.get(agent);
    if (elsewhere !== undefined && elsewhere !== station) {
      throw new TelephonyError('REFUSED', `agent ${agent} is signed in at station ${elsewhere}`);
    }
    this.#stationOf.set(agent, station);
    this.acd.signIn(agent);
    if (this.#office.stations.station(station).state !== 'idle') this.#lifted(station);
  }

  signOut(agent: string): void {
    this.acd.signOut(agent);
  }

  stationOf(agent: string): string | undefined {
    return this.#stationOf.get(agent);
  }

  agentAt(station: string): string | undefined {
    return [...this.#stationOf].find(([, at]) => at === station)?.[0];
  }

  readyAgents(queue?: string): number {
    return this.acd.readyAgents(queue);
  }

  /** Keeps an agent who holds his telephone, or is to be rung, for a callback; false when he is not free. */
  reserve(agent: string, token: string): boolean {
    this.acd.unreserve(agent, HANDSET);
    return this.acd.reserve(agent, token);
  }

  unreserve(agent: string, token: string): void {
    this.acd.unreserve(agent, token);
  }

  /** An agent and a customer are joined: he talks until his leg is gone. Nothing changes if an offer brought them together. */
  engage(agent: AgentOnLine, call: string, queue?: string): void {
    if (this.acd.agent(agent.agent).name !== 'talking') this.acd.engage(agent.agent, call, queue);
  }

  ringAgent(offer: Offer): void {
    const party = this.#parties.get(offer.call);
    const number = this.#stationOf.get(offer.agent);
    try {
      if (party === undefined || number === undefined) throw new TelephonyError('NOT_FOUND', `offer ${offer.offer}`);
      this.#office.stations.station(number).ring(offer.offer, party.calling);
      party.offered?.(offer.agent);
      this.#tell('offer.made', offer);
    } catch (error) {
      if (!(error instanceof TelephonyError)) throw error;
      this.#office.log.warn(
        { agent: offer.agent, station: number, reason: error.message },
        'an agent could not be rung',
      );
      this.acd.agentDeclined(offer.offer, 'stationBusy');
    }
  }

  stopRinging(offer: Offer, why: OfferEnd): void {
    const number = this.#stationOf.get(offer.agent);
    if (number !== undefined) this.#office.stations.station(number).stopRinging(offer.offer);
    this.#parties.get(offer.call)?.notTaken?.();
    this.#tell(why === 'answeredElsewhere' ? 'offer.withdrawn' : `offer.${why}`, offer);
  }

  connect(offer: Offer): void {
    const party = this.#parties.get(offer.call);
    this.#parties.delete(offer.call);
    const number = this.#stationOf.get(offer.agent);
    const leg = number === undefined ? undefined : this.#office.stations.station(number).leg;
    if (number === undefined || !leg || leg.signal.aborted) {
      this.acd.agentReleased(offer.agent, offer.call);
      party?.notTaken?.();
      return;
    }
    if (!party) {
      leg.clear();
      return;
    }
    this.#tell('offer.accepted', offer);
    party.connect({ agent: offer.agent, station: number, leg }, offer);
  }

  announce(call: string, position: number): void {
    this.#parties.get(call)?.announce?.(position);
  }

  overflow(call: string): void {
    const party = this.#parties.get(call);
    this.#parties.delete(call);
    party?.overflow?.();
  }

  agentChanged(state: AgentState): void {
    if (state.name === 'signedOut') this.#stationOf.delete(state.agent);
    this.#changed(state);
  }

  #rings(station: string, leg: StationLeg, offer: string): void {
    const out = this.acd.offer(offer);
    if (out !== undefined) this.#parties.get(out.call)?.ringing?.({ agent: out.agent, station, leg });
  }

  /** A lifted telephone cannot be rung: its agent is offered nothing until it is down again. */
  #lifted(station: string): void {
    const agent = this.agentAt(station);
    if (agent !== undefined) this.acd.reserve(agent, HANDSET, LIFTED_AT_MOST);
  }

  /** An agent's part in a call ends when he puts down, not when the customer does: until then his telephone is in use. */
  #putDown(station: string): void {
    const agent = this.agentAt(station);
    if (agent === undefined) return;
    this.acd.unreserve(agent, HANDSET);
    const state = this.acd.agent(agent);
    if (state.name === 'talking') this.acd.agentReleased(agent, state.call);
  }

  #tell(
    type: 'offer.made' | 'offer.accepted' | 'offer.timedOut' | 'offer.withdrawn' | 'offer.declined',
    offer: Offer,
  ): void {
    const { agent, call, queue } = offer;
    this.#office.books.event(type, { offer: offer.offer, agent, call, queue });
  }
}
