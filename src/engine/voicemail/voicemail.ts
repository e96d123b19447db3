// SPDX-License-Identifier: GPL-2.0-or-later
// What is voicemail to the rest of the box? Where callers leave messages, where people hear them, and what commands can do with them.

import type { Access } from '../../access/index.js';
import type { Origin } from '../../bus/index.js';
import type { StationLeg } from '../../call/index.js';
import type { Destination } from '../../config/index.js';
import { TelephonyError } from '../../faults.js';
import { Dialogue } from '../../ivr/index.js';
import { inUtc } from '../../kernel/index.js';
import type { MessageState, StoredMessage } from '../../store/index.js';
import type { BoxMessage } from '../../voicemail/index.js';
import { type AgentLines, type AtTelephone, byTelephone } from '../agents/index.js';
import type { CallDesk } from '../calling/index.js';
import type { Contact } from '../contacts/index.js';
import { SpokenRecorder } from '../recordings/index.js';
import type { CallRecord } from '../records/index.js';
import { assertOutside, type OutsideCall, type Rooms, unattended } from '../rooms/index.js';
import { Boxes, type MailboxStatus } from './boxes.js';
import { MessageHearing } from './hear.js';
import { keepLamps } from './lamps.js';
import { MessageTaker } from './leave.js';
import { MessageCalls } from './notify.js';

/** Whom voicemail needs. */
export interface VoicemailParts {
  readonly access: Access;
  readonly agentLines: AgentLines;
  readonly calling: CallDesk;
  /** What the last run left in boxes. */
  readonly left: readonly StoredMessage[];
}

/** Leads him there; outside it is dialled for that, at that cost. */
type LeadOn = (contact: Contact, to: Destination, outside: Pick<OutsideCall, 'cause' | 'agent'>) => Promise<void>;

/** A message as commands see it: with the whole path of its file. */
export interface ListedMessage extends BoxMessage {
  readonly path: string;
}

/** The boxes, and all that is done with them. */
export class Voicemail {
  readonly #rooms: Rooms;
  readonly #parts: VoicemailParts;
  readonly #boxes: Boxes;
  readonly #taker: MessageTaker;
  readonly #hearing: MessageHearing;
  readonly #spoken: SpokenRecorder;
  readonly #end: () => void;

  constructor(rooms: Rooms, parts: VoicemailParts) {
    this.#rooms = rooms;
    this.#parts = parts;
    this.#spoken = new SpokenRecorder(rooms);
    this.#boxes = new Boxes(rooms, this.#spoken, parts.left);
    this.#taker = new MessageTaker(rooms, this.#boxes, this.#spoken);
    this.#hearing = new MessageHearing(rooms, this.#boxes, parts.access);
    const calls = new MessageCalls(rooms, this.#boxes, (dialogue) => this.hearFrom(dialogue));
    rooms.messageCalls.serve((target, letter) => calls.send(target, letter));
    const messages = (caller: AtTelephone, record: CallRecord, box: string) =>
      unattended(rooms, 'a message of the house', this.#taker.ofHouse(caller, record, this.#boxes.box(box)));
    parts.calling.house.messages(messages);
    this.#end = keepLamps(rooms, parts.agentLines, this.#boxes);
  }

  /** He leaves a message; a destination: there is no room, he was told so, and goes on there. Rejects with LEG_CLEARED. */
  leave(contact: Contact, box: string): Promise<Destination | undefined> {
    return this.#taker.ofContact(contact, box);
  }

  /** At a telephone of the house, by a number that is dialled or a box. Throws NOT_FOUND. */
  leaveAt(
    { station, leg }: Pick<AtTelephone, 'station' | 'leg'>,
    to: { readonly number: string } | { readonly box: string },
  ): void {
    const box = 'box' in to ? this.#boxes.box(to.box) : this.#boxes.dialled(to.number);
    if (box === undefined) throw new TelephonyError('NOT_FOUND', 'a box of this number');
    unattended(this.#rooms, 'a message of the house', this.#taker.ofStation(leg, station, box));
  }

  /** The box that a number dialled at a telephone means; undefined: none. */
  dialled(number: string): string | undefined {
    return this.#boxes.dialled(number)?.name;
  }

  /** At a telephone of the house: of whoever is signed in there, else number and PIN are asked for. */
  hearAt({ station, agent, leg }: AtTelephone): void {
    unattended(this.#rooms, 'hearing messages', this.#hearAt(station, agent, leg));
  }

  /** From outside, with a PIN. `contact`: he who has called, to be led to whom he calls back; else he calls nobody from here. */
  async hearFrom(dialogue: Dialogue, contact?: Contact, lead?: LeadOn): Promise<void> {
    await dialogue.answer();
    const agent = await this.#hearing.known(dialogue, { actor: 'caller', source: 'telephone' });
    if (agent === undefined) {
      await dialogue.say('goodbye', { bargeIn: false });
      return;
    }
    const back = (who: string, number: string) => this.#callFrom(contact, lead, { agent: who, number });
    if ((await this.#hearing.hear(dialogue, agent, back)) === 'over') await dialogue.say('goodbye', { bargeIn: false });
  }

  /** All boxes, or those of an agent. */
  boxes(agent?: string): readonly MailboxStatus[] {
    return this.#boxes.list(agent);
  }

  /** Messages of all boxes or of one; of an agent, those that he hears. Throws NOT_FOUND, REFUSED. */
  list({
    agent,
    box,
  }: {
    readonly agent?: string | undefined;
    readonly box?: string | undefined;
  } = {}): readonly ListedMessage[] {
    if (box !== undefined) this.#boxes.box(box);
    const all = agent === undefined ? this.#boxes.messages.all : this.#boxes.of(agent);
    const wanted = all.filter((message) => box === undefined || message.box === box);
    return inUtc(wanted, this.#rooms.clock).map((message) => ({ ...message, path: this.#boxes.fileOf(message) }));
  }

  /** One by its id, or what it ends in. Throws NOT_FOUND, as all below. */
  mark(id: string, state: MessageState, agent?: string): BoxMessage {
    return this.#boxes.mark(id, state, agent);
  }

  delete(id: string, agent?: string): void {
    this.#boxes.delete(id, agent);
  }

  /** REFUSED: that box is full. */
  sendOn(id: string, to: string, agent?: string): BoxMessage {
    return this.#boxes.sendOn(id, to, agent);
  }

  /** Whether something that was left is not yet on its way to the store. */
  get busy(): boolean {
    return this.#spoken.busy;
  }

  /** Resolves when what has been left is on its way to the store. */
  settled(): Promise<void> {
    return this.#spoken.settled();
  }

  close(): void {
    this.#end();
  }

  async #hearAt(station: string, signedIn: string | undefined, leg: StationLeg): Promise<void> {
    const dialogue = new Dialogue(leg, this.#rooms.dialogues);
    const by: Origin = byTelephone(station, undefined);
    const agent = signedIn ?? (await this.#hearing.known(dialogue, by));
    if (agent === undefined) {
      leg.clear();
      return;
    }
    const back = async (who: string, number: string) => {
      const internal = this.#rooms.stations.find(number) !== undefined;
      if (!internal) assertOutside(this.#rooms, { digits: number, cause: 'callBack', agent: who });
      const callee = internal ? { station: number } : { number };
      this.#parts.calling.house.begin({ station, agent: signedIn, leg }, callee, 'callBack', who);
    };
    if ((await this.#hearing.hear(dialogue, agent, back)) === 'over') leg.clear();
  }

  /** With his own rights and allowance; the line that he has called by goes on to who left the message. */
  async #callFrom(
    contact: Contact | undefined,
    lead: LeadOn | undefined,
    { agent, number }: { readonly agent: string; readonly number: string },
  ): Promise<void> {
    if (contact === undefined || lead === undefined || this.#rooms.stations.find(number) !== undefined)
      throw new TelephonyError('REFUSED', 'nobody can be called from here');
    const outside = { cause: 'callBack', agent } as const;
    assertOutside(this.#rooms, { digits: number, ...outside });
    await lead(contact, { kind: 'number', number, otherwise: { kind: 'refuse' } }, outside);
  }
}
