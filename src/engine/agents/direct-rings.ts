// SPDX-License-Identifier: GPL-2.0-or-later
// Who rings a station though the distribution does not offer it anything? Whoever is called, asked, or rung again.

import type { StationLeg } from '../../call/index.js';
import type { PartyNumber } from '../../native/index.js';
import type { Station } from '../../station/index.js';
import type { LineListener, StationLines } from './station-lines.js';

/** A ring that is somebody's own matter. */
export interface DirectRing {
  /** Never given twice. */
  readonly id: string;
  /** What the line is engaged with when it is answered. */
  readonly call: string;
  /** What the telephone shows. */
  readonly calling: PartyNumber;
  /** It rings; the leg may come to nothing. */
  ringing(leg: StationLeg): void;
  answered(leg: StationLeg): void;
  /** It cannot be rung, or was refused there. */
  refused(reason: string): void;
}

/** News of the lines, given to whose ring it is: the distribution's, or one's own. */
export class DirectRings implements LineListener {
  readonly #distribution: LineListener;
  readonly #rings = new Map<string, { readonly station: string; readonly ring: DirectRing; leg?: StationLeg }>();
  #lines: StationLines | undefined;

  constructor(distribution: LineListener) {
    this.#distribution = distribution;
  }

  /** Once, before anything is rung. */
  over(lines: StationLines): void {
    this.#lines = lines;
  }

  /** Rings a station. What becomes of it is told by the ring; at once, if it cannot ring. */
  begin(station: string, ring: DirectRing): void {
    this.#rings.set(ring.id, { station, ring });
    this.#lines?.send(station, { type: 'ring', offer: ring.id, call: ring.call, own: true });
  }

  /** Stops it; nothing is told of it any more. */
  cancel(id: string): void {
    const station = this.#rings.get(id)?.station;
    this.#rings.delete(id);
    if (station !== undefined) this.#lines?.send(station, { type: 'stopRinging', offer: id });
  }

  ring(station: Station, offer: string): void {
    const own = this.#rings.get(offer);
    if (own === undefined) this.#distribution.ring(station, offer);
    else station.ring(offer, own.ring.calling);
  }

  rings(station: string, leg: StationLeg, offer: string): void {
    const own = this.#rings.get(offer);
    if (own === undefined) {
      this.#distribution.rings(station, leg, offer);
      return;
    }
    own.leg = leg;
    own.ring.ringing(leg);
  }

  accepted(offer: string): void {
    const own = this.#rings.get(offer);
    if (own === undefined) {
      this.#distribution.accepted(offer);
      return;
    }
    this.#rings.delete(offer);
    if (own.leg !== undefined) own.ring.answered(own.leg);
  }

  refused(offer: string, reason: string): void {
    const own = this.#rings.get(offer);
    this.#rings.delete(offer);
    if (own === undefined) this.#distribution.refused(offer, reason);
    else own.ring.refused(reason);
  }

  line(station: string, is: 'free' | 'busy'): void {
    this.#distribution.line(station, is);
  }

  released(station: string, call: string): void {
    this.#distribution.released(station, call);
  }
}
