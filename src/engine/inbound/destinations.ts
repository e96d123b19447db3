// SPDX-License-Identifier: GPL-2.0-or-later
// How does a caller get to where the configuration sends him? To a queue, a flow, a promise, a prompt, or away.

import { CAUSE } from '../../call/index.js';
import type { Destination } from '../../config/index.js';
import type { Wait } from '../../contact/index.js';
import { Dialogue } from '../../ivr/index.js';
import type { Contact } from '../contacts/index.js';
import { queueOf, type Rooms } from '../rooms/index.js';
import type { ComputerAgents } from './computer-agent.js';

/** What is needed of the box. */
type Needs = Pick<Rooms, 'clock' | 'config' | 'dialogues' | 'records'>;

/** Leads callers on. */
export class Destinations {
  readonly #rooms: Needs;
  readonly #computerAgents: ComputerAgents;

  constructor(rooms: Needs, computerAgents: ComputerAgents) {
    this.#rooms = rooms;
    this.#computerAgents = computerAgents;
  }

  /** He has waited as long as his queue lets him, or it sends him on: there. */
  async overflow(contact: Contact, queue: string, sent?: Destination): Promise<void> {
    const { config, records } = this.#rooms;
    const to: Destination = sent ?? queueOf(config, queue)?.overflow ?? { kind: 'callback' };
    contact.record.add({ type: 'queueLeft', at: records.now(), reason: 'overflowed' });
    records.step(contact.record, 'call.overflowed', { call: contact.call.id, queue, to: to.kind });
    await this.lead(contact, to);
  }

  /** On to where he is sent. `otherwise`: where he waits again when no callback can be promised; else he is cleared with a word. */
  async lead(contact: Contact, to: Destination, otherwise?: Wait): Promise<void> {
    const { clock } = this.#rooms;
    switch (to.kind) {
      case 'queue':
        contact.send({ type: 'queue', queue: to.queue });
        return;
      case 'flow':
        contact.send({ type: 'flow', flow: to.flow });
        return;
      case 'announce':
        await this.announce(contact, to.prompt);
        return;
      case 'callback': {
        contact.send({ type: 'computerAgent' });
        const result = await this.#computerAgents.serve(contact, clock.now(), to.prompt);
        if (result === 'promised') return;
        if (otherwise !== undefined) contact.send({ type: 'queue', ...otherwise });
        else await this.#sayGoodbye(contact, CAUSE.normalClearing);
        return;
      }
      case 'refuse':
        await this.#sayGoodbye(contact, to.cause ?? CAUSE.normalClearing);
    }
  }

  /** A prompt to its end, and then nothing more. */
  async announce(contact: Contact, prompt: string): Promise<void> {
    contact.send({ type: 'dismissed' });
    const dialogue = new Dialogue(contact.leg, this.#rooms.dialogues);
    await dialogue.answer();
    contact.record.add({ type: 'announced', at: this.#rooms.records.now(), prompt });
    await dialogue.say(prompt, { bargeIn: false });
    contact.leg.clear(CAUSE.normalClearing);
  }

  async #sayGoodbye(contact: Contact, cause: number): Promise<void> {
    contact.send({ type: 'dismissed' });
    await new Dialogue(contact.leg, this.#rooms.dialogues).say('goodbye', { bargeIn: false });
    contact.record.add({ type: 'refused', at: this.#rooms.records.now(), reason: 'maxWait' });
    contact.leg.clear(cause);
  }
}
