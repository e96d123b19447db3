// SPDX-License-Identifier: GPL-2.0-or-later
// Who talks with whom? The legs that serve one conversation, who heard the others and from when to when.

import { TelephonyError } from '../faults.js';
import { type Clock, deferred, Emitter, type Instant } from '../kernel/index.js';
import type { EarRoute, MediaPort, OperationId, RecordOptions } from '../native/index.js';
import { type Audibility, earsOf, ownStream, type Participant, voicesOf } from './audibility.js';
import type { Leg } from './leg.js';
import type { Recording } from './recording.js';

export type CallId = string;

/** How a leg takes part in the conversation. */
export interface Part {
  /** Default: talks and hears. */
  readonly audibility?: Audibility<Leg>;
  /** How much louder or softer the others hear it, in dB: -40 to 20; default 0. */
  readonly gainDb?: number;
}

/** One stay of a leg in the conversation's bridge. */
export interface Participation {
  readonly leg: Leg;
  readonly joinedAt: Instant;
  /** Undefined while it lasts. */
  leftAt: Instant | undefined;
}

type Member = {
  readonly leg: Leg;
  part: Part;
  /** Asked into the bridge; undefined while it is on its own (IVR, hold). */
  joining: ReturnType<typeof deferred<void>> | undefined;
  stay: Participation | undefined;
};

/** As many as one can hear, and himself. */
const MOST_TALKING = 65;

/** A conversation. Its bridge is made of what each leg's ear hears; it lasts until the last leg is cleared. */
export class Call {
  /** Never given twice, also after a restart. */
  readonly id: CallId;
  /** A leg hears the others now. */
  readonly joined = new Emitter<Participation>((error, { leg }) => leg.fail(error));
  /** A leg hears them no longer. */
  readonly left = new Emitter<Participation>((error, { leg }) => leg.fail(error));
  /** Told once, when every leg has been cleared. */
  readonly ended = new Emitter<Call>();
  readonly #media: MediaPort;
  readonly #clock: Clock;
  readonly #members = new Map<Leg, Member>();
  readonly #history: Participation[] = [];
  readonly #recordings = new Map<Leg, Set<Recording>>();
  readonly #asked = new Map<OperationId, readonly Member[]>();
  readonly #asks: (operation: OperationId) => void;

  /** `asks`: told of each command whose `routed` it waits for. */
  constructor(id: CallId, media: MediaPort, clock: Clock, asks: (operation: OperationId) => void) {
    this.id = id;
    this.#asks = asks;
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

  /** Counts a leg to the conversation without letting it hear the others yet. */
  add(leg: Leg): void {
    if (this.#members.has(leg)) return;
    leg.signal.throwIfAborted();
    this.#members.set(leg, { leg, part: {}, joining: undefined, stay: undefined });
    leg.cleared.on(() => this.#cleared(leg));
    leg.streams.changed.on(() => this.#streams(leg));
  }

  /**
   * Lets the legs hear each other and who is there already; what was playing to them stops, digits typed so far are
   * forgotten. Resolves when each of them hears; rejects with LEG_CLEARED. Throws LEG_CLEARED when one is over already,
   * REFUSED when more than 65 would talk. Need not be awaited.
   */
  join(...legs: readonly Leg[]): Promise<void> {
    for (const leg of legs) this.add(leg);
    const joining = legs.flatMap((leg) => this.#ask(leg));
    if (joining.length > 0) this.#awaits(this.#route(), joining);
    const all = Promise.all(legs.map((leg) => this.#hears(leg))).then(() => {});
    all.catch(() => {});
    return all;
  }

  /** Changes how a leg takes part, now or when it joins. Whoever is named in `heardOnlyBy` and is not there hears nothing of it. */
  place(leg: Leg, part: Part): void {
    const member = this.#members.get(leg);
    if (member === undefined) throw new TelephonyError('REFUSED', `leg ${leg.id} is not in call ${this.id}`);
    member.part = part;
    if (member.joining !== undefined) this.#route();
  }

  /** Lets a leg that is not in the bridge hear what is played to another, until it joins. */
  overhear(leg: Leg, other: Leg): void {
    this.#route([{ channel: leg.channel.index, hears: [{ channel: other.channel.index, what: 'foreground' }] }]);
  }

  /** Takes a leg out of the bridge; it stays in the call (hold). */
  leave(leg: Leg): void {
    const member = this.#members.get(leg);
    if (member === undefined) return;
    const heard = member.joining !== undefined && !leg.signal.aborted;
    this.#parted(member);
    if (heard) this.#route([aloneEar(leg)]);
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
    const over = () => own.delete(recording);
    recording.finished.then(over, over);
    return recording;
  }

  /** Clears every leg. */
  clear(cause?: number): void {
    for (const leg of this.legs) leg.clear(cause);
  }

  /**
   * Records everybody who talks now, all on both sides, in the file of `leg`. For a recording of what `leg` says and hears:
   * `record`.
   */
  recordAll(leg: Leg, file: string): Recording {
    const recording = this.record(leg, file);
    const hears = voicesOf(this.#participants());
    const channel = leg.channel.index;
    this.#media.route([
      { channel, side: 'left', hears },
      { channel, side: 'right', hears },
    ]);
    return recording;
  }

  #awaits(operation: OperationId, joining: readonly Member[]): void {
    this.#asked.set(operation, joining);
    this.#asks(operation);
  }

  /** For `Calls` alone: the engine says that ears hear what was asked for. */
  routed(operation: OperationId, at: Instant): void {
    const members = this.#asked.get(operation) ?? [];
    this.#asked.delete(operation);
    for (const member of members) this.#heard(member, at);
  }

  #heard(member: Member, at: Instant): void {
    if (member.stay !== undefined || member.joining === undefined) return;
    member.stay = { leg: member.leg, joinedAt: at, leftAt: undefined };
    this.#history.push(member.stay);
    this.#stampBridged(at);
    member.joining.resolve();
    this.joined.emit(member.stay);
  }

  /** A stream of the leg speaks from now on. */
  #streams(leg: Leg): void {
    const member = this.#members.get(leg);
    if (member?.joining !== undefined) this.#route();
  }

  /** The member, if it is not in the bridge or asked into it. */
  #ask(leg: Leg): Member[] {
    const member = this.#members.get(leg);
    if (member === undefined || member.joining !== undefined) return [];
    const present = this.#participants();
    if (present.length + present.filter(({ stream }) => stream?.others).length >= MOST_TALKING) {
      throw new TelephonyError('REFUSED', `call ${this.id}: ${MOST_TALKING} are in it`);
    }
    member.joining = deferred();
    leg.silence();
    leg.digits.clear();
    return [member];
  }

  #hears(leg: Leg): Promise<void> {
    return this.#members.get(leg)?.joining?.promise ?? Promise.reject(leg.signal.reason);
  }

  #participants(): readonly Participant[] {
    const present = [...this.#members.values()].filter(({ joining, leg }) => joining !== undefined && !isOver(leg));
    return present.map(({ leg, part: { audibility = 'talks', gainDb = 0 } }) => ({
      channel: leg.channel.index,
      audibility: typeof audibility === 'string' ? audibility : { heardOnlyBy: audibility.heardOnlyBy.map(channelOf) },
      gainDb,
      stream: leg.streams.heard,
    }));
  }

  /** Says anew what each leg in the bridge hears. */
  #route(others: readonly EarRoute[] = []): OperationId {
    return this.#media.route([...earsOf(this.#participants()), ...others]);
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
    for (const recording of this.#recordings.get(member.leg) ?? []) recording.end();
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
    this.ended.emit(this);
  }
}

const aloneEar = ({ channel: { index: channel }, streams }: Leg): EarRoute => ({
  channel,
  hears: ownStream({ channel, stream: streams.heard }),
});
const channelOf = (leg: Leg) => leg.channel.index;
const isOver = (leg: Leg) => leg.state === 'cleared';
