// SPDX-License-Identifier: GPL-2.0-or-later
// What can a supervisor do with callers whom nobody serves yet? Move them elsewhere, to the front, or give one to an agent.

import { type Destination, destinationName } from '../../config/index.js';
import type { Verb } from '../../control/index.js';
import { TelephonyError } from '../../faults.js';
import { type Cancel, type Duration, type Instant, inUtc } from '../../kernel/index.js';
import type { PartyNumber } from '../../native/index.js';
import type { AgentLines, AgentOnLine, EnqueueRequest, WaitingParty } from '../agents/index.js';
import { queueOf, type Rooms } from '../rooms/index.js';
import type { CallWaiting } from './call-waiting.js';
import { type ReachRooms, summon } from './reach.js';

/** A caller who waits, as people see him. */
export interface WaitingCallerStatus {
  readonly call: string;
  readonly queue: string;
  /** 1 is next. */
  readonly position: number;
  readonly since: Instant;
  /** Not of one who withholds it. Personal. */
  readonly number?: string;
  /** An agent's telephone rings for him. */
  readonly ringing: boolean;
}

type Needs = ReachRooms & Pick<Rooms, 'records' | 'telephones'>;
type At = Omit<AgentOnLine, 'leg'>;

/** Between putting down and ringing. */
const BREATH: Duration = 1_000;

/**
 * Callers who wait. All that change something throw NOT_FOUND for who does not wait, and REFUSED for a callback: its customer
 * is called by the box.
 */
export class WaitingDesk {
  readonly #rooms: Needs;
  readonly #agentLines: AgentLines;
  readonly #callWaiting: CallWaiting;
  readonly #legal: (verb: Verb, agent: string) => string;

  constructor(
    rooms: Needs,
    agentLines: AgentLines,
    callWaiting: CallWaiting,
    legal: (verb: Verb, agent: string) => string,
  ) {
    this.#callWaiting = callWaiting;
    this.#rooms = rooms;
    this.#agentLines = agentLines;
    this.#legal = legal;
  }

  /** Who waits, queue by queue in the order in which they are served. */
  list(): readonly WaitingCallerStatus[] {
    const callers = this.#agentLines.acd
      .queues()
      .flatMap(({ waiting }) => waiting.filter(({ kind }) => kind === 'call'));
    const listed = callers.map(({ call, queues: [queue = ''], arrivedAt: since, offers }): WaitingCallerStatus => {
      const position = this.#agentLines.acd.position(call) ?? 1;
      return { call, queue, position, since, ...this.#numberOf(call), ringing: offers.length > 0 };
    });
    return inUtc(listed, this.#rooms.clock);
  }

  /** In which queue he waits; undefined: in none. */
  queueOf(call: string): string | undefined {
    return this.#agentLines.waiting.get(call)?.queue;
  }

  /** He is served before all others of his queue. */
  promote(call: string): void {
    const { queue } = this.#caller(call);
    this.#agentLines.acd.promote(call);
    this.#rooms.records.event('call.promoted', { call, queue });
  }

  /** He goes elsewhere: to another queue, where the time of his call gives him his place; to a flow, a prompt, a promise. */
  move(call: string, to: Destination): void {
    const { queue, party } = this.#caller(call);
    if (to.kind === 'queue' && queueOf(this.#rooms.config, to.queue) === undefined)
      throw new TelephonyError('NOT_FOUND', `queue ${to.queue}`);
    if (to.kind === 'queue' && to.queue === queue)
      throw new TelephonyError('REFUSED', `he waits in queue ${queue} already`);
    if (to.kind === 'message' && !this.#rooms.config.mailboxes.some(({ name }) => name === to.box))
      throw new TelephonyError('NOT_FOUND', `box ${to.box}`);
    party.moved?.(to);
    this.#rooms.records.event('call.moved', { call, queue, to: destinationName(to) });
  }

  /**
   * An agent's telephone rings for him, ready or not; when it is lifted they talk. Who talks there, and wants to hear of others, hears the
   * tone. He keeps his place until then, and another may be quicker.
   */
  pick(call: string, agent: string): void {
    const { queue, party } = this.#caller(call);
    const cancel = this.#reach(call, agent, party, (by) => this.#take(call, by));
    const end = this.#agentLines.waiting.left.on((left) => {
      if (left !== call) return;
      end();
      cancel();
    });
    this.#rooms.records.event('call.picked', { call, agent, queue });
  }

  #reach(call: string, agent: string, { calling }: WaitingParty, take: (by: AgentOnLine) => void): Cancel {
    const talking = this.#agentLines.dutyOf(agent)?.station ?? '';
    if (this.#rooms.telephones.of(talking).callWaiting && this.#callWaiting.canKnock(talking))
      return this.#knock(call, { agent, station: talking }, calling, take);
    const station = this.#legal('pickUp', agent);
    return this.#ring({ agent, station }, calling, take);
  }

  #ring({ agent, station }: At, { digits: shown }: PartyNumber, take: (by: AgentOnLine) => void): Cancel {
    return summon(this.#rooms, this.#agentLines, { station, shown }, (leg) => take({ agent, station, leg }));
  }

  /** When he puts down instead, his telephone rings. */
  #knock(call: string, at: At, calling: PartyNumber, take: (by: AgentOnLine) => void): Cancel {
    const { clock } = this.#rooms;
    let cancel: Cancel = () => {};
    const end = this.#callWaiting.begin(at.station, {
      ...{ call, calling },
      taken: ({ leg }) => take({ ...at, leg }),
      putDown: () => {
        cancel = clock.at(clock.now() + BREATH, () => {
          cancel = this.#ring(at, calling, take);
        });
      },
    });
    return () => {
      end();
      cancel();
    };
  }

  #take(call: string, by: AgentOnLine): void {
    const { party } = this.#caller(call);
    this.#agentLines.remove(call);
    party.connect(by);
  }

  #caller(call: string): EnqueueRequest {
    const request = this.#agentLines.waiting.get(call);
    if (request === undefined) throw new TelephonyError('NOT_FOUND', `call ${call} waits in no queue`);
    if (request.party.moved === undefined) throw new TelephonyError('REFUSED', `call ${call} is a callback of the box`);
    return request;
  }

  #numberOf(call: string): { readonly number?: string } {
    const { digits = '', presentation = 'allowed' } = this.#agentLines.waiting.get(call)?.party.calling ?? {};
    return digits === '' || presentation !== 'allowed' ? {} : { number: digits };
  }
}
