// SPDX-License-Identifier: GPL-2.0-or-later
// Who is being looked for, and where does it ring for that? Rings that can be deflected, and taken at another telephone.

import { arrivalOf, type DivertTo, divertName } from '../../control/index.js';
import { TelephonyError } from '../../faults.js';
import type { Cancel } from '../../kernel/index.js';
import type { AtTelephone } from '../agents/index.js';
import type { ReachNews } from './reach.js';
import { Search, type SearchDesk, type SearchOptions } from './search.js';

/** All searches of the box. */
export class Searches {
  readonly #desk: SearchDesk;
  readonly #ringing = new Map<string, Search>();

  constructor(desk: Omit<SearchDesk, 'rings'>) {
    this.#desk = { ...desk, rings: (station, search, on) => this.#rings(station, search, on) };
  }

  /** Looks for somebody; gives the end of that. Throws NOT_FOUND or REFUSED when it cannot even begin. */
  begin(to: DivertTo, options: SearchOptions, news: ReachNews): Cancel {
    const search = new Search(this.#desk, options, news);
    search.begin(to);
    return () => search.cancel();
  }

  /** Something that is no offer of a queue rings, or waits, there. */
  isAt(station: string): boolean {
    return this.#ringing.has(station);
  }

  /** Sends it on. False: nothing of that kind rings there. */
  deflect(station: string, to: DivertTo): boolean {
    const search = this.#ringing.get(station);
    search?.deflect(to);
    return search !== undefined;
  }

  /** Takes it at another telephone, which is lifted. False: nothing of that kind rings there. */
  pickUp(station: string, by: AtTelephone): boolean {
    const search = this.#ringing.get(station);
    search?.takenBy(by);
    return search !== undefined;
  }

  /** Whom nobody can ring is refused at once, while nothing has changed. `own`: who asks; `knocks`: who talks may hear a tone instead. */
  assertReachable(to: DivertTo, own: string, knocks = false): void {
    const { agentLines, rooms, waiting } = this.#desk;
    if ('number' in to || 'queue' in to || 'message' in to) return;
    const station = 'station' in to ? to.station : agentLines.dutyOf(to.agent)?.station;
    if (station === undefined) throw new TelephonyError('REFUSED', `${divertName(to)} is not signed in`);
    const line = agentLines.lineAt(station);
    if (line === undefined) throw new TelephonyError('NOT_FOUND', divertName(to));
    if (station === own) throw new TelephonyError('REFUSED', `${divertName(to)}: LINE_BUSY`);
    const arrival = arrivalOf(rooms.telephones.of(station), {
      free: line.name === 'free',
      canKnock: knocks && waiting.canKnock(station),
    });
    if (arrival.name !== 'refuse') return;
    const code = arrival.reason === 'doNotDisturb' ? 'DO_NOT_DISTURB' : 'LINE_BUSY';
    throw new TelephonyError('REFUSED', `${divertName(to)}: ${code}`);
  }

  #rings(station: string, search: Search, on: boolean): void {
    if (on) this.#ringing.set(station, search);
    else if (this.#ringing.get(station) === search) this.#ringing.delete(station);
  }
}
