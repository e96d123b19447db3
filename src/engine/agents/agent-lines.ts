// SPDX-License-Identifier: GPL-2.0-or-later
// Where do callers and agents meet? The agents' lines under the queues: who is signed in where, who rings, who talks.

import {
  Acd,
  type AcdPorts,
  type AgentState,
  type Decision,
  type Leaving,
  type Offer,
  type OfferEnd,
  type SignInOptions as QueueSignIn,
  type Turn,
} from '../../acd/index.js';
import type { StationLeg, TonePlan } from '../../call/index.js';
import type { Config } from '../../config/index.js';
import type { AgentLineEvent, AgentLineState } from '../../control/index.js';
import type { Duration, Emitter, Instant } from '../../kernel/index.js';
import type { Station } from '../../station/index.js';
import { configureQueues, enqueueOptions, type Rooms } from '../rooms/index.js';
import { writeAgentState } from './agent-log.js';
import { noteDecision } from './decision-log.js';
import { DirectRings } from './direct-rings.js';
import { Duties, type Duty, type DutyRooms } from './duties.js';
import { outcomeOf, STATION_FAILED, tellOffer } from './offer-ends.js';
import { Reaper } from './reaper.js';
import { keepTurn } from './standing.js';
import { type LineListener, StationLines } from './station-lines.js';
import { type AgentOnLine, type EnqueueRequest, WaitingParties, type WaitingParty } from './waiting-parties.js';
import { WrapUps } from './wrap-ups.js';

/** What is needed of the box. */
type Needs = DutyRooms &
  Pick<Rooms, 'clock' | 'closing' | 'ids' | 'lines' | 'log' | 'records' | 'saidSkills' | 'telephones'>;

/** Of one who was signed in before the box was started again: since when, and how many conversations he has had. */
export interface SignInOptions extends Pick<QueueSignIn, 'handled' | 'before'> {
  readonly since?: Instant;
}

/** The queues and the agents at their stations. */
export class AgentLines implements AcdPorts, LineListener {
  readonly acd: Acd;
  readonly tones: TonePlan;
  /** Rings that are not the distribution's. */
  readonly direct = new DirectRings(this);
  /** Who waits for an agent. */
  readonly waiting = new WaitingParties();
  /** Whether agents' states go with their telephones. */
  readonly reaper: Reaper;
  /** What their calls were about. */
  readonly wrapUps: WrapUps;
  /** What a line is in may be something else; its station. */
  readonly told: Emitter<string>;
  readonly #rooms: Needs;
  readonly #duties: Duties;
  readonly #lines: StationLines;
  readonly #changed: () => void;
  readonly turned = (queue: string, turn: Turn) => keepTurn(this.#rooms, queue, turn);

  /** `changed` is told that an agent's state has changed. */
  constructor(rooms: Needs, tones: TonePlan, changed: () => void) {
    this.#rooms = rooms;
    this.tones = tones;
    this.#duties = new Duties(rooms);
    this.#changed = changed;
    this.acd = new Acd(rooms.clock, rooms.ids, [], this);
    configureQueues(this.acd, rooms.config, rooms.saidSkills);
    this.#lines = new StationLines(rooms.stations, rooms.clock, rooms.telephones, this.direct);
    this.told = this.#lines.told;
    this.direct.over(this.#lines);
    this.wrapUps = new WrapUps(rooms, this);
    this.reaper = new Reaper(rooms, this.acd, this.#duties, this.#lines);
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
  signIn(agent: string, station: string, { since = this.#rooms.clock.now(), ...own }: SignInOptions = {}): void {
    this.#duties.begin(agent, station, since);
    this.acd.signIn(agent, { ...own, line: this.#lines.isFree(station) ? 'free' : 'busy' });
  }

  readonly signOut = (agent: string) => this.acd.signOut(agent);

  /** Where and since when he is signed in; undefined: he is not. */
  dutyOf(agent: string): Duty | undefined {
    return this.#duties.of(agent);
  }

  agentAt(station: string): string | undefined {
    return this.#duties.agentAt(station);
  }

  /** Whether his telephone could ring now. */
  canRing(agent: string): boolean {
    const station = this.#duties.of(agent)?.station;
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

  readonly readyAgents = (queue?: string) => this.acd.readyAgents(queue);

  /**
   * An agent and a customer are joined: he talks until he has no part in it any more. By the offer, if one brought them together. Gives
   * what his line is engaged with.
   */
  engage({ agent, station }: AgentOnLine, call: string, queue?: string): string {
    this.#lines.send(station, { type: 'settled' });
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
    configureQueues(this.acd, config, this.#rooms.saidSkills);
    const names = new Set(config.queues.map(({ name }) => name));
    const gone = this.acd.queues().filter(({ name }) => !names.has(name));
    for (const { call, queue } of gone.flatMap(({ name: queue, waiting }) =>
      waiting.map(({ call }) => ({ call, queue })),
    )) {
      this.acd.remove(call);
      this.overflow(call, queue, 0, { needs: [] });
    }
    const known = new Set(config.agents.map(({ id }) => id));
    for (const agent of this.#duties.agents) if (!known.has(agent)) this.acd.signOut(agent);
    this.#duties.configure(config);
    configureQueues(this.acd, config, this.#rooms.saidSkills); // an empty queue without a name goes now
  }

  /** The box ends: nobody is offered anything any more, whoever becomes free and whoever waits. */
  end(): void {
    this.acd.configure([]);
  }

  ringAgent(offer: Offer): void {
    const { agent, offer: id, call } = offer;
    const station = this.#duties.of(agent)?.station;
    if (station === undefined) this.acd.agentRefused(id, 'failed', STATION_FAILED);
    else this.#lines.send(station, { type: 'ring', offer: id, call });
  }

  ringsFor(agent: string): Duration | undefined {
    return this.#duties.stationOf(agent)?.ringsFor;
  }

  stopRinging(offer: Offer, why: OfferEnd): void {
    const station = this.#duties.of(offer.agent)?.station;
    if (station !== undefined) this.#lines.send(station, { type: 'stopRinging', offer: offer.offer });
    if (!this.#ringElsewhere(offer)) this.waiting.get(offer.call)?.party.notTaken?.();
    tellOffer(this.#rooms.records, why, offer, this.waiting.called(offer.call));
  }

  /** Whether another agent is being rung for the same call. */
  #ringElsewhere({ offer, call }: Offer): boolean {
    return this.acd.waiting(call)?.offers.some((other) => other !== offer) ?? false;
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
    tellOffer(this.#rooms.records, 'accepted', offer, this.waiting.called(offer.call));
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

  decided(decision: Decision): void {
    noteDecision(this.#rooms.records, decision, this.waiting.called(decision.call));
  }

  agentChanged(state: AgentState): void {
    const { agent } = state;
    if (state.name === 'signedOut') this.#duties.end(agent);
    this.wrapUps.changed(state);
    if (this.#rooms.closing) return; // their states have ended with the box
    writeAgentState(this.#rooms, state, this.dutyOf(agent));
    this.#changed();
  }

  ring(station: Station, id: string): void {
    const offer = this.acd.offer(id);
    const party = offer && this.waiting.get(offer.call)?.party;
    if (offer === undefined || party === undefined) return;
    try {
      station.ring(id, party.calling);
    } catch (error) {
      this.#rooms.log.warn({ agent: offer.agent, station: station.number, err: error }, 'an agent could not be rung');
      throw error;
    }
    if (!this.#ringElsewhere(offer)) party.offered?.(offer.agent);
    tellOffer(this.#rooms.records, 'made', offer, this.waiting.called(offer.call));
  }

  rings(station: string, leg: StationLeg, offer: string): void {
    const out = this.acd.offer(offer);
    if (out !== undefined) this.waiting.get(out.call)?.party.ringing?.({ agent: out.agent, station, leg });
  }

  accepted(offer: string): void {
    this.acd.agentAnswered(offer);
  }

  refused(offer: string, reason: string): void {
    if (this.#rooms.closing) return; // a telephone that stops ringing because the box ends declines nothing
    const how = outcomeOf(reason);
    const { agent } = this.acd.offer(offer) ?? {};
    if (how === 'failed')
      this.#rooms.log.warn({ agent, reason }, "an agent's telephone has failed; he is not rung until it works");
    this.acd.agentRefused(offer, how, reason);
  }

  line(station: string, is: 'free' | 'busy'): void {
    const agent = this.agentAt(station);
    if (agent !== undefined) this.acd.line(agent, is);
  }

  released(station: string, call: string): void {
    const agent = this.agentAt(station);
    if (agent !== undefined) this.acd.agentReleased(agent, call);
  }

  /** The agent's telephone, if he is on it. */
  #onLine(agent: string): AgentOnLine | undefined {
    const { number: station, leg } = this.#duties.stationOf(agent) ?? {};
    return station === undefined || !leg || leg.signal.aborted ? undefined : { agent, station, leg };
  }
}
