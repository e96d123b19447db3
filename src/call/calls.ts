// SPDX-License-Identifier: GPL-2.0-or-later
// Which calls and legs are up? The registry: it hears the engine's facts, makes legs of incoming calls, and dials.

import { TelephonyError } from '../faults.js';
import { type Clock, clockUntil, Emitter, type Ids, type Instant } from '../kernel/index.js';
import { type Channel, type Lines, TrunkGroup } from '../line/index.js';
import type {
  AuditedFact,
  CallHandle,
  ChannelIndex,
  Fact,
  MediaPort,
  OfferedFact,
  OperationId,
} from '../native/index.js';
import { Call } from './call.js';
import { CallAudit } from './call-audit.js';
import { CAUSE } from './cause.js';
import { type DialRequest, toDial } from './dial-request.js';
import type { Leg } from './leg.js';
import type { ClearedBy } from './leg-machine.js';
import type { LegContext, LegId, LegOptions } from './leg-options.js';
import { Operations } from './operation.js';
import { StationLeg, type StationPort } from './station-leg.js';
import { calledDigits, partiesOf, refusedChannel, TrunkLeg } from './trunk-leg.js';

const MOST_CHANNELS_TRIED = 4;

interface Dialling {
  readonly group: TrunkGroup;
  readonly request: DialRequest;
  readonly tried: Set<ChannelIndex>;
}

type CallFact = Extract<Fact, { readonly type: 'proceeding' | 'progress' | 'alerting' | 'answered' | 'cleared' }>;

/** All calls of the box over the spans of `lines`. */
export class Calls {
  /** An incoming call was offered; decide within 500 ms, else the engine sends CALL PROCEEDING for us. */
  readonly offered = new Emitter<TrunkLeg>((error, leg) => leg.fail(error)); // nobody decides about him: he must not wait for that
  /** Overlap receiving: so much of the called number has come. `complete`: no more digits are wanted; `offered` follows. */
  readonly collecting = new Emitter<{ readonly digits: string; readonly complete: () => void }>();
  /** Any leg began (offered, dialled, a telephone lifted or rung). */
  readonly begun = new Emitter<Leg>((error, leg) => leg.fail(error));
  /** An audit found legs without a call (they are cleared now) or calls without a leg (they are being cleared). */
  readonly repaired = new Emitter<{ readonly span: string; readonly over: number; readonly unowned: number }>();
  /** Any leg was cleared. */
  readonly cleared = new Emitter<Leg>((error, leg) => leg.fail(error));
  /** A listener of a leg's news has failed. This leg is being cleared with cause 41; all others go on. */
  readonly failed = new Emitter<{ readonly leg: Leg; readonly error: unknown }>();
  readonly #lines: Lines;
  readonly #ids: Ids;
  readonly #context: LegContext;
  readonly #legs = new Map<LegId, Leg>();
  readonly #byHandle = new Map<CallHandle, TrunkLeg>();
  readonly #dialling = new Map<TrunkLeg, Dialling>();
  readonly #calls = new Set<Call>();
  /** Calls that wait to be told that ears are routed, by the command. */
  readonly #asking = new Map<OperationId, Call>();
  readonly #audit: CallAudit;
  readonly #closed = new AbortController();
  readonly #unsubscribe: () => void;

  constructor(media: MediaPort, clock: Clock, lines: Lines, ids: Ids) {
    this.#lines = lines;
    this.#ids = ids;
    const ticking = clockUntil(clock, this.#closed.signal); // a timer that outlives the engine would act on it
    this.#context = {
      media,
      clock: ticking,
      operations: new Operations(media),
      failed: (leg, error) => this.failed.emit({ leg, error }),
    };
    this.#audit = new CallAudit(media);
    this.#unsubscribe = media.onFact((fact) => this.#learn(fact));
  }

  /** The legs that are up. */
  get legs(): readonly Leg[] {
    return [...this.#legs.values()];
  }

  /** The conversations that are up. */
  get calls(): readonly Call[] {
    return [...this.#calls];
  }

  /** The leg of that id while it is up. */
  leg(id: LegId): Leg | undefined {
    return this.#legs.get(id);
  }

  /** A conversation; `leg` is its first. */
  open(leg?: Leg): Call {
    const { media, clock } = this.#context;
    const call: Call = new Call(this.#ids.next('call'), media, clock, (operation) => this.#asking.set(operation, call));
    this.#calls.add(call);
    call.ended.on(() => this.#calls.delete(call));
    if (leg !== undefined) call.add(leg);
    return call;
  }

  /**
   * Dials over a trunk group (another channel is tried when the exchange refuses the first) or over one channel. Throws
   * NO_CHANNEL when none is idle; what becomes of the call is told by the leg.
   */
  dial(via: TrunkGroup | Channel, request: DialRequest): TrunkLeg {
    const tried = new Set<ChannelIndex>();
    const channel = via instanceof TrunkGroup ? via.choose() : via;
    if (!channel.idle) throw new TelephonyError('NO_CHANNEL', `channel ${channel.name} is ${channel.state.name}`);
    const { calling = { digits: '' }, called, redirecting, ringFor } = request;
    const options: LegOptions = {
      id: this.#ids.next('leg'),
      direction: 'outgoing',
      calling,
      called,
      ...(redirecting && { redirecting }),
      ...(ringFor !== undefined && { ringFor }),
    };
    const leg = new TrunkLeg(this.#context, options, this.#place(channel, request), channel);
    this.#byHandle.set(leg.handle, leg);
    if (via instanceof TrunkGroup) this.#dialling.set(leg, { group: via, request, tried: tried.add(channel.index) });
    this.#begin(leg);
    return leg;
  }

  /** For room `station`: a leg to a station. Outgoing: it rings; incoming: it was lifted. */
  openStationLeg(port: StationPort, options: Omit<LegOptions, 'id'>): StationLeg {
    const leg = new StationLeg(this.#context, { ...options, id: this.#ids.next('leg') }, port);
    this.#begin(leg);
    return leg;
  }

  /** Asks the engine which calls there are, and ends what is only on one side; `repaired` tells what was found. */
  audit(): void {
    this.#audit.ask(this.#byHandle.keys());
  }

  /** Every leg is over, whether its far end confirms that or not: the box ends, or the board is gone. */
  giveUp(cause: number, by: ClearedBy, at: Instant = this.#context.clock.now()): void {
    for (const leg of this.legs) leg.learn({ type: 'cleared', at, cause, by });
  }

  /** Ends listening and timers. Legs that are up stay as they are: the engine clears them when it closes. */
  close(): void {
    this.#closed.abort();
    this.#unsubscribe();
    this.#context.operations.close();
  }

  #place(channel: Channel, request: DialRequest): CallHandle {
    return this.#context.media.dial(toDial(channel, request));
  }

  #begin(leg: Leg): void {
    this.#legs.set(leg.id, leg);
    leg.cleared.on(() => {
      this.#legs.delete(leg.id);
      if (leg instanceof TrunkLeg) {
        this.#byHandle.delete(leg.handle);
        this.#dialling.delete(leg);
      }
      this.cleared.emit(leg);
    });
    this.begun.emit(leg);
  }

  #learn(fact: Fact): void {
    switch (fact.type) {
      case 'offered':
        this.#offer(fact);
        return;
      case 'collecting':
        if (this.#lines.channel(fact.channel) === undefined) return;
        this.collecting.emit({
          digits: calledDigits(fact),
          complete: () => this.#context.media.numberComplete(fact.call),
        });
        return;
      case 'proceeding':
      case 'progress':
      case 'alerting':
      case 'answered':
      case 'cleared': {
        const leg = this.#byHandle.get(fact.call);
        if (leg !== undefined) this.#learnOf(leg, fact);
        return;
      }
      case 'digit':
        this.#legAt(fact.channel)?.hear(fact.digit);
        return;
      case 'tone':
      case 'toneEnded':
      case 'speech':
      case 'speechEnded':
      case 'answererKnown':
      case 'beep':
        this.#legAt(fact.channel)?.hears(fact, this.#instantOf(fact));
        return;
      case 'routed':
        this.#asking.get(fact.operation)?.routed(fact.operation, this.#instantOf(fact));
        this.#asking.delete(fact.operation);
        return;
      case 'callUp':
        this.#audit.learn(fact);
        return;
      case 'audited':
        this.#audited(fact);
        return;
      case 'boardFailed':
        this.giveUp(CAUSE.networkOutOfOrder, 'line', this.#instantOf(fact));
    }
  }

  #offer(fact: OfferedFact): void {
    const channel = this.#lines.channel(fact.channel);
    if (channel === undefined) return;
    const leg = new TrunkLeg(
      this.#context,
      {
        id: this.#ids.next('leg'),
        direction: 'incoming',
        ...partiesOf(fact),
        at: this.#instantOf({ at: fact.setupAt }),
      },
      fact.call,
      channel,
    );
    this.#byHandle.set(fact.call, leg);
    this.#begin(leg);
    this.offered.emit(leg);
  }

  #learnOf(leg: TrunkLeg, fact: CallFact): void {
    const at = this.#instantOf(fact);
    if (fact.type === 'cleared') {
      if (refusedChannel(leg, fact.cause) && this.#dialAgain(leg)) return;
      leg.learn({ type: 'cleared', at, cause: fact.cause, by: fact.remote ? 'party' : 'line' });
      return;
    }
    const channel = this.#lines.channel(fact.channel);
    if (channel !== undefined) leg.move(channel);
    switch (fact.type) {
      case 'proceeding':
        leg.learn({ type: 'proceeding', at });
        return;
      case 'progress':
        leg.learn({ type: 'progressed', at, inBand: fact.inBand, cause: fact.cause });
        return;
      case 'alerting':
        leg.learn({ type: 'alerting', at, inBand: fact.inBand });
        return;
      case 'answered':
        leg.learn({ type: 'answered', at });
    }
  }

  #audited(fact: AuditedFact): void {
    const span = this.#lines.spans.find(({ index }) => index === fact.span);
    if (span === undefined) return;
    const legs = [...this.#byHandle].filter(([, leg]) => leg.channel.spanName === span.name);
    const found = this.#audit.compare(fact, new Set(legs.map(([handle]) => handle)));
    if (found === undefined || found.over.length + found.unowned.length === 0) return;
    const at = this.#instantOf(fact);
    const cause = CAUSE.temporaryFailure;
    for (const handle of found.over) this.#byHandle.get(handle)?.learn({ type: 'cleared', at, cause, by: 'line' });
    for (const handle of found.unowned) this.#context.media.clear(handle, cause);
    this.repaired.emit({ span: span.name, over: found.over.length, unowned: found.unowned.length });
  }

  #dialAgain(leg: TrunkLeg): boolean {
    const dialling = this.#dialling.get(leg);
    if (dialling === undefined || dialling.tried.size >= MOST_CHANNELS_TRIED) return false;
    const { group, request, tried } = dialling;
    try {
      const channel = group.choose(tried);
      tried.add(channel.index);
      this.#byHandle.delete(leg.handle);
      leg.redialled(this.#place(channel, request), channel);
      this.#byHandle.set(leg.handle, leg);
      return true;
    } catch (error) {
      if (error instanceof TelephonyError && error.code === 'NO_CHANNEL') return false;
      throw error;
    }
  }

  #legAt(channel: ChannelIndex): Leg | undefined {
    const holder = this.#lines.channel(channel)?.holder;
    return holder === undefined ? undefined : this.#legs.get(holder);
  }

  /** When a fact happened, by the box's clock: facts wait while JavaScript is busy. */
  #instantOf({ at }: Pick<Fact, 'at'>): Instant {
    const { clock, media } = this.#context;
    return clock.now() - Math.max(0, media.time() - at);
  }
}
