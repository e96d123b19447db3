// SPDX-License-Identifier: GPL-2.0-or-later
// How does the box use an agent's plain telephone? Rings it with an offer, hears it lifted and dialling, talks over its leg.

import type { Calls, StationLeg, TonePlan } from '../call/index.js';
import { TelephonyError } from '../faults.js';
import { Actor, type Clock, Emitter } from '../kernel/index.js';
import type { Channel } from '../line/index.js';
import type { MediaPort, PartyNumber } from '../native/index.js';
import type { CallerId } from './caller-id.js';
import type { CallerIdStyle, ShownCaller } from './caller-id-message.js';
import type { OfferNews, Station } from './station.js';
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
  readonly callerId: CallerId;
}

/** A listener that fails costs the leg that it was told of. */
const costsTheLeg = (error: unknown, { leg }: { readonly leg: StationLeg }) => leg.fail(error);

/** A telephone at an FXS port. It is in use while it is lifted, and at rest on its hook. */
export class AnalogStation implements Station {
  readonly number: string;
  readonly channel: Channel;
  /** How it is told who calls. */
  readonly callerId: CallerIdStyle;
  readonly inUse = new Emitter<{ readonly station: Station; readonly leg: StationLeg }>(costsTheLeg);
  readonly dialled = new Emitter<{ readonly station: Station; readonly leg: StationLeg; readonly digits: string }>(
    costsTheLeg,
  );
  readonly ringing = new Emitter<OfferNews>(costsTheLeg);
  readonly answered = new Emitter<OfferNews>(costsTheLeg);
  readonly declined = new Emitter<{ readonly station: Station; readonly offer: OfferId }>();
  readonly gone = new Emitter<Station>();
  readonly rested = new Emitter<{ readonly station: Station; readonly offer: OfferId | undefined }>();
  readonly service = new Emitter<Station>();
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
  constructor(context: StationContext, number: string, channel: Channel, callerId: CallerIdStyle) {
    this.callerId = callerId;
    this.#context = context;
    this.number = number;
    this.channel = channel;
    this.#actor = new Actor<StationState, StationEvent, StationEffect>(
      stationMachine(context.habits),
      { name: 'idle' },
      context.clock,
      (effect) => this.#perform(effect),
    );
    let was = channel.inService;
    channel.changed.on(() => {
      if (channel.inService === was) return;
      was = channel.inService;
      this.service.emit(this);
    });
  }

  get atRest(): boolean {
    return this.state === 'idle';
  }

  get inService(): boolean {
    return this.channel.inService;
  }

  get state(): StationState['name'] {
    return this.#actor.state.name;
  }

  /** Undefined, too, while it hears busy tone. */
  get leg(): StationLeg | undefined {
    return this.#leg;
  }

  ring(offer: OfferId, calling: PartyNumber): void {
    if (this.state !== 'idle') throw new TelephonyError('REFUSED', `station ${this.number} is ${this.state}`);
    if (!this.channel.idle) throw new TelephonyError('REFUSED', `station ${this.number} is ${this.channel.state.name}`);
    this.#calling = calling;
    this.#actor.send({ type: 'ring', offer });
  }

  stopRinging(offer: OfferId): void {
    this.#actor.send({ type: 'stopRinging', offer });
  }

  /** Gives dial tone again to a lifted telephone, to dial another code. */
  dial(): void {
    this.#actor.send({ type: 'dial' });
  }

  /**
   * Call waiting: tells who talks here who else calls, by a tone and the message behind it. Resolves with whether the telephone can show
   * that; rejects with LEG_CLEARED. Throws REFUSED when nobody talks here.
   */
  announceWaiting(caller: ShownCaller): Promise<boolean> {
    const leg = this.#leg;
    if (leg?.state !== 'connected') throw new TelephonyError('REFUSED', `station ${this.number} is ${this.state}`);
    return this.#context.callerId.waiting(leg, caller, this.callerId);
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
      { type: 'lifted' | 'dialled' | 'ringing' | 'answered' | 'declined' | 'gone' | 'hungUp' | 'flash' | 'digit' }
    >,
  ): void {
    const leg = this.#leg;
    switch (news.type) {
      case 'hungUp':
        this.rested.emit({ station: this, offer: news.offer });
        return;
      case 'declined':
        this.declined.emit({ station: this, offer: news.offer });
        return;
      case 'gone':
        this.gone.emit(this);
        return;
      case 'flash':
        this.flash.emit(this);
        return;
      case 'digit':
        this.digit.emit({ station: this, digit: news.digit });
        return;
      case 'lifted':
        if (leg !== undefined) this.inUse.emit({ station: this, leg });
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
    if (direction === 'outgoing') {
      const { digits, presentation } = this.#calling;
      const caller = { number: digits, withheld: presentation === 'restricted' };
      this.#context.callerId.rings(leg, caller, this.callerId);
    }
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
