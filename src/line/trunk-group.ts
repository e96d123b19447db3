// SPDX-License-Identifier: GPL-2.0-or-later
// On which channel does an outgoing call go? A trunk group offers its idle channels in one of four orders.

import { TelephonyError } from '../faults.js';
import type { ChannelIndex } from '../native/index.js';
import type { Channel, ChannelChange } from './channel.js';
import { type Utilisation, utilisationAfter, utilisationOf } from './utilisation.js';

/**
 * `ascending` and `descending` by time slot (choose the end that the exchange does not, against glare), `leastUsed` by
 * number of seizures, `roundRobin` the one after the last chosen.
 */
export type SelectionOrder = 'ascending' | 'descending' | 'leastUsed' | 'roundRobin';

export interface TrunkGroupOptions {
  readonly name: string;
  /** Names of the spans whose B-channels (E1) or ports (analog) belong to it. */
  readonly spans: readonly string[];
  /** Only these slots of the spans; default: all that carry calls. */
  readonly slots?: readonly number[];
  /** Default `descending`: exchanges commonly choose ascending. */
  readonly order?: SelectionOrder;
}

/** Channels used alike. */
export class TrunkGroup {
  readonly name: string;
  readonly order: SelectionOrder;
  readonly channels: readonly Channel[];
  #last: ChannelIndex = -1;
  #utilisation: Utilisation;

  constructor(name: string, channels: readonly Channel[], order: SelectionOrder = 'descending') {
    this.name = name;
    this.order = order;
    this.channels = [...channels].sort((a, b) => a.index - b.index);
    this.#utilisation = utilisationOf(this.channels);
  }

  utilisation(): Utilisation {
    return this.#utilisation;
  }

  /** For `Lines` alone: one of its B-channels is in another state. */
  changed({ from, to }: ChannelChange): void {
    this.#utilisation = utilisationAfter(this.#utilisation, from, to);
  }

  /** Channels that could take a call now. */
  get idle(): number {
    return this.channels.filter((channel) => channel.idle).length;
  }

  /** An idle channel, none of `except`. Throws NO_CHANNEL (Q.850 cause 34 to whoever asked) when there is none. */
  choose(except: ReadonlySet<ChannelIndex> = new Set()): Channel {
    const idle = this.channels.filter((channel) => channel.idle && !except.has(channel.index));
    const chosen = this.#pick(idle);
    if (chosen === undefined) {
      const { busy, inService } = this.utilisation();
      throw new TelephonyError(
        'NO_CHANNEL',
        `trunk group ${this.name}: ${busy} of ${inService} in service are busy (cause 34)`,
      );
    }
    this.#last = chosen.index;
    return chosen;
  }

  #pick(idle: readonly Channel[]): Channel | undefined {
    switch (this.order) {
      case 'ascending':
        return idle[0];
      case 'descending':
        return idle.at(-1);
      case 'leastUsed':
        return idle.reduce<Channel | undefined>(
          (least, channel) => (least === undefined || channel.seizures < least.seizures ? channel : least),
          undefined,
        );
      case 'roundRobin':
        return idle.find((channel) => channel.index > this.#last) ?? idle[0];
    }
  }
}
