// SPDX-License-Identifier: GPL-2.0-or-later
// How does a flow of the file reach a caller? His dialogue leads him through it; what it wants of the box the box does.

import type { Destination } from '../../config/index.js';
import type { QueueOutcome } from '../../contact/index.js';
import { type Facts, withValues } from '../../expression/index.js';
import { TelephonyError } from '../../faults.js';
import { Dialogue, type FlowServices, type Flows, runFlow } from '../../ivr/index.js';
import type { Contact } from '../contacts/index.js';
import { placeOf, type Rooms } from '../rooms/index.js';
import { FlowConditions } from '../routing/index.js';

/** What is needed of the box. */
type Needs = Pick<Rooms, 'clock' | 'config' | 'dialogues' | 'log' | 'lookUps'>;

/** A function that a program has given to flows: what is known of the caller in, one more value out. Its failing ends no call. */
export type FlowFunction = (values: Readonly<Record<string, string>>, dialogue: Dialogue) => Promise<string> | string;

/** Who does what a flow wants. */
export interface FlowParts {
  readonly functions: ReadonlyMap<string, FlowFunction>;
  readonly enqueue: (
    leg: string,
    queue: string,
    comesBack: readonly ('talked' | 'overflowed')[],
  ) => Promise<QueueOutcome>;
  readonly lead: (contact: Contact, to: Destination) => Promise<void>;
  /** What conditions go by. */
  readonly facts: (contact: Contact) => Facts;
}

/** The flows of the file; one who is in a flow stays in it as it was when he came into it. */
export class ConfiguredFlows {
  readonly #rooms: Needs;
  readonly #parts: FlowParts;
  readonly #conditions: FlowConditions;

  constructor(rooms: Needs, parts: FlowParts) {
    this.#rooms = rooms;
    this.#parts = parts;
    this.#conditions = new FlowConditions(rooms);
  }

  has(name: string): boolean {
    return this.#flows[name] !== undefined;
  }

  get names(): readonly string[] {
    return Object.keys(this.#flows);
  }

  get #flows(): Flows {
    return this.#rooms.config.flows;
  }

  /** Leads him through; `led`: he is somewhere else now. Rejects with LEG_CLEARED when he hangs up. */
  run(contact: Contact, name: string): Promise<'hangUp' | 'led'> {
    const dialogue = new Dialogue(contact.leg, this.#rooms.dialogues);
    const { config } = this.#rooms; // one who is in a flow stays in it as it was, its conditions too
    return runFlow(dialogue, config.flows, name, this.#servicesFor(contact, dialogue, config));
  }

  #servicesFor(contact: Contact, dialogue: Dialogue, config: Rooms['config']): FlowServices {
    const { clock, log, lookUps } = this.#rooms;
    const { functions, enqueue, lead, facts } = this.#parts;
    return {
      clock,
      queue: async (queue, comesBack) => (await enqueue(contact.leg.id, queue, comesBack)).outcome,
      attach: (data) => contact.attach(data),
      speak: (language) => {
        contact.language = language;
      },
      call: async (name, values) => {
        const run = functions.get(name);
        if (run === undefined) throw new TelephonyError('NOT_FOUND', `function ${name}`);
        return run(values, dialogue);
      },
      lookUp: (name, values) => lookUps.ask(name, values),
      decide: (flow, texts, values) => this.#conditions.decide(config, flow, texts, withValues(facts(contact), values)),
      place: (kind, to) => placeOf(this.#rooms.config, kind, to),
      lead: (to) => lead(contact, to),
      failed: (error) => log.warn({ call: contact.call.id, err: error }, 'a step of a flow failed'),
      entered: (flow, step) => log.debug({ call: contact.call.id, flow, step }, 'a flow goes on'),
    };
  }
}
