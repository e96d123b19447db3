// SPDX-License-Identifier: GPL-2.0-or-later
// Which stations has the box, by number? The registry; it brings the facts of their lines to the telephones, and takes outside ones in.

import type { Calls, TonePlan } from '../call/index.js';
import { TelephonyError } from '../faults.js';
import { type Clock, type Duration, Emitter } from '../kernel/index.js';
import type { Channel, Lines } from '../line/index.js';
import type { ChannelIndex, Fact, MediaPort, PartyNumber } from '../native/index.js';
import { AnalogStation, type LampStyle, type Shows } from './analog-station.js';
import { CallerId, type DigitTimes } from './caller-id.js';
import type { CallerIdNames, CallerIdStyle } from './caller-id-message.js';
import type { HookedStation, StationContext } from './hooked-station.js';
import { type OutsideHolder, type OutsidePort, OutsideStation } from './outside-station.js';
import type { Station } from './station.js';

/** Where a station is plugged in. */
export interface StationPlace {
  readonly number: string;
  readonly span: string;
  /** Port of the analog bank, from 1. */
  readonly port: number;
  /** How it is told who calls; default: not at all. */
  readonly callerId?: CallerIdStyle | undefined;
  /** In which letters it takes names; default: those of the standards. */
  readonly callerIdNames?: CallerIdNames | undefined;
  /** Whether it is told who calls amid a call, too; default: not. */
  readonly waitingCallerId?: boolean | undefined;
  /** How its lamp is lit for messages; default: not at all. */
  readonly waitingLamp?: LampStyle | undefined;
  /** In which it rings, ring and pause in turn; default 1 s and 4 s. */
  readonly cadence?: readonly Duration[] | undefined;
  /** Digits that are sent to its display; default 70 ms each. */
  readonly digits?: DigitTimes | undefined;
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
  readonly #added = new Emitter<HookedStation>();
  readonly #context: StationContext;
  readonly #byNumber = new Map<string, HookedStation>();
  readonly #byChannel: ReadonlyMap<ChannelIndex, AnalogStation>;
  readonly #callerId: CallerId;
  #nameOf: (number: string) => string | undefined = () => undefined;
  readonly #unsubscribe: () => void;

  constructor(media: MediaPort, clock: Clock, lines: Lines, calls: Calls, options: StationsOptions) {
    const { tones, firstWithin = 15_000, nextWithin = 4_000 } = options;
    const more = options.more ?? ((digits: string) => !digits.endsWith('#'));
    const { zone = () => 'UTC' } = options;
    const nameOf = (caller: PartyNumber) => this.nameOf(caller);
    this.#callerId = new CallerId({ media, clock, zone });
    const habits = { more, firstWithin, nextWithin };
    this.#context = { media, clock, calls, tones, habits, nameOf, callerId: this.#callerId };
    const telephones = options.stations.map(
      (place) => new AnalogStation(this.#context, place.number, portOf(lines, place), shows(place)),
    );
    for (const station of telephones) this.#byNumber.set(station.number, station);
    this.#byChannel = new Map(telephones.map((station) => [station.channel.index, station]));
    this.#unsubscribe = media.onFact((fact) => this.#learn(fact));
  }

  /** Once: who knows whose number it is. */
  nameBy(nameOf: (number: string) => string | undefined): void {
    this.#nameOf = nameOf;
  }

  /** The name that a telephone shows with a number: undefined when it is withheld, or nobody knows it. Personal. */
  nameOf({ digits, presentation = 'allowed' }: PartyNumber): string | undefined {
    return digits === '' || presentation !== 'allowed' ? undefined : this.#nameOf(digits);
  }

  get all(): readonly Station[] {
    return [...this.#byNumber.values()];
  }

  /** Those at outside numbers. */
  get outside(): readonly OutsideStation[] {
    return [...this.#byNumber.values()].filter((station) => station instanceof OutsideStation);
  }

  /** The station of that number; throws NOT_FOUND. */
  station(number: string): HookedStation {
    const station = this.#byNumber.get(number);
    if (station === undefined) throw new TelephonyError('NOT_FOUND', `station ${number}`);
    return station;
  }

  /** The same; undefined for one that there is not. */
  find(number = ''): HookedStation | undefined {
    return this.#byNumber.get(number);
  }

  /** The telephone at this port; undefined: none is known there. */
  at(channel: ChannelIndex): AnalogStation | undefined {
    return this.#byChannel.get(channel);
  }

  /** Does it with each station, those too that come later. */
  each(act: (station: HookedStation) => void): void {
    for (const station of this.#byNumber.values()) act(station);
    this.#added.on(act);
  }

  /** An outside station more. Throws REFUSED when there is a station of that number. */
  add(number: string, holder: OutsideHolder, outside: OutsidePort): OutsideStation {
    if (this.#byNumber.has(number)) throw new TelephonyError('REFUSED', `there is a station ${number} already`);
    const station = new OutsideStation(this.#context, number, holder, outside);
    this.#byNumber.set(number, station);
    this.#added.emit(station);
    return station;
  }

  /** Ends listening. */
  close(): void {
    this.#callerId.close();
    this.#unsubscribe();
  }

  #learn(fact: Fact): void {
    switch (fact.type) {
      case 'ringStarted':
        this.#byChannel.get(fact.channel)?.begins();
        return;
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

function shows({
  callerId: style = 'off',
  callerIdNames: names = 'letters',
  waitingCallerId: waiting = false,
  waitingLamp: lamp = 'off',
  cadence = [1_000, 4_000],
  digits,
}: StationPlace): Shows {
  return { style, names, waiting, lamp, cadence, ...(digits && { digits }) };
}

function portOf(lines: Lines, { number, span, port }: StationPlace): Channel {
  const channel = lines.span(span).channels.find(({ slot, kind }) => slot === port && kind === 'fxs');
  if (channel === undefined)
    throw new TelephonyError('NOT_FOUND', `station ${number}: span ${span} has no port ${port}`);
  return channel;
}
