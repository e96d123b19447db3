// SPDX-License-Identifier: GPL-2.0-or-later
// How are a caller and whoever has answered him joined? Both hear what must be heard before; then each other, and it is recorded.

import type { Callbacks } from '../../callback/index.js';
import type { Config } from '../../config/index.js';
import { atTelephone, type CallDesk, introduction, type Reached } from '../calling/index.js';
import type { Contact } from '../contacts/index.js';
import { type Conversation, HOLD_MUSIC, type Participant, recordTold } from '../conversations/index.js';
import type { ExpectedConversation, Recorder } from '../recordings/index.js';
import { queueOf, unattended } from '../rooms/index.js';
import type { FamiliarCallers } from './familiar-callers.js';
import { policyOf } from './hang-up.js';

/** What is needed of the box. */
type Needs = ConstructorParameters<typeof FamiliarCallers>[0];

/** Who is to hear each other. */
interface Joined {
  readonly conversation: Conversation;
  readonly all: readonly Participant[];
}

/** What who waits in a queue, or is on hold there, hears. */
export function musicOf(config: Config, queue: string): string {
  return queueOf(config, queue)?.music ?? HOLD_MUSIC;
}

/** Of which a recording may be made. */
export function expected({ call, accessNumber }: Contact, queue: string, agent: string): ExpectedConversation {
  return { call, queue, agent, accessNumber };
}

/** Joins callers. */
export class Joining {
  readonly #rooms: Needs;
  readonly #recorder: Recorder;
  readonly #callbacks: Callbacks;
  readonly #calling: CallDesk;

  constructor(rooms: Needs, recorder: Recorder, callbacks: Callbacks, calling: CallDesk) {
    this.#rooms = rooms;
    this.#recorder = recorder;
    this.#callbacks = callbacks;
    this.#calling = calling;
  }

  /**
   * Somebody has answered: an agent, whoever is at a station, or outside. What must be heard before a conversation is recorded both
   * hear to its end; nothing else keeps them apart.
   */
  connect(contact: Contact, queue: string, who: Reached): void {
    const { state, leg, call, record, treatment } = contact;
    if (contact.over) {
      this.#calling.parts.letGo(who, call.id);
      return;
    }
    const { agent } = who;
    const { survey } = queueOf(this.#rooms.config, queue) ?? {};
    const policy = policyOf(state, who, survey);
    contact.send({ type: 'agent', agent: agent ?? '', survey });
    record.follow(who.leg, { agent, ...(who.station !== undefined && { station: who.station }) });
    const conversation = contact.converse({ policy, music: musicOf(this.#rooms.config, queue) });
    const parties: readonly Participant[] = [
      { leg, role: 'customer' },
      { leg: who.leg, role: agent === undefined ? 'consulted' : 'agent', agent },
    ];
    conversation.attend(parties);
    const at = atTelephone(who);
    if (at !== undefined) this.#calling.parts.take(at, { conversation, record, contact, queue });
    const join = () => this.#join(contact, queue, agent, { conversation, all: parties });
    const introduce = introduction(this.#rooms, { contact, queue, who });
    const isNoticed = treatment === undefined || treatment.isNoticed || at === undefined;
    if (isNoticed && introduce === undefined) {
      unattended(this.#rooms, 'joining caller and agent', join());
      return;
    }
    if (!isNoticed) call.overhear(at.leg, leg);
    const both = (isNoticed ? Promise.resolve() : treatment.noticed)
      .then(() => (conversation.isOver ? undefined : introduce?.()))
      .then(() => (conversation.isOver ? undefined : join()));
    unattended(this.#rooms, 'joining caller and agent', both);
  }

  async #join(contact: Contact, queue: string, agent: string | undefined, parties: Joined): Promise<void> {
    const { record, call, leg, number } = contact;
    const hearing = parties.conversation.join(parties.all);
    if (agent !== undefined) {
      const recorded = { ...expected(contact, queue, agent), leg };
      // Who came by no queue has not been told before; he is as one whom the box has called.
      if (contact.treatment === undefined) recordTold(this.#rooms, this.#recorder, { ...parties, recorded, hearing });
      else this.#recorder.begin(recorded, hearing);
    }
    await hearing;
    if (agent !== undefined) this.#rooms.records.step(record, 'call.bridged', { call: call.id, agent, queue });
    if (number) this.#callbacks.served(number.number, call.id);
  }
}
