// SPDX-License-Identifier: GPL-2.0-or-later
// Which telephones has the box, by number? The registry; it brings the facts of their lines to them.

import type { Calls, TonePlan } from '../call/index.js';
import { TelephonyError } from '../faults.js';
import type { Clock, Duration } from '../kernel/index.js';
import type { Channel, Lines } from '../line/index.js';
import type { ChannelIndex, Fact, MediaPort } from '../native/index.js';
import { AnalogStation, type StationContext } from './analog-station.js';
import { CallerId } from './caller-id.js';
import type { CallerIdStyle } from './caller-id-message.js';

/** Where a station is plugged in. */
export interface StationPlace {
  readonly number: string;
  readonly span: string;
  /** Port of the analog bank, from 1. */
  readonly port: number;
  /** How it is told who calls; default: not at all. */
  readonly callerId?: CallerIdStyle;
}

export interface StationsOptions {
  readonly stations: readonly StationPlace[];
  readonly tones: TonePlan;
  /** Whether more digits may follow those dialled so far; default: until `#`. */
  readonly more?: (digits: string) => boolean;
  /** Dial tone without a digit; then busy tone. Default 15 s. */
  readonly firstWithin?: Duration;
  /** A pause that completes dialling; default 4 s. */
  readonly nextWithin?: Duration;
  /** The shop's time zone, for the date that telephones show; default UTC. */
  readonly zone?: () => string;
}

/** Every station of the box. */
export class Stations {
  readonly all: readonly AnalogStation[];
  readonly #byNumber: ReadonlyMap<string, AnalogStation>;
  readonly #byChannel: ReadonlyMap<ChannelIndex, AnalogStation>;
  readonly #callerId: CallerId;
  readonly #unsubscribe: () => void;

  constructor(media: MediaPort, clock: Clock, lines: Lines, calls: Calls, options: StationsOptions) {
    const { tones, firstWithin = 15_000, nextWithin = 4_000 } = options;
    const more = options.more ?? ((digits: string) => !digits.endsWith('#'));
    this.#callerId = new CallerId({ media, clock, zone: options.zone ?? (() => 'UTC') });
    const habits = { more, firstWithin, nextWithin };
    const context: StationContext = { media, clock, calls, tones, habits, callerId: this.#callerId };
    this.all = options.stations.map(
      (place) => new AnalogStation(context, place.number, portOf(lines, place), place.callerId ?? 'off'),
    );
    this.#byNumber = new Map(this.all.map((station) => [station.number, station]));
    this.#byChannel = new Map(this.all.map((station) => [station.channel.index, station]));
    this.#unsubscribe = media.onFact((fact) => this.#learn(fact));
  }

  /** The station of that number; throws NOT_FOUND. */
  station(number: string): AnalogStation {
    const station = this.#byNumber.get(number);
    if (station === undefined) throw new TelephonyError('NOT_FOUND', `station ${number}`);
    return station;
  }

  /** Ends listening. */
  close(): void {
    this.#callerId.close();
    this.#unsubscribe();
  }

  #learn(fact: Fact): void {
    switch (fact.type) {
      case 'offHook':
        this.#byChannel.get(fact.channel)?.learn({ type: 'lifted' });
        return;
      case 'onHook':
        this.#byChannel.get(fact.channel)?.learn({ type: 'putDown' });
        return;
      case 'hookState': // of an audit: the machine passes over what it knows
        this.#byChannel.get(fact.channel)?.learn({ type: fact.offHook ? 'lifted' : 'putDown' });
        return;
      case 'flash':
        this.#byChannel.get(fact.channel)?.learn({ type: 'flash' });
    }
  }
}

function portOf(lines: Lines, { number, span, port }: StationPlace): Channel {
  const channel = lines.span(span).channels.find(({ slot, kind }) => slot === port && kind === 'fxs');
  if (channel === undefined)
    throw new TelephonyError('NOT_FOUND', `station ${number}: span ${span} has no port ${port}`);
  return channel;
}
