// SPDX-License-Identifier: GPL-2.0-or-later
// How does a flow of the file reach a caller? His dialogue leads him through it; what it wants of the box the box does.

import { MemberPins } from '../../access/index.js';
import type { Destination } from '../../config/index.js';
import type { QueueOutcome } from '../../contact/index.js';
import type { Facts } from '../../expression/index.js';
import {
  type Dialogue,
  type DialogueHouse,
  type FlowServices,
  LONGEST_IN_FLOWS,
  runFlow,
  type Traced,
  type Watcher,
} from '../../ivr/index.js';
import type { Instant } from '../../kernel/index.js';
import type { Contact } from '../contacts/index.js';
import type { Rooms, Wants } from '../rooms/index.js';
import { FlowConditions } from '../routing/index.js';
import type { Destinations } from './destinations.js';
import { servingFor } from './flow-services.js';

/** What is needed of the box. */
type Needs = Pick<Rooms, 'clock' | 'config' | 'customers' | 'dialogues' | 'log' | 'lookUps' | 'records' | 'store'>;

/** A function that a program has given to flows: what is known of the caller in, one more value out. Its failing ends no call. */
export type FlowFunction = (values: Readonly<Record<string, string>>, dialogue: Dialogue) => Promise<string> | string;

/** Who talked with him last. */
type Served = Pick<Extract<QueueOutcome, { readonly outcome: 'talked' }>, 'agent' | 'queue'>;

/** Who does what a flow wants. */
export interface FlowParts {
  readonly functions: ReadonlyMap<string, FlowFunction>;
  readonly enqueue: (
    leg: string,
    queue: string,
    comesBack: readonly ('talked' | 'overflowed')[],
    said: Wants,
  ) => Promise<QueueOutcome>;
  readonly destinations: Destinations;
  /** What conditions go by. */
  readonly facts: (contact: Contact) => Facts;
}

/** The flows of the file; one who is in a flow stays in it as it was when he came into it. */
export class ConfiguredFlows {
  readonly #rooms: Needs;
  readonly #parts: FlowParts;
  readonly #members: MemberPins;
  readonly #conditions: FlowConditions;
  readonly #kept = new WeakMap<Contact, { readonly config: Rooms['config']; readonly until: Instant }>();

  constructor(rooms: Needs, parts: FlowParts) {
    this.#rooms = rooms;
    this.#parts = parts;
    this.#conditions = new FlowConditions(rooms);
    this.#members = new MemberPins(rooms.store, () => rooms.config.access);
  }

  /** Whether there is one; for him who came into flows before: or was then. */
  has(name: string, contact?: Contact): boolean {
    const { flows } = contact === undefined ? this.#rooms.config : this.#versionFor(contact, name);
    return flows[name] !== undefined;
  }

  get names(): readonly string[] {
    return Object.keys(this.#rooms.config.flows);
  }

  /** What a script of a program talks with him by, and gives him away by. */
  dialogueOf(contact: Contact): Dialogue {
    return contact.dialogue(this.#house(contact));
  }

  #house(contact: Contact): { readonly house: DialogueHouse } {
    const { enqueue, destinations } = this.#parts;
    return {
      house: {
        enqueue: (queue, comesBack) => enqueue(contact.leg.id, queue, comesBack, {}),
        lead: (to) => this.#lead(contact, to),
        ring: (to) => destinations.ring(contact, to),
      },
    };
  }

  /** Leads him through; `led`: he is somewhere else now. Rejects with LEG_CLEARED when he hangs up. */
  run(contact: Contact, name: string): Promise<'hangUp' | 'led'> {
    let watcher: Watcher = () => true;
    const dialogue = contact.dialogue({ ...this.#house(contact), watcher: (sounds) => watcher(sounds) });
    const watch = (by: Watcher) => {
      watcher = by;
    };
    const config = this.#versionOf(contact, name);
    return runFlow(dialogue, config.flows, name, { ...this.#servicesFor(contact, dialogue, config), watch });
  }

  /** The flows as they were when he first came into one, their conditions too, for as long as anybody may be in one; else as they are. */
  #versionOf(contact: Contact, name: string): Rooms['config'] {
    const config = this.#versionFor(contact, name);
    if (config !== this.#kept.get(contact)?.config)
      this.#kept.set(contact, { config, until: this.#rooms.clock.now() + LONGEST_IN_FLOWS });
    return config;
  }

  #versionFor(contact: Contact, name: string): Rooms['config'] {
    const kept = this.#kept.get(contact);
    const holds = kept !== undefined && this.#rooms.clock.now() < kept.until && kept.config.flows[name] !== undefined;
    return holds ? kept.config : this.#rooms.config;
  }

  /** Whom an agent has served already goes nowhere else: he hears a word, or it is over. */
  async #lead(contact: Contact, to: Destination): Promise<void> {
    if (contact.state.name !== 'surveyed' || to.kind === 'announce') await this.#parts.destinations.lead(contact, to);
    else contact.send({ type: 'flowEnded' });
  }

  #scored({ call }: Contact, score: string, { agent, queue }: Served): void {
    this.#rooms.records.event('survey.scored', { call: call.id, score, agent, ...(queue !== undefined && { queue }) });
  }

  #trace(call: string, traced: Traced): void {
    const { records } = this.#rooms;
    switch (traced.type) {
      case 'entered':
        records.event('flow.entered', { call, flow: traced.flow, step: traced.step });
        return;
      case 'came': {
        const { type: _, ...came } = traced;
        records.event('flow.came', { call, ...came });
        return;
      }
      case 'left':
        records.event('flow.left', { call, flow: traced.flow, to: traced.to });
    }
  }

  #servicesFor(contact: Contact, dialogue: Dialogue, config: Rooms['config']): FlowServices {
    const { clock, log } = this.#rooms;
    const { functions, enqueue, destinations, facts } = this.#parts;
    const { state } = contact;
    let served: Served | undefined = state.name === 'surveyed' ? { agent: state.agent, queue: state.queue } : undefined;
    return {
      clock,
      queue: async ({ queue, comesBack, said }) => {
        const came = await enqueue(contact.leg.id, queue, comesBack, said);
        if (came.outcome === 'talked') served = came;
        return came.outcome;
      },
      attach: (data) => {
        contact.attach(data);
        if (data.score && served) this.#scored(contact, data.score, served);
      },
      speak: (language) => {
        contact.language = language;
      },
      serve: servingFor({
        rooms: this.#rooms,
        ...{ contact, dialogue, functions, members: this.#members, config, conditions: this.#conditions, facts },
        lead: (to) => this.#lead(contact, to),
        ring: (who, to) => destinations.ring(who, to),
      }),
      lead: (to) => this.#lead(contact, to),
      failed: (error) => log.warn({ call: contact.call.id, err: error }, 'a step of a flow failed'),
      trace: (traced) => this.#trace(contact.call.id, traced),
    };
  }
}
