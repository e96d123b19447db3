// SPDX-License-Identifier: GPL-2.0-or-later
// How does the box use an agent's plain telephone? Rings it with an offer, hears it lifted and dialling, talks over its leg.

import type { Calls, StationLeg, TonePlan } from '../call/index.js';
import { TelephonyError } from '../faults.js';
import { Actor, type Clock, Emitter } from '../kernel/index.js';
import type { Channel } from '../line/index.js';
import type { MediaPort, PartyNumber } from '../native/index.js';
import {
  type DialHabits,
  type OfferId,
  type StationEffect,
  type StationEvent,
  type StationState,
  stationMachine,
} from './station-machine.js';

/** What the stations of a box share. */
export interface StationContext {
  readonly media: MediaPort;
  readonly clock: Clock;
  readonly calls: Calls;
  readonly tones: TonePlan;
  readonly habits: DialHabits;
}

/** A telephone at an FXS port. */
export class AnalogStation {
  /** The number by which it is called. */
  readonly number: string;
  readonly channel: Channel;
  /** Lifted to dial; the leg is open and hears dial tone. */
  readonly lifted = new Emitter<{ readonly station: AnalogStation; readonly leg: StationLeg }>((error, { leg }) =>
    leg.fail(error),
  );
  /** Dialling is complete. The leg stays open: play, collect, join it to a call, or clear it. The digits are personal. */
  readonly dialled = new Emitter<{
    readonly station: AnalogStation;
    readonly leg: StationLeg;
    readonly digits: string;
  }>((error, { leg }) => leg.fail(error));
  /** Rings with an offer. */
  readonly ringing = new Emitter<{
    readonly station: AnalogStation;
    readonly leg: StationLeg;
    readonly offer: OfferId;
  }>((error, { leg }) => leg.fail(error));
  /** Lifted while ringing. */
  readonly answered = new Emitter<{
    readonly station: AnalogStation;
    readonly leg: StationLeg;
    readonly offer: OfferId;
  }>((error, { leg }) => leg.fail(error));
  /** Put down, after its leg was cleared. `offer`: the one that it had answered. */
  readonly hungUp = new Emitter<{ readonly station: AnalogStation; readonly offer: OfferId | undefined }>();
  /** Hook flash during a conversation. */
  readonly flash = new Emitter<AnalogStation>((error, station) => station.leg?.fail(error));
  /** A digit during a conversation. */
  readonly digit = new Emitter<{ readonly station: AnalogStation; readonly digit: string }>((error, { station }) =>
    station.leg?.fail(error),
  );
  readonly #context: StationContext;
  readonly #actor: Actor<StationState, StationEvent, StationEffect>;
  #leg: StationLeg | undefined;
  #calling: PartyNumber = { digits: '' };

  /** Made by `Stations`. */
  constructor(context: StationContext, number: string, channel: Channel) {
    this.#context = context;
    this.number = number;
    this.channel = channel;
    this.#actor = new Actor<StationState, StationEvent, StationEffect>(
      stationMachine(context.habits),
      { name: 'idle' },
      context.clock,
      (effect) => this.#perform(effect),
    );
  }

  get state(): StationState['name'] {
    return this.#actor.state.name;
  }

  /** The leg to it; undefined while it is on hook and not ringing, or hears busy tone. */
  get leg(): StationLeg | undefined {
    return this.#leg;
  }

  /**
   * Rings with an offer: `ringing` tells its leg, at once or, when this is called amid the station's news, right after
   * them. Throws REFUSED when it is not idle. The leg is answered when it is lifted.
   */
  ring(offer: OfferId, calling: PartyNumber): void {
    if (this.state !== 'idle') throw new TelephonyError('REFUSED', `station ${this.number} is ${this.state}`);
    if (!this.channel.idle) throw new TelephonyError('REFUSED', `station ${this.number} is ${this.channel.state.name}`);
    this.#calling = calling;
    this.#actor.send({ type: 'ring', offer });
  }

  /** Stops ringing with that offer; nothing happens when it was answered or rings with another. */
  stopRinging(offer: OfferId): void {
    this.#actor.send({ type: 'stopRinging', offer });
  }

  /** Gives dial tone again to a lifted telephone, to dial another code. */
  dial(): void {
    this.#actor.send({ type: 'dial' });
  }

  /** For `Stations` alone: what its line tells. */
  learn(event: Extract<StationEvent, { readonly type: 'lifted' | 'putDown' | 'flash' }>): void {
    this.#actor.send(event);
  }

  #perform(effect: StationEffect): void {
    switch (effect.type) {
      case 'openLeg':
        this.#open(effect.direction);
        return;
      case 'closeLeg':
        this.#close(effect.by);
        return;
      case 'answerLeg':
        this.#leg?.lifted();
        return;
      case 'dialTone':
        this.#leg?.digits.clear();
        this.#leg?.tone(this.#context.tones.dial);
        return;
      case 'busyTone': {
        const { steps, repeatFrom } = this.#context.tones.busy;
        this.#context.media.tone(this.channel.index, steps, { repeatFrom });
        return;
      }
      case 'silence':
        if (this.#leg !== undefined) this.#leg.silence();
        else this.#context.media.reset(this.channel.index);
        return;
      default:
        this.#tell(effect);
    }
  }

  #tell(
    news: Extract<
      StationEffect,
      { type: 'lifted' | 'dialled' | 'ringing' | 'answered' | 'hungUp' | 'flash' | 'digit' }
    >,
  ): void {
    const leg = this.#leg;
    switch (news.type) {
      case 'hungUp':
        this.hungUp.emit({ station: this, offer: news.offer });
        return;
      case 'flash':
        this.flash.emit(this);
        return;
      case 'digit':
        this.digit.emit({ station: this, digit: news.digit });
        return;
      case 'lifted':
        if (leg !== undefined) this.lifted.emit({ station: this, leg });
        return;
      case 'dialled':
        leg?.digits.clear();
        if (leg !== undefined) this.dialled.emit({ station: this, leg, digits: news.digits });
        return;
      case 'ringing':
        if (leg !== undefined) this.ringing.emit({ station: this, leg, offer: news.offer });
        return;
      case 'answered':
        if (leg !== undefined) this.answered.emit({ station: this, leg, offer: news.offer });
    }
  }

  #open(direction: 'incoming' | 'outgoing'): void {
    const own: PartyNumber = { digits: this.number };
    const parties =
      direction === 'incoming' ? { calling: own, called: { digits: '' } } : { calling: this.#calling, called: own };
    const leg = this.#context.calls.openStationLeg(this.channel, { direction, ...parties });
    this.#leg = leg;
    leg.digit.on(({ digit }) => this.#actor.send({ type: 'digit', digit }));
    leg.cleared.on(() => {
      if (this.#leg !== leg) return;
      this.#leg = undefined;
      this.#actor.send({ type: 'released' });
    });
  }

  /** The leg is let go first, so that its end is not taken for the box's. */
  #close(by: 'agent' | 'box'): void {
    const leg = this.#leg;
    this.#leg = undefined;
    if (by === 'agent') leg?.hungUp();
    else leg?.clear();
  }
}
