// SPDX-License-Identifier: GPL-2.0-or-later
// How does the box use a place with hook and keys where an agent talks? Rings it with an offer, hears it lifted and dialling, talks
// over its leg. Whether the hook is one of metal or a key that is pressed far away is told by what lies below.

import type { Calls, StationLeg, StationPort, TonePlan } from '../call/index.js';
import { TelephonyError } from '../faults.js';
import { Actor, type Clock, type Duration, Emitter } from '../kernel/index.js';
import type { MediaPort, PartyNumber } from '../native/index.js';
import type { CallerId } from './caller-id.js';
import type { ShownCaller } from './caller-id-message.js';
import type { Abilities, Declined, OfferNews, Rings, Station } from './station.js';
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
  /** Whose number it is, where that is known and may be shown. */
  readonly nameOf: (caller: PartyNumber) => string | undefined;
  readonly callerId: CallerId;
}

type HookEvent = Extract<StationEvent, { readonly type: 'lifted' | 'putDown' | 'flash' | 'released' }>;

/** A listener that fails costs the leg that it was told of. */
const costsTheLeg = (error: unknown, { leg }: { readonly leg: StationLeg }) => leg.fail(error);

/** A station that is lifted, put down, and dials. It is in use while it is lifted, and at rest on its hook. */
export abstract class HookedStation implements Station {
  readonly number: string;
  abstract readonly abilities: Abilities;
  readonly inUse = new Emitter<{ readonly station: Station; readonly leg: StationLeg }>(costsTheLeg);
  readonly dialled = new Emitter<{ readonly station: Station; readonly leg: StationLeg; readonly digits: string }>(
    costsTheLeg,
  );
  readonly ringing = new Emitter<Rings>(costsTheLeg);
  readonly answered = new Emitter<OfferNews>(costsTheLeg);
  readonly declined = new Emitter<Declined>();
  readonly gone = new Emitter<Station>();
  readonly rested = new Emitter<{ readonly station: Station; readonly offer: OfferId | undefined }>();
  readonly rangLate = new Emitter<{ readonly station: Station; readonly offer: OfferId; readonly late: Duration }>();
  readonly leftOff = new Emitter<{ readonly station: Station; readonly on: boolean }>();
  readonly service = new Emitter<Station>();
  readonly flash = new Emitter<Station>((error, station) => station.leg?.fail(error));
  readonly digit = new Emitter<{ readonly station: Station; readonly digit: string }>((error, { station }) =>
    station.leg?.fail(error),
  );
  /** It is in another state, with or without other news. */
  readonly moved = new Emitter<HookedStation>();
  readonly showsWaiting: boolean = false;
  protected readonly context: StationContext;
  readonly #actor: Actor<StationState, StationEvent, StationEffect>;
  #leg: StationLeg | undefined;
  #calling: PartyNumber = { digits: '' };
  #stays = false;
  #messages = false;
  #told: StationState['name'] = 'idle';

  /** Made by `Stations`. */
  constructor(context: StationContext, number: string) {
    this.context = context;
    this.number = number;
    this.#actor = new Actor<StationState, StationEvent, StationEffect>(
      stationMachine({ ...context.habits, stays: () => this.#stays }),
      { name: 'idle' },
      context.clock,
      (effect) => this.#perform(effect),
    );
  }

  get atRest(): boolean {
    return this.state === 'idle' || (this.state === 'resting' && this.#stays);
  }

  /** Whether messages wait for who is here: dial tone stutters. */
  get messagesWait(): boolean {
    return this.#messages;
  }

  showMessages(wait: boolean): void {
    const changed = wait !== this.#messages;
    this.#messages = wait;
    if (changed) this.lampChanged();
  }

  /** Messages wait from now on, or do not any more: its lamp is to say so. */
  protected lampChanged(): void {}

  stayLifted(on: boolean): void {
    this.#stays = on;
  }

  abstract get inService(): boolean;

  get ringsFor(): Duration | undefined {
    return undefined;
  }

  /** What carries its next leg. */
  protected abstract get port(): StationPort;

  get state(): StationState['name'] {
    return this.#actor.state.name;
  }

  /** With which it rings. */
  protected get offer(): OfferId | undefined {
    const { state } = this.#actor;
    return state.name === 'ringing' ? state.offer : undefined;
  }

  /** Undefined, too, while it hears busy tone. */
  get leg(): StationLeg | undefined {
    return this.#leg;
  }

  ring(offer: OfferId, calling: PartyNumber): void {
    if (!this.atRest) throw new TelephonyError('REFUSED', `station ${this.number} is ${this.state}`);
    this.makeReady(offer);
    this.#calling = calling;
    this.#actor.send({ type: 'ring', offer });
  }

  stopRinging(offer: OfferId): void {
    this.#actor.send({ type: 'stopRinging', offer });
  }

  lift(): void {
    throw new TelephonyError('REFUSED', `station ${this.number} is lifted by hand`);
  }

  announceWaiting(_caller: ShownCaller, _signal?: AbortSignal): Promise<boolean> {
    return Promise.resolve(false);
  }

  admit(_agent: string): void {}

  dial(): void {
    this.#actor.send({ type: 'dial' });
  }

  talks(): void {
    this.#actor.send({ type: 'talks' });
  }

  /** Before it rings. Throws REFUSED, or NO_CHANNEL, when it cannot: then nothing has happened. */
  protected abstract makeReady(offer: OfferId): void;

  /** A short tone to one who stays on the line: a call comes. */
  protected announce(): void {}

  /** Busy tone to one who has not put down yet, though his leg is over. */
  protected abstract busyTone(): void;

  /** A loud tone to one who still has not. */
  protected howl(): void {}

  /** The end of that. */
  protected abstract quiet(): void;

  /** Why it rang in vain. */
  protected get declineReason(): string | undefined {
    return undefined;
  }

  /** What becomes of its hook. */
  protected learnHook(event: HookEvent): void {
    this.#actor.send(event);
  }

  #perform(effect: StationEffect): void {
    if (this.#told !== this.state) {
      this.#told = this.state;
      this.moved.emit(this);
    }
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
        this.#leg?.tone(this.#messages ? this.context.tones.stutter : this.context.tones.dial);
        return;
      case 'announce':
        this.announce();
        return;
      case 'busyTone':
        if (this.#leg !== undefined) this.#leg.tone(this.context.tones.busy);
        else this.busyTone();
        return;
      case 'howler':
        this.howl();
        return;
      case 'leftOff':
        this.leftOff.emit({ station: this, on: effect.on });
        return;
      case 'silence':
        if (this.#leg !== undefined) this.#leg.silence();
        else this.quiet();
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
        this.declined.emit({ station: this, offer: news.offer, reason: this.declineReason });
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
        if (leg !== undefined)
          this.ringing.emit({ station: this, leg, offer: news.offer, name: this.context.nameOf(leg.calling) });
        return;
      case 'answered':
        if (leg !== undefined) this.answered.emit({ station: this, leg, offer: news.offer });
    }
  }

  /** It rings for this caller. */
  protected rung(_leg: StationLeg, _calling: PartyNumber): void {}

  #open(direction: 'incoming' | 'outgoing'): void {
    const own: PartyNumber = { digits: this.number };
    const parties =
      direction === 'incoming' ? { calling: own, called: { digits: '' } } : { calling: this.#calling, called: own };
    const leg = this.context.calls.openStationLeg(this.port, { direction, ...parties });
    this.#leg = leg;
    if (direction === 'outgoing') this.rung(leg, this.#calling);
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
