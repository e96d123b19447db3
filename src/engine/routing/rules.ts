// SPDX-License-Identifier: GPL-2.0-or-later
// Which rules has the file now? Read once for each configuration; one that cannot be told for a call is logged once.

import { askedRules } from '../../config/index.js';
import { Conditions } from '../../expression/index.js';
import type { RoutingRule, Skipped } from '../../reception/index.js';
import type { Rooms } from '../rooms/index.js';

/** What is needed of the box. */
type Needs = Pick<Rooms, 'config' | 'log'>;

/** The rules of a box. */
export class RoutingRules {
  readonly #rooms: Needs;
  readonly #conditions = new Conditions();
  #of: Rooms['config'] | undefined;
  #rules: readonly RoutingRule[] = [];
  #told = new Set<string>();

  constructor(rooms: Needs) {
    this.#rooms = rooms;
  }

  /** As the configuration has them now. */
  get now(): readonly RoutingRule[] {
    const { config } = this.#rooms;
    if (this.#of === config) return this.#rules;
    this.#of = config;
    this.#told = new Set();
    this.#rules = askedRules(config).flatMap(({ if: text, ...rule }) => {
      const condition = this.#conditions.read(text);
      return 'fault' in condition ? [] : [{ ...rule, condition }]; // `check` has told of it
    });
    return this.#rules;
  }

  /** These could not be told for a call. */
  skipped(skipped: readonly Skipped[]): void {
    for (const { rule, why } of skipped) {
      if (this.#told.has(rule)) continue;
      this.#told.add(rule);
      this.#rooms.log.warn({ rule, why }, 'a routing rule could not be told for a call and was skipped');
    }
  }
}
