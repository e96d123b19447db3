// SPDX-License-Identifier: GPL-2.0-or-later
// What is one time slot or analog port to the box? A place for one call, in or out of service.

import { type Clock, Emitter, type Instant } from '../kernel/index.js';
import type { ChannelIndex, ChannelInfo, ChannelKind, MediaPort, ServiceState } from '../native/index.js';
import {
  type Block,
  type ChannelEvent,
  type ChannelState,
  channelTransition,
  type Direction,
  type Hindrance,
  hindrancesOf,
  isBlocked,
} from './channel-machine.js';

/** One change of a channel's state. */
export interface ChannelChange {
  readonly channel: Channel;
  readonly from: ChannelState;
  readonly to: ChannelState;
}

/** One channel. Seized and released by the legs of room `call`; put in and out of service by facts and by people. */
export class Channel {
  readonly index: ChannelIndex;
  readonly kind: ChannelKind;
  /** E1: time slot 1 to 31; analog: port from 1. */
  readonly slot: number;
  /** Name of its span. */
  readonly spanName: string;
  readonly changed = new Emitter<ChannelChange>();
  readonly #media: MediaPort;
  readonly #clock: Clock;
  #state: ChannelState;
  #seizures = 0;
  #everTold = false;

  constructor(info: ChannelInfo, spanName: string, media: MediaPort, clock: Clock, hindrances: readonly Hindrance[]) {
    this.index = info.index;
    this.kind = info.kind;
    this.slot = info.slot;
    this.spanName = spanName;
    this.#media = media;
    this.#clock = clock;
    this.#state =
      hindrances.length === 0
        ? { name: 'idle', since: clock.now() }
        : { name: 'outOfService', hindrances, since: clock.now() };
  }

  /** `e1-1/7`: span and slot, as people write it. */
  get name(): string {
    return `${this.spanName}/${this.slot}`;
  }

  get state(): ChannelState {
    return this.#state;
  }

  /** Ready for a call now. */
  get idle(): boolean {
    return this.#state.name === 'idle';
  }

  /** Nothing keeps it from taking calls, whether it carries one now or not. */
  get inService(): boolean {
    return hindrancesOf(this.#state).length === 0;
  }

  /** Takes no new calls by a person's will. */
  get blocked(): boolean {
    return isBlocked(this.#state);
  }

  /** A RESTART of it is not acknowledged yet. */
  get restarting(): boolean {
    return hindrancesOf(this.#state).includes('restart');
  }

  /** The exchange did not acknowledge its RESTART. */
  get notRestarted(): boolean {
    return hindrancesOf(this.#state).includes('notRestarted');
  }

  /** It is being restarted for the first time. */
  get starting(): boolean {
    return this.restarting && !this.#everTold;
  }

  /** Who holds the channel: the id of a leg; undefined when nobody does. */
  get holder(): string | undefined {
    return this.#state.name === 'seized' ? this.#state.by : undefined;
  }

  /** How often it was seized since the start. */
  get seizures(): number {
    return this.#seizures;
  }

  /** When it took its present state. */
  get since(): Instant {
    return this.#state.since;
  }

  /** Gives the channel to a leg. Who held it before (glare) holds it no longer. */
  seize(by: string, direction: Direction): void {
    if (this.holder !== by) this.#seizures++;
    this.#apply({ type: 'seized', by, direction });
  }

  /** Ends the hold of `by`; nothing happens when another holds the channel by now. */
  release(by: string): void {
    this.#apply({ type: 'released', by });
  }

  /** Busies the channel out (a call on it goes on: it is drained) or puts it back. */
  setService(inService: boolean): void {
    this.block('busiedOut', !inService);
  }

  /** Keeps calls from the channel for one reason, or takes that reason away; it is back when the last one is gone. */
  block(by: Block, on: boolean): void {
    this.#apply(on ? { type: 'hindered', by } : { type: 'freed', of: by });
    if (this.kind === 'bearer') this.#media.setService(this.index, !this.blocked);
  }

  /** For room `line` alone: a fact about the span or the channel itself. */
  hinder(by: Hindrance, on: boolean): void {
    this.#apply(on ? { type: 'hindered', by } : { type: 'freed', of: by });
  }

  /** For `Lines` alone: how it is on the wire. `unacknowledged`: its RESTART was given up. */
  serviceState(state: ServiceState, unacknowledged: boolean): void {
    if (state === 'restarting') this.hinder('restart', true);
    else this.#everTold = true;
    this.hinder('notRestarted', unacknowledged);
    this.hinder('service', state === 'outOfService' && !unacknowledged);
    if (state !== 'restarting') this.hinder('restart', false); // last: in between it must not seem to serve
  }

  #apply(event: ChannelEvent): void {
    const from = this.#state;
    const to = channelTransition(from, event, this.#clock.now());
    if (to === from) return;
    this.#state = to;
    this.changed.emit({ channel: this, from, to });
  }
}
