// SPDX-License-Identifier: GPL-2.0-or-later
// What is a place where an agent talks, to those above? It rings, is answered or not, and goes; whether it has a hook is its own affair.

import type { StationLeg } from '../call/index.js';
import type { Duration, Emitter } from '../kernel/index.js';
import type { PartyNumber } from '../native/index.js';
import type { ShownCaller } from './caller-id-message.js';
import type { OfferId } from './station-machine.js';

/** News of a station about an offer. */
export interface OfferNews {
  readonly station: Station;
  readonly leg: StationLeg;
  readonly offer: OfferId;
}

/** It rings. */
export interface Rings extends OfferNews {
  /** Whose the number is that `leg` calls with, where that is known: a customer's, a colleague's. Personal. */
  readonly name: string | undefined;
}

/** Its offer came to nothing. */
export interface Declined {
  readonly station: Station;
  readonly offer: OfferId;
  /** Why, where it is known: `refused`, `busy`, `ringNoAnswer`; else it could not be rung. */
  readonly reason?: string | undefined;
}

/** What a kind of station can do. Who rings it, plays to it, reads its digits or clears it needs not ask: all of them can. */
export interface Abilities {
  /** `lift` takes what rings there, without its agent's doing anything. */
  readonly liftsBySoftware: boolean;
  /** It has a hook that flashes; another kind has a key in its place. The box hears both as `flash`. */
  readonly flashes: boolean;
  /** Calls can come to one who stays on the line, without his doing anything. */
  readonly answersByItself: boolean;
}

/** Where an agent talks: an analog port, an outside number over a trunk; later a network or browser telephone. */
export interface Station {
  /** The number by which it is called. */
  readonly number: string;
  readonly abilities: Abilities;
  /** Nothing goes on there: it could ring, if it is in service. */
  readonly atRest: boolean;
  readonly inService: boolean;
  /** How long it takes at least to have somebody lift; undefined: no longer than at any telephone. */
  readonly ringsFor: Duration | undefined;
  /** The leg to it; undefined while there is none. */
  readonly leg: StationLeg | undefined;
  /** Rings with an offer. */
  readonly ringing: Emitter<Rings>;
  /** The offer was taken there. */
  readonly answered: Emitter<OfferNews>;
  /** The offer was refused there, or can no longer ring. */
  readonly declined: Emitter<Declined>;
  /** It is used for something of its own: to dial, most often. */
  readonly inUse: Emitter<{ readonly station: Station; readonly leg: StationLeg }>;
  /** Dialling is complete. The leg stays open: play, collect, join it to a call, or clear it. The digits are personal. */
  readonly dialled: Emitter<{ readonly station: Station; readonly leg: StationLeg; readonly digits: string }>;
  /** He wants something else than he has: to hold, to ask, to go back. */
  readonly flash: Emitter<Station>;
  /** A digit during a conversation. */
  readonly digit: Emitter<{ readonly station: Station; readonly digit: string }>;
  /** The box has cleared the leg to it; it is not at rest yet. */
  readonly gone: Emitter<Station>;
  /** It is at rest again, after its leg was cleared. `offer`: the one that had been answered there. */
  readonly rested: Emitter<{ readonly station: Station; readonly offer: OfferId | undefined }>;
  /** It began to ring with the offer so much later than it was asked to: others of its bank ring. */
  readonly rangLate: Emitter<{ readonly station: Station; readonly offer: OfferId; readonly late: Duration }>;
  /** It has lain beside its hook for long, or its line is shorted; not `on`: it is on its hook again. */
  readonly leftOff: Emitter<{ readonly station: Station; readonly on: boolean }>;
  /** It has gone out of service, or is back. */
  readonly service: Emitter<Station>;
  /**
   * Rings with an offer: `ringing` tells its leg, at once or, when this is called amid the station's news, right after them. Throws
   * REFUSED when it cannot ring. The leg is answered when the offer is.
   */
  ring(offer: OfferId, calling: PartyNumber): void;
  /** Stops ringing with that offer; nothing happens when it was answered or rings with another. */
  stopRinging(offer: OfferId): void;
  /** Takes what rings there. Throws REFUSED where that is done by hand. */
  lift(): void;
  /** Gives dial tone again to one who is on the line, to dial another code. */
  dial(): void;
  /** Who heard dial tone amid a call talks, by a program's command: what he keys is no number any more. */
  talks(): void;
  /** Whether its agent has a headset: while it is lifted and nothing goes on, a short tone tells of a call, and it is taken. */
  stayLifted(on: boolean): void;
  /** Whether it can show, amid a call, who else calls. */
  readonly showsWaiting: boolean;
  /** Shows it. Resolves with whether the telephone has said that it could; rejects with LEG_CLEARED, and when the signal aborts. */
  announceWaiting(caller: ShownCaller, signal?: AbortSignal): Promise<boolean>;
  /** Throws REFUSED when this agent cannot sign in there. */
  admit(agent: string): void;
}
