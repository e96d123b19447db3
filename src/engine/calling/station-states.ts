// SPDX-License-Identifier: GPL-2.0-or-later
// What goes on at each station, in one word? A snapshot for whoever asks, and each change for whoever follows: in no log, being of the moment.

import type { Leg } from '../../call/index.js';
import type { Situation } from '../../control/index.js';
import { Emitter, every, type Instant, inUtc } from '../../kernel/index.js';
import type { HookedStation } from '../../station/index.js';
import type { AgentLines } from '../agents/index.js';
import type { Rooms } from '../rooms/index.js';
import { KnownStations } from './known-stations.js';
import { OwnLines } from './own-lines.js';
import { othersOf, type Part, type Parts } from './parts.js';
import { type Concerned, StationNews } from './station-news.js';

/**
 * `doNotDisturb`: idle, and not to be rung. `dialling`: lifted, dial tone or digits. `inUse`: busy tone, a code, something of his own. `calling`:
 * whom he calls has not answered. `held`: nobody is active, somebody is on hold. `consulting`: he asks, or rings whom he asks.
 */
export type StationWord =
  | 'outOfService'
  | 'idle'
  | 'doNotDisturb'
  | 'ringing'
  | 'dialling'
  | 'inUse'
  | 'calling'
  | 'talking'
  | 'held'
  | 'consulting'
  | 'conference'
  | 'supervising';

/** A station at this moment. */
export interface StationStatus {
  readonly station: string;
  readonly state: StationWord;
  /** Since when that is its state. */
  readonly since: Instant;
  /** Who is signed in there. */
  readonly agent?: string;
  /** In which call he talks, or which he holds. */
  readonly call?: string;
  /** With whom, or who rings: `agent:1002`, `station:802`, `number:13912345678`. Personal. */
  readonly with?: string;
  /** So many are on hold beside. */
  readonly holds?: number;
  /** A second one calls. */
  readonly waits?: boolean;
  readonly doNotDisturb?: boolean;
  /** Some or all of its calls go elsewhere. */
  readonly forwarded?: boolean;
}

type Now = { -readonly [Key in keyof StationStatus]: StationStatus[Key] };

/** What is needed of the box. */
type Needs = Pick<
  Rooms,
  'areas' | 'calls' | 'clock' | 'closing' | 'config' | 'records' | 'stations' | 'store' | 'telephones'
>;

/** What is asked of the desk. */
export interface StationsDesk {
  readonly agentLines: AgentLines;
  readonly parts: Parts;
  readonly situation: (station: string) => Situation;
  /** Whom he asks. */
  readonly asked: (station: string) => Leg | undefined;
  /** The station of him who asks, by what both lines are engaged with. */
  readonly asker: (key: string) => string | undefined;
}

const WORDS: Readonly<Record<Exclude<Situation, 'free' | 'inUse' | 'calling'>, StationWord>> = {
  signedOut: 'outOfService',
  outOfService: 'outOfService',
  ringing: 'ringing',
  talking: 'talking',
  callWaiting: 'talking',
  twoCalls: 'talking',
  conference: 'conference',
  holding: 'held',
  asking: 'consulting',
  consulting: 'consulting',
  supervising: 'supervising',
};

/** What nothing tells of is seen after so long. Everything is told: walks in test/property/calling hold it to that. */
const SWEEP = 30_000;

/** The states of all stations. */
export class StationStates {
  /** A station is in another state, by another agent, or with another one. */
  readonly changed = new Emitter<StationStatus>();
  /** The same as each agent sees his own. */
  readonly own: OwnLines;
  readonly #rooms: Needs;
  readonly #desk: StationsDesk;
  readonly #known = new KnownStations();

  constructor(rooms: Needs, desk: StationsDesk) {
    this.#rooms = rooms;
    this.#desk = desk;
    this.own = new OwnLines(rooms, desk);
    const news = new StationNews(rooms, desk);
    news.gathered.on((concerns) => this.#look(this.#concerned(concerns)));
    every(rooms.clock, SWEEP, () => this.#look(this.#numbers));
  }

  /** Every station, or that one. Throws NOT_FOUND. */
  list(number?: string): readonly StationStatus[] {
    return inUtc(number === undefined ? this.all : [this.#of(number)], this.#rooms.clock);
  }

  /** Every station, by its number, with the box's own instants. */
  get all(): readonly StationStatus[] {
    return this.#numbers.map((number) => this.#of(number)).sort((a, b) => a.station.localeCompare(b.station));
  }

  get #numbers(): readonly string[] {
    return this.#rooms.stations.all.map(({ number }) => number);
  }

  #of(number: string): StationStatus {
    const now = this.#now(this.#rooms.stations.station(number));
    const before = this.#known.get(number);
    if (before?.state === now.state) now.since = before.since;
    return now;
  }

  /** With whoever is concerned, those in the same call, and those who are shown with them. */
  #concerned({ stations, agents, calls }: Concerned): ReadonlySet<string> {
    const concerned = new Set(stations);
    for (const agent of agents) for (const station of this.#known.having('agent', agent)) concerned.add(station);
    const own: StationStatus[] = [];
    const theirs = new Set(calls);
    for (const station of concerned) {
      const known = this.#known.get(station);
      if (known === undefined) continue;
      own.push(known);
      if (known.call !== undefined) theirs.add(known.call);
    }
    for (const call of theirs) for (const station of this.#known.having('call', call)) concerned.add(station);
    for (const { station, agent } of own) {
      for (const other of this.#known.having('with', `station:${station}`)) concerned.add(other);
      if (agent !== undefined) for (const other of this.#known.having('with', `agent:${agent}`)) concerned.add(other);
    }
    return concerned;
  }

  #look(stations: Iterable<string>): void {
    const { clock, closing } = this.#rooms;
    if (closing) return;
    for (const number of stations) {
      const now = this.#of(number);
      const before = this.#known.get(number);
      this.#known.put(now);
      if (before === undefined || isSame(before, now)) continue;
      this.changed.emit(inUtc(now, clock));
    }
  }

  /** As if it had come to that now. Looked at with each thing that happens: written out, since each spread of nothing makes another copy. */
  #now(station: HookedStation): Now {
    const { number } = station;
    const { agentLines, parts, situation } = this.#desk;
    const agent = agentLines.agentAt(number);
    const is = situation(number);
    const { doNotDisturb, forward } = this.#rooms.telephones.of(number);
    const part = parts.current(number);
    const company = this.#company(station, part);
    const holds = parts.held(number).length - (is === 'holding' ? 1 : 0);
    const now: Now = { station: number, state: this.#word(is, station, part), since: this.#rooms.clock.now() };
    if (agent !== undefined) now.agent = agent;
    if (part !== undefined) now.call = part.record.id;
    if (company !== undefined) now.with = company;
    if (holds > 0) now.holds = holds;
    if (is === 'callWaiting') now.waits = true;
    if (doNotDisturb) now.doNotDisturb = true;
    if (Object.keys(forward).length > 0) now.forwarded = true;
    return now;
  }

  #word(is: Situation, { number, state }: HookedStation, part: Part | undefined): StationWord {
    if (is === 'free') return this.#rooms.telephones.of(number).doNotDisturb ? 'doNotDisturb' : 'idle';
    if (is === 'calling') return part !== undefined && hasCalled(part) ? 'calling' : 'talking';
    if (is !== 'inUse') return WORDS[is];
    if (this.#asker(number) !== undefined) return 'talking';
    return state === 'dialling' ? 'dialling' : 'inUse';
  }

  /** He who asks the one at this station. */
  #asker(number: string): string | undefined {
    const line = this.#desk.agentLines.lineAt(number);
    const key = line?.name === 'engaged' ? line.active : undefined;
    return key === undefined ? undefined : this.#desk.asker(key);
  }

  /** Whom he talks with or asks, else whom he holds; who rings there, or whom he calls. */
  #company({ leg, number, state }: HookedStation, part: Part | undefined): string | undefined {
    if (leg !== undefined && state === 'ringing') return this.#named(leg.calling.digits);
    const other = this.#desk.asked(number) ?? (part && othersOf(part)[0]);
    if (other !== undefined) return this.#nameOf(other);
    const asker = this.#asker(number);
    if (asker !== undefined && asker !== number) return this.#named(asker);
    return part !== undefined && hasCalled(part) ? this.#named(part.record.identity.called ?? '') : undefined;
  }

  #nameOf(leg: Leg): string | undefined {
    if (leg.kind === 'station')
      return this.#named(leg.direction === 'incoming' ? leg.calling.digits : leg.called.digits);
    const { digits, presentation = 'allowed' } = leg.direction === 'incoming' ? leg.calling : leg.called;
    return digits === '' || presentation !== 'allowed' ? undefined : `number:${digits}`;
  }

  /** An agent, a station by who is signed in there, a number. */
  #named(digits: string): string | undefined {
    if (digits === '') return undefined;
    if (this.#desk.agentLines.dutyOf(digits) !== undefined) return `agent:${digits}`;
    if (this.#rooms.stations.find(digits) === undefined) return `number:${digits}`;
    const agent = this.#desk.agentLines.agentAt(digits);
    return agent === undefined ? `station:${digits}` : `agent:${agent}`;
  }
}

/** The call that he is in was begun by him. */
function hasCalled({ record, station }: Part): boolean {
  const { direction, calling } = record.identity;
  return direction === 'outbound' || (direction === 'internal' && calling === station);
}

const TOLD = ['state', 'agent', 'call', 'with', 'holds', 'waits', 'doNotDisturb', 'forwarded'] as const;

const isSame = (a: StationStatus, b: StationStatus) => TOLD.every((key) => a[key] === b[key]);
