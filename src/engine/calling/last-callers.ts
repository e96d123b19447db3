// SPDX-License-Identifier: GPL-2.0-or-later
// Who called a telephone last? For whoever there wants to call him back; on the disk, so that a restart forgets nobody.

import type { Verb } from '../../control/index.js';
import { normalise } from '../../dialling/index.js';
import { TelephonyError } from '../../faults.js';
import type { Instant } from '../../kernel/index.js';
import type { PartyNumber } from '../../native/index.js';
import type { AgentLines } from '../agents/index.js';
import { houseOf, type Rooms } from '../rooms/index.js';
import type { CallWaiting } from './call-waiting.js';
import type { HouseCalls } from './house-calls.js';
import type { Callee } from './reach.js';
import type { Searches } from './searches.js';

/** What is needed of the box. */
type Needs = Pick<Rooms, 'clock' | 'config' | 'lastCallers' | 'plan' | 'records' | 'stations'>;

/** Who knows why it rings, and who calls back. */
interface Sources {
  readonly agentLines: AgentLines;
  readonly searches: Searches;
  readonly waiting: CallWaiting;
  readonly house: HouseCalls;
  /** His station, if the verb is legal there now; throws REFUSED. */
  readonly legal: (verb: Verb, agent: string) => string;
}

/** Who called, and when. Personal. */
export interface LastCaller {
  readonly digits: string;
  readonly type?: PartyNumber['type'];
  readonly at: Instant;
}

/** The row of a telephone among the settings. */
const KEY = 'lastCaller.';

/** The last caller of each telephone, as long as calls are kept; what rings for its own agent's wish is none. Personal. */
export class LastCallers {
  readonly #rooms: Needs;
  readonly #sources: Sources;
  readonly #last: Map<string, LastCaller>;

  constructor(rooms: Needs, sources: Sources) {
    this.#rooms = rooms;
    this.#sources = sources;
    const { agentLines, searches, waiting } = sources;
    const utc = rooms.clock.utc(0); // rows are written by UTC, instants of the box are earlier by so much
    const left = rooms.lastCallers.map(({ key, value }) => {
      const { at, ...caller } = JSON.parse(value) as LastCaller;
      return [key.slice(KEY.length), { ...caller, at: at - utc }] as const;
    });
    this.#last = new Map(left);
    const isCall = (offer: string) => {
      const offered = agentLines.acd.offer(offer);
      return offered !== undefined && agentLines.waiting.get(offered.call)?.kind === 'call';
    };
    rooms.stations.each((station) =>
      station.ringing.on(({ leg, offer }) => {
        if (isCall(offer) || searches.isAt(station.number)) this.#note(station.number, leg.calling);
      }),
    );
    waiting.began.on(({ station, calling }) => this.#note(station, calling));
  }

  /** Throws REFUSED when nobody has called there, or he has not said from where. */
  of(station: string): Callee {
    const { digits, type } = this.#lastAt(station);
    if (houseOf(this.#rooms.config).stations.has(digits)) return { station: digits };
    return { number: normalise(digits, this.#rooms.plan, type)?.number ?? digits };
  }

  /** A number is erased, in any of these forms: nobody has called from it. Its rows go with the erasure. */
  forget(forms: readonly string[]): void {
    for (const [station, { digits }] of this.#last) if (forms.includes(digits)) this.#last.delete(station);
  }

  /** Who called an agent's telephone last. Throws REFUSED when that is not known, or he is not signed in. */
  ofAgent(agent: string): LastCaller {
    const station = this.#sources.agentLines.dutyOf(agent)?.station;
    if (station === undefined) throw new TelephonyError('REFUSED', `agent ${agent} is not signed in`);
    const last = this.#lastAt(station);
    return { ...last, at: this.#rooms.clock.utc(last.at) };
  }

  /** An agent's telephone rings; when he lifts, who called there last is called, at his cost. Throws as `makeCall`, and LIMIT_REACHED. */
  callBack(agent: string): void {
    const { house, legal, searches } = this.#sources;
    const station = legal('makeCall', agent);
    const callee = this.of(station);
    if ('station' in callee) searches.assertReachable(callee, station, true);
    house.make({ station, agent }, callee, 'callBack');
  }

  #lastAt(station: string): LastCaller {
    const { clock, config } = this.#rooms;
    const last = this.#last.get(station);
    if (last === undefined || last.digits === '' || clock.now() - last.at > config.retention.calls)
      throw new TelephonyError('REFUSED', `station ${station}: who called last is not known`);
    return last;
  }

  /** Of one who withholds his number nothing is kept but that he was the last. */
  #note(station: string, { digits, type, presentation }: PartyNumber): void {
    const { clock, records } = this.#rooms;
    const at = records.now();
    const said = presentation === 'restricted' ? { digits: '' } : { digits, ...(type !== undefined && { type }) };
    this.#last.set(station, { ...said, at });
    const value = JSON.stringify({ ...said, at: Math.round(clock.utc(at)) });
    records.write(records.batch().put('setting', { key: KEY + station, value, at }), 'who called last');
  }
}
