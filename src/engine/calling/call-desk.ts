// SPDX-License-Identifier: GPL-2.0-or-later
// What can people do with calls? CSTA's verbs, each legal or refused by the one table; the same for library, sockets and telephones.

import type { ContactData } from '../../contact/index.js';
import { CONFERENCE, refusalOf, type Situation, type Verb } from '../../control/index.js';
import { TelephonyError, untraced } from '../../faults.js';
import type { Duration } from '../../kernel/index.js';
import type { AgentLines } from '../agents/index.js';
import type { Recorder } from '../recordings/index.js';
import { assertOpen, type Rooms } from '../rooms/index.js';
import { CallSounds } from './call-sounds.js';
import { CallWaiting } from './call-waiting.js';
import { CampOns } from './camp-on.js';
import { Colleagues } from './colleagues.js';
import { Consultation } from './consultation.js';
import type { ConsultationRooms } from './consultation-start.js';
import { transferredByFlash } from './flash-transfer.js';
import { HouseCalls, type HouseRooms } from './house-calls.js';
import { LastCallers } from './last-callers.js';
import { othersOf, type Part, Parts } from './parts.js';
import type { Callee, TransferTo } from './reach.js';
import { recall } from './recall.js';
import { Ringing } from './ringing.js';
import { Searches } from './searches.js';
import { sendOn } from './send-on.js';
import { type SituationSources, situationOf } from './situation.js';
import { StationStates } from './station-states.js';
import { Supervision } from './supervision.js';
import { TelephoneDesk } from './telephone-desk.js';

type DeskRooms = ConsultationRooms & HouseRooms & Pick<Rooms, 'areas' | 'campOns' | 'lastCallers'>;
const RINGS: Duration = 30_000;

/** The verbs. All throw REFUSED with a code of the table when they are not legal now: then nothing has changed. */
export class CallDesk {
  /** Who is in which conversation. */
  readonly parts: Parts;
  /** Calls that somebody of the house makes. */
  readonly house: HouseCalls;
  /** What colleagues take over from each other. */
  readonly colleagues: Colleagues;
  /** Second calls at telephones where somebody talks. */
  readonly waiting: CallWaiting;
  /** Who called a telephone last. */
  readonly lastCallers: LastCallers;
  /** Who is being looked for, and where it rings for that. */
  readonly searches: Searches;
  /** What was said of telephones: forwards, do not disturb, call waiting. */
  readonly telephones: TelephoneDesk;
  /** Who wants to be rung when somebody is free. */
  readonly campOns: CampOns;
  /** What rings: answered, deflected, taken by another. */
  readonly ringing: Ringing;
  /** Supervisors in agents' calls. */
  readonly supervision: Supervision;
  /** What goes on at each station, in a word. */
  readonly stations: StationStates;
  readonly #rooms: DeskRooms;
  readonly #agentLines: AgentLines;
  /** What is recorded and announced in them. */
  readonly sounds: CallSounds;
  readonly #consultations = new Map<string, Consultation>();
  readonly #seen: SituationSources;
  readonly #held = new WeakSet<Part>();

  constructor(rooms: DeskRooms, agentLines: AgentLines, recorder: Recorder) {
    this.#rooms = rooms;
    this.#agentLines = agentLines;
    this.parts = new Parts(agentLines);
    const { parts } = this;
    const situation = (station: string) => this.situation(station);
    this.#seen = {
      ...{ agentLines, parts, asks: (at) => this.#consultations.get(at)?.state },
      ...{ supervises: (at) => this.supervision.isAt(at), waits: (at) => this.waiting.isAt(at) },
    };
    const holding = { hold: (part: Part) => this.#hold(part), retrieve: (part: Part) => this.#retrieve(part) };
    this.waiting = new CallWaiting({ ...{ rooms, agentLines, parts, situation }, ...holding });
    this.searches = new Searches({ rooms, agentLines, waiting: this.waiting });
    this.house = new HouseCalls(rooms, agentLines, parts, recorder, this.searches);
    const legal = (verb: Verb, agent: string) => this.#assert(verb, agent);
    const part = (verb: Verb, agent: string) => this.#part(verb, agent);
    const { house, searches, waiting } = this;
    this.lastCallers = new LastCallers(rooms, { agentLines, searches, waiting, house, legal });
    this.supervision = new Supervision(rooms, agentLines, parts, waiting, { legal, calls: this });
    this.sounds = new CallSounds(rooms, recorder, {
      ...{ part, ...holding },
      isActive: (part) => parts.isActive(part),
      holdsOnly: ({ station }) => this.situation(station) === 'holding',
    });
    this.telephones = new TelephoneDesk(rooms, agentLines);
    this.campOns = new CampOns(rooms, agentLines, { house: this.house, legal });
    this.ringing = new Ringing(rooms, { agentLines, legal, searches: this.searches, waiting: this.waiting });
    const recalling = { ringing: this.ringing, legal, part, recall: (gone: Part) => this.#recall(gone) };
    this.colleagues = new Colleagues(rooms, { agentLines, parts, ...recalling });
    const asked = (station: string) => this.#consultations.get(station)?.heard;
    const asker = (key: string) => [...this.#consultations.values()].find((one) => one.key === key)?.held.station;
    this.stations = new StationStates(rooms, { agentLines, parts, situation, asked, asker });
  }

  /** In what a station is, as far as verbs are concerned. */
  situation(station: string): Situation {
    return situationOf(this.#seen, station);
  }

  /** In what an agent is, wherever he is signed in. */
  situationOf(agent: string): Situation {
    const station = this.#agentLines.dutyOf(agent)?.station;
    return station === undefined ? 'signedOut' : this.situation(station);
  }

  /** Calls a colleague, a station, or somebody outside: the agent's telephone rings first, unless he holds it. */
  makeCall(agent: string, callee: Callee): void {
    const station = this.#assert('makeCall', agent);
    if (!('number' in callee)) this.searches.assertReachable(callee, station, true);
    this.house.make({ station, agent }, callee);
  }

  /** Puts the call on hold: the customer hears music, in a conference the others talk on. */
  hold(agent: string): void {
    this.#hold(this.#active('hold', agent));
  }

  /** Fetches the call that was held last. */
  retrieve(agent: string): void {
    const station = this.#assert('retrieve', agent);
    const [part] = this.parts.held(station);
    if (part !== undefined) this.#retrieve(part);
  }

  /** Talks with the other of two, while this one hears music; with one who waits, who is so taken. */
  alternate(agent: string): void {
    const station = this.#assert('alternate', agent);
    const { leg } = this.#rooms.stations.station(station);
    const situation = this.situation(station);
    if (situation === 'callWaiting' && leg !== undefined) this.waiting.take({ station, agent, leg });
    else if (situation === 'twoCalls') this.waiting.swap(station);
    else this.#consultations.get(station)?.alternate();
  }

  /** Asks an agent, a station or somebody outside, while the customer hears music. */
  consult(agent: string, callee: Callee): void {
    const part = this.#part('consult', agent);
    this.searches.assertReachable(callee, part.station);
    this.#consult(part, callee, false);
  }

  /** Ends the question, and talks with the customer again. */
  reconnect(agent: string): void {
    this.#consultation('reconnect', agent).send({ type: 'reconnect' });
  }

  /** Gives the customer to the one who is asked: now, or when he answers. The agent is out of it. */
  transfer(agent: string): void {
    this.#consultation('transfer', agent).send({ type: 'transfer' });
  }

  /** All three talk. */
  conference(agent: string): void {
    this.#consultation('conference', agent).send({ type: 'join' });
  }

  /** Gives the customer away in one step: to a person, who is rung while he hears it ring, to a queue or to a flow. */
  singleStepTransfer(agent: string, to: TransferTo): void {
    const part = this.#part('singleStepTransfer', agent);
    if ('flow' in to) this.house.assertFlow(to.flow);
    if ('queue' in to || 'flow' in to || 'message' in to) sendOn(this.#rooms, part, to);
    else if (!transferredByFlash(this.#rooms, part, to)) {
      this.searches.assertReachable(to, part.station);
      this.#consult(part, to, true);
    }
  }

  /** Clears one of a conference, by his leg; the rest talk on. Throws NOT_FOUND for who is not in it. */
  drop(agent: string, leg: string): void {
    const part = this.#active('drop', agent);
    if (!part.conversation.parties.some(({ id }) => id === leg)) throw new TelephonyError('NOT_FOUND', `leg ${leg}`);
    part.conversation.legOf(leg)?.clear();
  }

  /** Goes out of a conference; the rest talk on. */
  leave(agent: string): void {
    const part = this.#active('leave', agent);
    part.conversation.follow(CONFERENCE);
    part.leg.clear();
  }

  /** Ends what the agent is in, as if he had put down. */
  clear(agent: string): void {
    const station = this.#assert('clear', agent);
    const part = this.parts.active(station);
    if (part !== undefined) part.leg.clear();
    else this.#rooms.stations.station(station).leg?.clear();
  }

  /** What is attached to the customer with whom the agent talks, or whom he holds. */
  data(agent: string): ContactData {
    return this.parts.ofAgent(agent).contact?.data ?? {};
  }

  /** Attaches more to him; an empty value takes its key out. Throws REFUSED when it is too much. */
  attach(agent: string, data: ContactData): void {
    this.parts.ofAgent(agent).contact?.attach(data);
  }

  /** Sends DTMF digits to whoever he talks with. */
  async sendDigits(agent: string, digits: string): Promise<void> {
    const station = this.#assert('sendDigits', agent);
    const asked = this.#consultations.get(station)?.heard;
    const others = asked === undefined ? othersOf(this.#active('sendDigits', agent)) : [asked];
    await Promise.all(others.map((leg) => leg.sendDigits(digits).finished));
  }

  /** Puts the active call on hold. */
  #hold(part: Part): void {
    const { conversation, leg, station, key } = part;
    if (!this.#held.has(part)) {
      leg.cleared.on(() => this.#leftHeld(part));
      conversation.over.on(() => this.#heldGone(part));
    }
    this.#held.add(part);
    conversation.keep(leg, 'holds');
    conversation.place(leg, 'away');
    this.#agentLines.tellLine(station, { type: 'held', call: key });
  }

  #retrieve(part: Part): void {
    const { conversation, leg, station, key } = part;
    this.#agentLines.tellLine(station, { type: 'retrieved', call: key });
    leg.silence();
    conversation.place(leg, 'talks');
    conversation.keep(leg, undefined);
  }

  #consult(held: Part, callee: Callee, given: boolean): void {
    const { station } = held;
    const talks = this.parts.isActive(held);
    if (talks) this.#hold(held);
    const consultation = new Consultation(this.#rooms, this.#agentLines, this.parts, {
      ...{ held, callee, given, ringFor: RINGS, searches: this.searches },
      recall: (part) => this.#recall(part),
    });
    this.#consultations.set(station, consultation);
    consultation.over.on(() => {
      if (this.#consultations.get(station) === consultation) this.#consultations.delete(station);
    });
    try {
      consultation.begin();
    } catch (error) {
      this.#consultations.delete(station);
      if (talks) this.#retrieve(held);
      throw error;
    }
  }

  /** He has put down: whom he held and asked nobody about rings him again. */
  #leftHeld(part: Part): void {
    const { conversation, station } = part;
    const isAsking = this.#consultations.get(station)?.held === part;
    if (!conversation.isOver && conversation.parties.length === 1 && !isAsking) this.#recall(part);
  }

  /** Whom he holds has hung up: with nobody else on his line he hears busy tone. */
  #heldGone({ leg, station }: Part): void {
    if (!this.#consultations.has(station) && this.parts.all(station).length === 0) leg.clear();
  }

  #recall(part: Part): void {
    recall(this.#rooms, this.#agentLines, this.parts, part);
  }

  #consultation(verb: Verb, agent: string): Consultation {
    const consultation = this.#consultations.get(this.#assert(verb, agent));
    if (consultation === undefined) throw new TelephonyError('REFUSED', `agent ${agent}: ${verb}: NOT_CONSULTING`);
    return consultation;
  }

  #active(verb: Verb, agent: string): Part {
    const part = this.parts.active(this.#assert(verb, agent));
    if (part === undefined) throw new TelephonyError('REFUSED', `agent ${agent}: ${verb}: NOT_TALKING`);
    return part;
  }

  /** The call in which he talks, or which he holds. */
  #part(verb: Verb, agent: string): Part {
    const station = this.#assert(verb, agent);
    const part = this.parts.current(station);
    if (part === undefined) throw new TelephonyError('REFUSED', `agent ${agent}: ${verb}: NOT_TALKING`);
    return part;
  }

  /** His station, if the verb is legal there now. */
  #assert(verb: Verb, agent: string): string {
    assertOpen(this.#rooms);
    const station = this.#agentLines.dutyOf(agent)?.station;
    const refusal = refusalOf(verb, this.situationOf(agent));
    if (station === undefined || refusal !== undefined)
      throw untraced(() => new TelephonyError('REFUSED', `agent ${agent}: ${verb}: ${refusal ?? 'NOT_SIGNED_IN'}`));
    return station;
  }
}
