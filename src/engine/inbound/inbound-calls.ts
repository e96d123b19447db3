// SPDX-License-Identifier: GPL-2.0-or-later
// What happens when a call is offered? Written down, decided by reception, given to whom reception says.

import { CAUSE, type TrunkLeg } from '../../call/index.js';
import type { Surge, SurgeDecision } from '../../callback/index.js';
import type { AccessNumberConfig } from '../../config/index.js';
import { listKey, normalise } from '../../dialling/index.js';
import { TelephonyError } from '../../faults.js';
import { converse, Dialogue } from '../../ivr/index.js';
import {
  type AccessNumber,
  accessMatch,
  type Destination,
  type ReceptionSnapshot,
  type Route,
  receive,
} from '../../reception/index.js';
import type { AgentLines } from '../agents/index.js';
import {
  accessNumberOf,
  assertOpen,
  callbackQueue,
  type DialogueScript,
  openingOf,
  type Rooms,
  unattended,
} from '../rooms/index.js';
import type { ComputerAgents } from './computer-agent.js';
import type { TurnedAway } from './turned-away.js';
import { Visit } from './visit.js';
import type { WaitingCallers } from './waiting-callers.js';

/** The desks that inbound calls are given to. */
export interface InboundRooms {
  readonly surge: Surge;
  readonly agentLines: AgentLines;
  readonly queues: WaitingCallers;
  readonly computerAgents: ComputerAgents;
  readonly turnedAway: TurnedAway;
  readonly scripts: Readonly<Record<string, DialogueScript>>;
}

/** Receives the calls of the trunks. */
export class InboundCalls {
  readonly #rooms: Rooms;
  readonly #desks: InboundRooms;
  readonly #visits = new Map<string, Visit>();

  constructor(rooms: Rooms, desks: InboundRooms) {
    this.#rooms = rooms;
    this.#desks = desks;
    rooms.calls.offered.on((leg) => this.#offered(leg));
    rooms.calls.collecting.on(({ digits, complete }) => {
      if (rooms.closing || accessMatch(digits, rooms.config.accessNumbers) !== 'partial') complete();
    });
  }

  /** Callers who are here now. */
  get visits(): readonly Visit[] {
    return [...this.#visits.values()];
  }

  /** Leads a caller out of a dialogue into a queue. */
  enqueue(leg: string, queue: string): void {
    assertOpen(this.#rooms);
    const visit = this.visits.find((candidate) => candidate.leg.id === leg);
    if (!visit || visit.over) throw new TelephonyError('NOT_FOUND', `leg ${leg}: no caller is on it`);
    if (!this.#rooms.config.queues.some(({ name }) => name === queue))
      throw new TelephonyError('NOT_FOUND', `queue ${queue}`);
    if (visit.whereabouts !== 'dialogue') throw new TelephonyError('REFUSED', `leg ${leg} is in no dialogue`);
    this.#desks.queues.enqueue(visit, queue);
  }

  /** The box ends amid what these callers are doing. */
  interrupt(): void {
    const at = this.#rooms.records.now();
    for (const { record } of this.visits) record.add({ type: 'interrupted', at });
  }

  #offered(leg: TrunkLeg): void {
    if (this.#desks.turnedAway.closed) {
      this.#desks.turnedAway.note();
      leg.clear(CAUSE.temporaryFailure);
      return;
    }
    const visit = this.#welcome(leg);
    const verdict = this.#verdict();
    const route = receive(
      { accessNumber: visit.accessNumber, calling: this.#listedAs(leg) },
      this.#snapshot(verdict),
      this.#rooms.clock.now(),
    );
    if (route.surgeFollowed) this.#desks.surge.took(verdict);
    this.#rooms.log.debug({ call: visit.call.id, reason: route.reason, kind: route.kind }, 'routed');
    const followed = this.#follow(visit, route).catch((error: unknown) => {
      visit.fail(this.#rooms.records.now());
      throw error;
    });
    unattended(this.#rooms, `a call to ${route.kind}`, followed);
  }

  /** What the block list has the caller by. A number that is not to be shown is compared, if the file allows it, and not kept. */
  #listedAs({ calling, withheld }: TrunkLeg): string {
    const { config, plan } = this.#rooms;
    const { digits, type } = withheld?.take() ?? calling;
    if (withheld !== undefined && config.restrictedNumbers === 'drop') return '';
    return listKey(digits, plan, type);
  }

  #welcome(leg: TrunkLeg): Visit {
    const { records, calls, config, plan } = this.#rooms;
    const { calling, called, redirecting, withheld } = leg;
    const number = withheld === undefined ? normalise(calling.digits, plan, calling.type) : undefined;
    const call = calls.open();
    const record = records.begin(call, leg, {
      direction: 'inbound',
      calling: number?.number ?? null,
      callingRaw: withheld === undefined ? calling.digits : null,
      callingType: calling.type ?? null,
      callingPresentation: calling.presentation ?? null,
      called: called.digits,
      accessNumber: called.digits,
      accessName: accessNumberOf(config, called.digits)?.name ?? null,
      redirecting: redirecting?.digits || null,
    });
    const visit = new Visit(records, { leg, call, record }, { number, accessNumber: called.digits });
    this.#visits.set(call.id, visit);
    call.add(leg);
    call.ended.on(() => this.#visits.delete(call.id));
    return visit;
  }

  /** The surge control decides by what the call finds: its own channel is not counted yet. */
  #verdict(): SurgeDecision {
    const { busy, inService } = this.#rooms.lines.utilisation();
    const people = this.visits.filter((visit) => visit.withPeople).length;
    return this.#desks.surge.decide({ busy: Math.max(0, busy - 1), inService }, people);
  }

  #snapshot(surge: SurgeDecision): ReceptionSnapshot {
    const { config, blocked, records } = this.#rooms;
    const queues = this.#desks.agentLines.acd.allFigures().map(({ name, signedIn, waiting }) => {
      const overflow = config.queues.find((queue) => queue.name === name)?.overflow ?? 'callback';
      return [name, { signedIn, waiting, overflow }] as const;
    });
    return {
      accessNumbers: config.accessNumbers.map((entry) => this.#accessNumber(entry)),
      blacklist: blocked,
      surge,
      queues: Object.fromEntries(queues),
      calendar: this.#rooms.clock.utc(this.#rooms.clock.now()),
      canPromise: records.canPromise,
      closing: this.#rooms.closing,
    };
  }

  #accessNumber(entry: AccessNumberConfig): AccessNumber {
    const { config } = this.#rooms;
    const { number, menu } = entry;
    const hours = openingOf(config, entry);
    return {
      number,
      queue: callbackQueue(config, number),
      ...(menu === undefined ? {} : { flow: menu }),
      ...(hours === undefined ? {} : { hours }),
      afterHours: 'callback',
    };
  }

  async #follow(visit: Visit, route: Route): Promise<void> {
    const { records } = this.#rooms;
    switch (route.kind) {
      case 'refuse':
        visit.refuse(route.cause, route.reason, records.now());
        return;
      case 'captureOnly':
        visit.leg.proceed();
        await this.#desks.computerAgents.captureOnly(visit);
        return;
      case 'computerAgent':
        await this.#byComputerAgent(visit, route);
        return;
      case 'queue':
        visit.leg.proceed();
        this.#desks.queues.enqueue(visit, route.queue);
        return;
      case 'flow':
        await this.#run(visit, route.flow);
    }
  }

  /** Nothing durable, nothing promised: then the queue, or no channel for him. */
  async #byComputerAgent(visit: Visit, route: Destination & { kind: 'computerAgent' }): Promise<void> {
    visit.whereabouts = 'computerAgent';
    visit.leg.proceed();
    const result = await this.#desks.computerAgents.serve(visit, route.answerAt);
    if (result === 'promised') return;
    const staffed = this.#desks.agentLines.acd
      .allFigures()
      .some(({ name, signedIn }) => name === route.queue && signedIn > 0);
    if (staffed) this.#desks.queues.enqueue(visit, route.queue);
    else visit.refuse(CAUSE.noChannelAvailable, result, this.#rooms.records.now());
  }

  async #run(visit: Visit, name: string): Promise<void> {
    const { records, dialogues } = this.#rooms;
    const script = this.#desks.scripts[name];
    if (script === undefined) {
      visit.refuse(CAUSE.temporaryFailure, 'noDialogue', records.now());
      return;
    }
    visit.whereabouts = 'dialogue';
    visit.record.add({ type: 'flowBegan', at: records.now(), flow: name });
    visit.leg.proceed();
    await converse(new Dialogue(visit.leg, dialogues), script);
    if (visit.whereabouts === 'dialogue') visit.leg.clear(CAUSE.normalClearing);
  }
}
