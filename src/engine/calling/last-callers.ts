// SPDX-License-Identifier: GPL-2.0-or-later
// Who called a telephone last? For whoever there wants to call him back.

import { normalise } from '../../dialling/index.js';
import { TelephonyError } from '../../faults.js';
import type { PartyNumber } from '../../native/index.js';
import type { AgentLines } from '../agents/index.js';
import { houseOf, type Rooms } from '../rooms/index.js';
import type { CallWaiting } from './call-waiting.js';
import type { Callee } from './reach.js';
import type { Searches } from './searches.js';

/** Who knows why it rings. */
interface Sources {
  readonly agentLines: AgentLines;
  readonly searches: Searches;
  readonly waiting: CallWaiting;
}

/** The last caller of each telephone, since the box was started; what rings for its own agent's wish is none. Personal. */
export class LastCallers {
  readonly #rooms: Pick<Rooms, 'config' | 'plan' | 'stations'>;
  readonly #last = new Map<string, PartyNumber>();

  constructor(rooms: Pick<Rooms, 'config' | 'plan' | 'stations'>, { agentLines, searches, waiting }: Sources) {
    this.#rooms = rooms;
    const isCall = (offer: string) => {
      const offered = agentLines.acd.offer(offer);
      return offered !== undefined && agentLines.waiting.get(offered.call)?.kind === 'call';
    };
    rooms.stations.each((station) =>
      station.ringing.on(({ leg, offer }) => {
        if (isCall(offer) || searches.isAt(station.number)) this.#last.set(station.number, leg.calling);
      }),
    );
    waiting.began.on(({ station, calling }) => this.#last.set(station, calling));
  }

  /** Throws REFUSED when nobody has called there, or he has not said from where. */
  of(station: string): Callee {
    const { digits = '', type, presentation } = this.#last.get(station) ?? {};
    if (digits === '' || presentation === 'restricted')
      throw new TelephonyError('REFUSED', `station ${station}: who called last is not known`);
    if (houseOf(this.#rooms.config).stations.has(digits)) return { station: digits };
    return { number: normalise(digits, this.#rooms.plan, type)?.number ?? digits };
  }
}
