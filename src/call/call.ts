// SPDX-License-Identifier: GPL-2.0-or-later
// Who talks with whom? The legs that serve one conversation, who heard the others and from when to when.

import { TelephonyError } from '../faults.js';
import { type Clock, Emitter, type Instant } from '../kernel/index.js';
import type { BridgeIndex, MediaPort, RecordOptions } from '../native/index.js';
import type { Leg } from './leg.js';
import { deferred } from './operation.js';
import type { Recording } from './recording.js';

export type CallId = string;

/** One stay of a leg in the conversation's bridge. */
export interface Participation {
  readonly leg: Leg;
  readonly joinedAt: Instant;
  /** Undefined while it lasts. */
  leftAt: Instant | undefined;
}

type Member = {
  readonly leg: Leg;
  /** Asked into the bridge; undefined while it is on its own (IVR, hold). */
  joining: ReturnType<typeof deferred<void>> | undefined;
  stay: Participation | undefined;
};

/** A conversation. Its bridge is taken at the first join and given back when the last leg is cleared. */
export class Call {
  readonly id: CallId;
  readonly joined = new Emitter<Participation>();
  readonly left = new Emitter<Participation>();
  /** Told once, when every leg has been cleared. */
  readonly ended = new Emitter<Call>();
  readonly #media: MediaPort;
  readonly #clock: Clock;
  readonly #members = new Map<Leg, Member>();
  readonly #history: Participation[] = [];
  readonly #recordings = new Map<Leg, Set<Recording>>();
  #bridge: BridgeIndex | undefined;

  constructor(id: CallId, media: MediaPort, clock: Clock) {
    this.id = id;
    this.#media = media;
    this.#clock = clock;
  }

  /** The legs that are up. */
  get legs(): readonly Leg[] {
    return [...this.#members.keys()];
  }

  /** Every stay in the bridge so far, in the order of joining. */
  get participations(): readonly Participation[] {
    return this.#history;
  }

  /** The bridge's number in facts; undefined before the first join. */
  get bridge(): BridgeIndex | undefined {
    return this.#bridge;
  }

  /** Counts a leg to the conversation without letting it hear the others yet. */
  add(leg: Leg): void {
    if (this.#members.has(leg)) return;
    leg.signal.throwIfAborted();
    this.#members.set(leg, { leg, joining: undefined, stay: undefined });
    leg.cleared.on(() => this.#cleared(leg));
  }

  /**
   * Lets the legs hear each other and who is there already; what was playing to them stops, digits typed so far are
   * forgotten. Resolves when each of them hears; rejects with LEG_CLEARED. Throws LEG_CLEARED when one is over already,
   * NO_CHANNEL when no bridge is free. Need not be awaited.
   */
  join(...legs: readonly Leg[]): Promise<void> {
    for (const leg of legs) this.add(leg);
    this.#bridge ??= this.#media.createBridge();
    const all = Promise.all(legs.map((leg) => this.#join(leg))).then(() => {});
    all.catch(() => {});
    return all;
  }

  /** Takes a leg out of the bridge; it stays in the call (hold). */
  leave(leg: Leg): void {
    const member = this.#members.get(leg);
    if (member === undefined) return;
    if (!leg.signal.aborted) this.#media.leave(leg.channel.index);
    this.#parted(member);
  }

  /** Takes a leg out of the call without clearing it: it goes to another. */
  remove(leg: Leg): void {
    this.leave(leg);
    this.#members.delete(leg);
    this.#endWhenEmpty();
  }

  /** Records from `leg` (left: its party; right: what the party hears) until it leaves the bridge or is cleared. */
  record(leg: Leg, file: string, options: RecordOptions = {}): Recording {
    const recording = leg.record(file, options);
    const own = this.#recordings.get(leg) ?? new Set();
    this.#recordings.set(leg, own.add(recording));
    void recording.finished.then(() => own.delete(recording));
    return recording;
  }

  /** Clears every leg. */
  clear(cause?: number): void {
    for (const leg of this.legs) leg.clear(cause);
  }

  /** For `Calls` alone: the engine says that a channel hears the bridge. */
  heard(channel: number, at: Instant): void {
    const member = this.#memberAt(channel);
    if (member === undefined || member.stay !== undefined || member.joining === undefined) return;
    member.stay = { leg: member.leg, joinedAt: at, leftAt: undefined };
    this.#history.push(member.stay);
    this.#stampBridged(at);
    member.joining.resolve();
    this.joined.emit(member.stay);
  }

  #join(leg: Leg): Promise<void> {
    const member = this.#members.get(leg);
    if (member === undefined || this.#bridge === undefined) return Promise.reject(leg.signal.reason);
    if (member.joining === undefined) {
      member.joining = deferred();
      leg.silence();
      leg.digits.clear();
      this.#media.join(this.#bridge, leg.channel.index);
    }
    return member.joining.promise;
  }

  #memberAt(channel: number): Member | undefined {
    return [...this.#members.values()].find(({ leg }) => leg.channel.index === channel && !leg.signal.aborted);
  }

  /** A leg is bridged when it hears another for the first time. */
  #stampBridged(at: Instant): void {
    const present = [...this.#members.values()].filter(({ stay }) => stay !== undefined);
    if (present.length >= 2) for (const { leg } of present) leg.bridged(at);
  }

  #parted(member: Member): void {
    const { leg } = member;
    member.joining?.reject(leg.signal.reason ?? new TelephonyError('REFUSED', `leg ${leg.id} left before it heard`));
    member.joining = undefined;
    for (const recording of this.#recordings.get(member.leg) ?? []) void recording.stop();
    if (member.stay === undefined) return;
    member.stay.leftAt = this.#clock.now();
    const { stay } = member;
    member.stay = undefined;
    this.left.emit(stay);
  }

  #cleared(leg: Leg): void {
    const member = this.#members.get(leg);
    if (member === undefined) return;
    this.#parted(member);
    this.#members.delete(leg);
    this.#endWhenEmpty();
  }

  #endWhenEmpty(): void {
    if (this.#members.size > 0) return;
    if (this.#bridge !== undefined) this.#media.releaseBridge(this.#bridge);
    this.#bridge = undefined;
    this.ended.emit(this);
  }
}
