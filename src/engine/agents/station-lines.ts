// SPDX-License-Identifier: GPL-2.0-or-later
// What does each telephone of the box do? One line machine for each station, which follows its news and acts on it.

import type { StationLeg } from '../../call/index.js';
import {
  type AgentLineEffect,
  type AgentLineEvent,
  type AgentLineState,
  agentLine,
  agentLineMachine,
  canRing,
  STATION_BUSY,
} from '../../control/index.js';
import { TelephonyError } from '../../faults.js';
import { Actor, type Clock, Emitter } from '../../kernel/index.js';
import type { Station, Stations } from '../../station/index.js';
import type { Telephones } from '../records/index.js';
import { NO_CHANNEL, STATION_FAILED } from './offer-ends.js';

/** Who hears of the lines. */
export interface LineListener {
  /** Ring it for this offer. Throws REFUSED when it cannot ring. */
  ring(station: Station, offer: string): void;
  /** It rings; the leg may come to nothing. */
  rings(station: string, leg: StationLeg, offer: string): void;
  accepted(offer: string): void;
  refused(offer: string, reason: string): void;
  /** Whether it can be rung. */
  line(station: string, is: 'free' | 'busy'): void;
  /** The part that was taken there in a call is over. */
  released(station: string, call: string): void;
}

/** After these he talks, or hears whom he asks ring. */
const TALKS: readonly AgentLineEvent['type'][] = ['joined', 'consulted', 'retrieved'];

type Line = Actor<AgentLineState, AgentLineEvent, AgentLineEffect>;

/** The lines of all stations. */
export class StationLines {
  /** A line was told by somebody else than its telephone, which tells by itself. */
  readonly told = new Emitter<string>();
  readonly #clock: Clock;
  readonly #listener: LineListener;
  readonly #stations: Stations;
  readonly #lines = new Map<string, Line>();

  constructor(stations: Stations, clock: Clock, telephones: Telephones, listener: LineListener) {
    this.#clock = clock;
    this.#stations = stations;
    this.#listener = listener;
    const quiet = (number: string) => telephones.of(number).doNotDisturb;
    stations.each((station) => this.#lines.set(station.number, this.#line(station, quiet(station.number))));
    telephones.changed.on(({ station }) => this.send(station, { type: 'quiet', quiet: quiet(station) }));
  }

  send(station: string, event: AgentLineEvent): void {
    if (TALKS.includes(event.type)) this.#stations.find(station)?.talks();
    this.told.emit(station); // also of what fails below
    this.#lines.get(station)?.send(event);
  }

  /** What it does; undefined for a station that there is not. */
  state(station: string): AgentLineState | undefined {
    return this.#lines.get(station)?.state;
  }

  /** Whether the distribution could ring it now. */
  isFree(station: string): boolean {
    const line = this.#lines.get(station);
    return line !== undefined && canRing(line.state);
  }

  #line(station: Station, quiet: boolean): Line {
    const { inService, atRest } = station;
    const line: Line = new Actor(agentLineMachine, agentLine({ inService, atRest, quiet }), this.#clock, (effect) =>
      this.#perform(station, effect),
    );
    station.ringing.on(({ leg, offer }) => this.#listener.rings(station.number, leg, offer));
    station.answered.on(({ offer }) => line.send({ type: 'answered', offer }));
    station.declined.on(({ offer, reason }) =>
      line.send({ type: 'declined', offer, reason: reason ?? whyNot(station) }),
    );
    station.inUse.on(() => line.send({ type: 'inUse' }));
    station.gone.on(() => line.send({ type: 'gone' }));
    station.rested.on(() => line.send({ type: 'atRest' }));
    station.service.on(() => line.send({ type: 'service', inService: station.inService }));
    return line;
  }

  #perform(station: Station, effect: AgentLineEffect): void {
    switch (effect.type) {
      case 'ring':
        this.#ring(station, effect.offer);
        return;
      case 'stopRinging':
        station.stopRinging(effect.offer);
        return;
      case 'accepted':
        this.#listener.accepted(effect.offer);
        return;
      case 'refused':
        this.#listener.refused(effect.offer, effect.reason);
        return;
      case 'line':
        this.#listener.line(station.number, effect.is);
        return;
      case 'released':
        this.#listener.released(station.number, effect.call);
    }
  }

  #ring(station: Station, offer: string): void {
    try {
      this.#listener.ring(station, offer);
    } catch (error) {
      if (!(error instanceof TelephonyError)) throw error;
      const reason = error.code === 'NO_CHANNEL' ? NO_CHANNEL : whyNot(station);
      this.send(station.number, { type: 'declined', offer, reason });
    }
  }
}

/** Why it does not ring, or no longer. */
function whyNot({ inService }: Station): string {
  return inService ? STATION_BUSY : STATION_FAILED;
}
