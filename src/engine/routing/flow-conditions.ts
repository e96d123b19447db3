// SPDX-License-Identifier: GPL-2.0-or-later
// Which condition of a flow's step holds? Read once for each configuration; one that cannot be told does not hold, and is logged once.

import { valueTypesOf } from '../../config/index.js';
import { type Condition, Conditions, type Facts, whyNot } from '../../expression/index.js';
import type { Rooms } from '../rooms/index.js';

type Config = Pick<Rooms['config'], 'flows' | 'lookups'>;

/** Where it is said that a condition could not be told. */
interface Log {
  warn(fields: object, text: string): void;
}

/** The conditions of the flows of a box. */
export class FlowConditions {
  readonly #log: Log;
  readonly #read = new WeakMap<Config['flows'], Map<string, Map<string, Condition | undefined>>>();
  readonly #told = new Set<string>();

  constructor({ log }: { readonly log: Log }) {
    this.#log = log;
  }

  /** The first of these that holds; -1: none. */
  decide(config: Config, flow: string, texts: readonly string[], facts: Facts): number {
    return texts.findIndex((text) => this.#holds(config, flow, text, facts));
  }

  #holds(config: Config, flow: string, text: string, facts: Facts): boolean {
    const condition = this.#conditionsOf(config, flow).get(text);
    if (condition === undefined) return false; // `check` has told of it
    try {
      return condition.holds(facts);
    } catch (error) {
      const key = JSON.stringify([flow, text]);
      if (!this.#told.has(key))
        this.#log.warn({ flow, condition: text, why: whyNot(error) }, 'a condition of a flow could not be told');
      this.#told.add(key);
      return false;
    }
  }

  #conditionsOf(config: Config, flow: string): Map<string, Condition | undefined> {
    const flows = this.#read.get(config.flows) ?? new Map<string, Map<string, Condition | undefined>>();
    this.#read.set(config.flows, flows);
    const known = flows.get(flow) ?? conditionsIn(config, flow);
    flows.set(flow, known);
    return known;
  }
}

function conditionsIn(config: Config, flow: string): Map<string, Condition | undefined> {
  const conditions = new Conditions(valueTypesOf(config, flow));
  const texts = Object.values(config.flows[flow]?.steps ?? {}).flatMap((step) =>
    step.kind === 'when' ? step.when.map((one) => one.if) : [],
  );
  return new Map(
    texts.map((text) => {
      const read = conditions.read(text);
      return [text, 'fault' in read ? undefined : read];
    }),
  );
}
