// SPDX-License-Identifier: GPL-2.0-or-later
// Where do callers and agents meet? The agents' lines under the queues: who is signed in where, who rings, who talks.

import { Acd, type AcdPorts, type AgentState, type Leaving, type Offer, type OfferEnd } from '../../acd/index.js';
import type { StationLeg, TonePlan } from '../../call/index.js';
import type { Config } from '../../config/index.js';
import { type AgentLineEvent, type AgentLineState, STATION_BUSY } from '../../control/index.js';
import { TelephonyError } from '../../faults.js';
import type { Duration, Instant } from '../../kernel/index.js';
import type { Station } from '../../station/index.js';
import { configureQueues, enqueueOptions, type Rooms } from '../rooms/index.js';
import { putAgentState } from './agent-log.js';
import { DirectRings } from './direct-rings.js';
import { type LineListener, StationLines } from './station-lines.js';
import { type AgentOnLine, type EnqueueRequest, WaitingParties, type WaitingParty } from './waiting-parties.js';

/** What is needed of the box. */
type Needs = Pick<Rooms, 'clock' | 'closing' | 'config' | 'ids' | 'log' | 'records' | 'stations' | 'telephones'>;

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

/** The queues and the agents at their stations. */
export class AgentLines implements AcdPorts, LineListener {
  readonly acd: Acd;
  readonly tones: TonePlan;
  /** Rings that are not the distribution's. */
  readonly direct = new DirectRings(this);
  /** Who waits for an agent. */
  readonly waiting = new WaitingParties();
  readonly #rooms: Needs;
  readonly #duties = new Map<string, Duty>();
  readonly #agentsAt = new Map<string, string>();
  readonly #lines: StationLines;
  readonly #changed: () => void;

  /** `changed` is told that an agent's state has changed. */
  constructor(rooms: Needs, tones: TonePlan, changed: () => void) {
    this.#rooms = rooms;
    this.tones = tones;
    this.#changed = changed;
    this.acd = new Acd(rooms.clock, rooms.ids, [], this);
    configureQueues(this.acd, rooms.config);
    this.#lines = new StationLines(rooms.stations, rooms.clock, rooms.telephones, this.direct);
    this.direct.over(this.#lines);
  }

  enqueue(request: EnqueueRequest): void {
    this.waiting.add(request);
    this.acd.enqueue(request.id, request.queue, enqueueOptions(this.#rooms.config, request));
  }

  /** The caller hung up while he waited. */
  abandon(id: string): void {
    this.acd.abandon(id);
    this.waiting.delete(id);
  }

  /** He goes elsewhere. */
  remove(id: string): void {
    this.acd.remove(id); // who is being rung for him hears of it first
    this.waiting.delete(id);
  }

  /**
   * Signs an agent in at a station. Throws NOT_FOUND for an agent or station that there is not, REFUSED when somebody else
   * is signed in there or he himself elsewhere: then nothing has changed.
   */
  signIn(agent: string, station: string, { since = this.#rooms.clock.now(), handled }: SignInOptions = {}): void {
    this.#rooms.stations.station(station).admit(agent);
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
    this.#agentsAt.set(station, agent);
    this.acd.signIn(agent, { handled, line: this.#lines.isFree(station) ? 'free' : 'busy' });
  }

  signOut(agent: string): void {
    this.acd.signOut(agent);
  }

  /** Where and since when he is signed in; undefined: he is not. */
  dutyOf(agent: string): Duty | undefined {
    return this.#duties.get(agent);
  }

  agentAt(station: string): string | undefined {
    return this.#agentsAt.get(station);
  }

  /** Whether his telephone could ring now. */
  canRing(agent: string): boolean {
    const station = this.#duties.get(agent)?.station;
    return station !== undefined && this.#lines.isFree(station);
  }

  /** Nobody is offered a call at this telephone until it is given back, or lifted and put down. False: it is not free. */
  borrow(station: string): boolean {
    if (!this.#lines.isFree(station)) return false;
    this.#lines.send(station, { type: 'inUse' });
    return true;
  }

  /** What it was borrowed for is over. While it is lifted it is given back by being put down. */
  giveBack({ number, atRest }: Station): void {
    if (atRest) this.#lines.send(number, { type: 'atRest' });
  }

  readyAgents(queue?: string): number {
    return this.acd.readyAgents(queue);
  }

  /**
   * An agent and a customer are joined: he talks until he has no part in it any more. By the offer, if one brought them together. Gives
   * what his line is engaged with.
   */
  engage({ agent, station }: AgentOnLine, call: string, queue?: string): string {
    if (this.acd.agent(agent).name !== 'talking') this.acd.engage(agent, call, queue);
    const state = this.acd.agent(agent);
    const engaged = state.name === 'talking' ? state.call : call;
    this.#lines.send(station, { type: 'joined', call: engaged, own: state.name !== 'talking' });
    return engaged;
  }

  /** What is offered to an agent; undefined: nothing. It is for who takes it out of its queue (`remove`). */
  offeredTo(agent: string): { readonly offer: Offer; readonly party: WaitingParty } | undefined {
    const state = this.acd.agent(agent);
    const offer = state.name === 'ringing' ? this.acd.offer(state.offer) : undefined;
    const party = offer && this.waiting.get(offer.call)?.party;
    return offer === undefined || party === undefined ? undefined : { offer, party };
  }

  /** What a station's line does. */
  lineAt(station: string): AgentLineState | undefined {
    return this.#lines.state(station);
  }

  /** His part in a call, and whether he holds it, as those know who let legs hear each other. */
  tellLine(station: string, event: Extract<AgentLineEvent, { readonly call: string }>): void {
    this.#lines.send(station, event);
  }

  /** New queues and agents. Nobody is kept in a queue that is no more, and nobody is signed in who is no agent any more. */
  configure(config: Config): void {
    configureQueues(this.acd, config);
    const names = new Set(config.queues.map(({ name }) => name));
    for (const { call, queue } of this.#inQueues()) {
      if (names.has(queue)) continue;
      this.acd.remove(call);
      this.overflow(call, queue, 0, { needs: [] });
    }
    const known = new Set(config.agents.map(({ id }) => id));
    for (const agent of [...this.#duties.keys()]) if (!known.has(agent)) this.acd.signOut(agent);
    configureQueues(this.acd, config); // an empty queue without a name goes now
  }

  #inQueues(): readonly { readonly call: string; readonly queue: string }[] {
    return this.acd.queues().flatMap(({ name, waiting }) => waiting.map(({ call }) => ({ call, queue: name })));
  }

  /** The box ends: nobody is offered anything any more, whoever becomes free and whoever waits. */
  end(): void {
    this.acd.configure([]);
  }

  ringAgent(offer: Offer): void {
    const { agent, offer: id, call } = offer;
    const station = this.#duties.get(agent)?.station;
    if (station === undefined) this.acd.agentDeclined(id, STATION_BUSY);
    else this.#lines.send(station, { type: 'ring', offer: id, call });
  }

  ringsFor(agent: string): Duration | undefined {
    return this.#rooms.stations.find(this.#duties.get(agent)?.station)?.ringsFor;
  }

  stopRinging(offer: Offer, why: OfferEnd): void {
    const station = this.#duties.get(offer.agent)?.station;
    if (station !== undefined) this.#lines.send(station, { type: 'stopRinging', offer: offer.offer });
    this.waiting.get(offer.call)?.party.notTaken?.();
    this.#tell(why === 'answeredElsewhere' ? 'offer.withdrawn' : `offer.${why}`, offer);
  }

  connect(offer: Offer): void {
    const request = this.waiting.get(offer.call);
    this.waiting.delete(offer.call);
    const line = this.#onLine(offer.agent);
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

  announce(call: string): void {
    this.waiting.get(call)?.party.announce?.();
  }

  overflow(call: string, _queue: string, _waited: Duration, leaving: Leaving): void {
    const { party } = this.waiting.get(call) ?? {};
    this.waiting.delete(call);
    party?.overflow?.(leaving);
  }

  agentChanged(state: AgentState): void {
    const { agent } = state;
    if (state.name === 'signedOut') this.#goes(agent);
    const { closing, config, records } = this.#rooms;
    if (closing) return; // their states have ended with the box
    const name = config.agents.find(({ id }) => id === agent)?.name ?? agent;
    const batch = putAgentState(records.batch(), state, { name, ...this.dutyOf(agent) }, records.now());
    records.write(batch, 'agent.changed');
    this.#changed();
  }

  ring(station: Station, id: string): void {
    const offer = this.acd.offer(id);
    const party = offer && this.waiting.get(offer.call)?.party;
    if (offer === undefined || party === undefined) return;
    try {
      station.ring(id, party.calling);
    } catch (error) {
      const { agent } = offer;
      this.#rooms.log.warn({ agent, station: station.number, err: error }, 'an agent could not be rung');
      throw error;
    }
    party.offered?.(offer.agent);
    this.#tell('offer.made', offer);
  }

  rings(station: string, leg: StationLeg, offer: string): void {
    const out = this.acd.offer(offer);
    if (out !== undefined) this.waiting.get(out.call)?.party.ringing?.({ agent: out.agent, station, leg });
  }

  accepted(offer: string): void {
    this.acd.agentAnswered(offer);
  }

  refused(offer: string, reason: string): void {
    if (!this.#rooms.closing) this.acd.agentDeclined(offer, reason); // a telephone that stops ringing because the box ends declines nothing
  }

  line(station: string, is: 'free' | 'busy'): void {
    const agent = this.agentAt(station);
    if (agent !== undefined) this.acd.line(agent, is);
  }

  released(station: string, call: string): void {
    const agent = this.agentAt(station);
    if (agent !== undefined) this.acd.agentReleased(agent, call);
  }

  #goes(agent: string): void {
    const station = this.#duties.get(agent)?.station;
    this.#duties.delete(agent);
    if (station !== undefined) this.#agentsAt.delete(station);
  }

  /** The agent's telephone, if he is on it. */
  #onLine(agent: string): AgentOnLine | undefined {
    const station = this.#duties.get(agent)?.station;
    const leg = station === undefined ? undefined : this.#rooms.stations.station(station).leg;
    return station === undefined || !leg || leg.signal.aborted ? undefined : { agent, station, leg };
  }

  #tell(
    type: 'offer.made' | 'offer.accepted' | 'offer.timedOut' | 'offer.withdrawn' | 'offer.declined',
    offer: Offer,
  ): void {
    const { agent, call, queue } = offer;
    this.#rooms.records.event(type, { offer: offer.offer, agent, call, queue });
  }
}
