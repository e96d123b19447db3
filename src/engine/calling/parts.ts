// SPDX-License-Identifier: GPL-2.0-or-later
// What is each station in now? Its parts in conversations: one active, others held; the line's machine says which.

import type { Leg } from '../../call/index.js';
import { TelephonyError } from '../../faults.js';
import { Emitter } from '../../kernel/index.js';
import type { AgentLines, AtTelephone } from '../agents/index.js';
import type { Contact } from '../contacts/index.js';
import type { Conversation } from '../conversations/index.js';
import type { CallRecord, Records } from '../records/index.js';

/** In what somebody takes part. */
export interface PartOf {
  readonly conversation: Conversation;
  readonly record: CallRecord;
  /** The customer; undefined: it is between people of the house. */
  readonly contact: Contact | undefined;
  readonly queue: string | undefined;
}

/** Somebody at a station, in a conversation. */
export interface Part extends AtTelephone, PartOf {
  /** What the station's line is engaged with. */
  readonly key: string;
  /** A supervisor sends the customer away. */
  forced?: boolean;
}

/** For the record: he leaves because the call goes elsewhere, by this verb. */
export function noteTransfer(records: Records, { record, leg, agent, forced }: Part, to: string, how: string): void {
  const reason = forced === true ? 'forcedTransfer' : 'transferred';
  record.add({ type: 'transferred', at: records.now(), legs: [leg.id], to, how: reason });
  if (agent !== undefined) records.step(record, 'call.transferred', { call: record.id, agent, to, how });
}

/** The customer who is in it. Throws REFUSED when there is none, or he has gone. */
export function customerOf({ contact }: Part): Contact {
  if (contact === undefined || contact.over) throw new TelephonyError('REFUSED', 'there is no customer in this call');
  return contact;
}

/** Those with whom he is in it. */
export function othersOf({ conversation, leg }: Part): readonly Leg[] {
  const ids = conversation.parties.map(({ id }) => id).filter((id) => id !== leg.id);
  return ids.flatMap((id) => conversation.legOf(id) ?? []);
}

/** The parts of all stations. */
export class Parts {
  /** Somebody takes part from now on. */
  readonly begun = new Emitter<Part>();
  readonly #agentLines: AgentLines;
  readonly #parts = new Map<string, Part[]>();

  constructor(agentLines: AgentLines) {
    this.#agentLines = agentLines;
  }

  /** He takes part from now on, and until he has left. An agent is the distribution's as long: it is his work. */
  take({ agent, station, leg }: AtTelephone, { conversation, record, contact, queue }: PartOf): void {
    // Who has another one on hold has taken a second call: the distribution knows him by the first.
    const line = agent === undefined || this.all(station).length > 0 ? undefined : { agent, station, leg };
    const key = line === undefined ? record.id : this.#agentLines.engage(line, record.id, queue);
    if (line === undefined) this.#agentLines.tellLine(station, { type: 'joined', call: key, own: true });
    this.begin({ key, station, agent, leg, conversation, record, contact, queue });
  }

  /** The same, when the line knows it already. */
  begin(part: Part): void {
    const { station, leg, conversation } = part;
    this.#parts.set(station, [...this.all(station), part]);
    const end = () => this.end(part);
    conversation.parted.on(({ id }) => id === leg.id && end());
    conversation.over.on(end);
    this.begun.emit(part);
  }

  /** Whoever he came for is gone: his telephone is let go. With another one on hold he keeps it, and hears busy tone. */
  letGo({ leg, station }: { readonly leg: Leg; readonly station?: string }, call: string): void {
    if (station === undefined || this.all(station).length === 0) {
      leg.clear();
      return;
    }
    this.#agentLines.tellLine(station, { type: 'parted', call });
    leg.tone(this.#agentLines.tones.busy);
  }

  all(station: string): readonly Part[] {
    return this.#parts.get(station) ?? [];
  }

  /** In which he hears and is heard. */
  active(station: string): Part | undefined {
    const line = this.#agentLines.lineAt(station);
    return line?.name === 'engaged' ? this.all(station).find(({ key }) => key === line.active) : undefined;
  }

  /** Whether he hears and is heard in it. */
  isActive(part: Part): boolean {
    return this.active(part.station) === part;
  }

  /** Those that he holds, the last one first. */
  held(station: string): readonly Part[] {
    const line = this.#agentLines.lineAt(station);
    if (line?.name !== 'engaged') return [];
    return line.held.flatMap((held) => this.all(station).filter(({ key }) => key === held));
  }

  /** In which he talks, else what he held last. */
  current(station: string): Part | undefined {
    return this.active(station) ?? this.held(station)[0];
  }

  /** In which the agent talks. Throws REFUSED when there is none. */
  ofAgent(agent: string): Part {
    const station = this.#agentLines.dutyOf(agent)?.station;
    const part = station === undefined ? undefined : this.current(station);
    if (part === undefined) throw new TelephonyError('REFUSED', `agent ${agent} is in no call: NOT_TALKING`);
    return part;
  }

  /** He has no part in it any more, or another one. */
  end(part: Part): void {
    const before = this.all(part.station);
    if (!before.includes(part)) return;
    this.#parts.set(
      part.station,
      before.filter((other) => other !== part),
    );
    this.#agentLines.tellLine(part.station, { type: 'parted', call: part.key });
  }
}
