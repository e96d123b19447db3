// SPDX-License-Identifier: GPL-2.0-or-later
// How does a supervisor take part in an agent's call? He listens, whispers, barges in, takes it over, or ends it.

import type { StationLeg } from '../../call/index.js';
import { type PartyAudibility, SERVICE, type Verb } from '../../control/index.js';
import { TelephonyError } from '../../faults.js';
import type { AgentLines } from '../agents/index.js';
import { type Rooms, unattended } from '../rooms/index.js';
import type { CallWaiting } from './call-waiting.js';
import type { Part, Parts } from './parts.js';
import { type ReachRooms, summon, type TransferTo } from './reach.js';
import { WaitingDesk } from './waiting-desk.js';

/** Hears both and is heard by nobody; is heard by the agent alone; talks with both. */
export const SUPERVISION_MODES = ['listen', 'whisper', 'barge'] as const;
export type SupervisionMode = (typeof SUPERVISION_MODES)[number];

/** By which key a supervisor changes how he takes part. */
export const SUPERVISION_KEYS: Readonly<Record<string, SupervisionMode>> = { 4: 'listen', 5: 'whisper', 6: 'barge' };

/** What is needed of the box. */
type SupervisionRooms = ReachRooms & Pick<Rooms, 'log' | 'records' | 'telephones'>;

interface Watched {
  /** The agent's part, and the supervisor's own. */
  readonly part: Part;
  readonly own: Part;
  readonly supervisor: string;
  readonly leg: StationLeg;
}

/** What is asked of the desk. */
export interface SupervisionDesk {
  /** His station, if the verb is legal there now; throws REFUSED. */
  readonly legal: (verb: Verb, agent: string) => string;
  readonly calls: { singleStepTransfer(agent: string, to: TransferTo): void };
}

/** Supervisors in other people's calls. */
export class Supervision {
  /** Callers whom nobody serves yet. */
  readonly waiting: WaitingDesk;
  readonly #rooms: SupervisionRooms;
  readonly #agentLines: AgentLines;
  readonly #parts: Parts;
  readonly #legal: SupervisionDesk['legal'];
  readonly #calls: SupervisionDesk['calls'];
  readonly #watched = new Map<string, Watched>();

  constructor(
    rooms: SupervisionRooms,
    agentLines: AgentLines,
    parts: Parts,
    callWaiting: CallWaiting,
    desk: SupervisionDesk,
  ) {
    const { legal, calls } = desk;
    this.waiting = new WaitingDesk(rooms, agentLines, callWaiting, legal);
    this.#rooms = rooms;
    this.#legal = legal;
    this.#calls = calls;
    this.#agentLines = agentLines;
    this.#parts = parts;
  }

  /** Whether somebody supervises from this station. */
  isAt(station: string): boolean {
    return this.#watched.has(station);
  }

  /**
   * A supervisor listens to an agent's call, whispers to him, or talks with both: his telephone rings, and when he has lifted he takes
   * part. Who takes part already changes how. Throws REFUSED when the agent is in no call.
   */
  supervise(supervisor: string, agent: string, mode: SupervisionMode = 'listen'): void {
    const at = this.#agentLines.dutyOf(supervisor)?.station;
    if (at !== undefined && this.isAt(at)) {
      this.change(at, mode);
      return;
    }
    const station = this.#legal('supervise', supervisor);
    const { conversation } = this.#talking(agent);
    const cancel = summon(this.#rooms, this.#agentLines, { station, shown: agent }, (leg) =>
      this.join({ supervisor, station, leg }, agent, mode),
    );
    conversation.over.on(cancel);
  }

  /** He takes part, with his telephone in his hand. */
  join(
    { supervisor, station, leg }: { readonly supervisor: string; readonly station: string; readonly leg: StationLeg },
    agent: string,
    mode: SupervisionMode,
  ): void {
    const part = this.#talking(agent);
    const { conversation, record, contact, queue } = part;
    record.follow(leg, { station, agent: supervisor, role: 'supervisor' });
    const key = `${record.id}-${station}`;
    const own = { key, station, agent: supervisor, leg, conversation, record, contact, queue };
    const watched: Watched = { part, own, supervisor, leg };
    this.#watched.set(station, watched);
    leg.cleared.on(() => this.#watched.delete(station));
    this.#agentLines.tellLine(station, { type: 'joined', call: key, own: true });
    this.#parts.begin(own);
    const party = { leg, role: 'supervisor', agent: supervisor, audibility: audibilityOf(mode, part) } as const;
    unattended(this.#rooms, 'a supervisor joins', conversation.join([party]));
    this.#tell(watched, mode);
  }

  /** Changes how he takes part. Throws REFUSED when he supervises nobody. */
  change(station: string, mode: SupervisionMode): void {
    const watched = this.#at(station);
    watched.part.conversation.place(watched.leg, audibilityOf(mode, watched.part));
    this.#tell(watched, mode);
  }

  /** The customer is his; the agent is out of it. Throws REFUSED when he supervises nobody. */
  takeOver(supervisor: string): void {
    const station = this.#agentLines.dutyOf(supervisor)?.station ?? '';
    const watched = this.#at(station);
    const { part, own, leg } = watched;
    const { conversation, record, contact } = part;
    conversation.follow({ ...SERVICE, agent: 'stay', supervisor: 'end' });
    conversation.place(leg, 'talks');
    const to = `agent:${supervisor}`;
    record.add({ type: 'transferred', at: this.#rooms.records.now(), legs: [part.leg.id], to, how: 'forcedTransfer' });
    conversation.leave(part.leg);
    part.leg.clear();
    contact?.handed(supervisor);
    this.#watched.delete(station);
    this.#parts.end(own);
    this.#parts.take({ agent: supervisor, station, leg }, part);
    this.#tell(watched, 'takeOver');
  }

  /**
   * Sends an agent's customer elsewhere in one step, whatever the agent thinks of it: the record says so. Throws as `singleStepTransfer`. A
   * supervisor needs no telephone for it.
   */
  transfer(supervisor: string, agent: string, to: TransferTo): void {
    const part = this.#talking(agent);
    const { conversation, record } = part;
    part.forced = true;
    const end = conversation.held.on(({ on }) => {
      if (on) return; // nobody was there: they talk on
      part.forced = false;
      end();
    });
    try {
      this.#calls.singleStepTransfer(agent, to);
    } catch (error) {
      part.forced = false;
      end();
      throw error;
    }
    this.#rooms.records.event('call.supervised', { call: record.id, agent, supervisor, mode: 'transfer' });
  }

  /** Ends an agent's call: all who are in it are cleared. */
  release(agent: string): void {
    this.#parts.ofAgent(agent).conversation.end();
  }

  /** There is nothing to hear before somebody has answered. */
  #talking(agent: string): Part {
    const part = this.#parts.ofAgent(agent);
    if (!part.conversation.talked) throw new TelephonyError('REFUSED', `agent ${agent} is calling: NOT_TALKING`);
    return part;
  }

  #tell({ part, supervisor }: Watched, mode: SupervisionMode | 'takeOver'): void {
    const { record, agent = '' } = part;
    this.#rooms.records.event('call.supervised', { call: record.id, agent, supervisor, mode });
  }

  #at(station: string): Watched {
    const watched = this.#watched.get(station);
    if (watched === undefined) throw new TelephonyError('REFUSED', `nobody supervises from station ${station}`);
    return watched;
  }
}

function audibilityOf(mode: SupervisionMode, { leg }: Part): PartyAudibility {
  if (mode === 'listen') return 'hearsOnly';
  return mode === 'barge' ? 'talks' : { heardOnlyBy: [leg.id] };
}
