// SPDX-License-Identifier: GPL-2.0-or-later
// What lines has the box, and in what condition? All its spans, kept true by the engine's facts.

import { TelephonyError } from '../faults.js';
import { type Clock, Emitter, numbersOf } from '../kernel/index.js';
import type { Alarm, AuditedFact, ChannelIndex, Fact, MediaPort } from '../native/index.js';
import type { Channel, ChannelChange } from './channel.js';
import { hindrancesOf } from './channel-machine.js';
import { Span, type SpanOptions } from './span.js';
import { TrunkGroup, type TrunkGroupOptions } from './trunk-group.js';
import { isTrunk, type Utilisation, utilisationAfter, utilisationOf } from './utilisation.js';

export interface LinesOptions {
  /** The spans that are the box's; default: all of the board. */
  readonly spans?: readonly SpanOptions[];
  readonly trunkGroups?: readonly TrunkGroupOptions[];
}

/** Every span of the box. News is told after the state has changed. */
export class Lines {
  readonly spans: readonly Span[];
  readonly trunkGroups: readonly TrunkGroup[];
  readonly alarmRaised = new Emitter<{ readonly span: Span; readonly alarm: Alarm }>();
  readonly alarmCleared = new Emitter<{ readonly span: Span; readonly alarm: Alarm }>();
  /** The voltage of an analog line went (`present` false) or came back: of the exchange (FXO), of the port itself (FXS). */
  readonly battery = new Emitter<{ readonly channel: Channel; readonly present: boolean }>();
  readonly dChannelUp = new Emitter<Span>();
  readonly dChannelDown = new Emitter<Span>();
  readonly channelInService = new Emitter<Channel>();
  readonly channelOutOfService = new Emitter<Channel>();
  /** Told at each seizure and release of a B-channel, and when one goes in or out of service. */
  readonly utilisationChanged = new Emitter<Utilisation>();
  readonly #channels = new Map<ChannelIndex, Channel>();
  readonly #groups = new Map<Channel, TrunkGroup>();
  /** Over all B-channels: counted once, then kept by their changes. */
  #utilisation: Utilisation;
  /** Whether some are restarted for the first time; asked at each call, so looked up when a hindrance or a layer 2 has changed. */
  #starting: boolean | undefined;
  readonly #unsubscribe: () => void;

  constructor(media: MediaPort, clock: Clock, options: LinesOptions = {}) {
    const named = options.spans ?? media.spans.map(({ name }) => ({ name }));
    this.spans = named.map((span) => {
      const info = media.spans.find(({ name }) => name === span.name);
      if (info === undefined)
        throw new TelephonyError('NOT_FOUND', `span ${span.name}: the board has none of this name`);
      return new Span(info, span, media, clock);
    });
    for (const span of this.spans) {
      for (const channel of span.channels) {
        this.#channels.set(channel.index, channel);
        channel.changed.on((change) => this.#changed(change));
      }
    }
    this.#utilisation = utilisationOf(this.#channels.values());
    this.trunkGroups = (options.trunkGroups ?? []).map((group) => this.#group(group));
    this.#unsubscribe = media.onFact((fact) => this.#learn(fact));
  }

  /** The span of that name; throws NOT_FOUND. */
  span(name: string): Span {
    const span = this.spans.find((candidate) => candidate.name === name);
    if (span === undefined) throw new TelephonyError('NOT_FOUND', `span ${name}`);
    return span;
  }

  /** The span of that name, or of that number in the order of the file, from 1; throws NOT_FOUND. */
  find(text: string): Span {
    const named = this.spans.find(({ name }) => name === text);
    const numbered = /^\d+$/.test(text) ? this.spans[Number(text) - 1] : undefined;
    const span = named ?? numbered;
    if (span !== undefined) return span;
    const names = this.spans.map(({ name }) => name).join(', ');
    throw new TelephonyError('NOT_FOUND', `span ${text}; there are: ${names}`);
  }

  /**
   * The channels that a person means, those that carry calls: `e1` or `1` a span, `e1/5` or `1/1-15,17` channels of it,
   * `box` every channel towards the exchange. Throws NOT_FOUND.
   */
  targets(text: string): readonly Channel[] {
    const [name = '', slots] = text.split('/');
    if (text === 'box' && !this.spans.some((span) => span.name === 'box')) return this.trunks;
    const carriers = this.find(name).channels.filter(({ kind }) => kind !== 'data');
    if (slots === undefined) return carriers;
    const numbers = numbersOf(slots);
    if (numbers === undefined) throw new TelephonyError('NOT_FOUND', `${text}: ${name}/5 or ${name}/1-15,17 is right`);
    return numbers.map((slot) => {
      const channel = carriers.find((carrier) => carrier.slot === slot);
      if (channel === undefined) throw new TelephonyError('NOT_FOUND', `channel ${name}/${slot}`);
      return channel;
    });
  }

  /** The trunk group of that name; throws NOT_FOUND. */
  trunkGroup(name: string): TrunkGroup {
    const group = this.trunkGroups.find((candidate) => candidate.name === name);
    if (group === undefined) throw new TelephonyError('NOT_FOUND', `trunk group ${name}`);
    return group;
  }

  /** The channel with that index; undefined when it is not the box's. */
  channel(index: ChannelIndex): Channel | undefined {
    return this.#channels.get(index);
  }

  /** Every channel towards the exchange. */
  get trunks(): readonly Channel[] {
    return [...this.#channels.values()].filter(isTrunk);
  }

  /** Layer 2 is up, but the first RESTART of some channel is not over: the exchange may hold calls of our last life. */
  get starting(): boolean {
    this.#starting ??= this.spans.some(
      ({ dChannel, bearers }) => dChannel === 'up' && bearers.some(({ starting }) => starting),
    );
    return this.#starting;
  }

  /** Over all B-channels of the box, or those of a trunk group; '' are all. */
  utilisation(group = ''): Utilisation {
    return group === '' ? this.#utilisation : this.trunkGroup(group).utilisation();
  }

  /** The name of the trunk group that a channel belongs to; empty of one that is in none. */
  groupOf(channel: Channel): string {
    return this.#groups.get(channel)?.name ?? '';
  }

  /** Ends listening. */
  close(): void {
    this.#unsubscribe();
  }

  #group({ name, spans, slots, order }: TrunkGroupOptions): TrunkGroup {
    const channels = spans
      .flatMap((span) => this.span(span).channels)
      .filter(({ kind, slot }) => kind !== 'data' && (slots === undefined || slots.includes(slot)));
    const group = new TrunkGroup(name, channels, order);
    for (const channel of channels) this.#groups.set(channel, group);
    return group;
  }

  #changed(change: ChannelChange): void {
    const { channel, from, to } = change;
    const counts = isTrunk(channel);
    if (counts) {
      this.#utilisation = utilisationAfter(this.#utilisation, from, to);
      this.#groups.get(channel)?.changed(change);
    }
    const [before, after] = [hindrancesOf(from).length === 0, hindrancesOf(to).length === 0];
    if (!before || !after) this.#starting = undefined;
    if (before !== after) (after ? this.channelInService : this.channelOutOfService).emit(channel);
    if (counts) this.utilisationChanged.emit(this.#utilisation);
  }

  #learn(fact: Fact): void {
    switch (fact.type) {
      case 'serviceState':
        this.#channels.get(fact.channel)?.serviceState(fact.state, fact.unacknowledged);
        if (fact.state === 'restarting') this.#withSpan(fact.span, (span) => span.restarted());
        return;
      case 'battery': {
        const channel = this.#channels.get(fact.channel);
        if (channel === undefined) return;
        channel.hinder('battery', !fact.present);
        this.battery.emit({ channel, present: fact.present });
        return;
      }
      case 'refused':
        this.#withSpan(fact.span, (span) => span.refused());
        return;
      case 'protocolError':
        this.#withSpan(fact.span, (span) => span.unusable(fact.count, fact.text));
        return;
      case 'audited':
        this.#withSpan(fact.span, (span) => this.#audited(span, fact));
        return;
      case 'alarmRaised':
        this.#withSpan(fact.span, (span) => {
          span.alarm(fact.alarm, true);
          this.alarmRaised.emit({ span, alarm: fact.alarm });
        });
        return;
      case 'alarmCleared':
        this.#withSpan(fact.span, (span) => {
          span.alarm(fact.alarm, false);
          this.alarmCleared.emit({ span, alarm: fact.alarm });
        });
        return;
      case 'dChannelUp':
      case 'dChannelDown':
        this.#withSpan(fact.span, (span) => {
          span.layerTwo(fact.type === 'dChannelUp');
          (fact.type === 'dChannelUp' ? this.dChannelUp : this.dChannelDown).emit(span);
        });
    }
  }

  /** What facts that were lost would have told. */
  #audited(span: Span, { inService, dChannelUp }: AuditedFact): void {
    for (const channel of span.bearers) {
      const serves = (inService & (1 << channel.slot)) !== 0;
      if (serves) channel.serviceState('inService', false);
      else if (!channel.restarting && !channel.notRestarted) channel.hinder('service', true);
    }
    if (dChannelUp === (span.dChannel === 'up')) return;
    span.layerTwo(dChannelUp);
    (dChannelUp ? this.dChannelUp : this.dChannelDown).emit(span);
  }

  #withSpan(index: number, act: (span: Span) => void): void {
    const span = this.spans.find((candidate) => candidate.index === index);
    this.#starting = undefined;
    if (span !== undefined) act(span);
  }
}
