// SPDX-License-Identifier: GPL-2.0-or-later
// How does somebody of the house call? A colleague, a station, or outside: there the one who answers is a customer.

import type { StationLeg, TrunkLeg } from '../../call/index.js';
import { CALLED, PRIVATE } from '../../control/index.js';
import { listKey, normalise, type OutsideCause } from '../../dialling/index.js';
import { TelephonyError } from '../../faults.js';
import { Dialogue } from '../../ivr/index.js';
import type { AgentLines, AtTelephone } from '../agents/index.js';
import { Contact, type ContactTask } from '../contacts/index.js';
import { Conversation, recordTold } from '../conversations/index.js';
import type { Recorder } from '../recordings/index.js';
import type { CallRecord } from '../records/index.js';
import { assertOutside, dialOutside, type OutsideCall, type Rooms, unattended } from '../rooms/index.js';
import { reverseOnAnswer } from './answer-reversal.js';
import { untilChannel } from './emergency.js';
import { LaterCalls } from './later-calls.js';
import type { Parts } from './parts.js';
import { atTelephone, type Callee, type ReachRooms, summon, tellRings } from './reach.js';
import { refusalPrompt } from './refusal-words.js';
import type { Searches } from './searches.js';

/** What is needed of the box. */
export type HouseRooms = ReachRooms &
  Pick<Rooms, 'closing' | 'dialogues' | 'laterCalls' | 'log' | 'media' | 'records' | 'stations' | 'store'>;

/** Whoever calls in the house leaves a message in a box, in the call that he is in. */
export type HouseMessages = (caller: AtTelephone, record: CallRecord, box: string) => void;

/** What becomes of customers whom somebody has called and then sends elsewhere. */
export type Customers = (contact: Contact, task: ContactTask) => void;

const RINGS = 60_000;

/** Calls that the house makes. */
export class HouseCalls {
  /** Those that are to be made later. */
  readonly later: LaterCalls;
  readonly #rooms: HouseRooms;
  readonly #agentLines: AgentLines;
  readonly #parts: Parts;
  readonly #recorder: Recorder;
  readonly #searches: Searches;
  #customers: Customers = () => {};
  #knows: (flow: string) => boolean = () => false;
  #leaveMessage: HouseMessages = () => {};

  constructor(rooms: HouseRooms, agentLines: AgentLines, parts: Parts, recorder: Recorder, searches: Searches) {
    reverseOnAnswer(rooms);
    this.#searches = searches;
    this.#rooms = rooms;
    this.#agentLines = agentLines;
    this.#parts = parts;
    this.#recorder = recorder;
    this.later = new LaterCalls(rooms, agentLines, (agent, station, number) =>
      this.make({ station, agent }, { number }, 'scheduled'),
    );
  }

  /** Once: who leads customers to queues and flows, and which flows there are. */
  serve(customers: Customers, knows: (flow: string) => boolean): void {
    this.#customers = customers;
    this.#knows = knows;
  }

  /** Once: who takes messages of the house. */
  messages(leave: HouseMessages): void {
    this.#leaveMessage = leave;
  }

  /** Throws NOT_FOUND for a flow that there is not. */
  assertFlow(flow: string): void {
    if (!this.#knows(flow)) throw new TelephonyError('NOT_FOUND', `flow ${flow}`);
  }

  /** His telephone rings first; when he has lifted, the other one is called. Throws what keeps him from calling outside. */
  make(caller: Omit<AtTelephone, 'leg'>, callee: Callee, cause: OutsideCause = 'call'): void {
    const { station, agent } = caller;
    if ('number' in callee) assertOutside(this.#rooms, { digits: callee.number, cause, agent, station });
    const shown = 'number' in callee ? callee.number : 'agent' in callee ? callee.agent : callee.station;
    summon(this.#rooms, this.#agentLines, { station, shown, ringFor: RINGS }, (leg) =>
      this.begin({ station, agent, leg }, callee, cause),
    );
  }

  /**
   * Calls for one who holds his telephone. Whom nobody can call he hears as busy tone. `by`: with whose rights and at whose cost, when that
   * is somebody else than who is signed in there.
   */
  begin(caller: AtTelephone, callee: Callee, cause: OutsideCause = 'call', by = caller.agent): void {
    try {
      if ('number' in callee) {
        const call = () => this.#outside(caller, callee.number, { cause, agent: by, station: caller.station });
        caller.leg.cleared.on(untilChannel(this.#rooms, callee.number, call, () => caller.leg.clear()));
      } else this.#inside(caller, callee);
    } catch (error) {
      if (!(error instanceof TelephonyError)) throw error;
      const { station } = caller;
      this.#rooms.log.info({ station, reason: error.message }, 'a call cannot be made');
      this.#refuse(caller.leg, error);
    }
  }

  /** What he may not do he is told; all else is busy tone. */
  #refuse(leg: StationLeg, error: TelephonyError): void {
    const prompt = refusalPrompt(error);
    if (prompt === 'agent-not-possible') {
      leg.clear();
      return;
    }
    const said = new Dialogue(leg, this.#rooms.dialogues).say(prompt, { bargeIn: false }).then(() => leg.clear());
    unattended(this.#rooms, 'saying that a call may not be made', said);
  }

  #outside(caller: AtTelephone, digits: string, wanted: Omit<OutsideCall, 'digits'>): void {
    const { agent, station, leg } = caller;
    const { calls, plan, records } = this.#rooms;
    const customer = dialOutside(this.#rooms, { ...wanted, digits, ringFor: RINGS });
    const number = normalise(digits, plan);
    const call = calls.open();
    const shown = customer.calling.digits;
    const record = records.begin(call, customer, {
      direction: 'outbound',
      calling: shown === '' ? null : listKey(shown, plan),
      callingRaw: shown === '' ? null : shown,
      called: number?.number ?? digits,
      agent: agent ?? null,
    });
    const contact = new Contact(this.#rooms, { leg: customer, call, record, number }, (of, task) =>
      this.#customers(of, task),
    );
    call.add(customer);
    contact.send({ type: 'agent', agent: agent ?? '' });
    record.follow(leg, { station, agent });
    const conversation = contact.converse({ policy: CALLED });
    const parties = [
      { leg: customer, role: 'customer' },
      { leg, role: 'agent', agent },
    ] as const;
    conversation.attend(parties);
    this.#parts.take(caller, { conversation, record, contact, queue: undefined });
    const joined = this.#whenAnswered(customer, leg).then(() => {
      const hearing = conversation.join(parties);
      if (agent === undefined) return hearing;
      const recorded = { call, leg: customer, queue: '', agent };
      recordTold(this.#rooms, this.#recorder, { recorded, conversation, hearing });
      return hearing;
    });
    const bridged = joined.then(() => {
      if (agent !== undefined) records.step(record, 'call.bridged', { call: call.id, agent });
    });
    unattended(this.#rooms, 'a call of an agent', bridged);
  }

  /** He hears it ring. */
  async #whenAnswered(customer: TrunkLeg, leg: StationLeg): Promise<void> {
    customer.alerting.on(() => leg.tone(this.#agentLines.tones.ringback));
    await customer.connected;
    leg.silence();
  }

  #inside(caller: AtTelephone, callee: Exclude<Callee, { readonly number: string }>): void {
    const { agent, station, leg } = caller;
    const { calls, records } = this.#rooms;
    const call = calls.open();
    const called = 'agent' in callee ? callee.agent : callee.station;
    const record = records.begin(call, leg, { direction: 'internal', calling: station, called, agent: agent ?? null });
    const conversation = new Conversation(this.#rooms, call, { policy: PRIVATE });
    conversation.bridged.on((parties) =>
      record.add({ type: 'bridged', at: records.now(), legs: parties.map(({ id }) => id), agent }),
    );
    conversation.held.on(({ party: { id, agent: his }, on }) => {
      record.add({ type: on ? 'held' : 'resumed', at: records.now(), leg: id });
      if (his === undefined) return;
      records.step(record, on ? 'call.held' : 'call.retrieved', { call: record.id, agent: his });
    });
    conversation.parted.on(({ id }) => {
      const up = call.legs.some((one) => one.id === id && !one.signal.aborted);
      if (up) record.add({ type: 'parted', at: records.now(), legs: [id] });
    });
    call.ended.on(() => records.end(record, leg.cause));
    call.add(leg);
    conversation.attend([{ leg, role: 'agent', agent }]);
    this.#agentLines.tellLine(station, { type: 'joined', call: call.id, own: true });
    const own = { conversation, record, contact: undefined, queue: undefined };
    this.#parts.begin({ ...caller, key: call.id, ...own });
    leg.tone(this.#agentLines.tones.ringback);
    const wanted = { call: call.id, calling: { digits: station }, ringFor: RINGS, record: record.id, own: station };
    const cancel = this.#searches.begin(
      callee,
      { ...wanted, knocks: true },
      {
        began: (rung) => {
          record.follow(rung.leg, { agent: rung.agent, station: rung.station });
          call.add(rung.leg);
          tellRings(this.#rooms, record.id, rung);
        },
        answered: (reached) => {
          leg.silence();
          record.follow(reached.leg, { agent: reached.agent, station: reached.station });
          const other = { role: 'consulted', leg: reached.leg, agent: reached.agent } as const;
          const at = atTelephone(reached);
          if (at !== undefined) this.#parts.begin({ ...at, key: call.id, ...own });
          unattended(this.#rooms, 'a call inside the house', conversation.join([{ leg, role: 'agent' }, other]));
        },
        failed: () => leg.clear(),
        toBox: (box) => {
          leg.silence();
          this.#leaveMessage(caller, record, box);
        },
      },
    );
    leg.cleared.on(cancel);
  }
}
