// SPDX-License-Identifier: GPL-2.0-or-later
// How does somebody who talks hear that another one calls, and how does he talk with both in turn? A tone over what he hears; a flash swaps.

import type { Situation } from '../../control/index.js';
import { TelephonyError } from '../../faults.js';
import { type Cancel, Emitter } from '../../kernel/index.js';
import type { PartyNumber } from '../../native/index.js';
import { shownCaller } from '../../station/index.js';
import type { AgentLines, AtTelephone } from '../agents/index.js';
import type { Rooms } from '../rooms/index.js';
import type { Part, Parts } from './parts.js';
import { waitingTone } from './waiting-tone.js';

/** Who calls somebody who talks. */
export interface Knock {
  /** What the line is engaged with when he is taken. */
  readonly call: string;
  readonly calling: PartyNumber;
  taken(at: AtTelephone): void;
  /** The one who talked has put down: his telephone can be rung. */
  putDown(): void;
}

/** What is needed of the desk. */
export interface WaitingDesk {
  readonly rooms: Pick<Rooms, 'log' | 'stations'>;
  readonly agentLines: AgentLines;
  readonly parts: Parts;
  readonly situation: (station: string) => Situation;
  readonly hold: (part: Part) => void;
  readonly retrieve: (part: Part) => void;
}

/** Second calls at telephones where somebody talks. */
export class CallWaiting {
  /** Somebody calls there while another one talks. */
  readonly began = new Emitter<{ readonly station: string; readonly calling: PartyNumber }>();
  readonly #desk: WaitingDesk;
  readonly #knocks = new Map<string, { readonly knock: Knock; readonly end: Cancel }>();
  readonly #watched = new WeakSet<Part>();

  constructor(desk: WaitingDesk) {
    this.#desk = desk;
    // One who came in from outside is in his conversation only when he has been answered there.
    desk.parts.begun.on(({ station }) => {
      if (desk.parts.held(station).length > 0) this.#watch(station);
    });
    desk.rooms.stations.each((station) => {
      station.rested.on(() => {
        const here = this.#knocks.get(station.number);
        here?.end();
        here?.knock.putDown();
      });
    });
  }

  /** Somebody waits there. */
  isAt(station: string): boolean {
    return this.#knocks.has(station);
  }

  /** Whether one more could be told to who talks there: he talks with one, and nobody waits yet. */
  canKnock(station: string): boolean {
    return this.#desk.situation(station) === 'talking' && this.#desk.rooms.stations.station(station).leg !== undefined;
  }

  /** He hears the tone until it is ended. */
  begin(station: string, knock: Knock): Cancel {
    const { agentLines, rooms } = this.#desk;
    const at = rooms.stations.station(station);
    const { leg } = at;
    const { callWaiting: tone } = agentLines.tones;
    const quiet =
      leg &&
      waitingTone(rooms, at, { leg, caller: shownCaller(knock.calling, rooms.stations.nameOf(knock.calling)), tone });
    const end = () => {
      if (this.#knocks.get(station)?.knock !== knock) return;
      this.#knocks.delete(station);
      agentLines.told.emit(station);
      quiet?.();
    };
    this.#knocks.set(station, { knock, end });
    agentLines.told.emit(station);
    this.began.emit({ station, calling: knock.calling });
    return end;
  }

  /** Takes who waits, and holds whom he talked with. Throws REFUSED when nobody waits. */
  take(at: AtTelephone): void {
    const here = this.#knocks.get(at.station);
    const before = this.#desk.parts.active(at.station);
    if (here === undefined) throw new TelephonyError('REFUSED', `station ${at.station}: nobody waits: NOTHING_RINGS`);
    here.end();
    if (before !== undefined) this.#desk.hold(before);
    this.#desk.agentLines.tellLine(at.station, { type: 'joined', call: here.knock.call, own: true });
    here.knock.taken(at);
    this.#watch(at.station);
  }

  /** Talks with the other of two. */
  swap(station: string): void {
    const { parts, hold, retrieve } = this.#desk;
    const [from, to] = [parts.active(station), parts.held(station)[0]];
    if (from === undefined || to === undefined) return;
    hold(from);
    retrieve(to);
    this.#watch(station);
  }

  /** While another one is held, who talks there keeps his telephone when his partner goes: he hears busy tone, and a flash leads on. */
  #watch(station: string): void {
    const part = this.#desk.parts.active(station);
    if (part === undefined) return;
    const { conversation, leg } = part;
    conversation.keep(leg, 'spared');
    if (this.#watched.has(part)) return;
    this.#watched.add(part);
    conversation.over.on(() => {
      if (leg.signal.aborted) return;
      if (this.#desk.parts.all(station).length === 0) leg.clear();
      else if (this.#desk.parts.active(station) === undefined) leg.tone(this.#desk.agentLines.tones.busy);
    });
  }
}
