// SPDX-License-Identifier: GPL-2.0-or-later
// How does a caller get to where the configuration sends him? To a queue, a flow, a promise, a prompt, or away.

import { CAUSE } from '../../call/index.js';
import { type Destination, isRung, type Rung } from '../../config/index.js';
import type { Wait } from '../../contact/index.js';
import type { Contact } from '../contacts/index.js';
import { callbackQueue, type OutsideCall, queueOf, type Rooms } from '../rooms/index.js';
import type { Voicemail } from '../voicemail/index.js';
import type { ComputerAgents } from './computer-agent.js';
import type { RungCallers } from './rung-callers.js';

/** What is needed of the box. */
type Needs = Pick<Rooms, 'clock' | 'config' | 'dialogues' | 'records'>;

/** Who takes callers in. */
export interface DestinationsParts {
  readonly computerAgents: ComputerAgents;
  readonly rung: RungCallers;
  readonly voicemail: Pick<Voicemail, 'leave'>;
}

/** How somebody is led on. */
interface Leading {
  readonly queue?: string;
  readonly otherwise?: Wait | undefined;
  /** For whom a number outside is dialled, and what for; default: the house sends its caller on. */
  readonly outside?: Pick<OutsideCall, 'cause' | 'agent'> | undefined;
}

/** Leads callers on. */
export class Destinations {
  readonly #rooms: Needs;
  readonly #computerAgents: ComputerAgents;
  readonly #rung: RungCallers;
  readonly #voicemail: Pick<Voicemail, 'leave'>;

  constructor(rooms: Needs, { computerAgents, rung, voicemail }: DestinationsParts) {
    this.#rung = rung;
    this.#voicemail = voicemail;
    this.#rooms = rooms;
    this.#computerAgents = computerAgents;
  }

  /** He has waited as long as his queue lets him, or it sends him on: there. */
  async overflow(contact: Contact, queue: string, sent?: Destination): Promise<void> {
    const { config, records } = this.#rooms;
    const to: Destination = sent ?? queueOf(config, queue)?.overflow ?? { kind: 'callback' };
    contact.record.add({ type: 'queueLeft', at: records.now(), reason: 'overflowed' });
    records.step(contact.record, 'call.overflowed', { call: contact.call.id, queue, to: to.kind });
    await this.lead(contact, to, { queue });
  }

  /**
   * On to where he is sent. `queue`: to which he belongs. `otherwise`: where he waits again when no callback can be promised; else he is
   * cleared with a word.
   */
  async lead(
    contact: Contact,
    to: Destination,
    { queue = this.#queueOf(contact), otherwise, outside }: Leading = {},
  ): Promise<void> {
    const { clock } = this.#rooms;
    if (isRung(to)) {
      const taken = await this.#rung.ring(contact, to, { queue, outside });
      const next = typeof taken === 'object' ? taken : (to.otherwise ?? { kind: 'queue', queue });
      if (taken !== true) await this.lead(contact, next, { queue });
      return;
    }
    switch (to.kind) {
      case 'queue':
        contact.send({ type: 'queue', queue: to.queue });
        return;
      case 'flow':
        contact.send({ type: 'flow', flow: to.flow });
        return;
      case 'message': {
        const full = await this.#voicemail.leave(contact, to.box);
        if (full !== undefined) await this.lead(contact, full, { queue });
        return;
      }
      case 'announce':
        await this.announce(contact, to.prompt);
        return;
      case 'callback': {
        contact.send({ type: 'computerAgent' });
        const result = await this.#computerAgents.serve(contact, clock.now(), {
          ...(to.prompt !== undefined && { prompt: to.prompt }),
          way: otherwise === undefined ? 'spoken' : 'key',
          queue,
        });
        if (result === 'promised') return;
        if (otherwise !== undefined) contact.send({ type: 'queue', ...otherwise });
        else await this.#sayGoodbye(contact, CAUSE.normalClearing);
        return;
      }
      case 'refuse':
        await this.#sayGoodbye(contact, to.cause ?? CAUSE.normalClearing);
    }
  }

  /** Somebody is rung for him; gives whether they talk, or he is led to a box of theirs. */
  async ring(contact: Contact, to: Rung): Promise<boolean> {
    const queue = this.#queueOf(contact);
    const taken = await this.#rung.ring(contact, to, { queue });
    if (typeof taken === 'object') await this.lead(contact, taken, { queue });
    return taken !== false;
  }

  /** A prompt to its end, and then nothing more. */
  async announce(contact: Contact, prompt: string): Promise<void> {
    contact.send({ type: 'dismissed' });
    const dialogue = contact.dialogue();
    await dialogue.answer();
    contact.record.add({ type: 'announced', at: this.#rooms.records.now(), prompt });
    await dialogue.say(prompt, { bargeIn: false });
    contact.leg.clear(CAUSE.normalClearing);
  }

  #queueOf({ accessNumber }: Contact): string {
    return callbackQueue(this.#rooms.config, accessNumber);
  }

  async #sayGoodbye(contact: Contact, cause: number): Promise<void> {
    contact.send({ type: 'dismissed' });
    await contact.dialogue().say('goodbye', { bargeIn: false });
    contact.record.add({ type: 'refused', at: this.#rooms.records.now(), reason: 'maxWait' });
    contact.leg.clear(cause);
  }
}
