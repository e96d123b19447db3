// SPDX-License-Identifier: GPL-2.0-or-later
// Who is at the other end of the trunks? The public network in a box: it finds a channel for each call, and hands what
// arrives on a channel to the person who has it.

import { type Clock, Emitter, type Unsubscribe } from '../kernel/index.js';
import type {
  CallHandle,
  ChannelIndex,
  ChannelInfo,
  Fact,
  MediaPort,
  OfferedFact,
  PartyNumber,
  SpanInfo,
} from '../native/index.js';
import { type ExchangeCall, type ExchangeLog, emptyLog } from './log.js';
import { OutsideCall, type Perceived } from './outside-call.js';

/** Who calls whom. */
export interface PlaceOptions {
  readonly number: string;
  readonly withheld?: boolean;
  readonly called: string;
}

/** A call of the box that has reached the exchange and waits for somebody to ring. */
export interface Arrival {
  readonly call: OutsideCall;
  readonly entry: ExchangeCall;
  readonly called: string;
}

interface Engaged {
  readonly call: OutsideCall;
  readonly entry: ExchangeCall;
}

/** Prompts whose hearing the log notes. */
export interface Noted {
  readonly promise: number;
  readonly agent: number;
  readonly menu?: number;
}

/** The exchange of one or more E1 spans, network side. */
export class Exchange {
  /** What was seen and heard so far. */
  readonly log: ExchangeLog = emptyLog();
  /** Calls from the box, to be rung, answered or refused by a simulated person. */
  readonly arrived = new Emitter<Arrival>();
  readonly #media: MediaPort;
  readonly #clock: Clock;
  readonly #noted: Noted;
  readonly #spans: readonly SpanInfo[];
  readonly #calls = new Map<CallHandle, Engaged>();
  readonly #busy = new Map<ChannelIndex, CallHandle>();
  readonly #inService = new Set<ChannelIndex>();
  readonly #up = new Set<number>();
  readonly #utcAtStart: number;
  readonly #deafen: Unsubscribe;

  constructor(media: MediaPort, clock: Clock, spans: readonly string[], noted: Noted) {
    this.#media = media;
    this.#clock = clock;
    this.#noted = noted;
    this.#spans = media.spans.filter((span) => spans.includes(span.name));
    this.#utcAtStart = clock.now() - media.time();
    for (const channel of this.#bearers()) this.#inService.add(channel);
    this.#deafen = media.onFact((fact) => this.#take(fact));
  }

  /** Calls under way. */
  get callsUp(): number {
    return this.#calls.size;
  }

  /** Whether layer 2 of every span is up. */
  get ready(): boolean {
    return this.#spans.every((span) => this.#up.has(span.index));
  }

  /** Channels that carry a call, as the exchange sees it. */
  busyChannels(): readonly ChannelIndex[] {
    return [...this.#busy.keys()].sort((a, b) => a - b);
  }

  /** Sends a SETUP to the box on the lowest free channel; undefined when none is free (the caller hears network busy). */
  place(options: PlaceOptions): { call: OutsideCall; entry: ExchangeCall } | undefined {
    const channel = this.#bearers().find((index) => this.#free(index));
    if (channel === undefined) {
      this.log.blocked++;
      return undefined;
    }
    const calling: PartyNumber = options.withheld
      ? { digits: '', presentation: 'restricted', screening: 3 }
      : { digits: options.number, type: 'national', plan: 1, presentation: 'allowed', screening: 3 };
    const handle = this.#media.dial({
      channel,
      exclusive: true,
      called: { digits: options.called, type: 'unknown', plan: 1 },
      calling,
    });
    this.log.offered++;
    return this.#engage(handle, channel, {
      direction: 'in',
      number: options.number,
      withheld: options.withheld ?? false,
      called: options.called,
      ...this.#place(channel),
      startedAt: this.#clock.now(),
    });
  }

  /** Takes no more notice of the lines. To be called before its engine is closed: that clears calls, and nobody may act on it. */
  close(): void {
    this.#deafen();
  }

  #engage(handle: CallHandle, channel: ChannelIndex, entry: ExchangeCall): Engaged {
    const engaged = { call: new OutsideCall(this.#media, handle, channel), entry };
    this.#calls.set(handle, engaged);
    this.#busy.set(channel, handle);
    this.log.calls.push(entry);
    return engaged;
  }

  #bearers(): readonly ChannelIndex[] {
    const own = new Set(this.#spans.map((span) => span.index));
    return this.#media.channels.filter((c) => c.kind === 'bearer' && own.has(c.span)).map((c) => c.index);
  }

  #free(channel: ChannelIndex): boolean {
    const span = this.#channel(channel)?.span ?? -1;
    return this.#up.has(span) && this.#inService.has(channel) && !this.#busy.has(channel);
  }

  #place(channel: ChannelIndex): { span: string; slot: number } {
    const info = this.#channel(channel);
    return { span: this.#spans.find(({ index }) => index === info?.span)?.name ?? '', slot: info?.slot ?? 0 };
  }

  /** A slice of an engine keeps the engine's indices. */
  #channel(channel: ChannelIndex): ChannelInfo | undefined {
    return this.#media.channels.find(({ index }) => index === channel);
  }

  #take(fact: Fact): void {
    switch (fact.type) {
      case 'dChannelUp':
        this.#up.add(fact.span);
        return;
      case 'dChannelDown':
        this.#up.delete(fact.span);
        return;
      case 'serviceState':
        if (fact.state === 'inService') this.#inService.add(fact.channel);
        else this.#inService.delete(fact.channel);
        return;
      case 'offered':
        this.#arrive(fact);
        return;
      case 'alerting':
      case 'answered':
      case 'cleared':
        this.#signal(fact);
        return;
      case 'heard':
        this.#hear(fact.channel, fact.prompt, fact.startedAt, fact.at);
        return;
      default:
        return;
    }
  }

  #arrive(fact: OfferedFact): void {
    if (!this.#spans.some((span) => span.index === fact.span)) return;
    const engaged = this.#engage(fact.call, fact.channel, {
      direction: 'out',
      number: fact.called,
      withheld: false,
      called: fact.called,
      ...this.#place(fact.channel),
      startedAt: this.#clock.now(),
    });
    this.#media.proceed(fact.call);
    this.arrived.emit({ ...engaged, called: fact.called });
  }

  #signal(fact: Extract<Fact, { type: 'alerting' | 'answered' | 'cleared' }>): void {
    const engaged = this.#calls.get(fact.call);
    if (!engaged) return;
    this.#move(engaged, fact.channel);
    if (fact.type === 'answered') engaged.entry.answeredAt = this.#clock.now();
    if (fact.type === 'cleared') this.#release(engaged, fact);
    engaged.call.perceive(signalled(fact));
  }

  /** The box may have answered on another channel than the one that was offered. */
  #move(engaged: Engaged, channel: ChannelIndex): void {
    const { call } = engaged;
    if (channel < 0 || channel === call.channel) return;
    if (this.#busy.get(call.channel) === call.handle) this.#busy.delete(call.channel);
    call.channel = channel;
    this.#busy.set(channel, call.handle);
  }

  #release({ call, entry }: Engaged, fact: Extract<Fact, { type: 'cleared' }>): void {
    this.#calls.delete(call.handle);
    if (this.#busy.get(call.channel) === call.handle) this.#busy.delete(call.channel);
    entry.endedAt = this.#clock.now();
    entry.cause = fact.cause;
    entry.byBox = fact.remote;
  }

  #hear(channel: ChannelIndex, prompt: number, startedAt: number, at: number): void {
    const engaged = this.#calls.get(this.#busy.get(channel) ?? -1);
    if (!engaged) return;
    const { entry } = engaged;
    if (prompt === this.#noted.promise) entry.promisedAt ??= this.#utcAtStart + startedAt;
    if (prompt === this.#noted.menu) entry.menuHeardAt ??= this.#utcAtStart + startedAt;
    if (prompt === this.#noted.agent) entry.agentHeardAt ??= this.#utcAtStart + startedAt;
    engaged.call.perceive({ type: 'heard', prompt, at });
  }
}

function signalled(fact: Extract<Fact, { type: 'alerting' | 'answered' | 'cleared' }>): Perceived {
  if (fact.type === 'cleared') return { type: 'cleared', cause: fact.cause, remote: fact.remote, at: fact.at };
  return { type: fact.type === 'alerting' ? 'ringback' : 'answered', at: fact.at };
}
