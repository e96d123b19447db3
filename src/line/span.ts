// SPDX-License-Identifier: GPL-2.0-or-later
// What is one E1 or analog bank to the box? Its channels, its alarms, and for an E1 whether its D-channel is up.

import type { Clock, Instant } from '../kernel/index.js';
import type { Alarm, MediaPort, SpanInfo, SpanKind } from '../native/index.js';
import { Channel } from './channel.js';
import { type Hindrance, hindrancesOf } from './channel-machine.js';
import { isTrunk, type Utilisation, utilisationOf } from './utilisation.js';

export interface SpanOptions {
  /** The board's name of the span. */
  readonly name: string;
  /** The box restarts every B-channel when the D-channel first comes up: out of service until acknowledged. */
  readonly restartAtStart?: boolean;
}

/** What happened on a span since the start. */
export interface SpanTally {
  /** How often layer 2 of the D-channel was established, and lost. */
  readonly dChannelUps: number;
  readonly dChannelDowns: number;
  /** B-channels that the box restarted. */
  readonly restarts: number;
  /** Frames and messages of the D-channel that could not be used, and the last of them in words. */
  readonly framesRefused: number;
  readonly lastRefused?: string;
  /** SETUPs that the engine refused by itself: no channel for them, or no voice call. */
  readonly callsRefused: number;
}

/** One span of the box. Alarms and D-channel are told by facts through `Lines`. */
export class Span {
  readonly name: string;
  readonly index: number;
  readonly kind: SpanKind;
  readonly channels: readonly Channel[];
  /** The channels that carry calls of an E1, in the order of their slots. */
  readonly bearers: readonly Channel[];
  /** Those towards the exchange. */
  readonly #trunks: readonly Channel[];
  readonly #alarms = new Set<Alarm>();
  readonly #clock: Clock;
  #dChannelUp = false;
  #dChannelSince: Instant;
  #tally: SpanTally = { dChannelUps: 0, dChannelDowns: 0, restarts: 0, framesRefused: 0, callsRefused: 0 };

  constructor(info: SpanInfo, options: SpanOptions, media: MediaPort, clock: Clock) {
    this.name = info.name;
    this.index = info.index;
    this.kind = info.kind;
    this.#clock = clock;
    this.#dChannelSince = clock.now();
    this.channels = media.channels
      .filter((channel) => channel.span === info.index)
      .map((channel) => {
        const hindrances: Hindrance[] = channel.kind === 'bearer' ? ['dChannel'] : [];
        if (channel.kind === 'bearer' && options.restartAtStart === true) hindrances.push('restart');
        return new Channel(channel, info.name, media, clock, hindrances);
      });
    this.bearers = this.channels.filter(({ kind }) => kind === 'bearer');
    this.#trunks = this.channels.filter(isTrunk);
  }

  /** The alarms that are on. */
  get alarms(): readonly Alarm[] {
    return [...this.#alarms];
  }

  /** Layer 2 is established; `none` for an analog bank. */
  get dChannel(): 'up' | 'down' | 'none' {
    if (this.kind !== 'e1') return 'none';
    return this.#dChannelUp ? 'up' : 'down';
  }

  /** Since when the D-channel is as it is. */
  get dChannelSince(): Instant {
    return this.#dChannelSince;
  }

  get tally(): SpanTally {
    return this.#tally;
  }

  /** Some channel's RESTART was not acknowledged. */
  get notRestarted(): boolean {
    return this.channels.some((channel) => channel.notRestarted);
  }

  /**
   * No channel towards the exchange can take a call, whatever the reason, but for those that are told by themselves: the
   * span's alarm, its D-channel, a stop of the box, and restarts that are under way.
   */
  get withoutChannels(): boolean {
    if (this.#trunks.length === 0 || this.#trunks.some((channel) => channel.inService)) return false;
    if (this.#alarms.size > 0 || this.dChannel === 'down') return false;
    const hindrances = this.#trunks.map(({ state }) => hindrancesOf(state));
    if (hindrances.some((all) => all.includes('stopping'))) return false;
    const hoped = hindrances.some((all) => all.every((one) => one === 'restart'));
    return !hoped || this.notRestarted;
  }

  utilisation(): Utilisation {
    return utilisationOf(this.channels);
  }

  /** For `Lines` alone: an alarm came or went. */
  alarm(alarm: Alarm, on: boolean): void {
    if (on) this.#alarms.add(alarm);
    else this.#alarms.delete(alarm);
    // A line that recovers is good again; its card waits a few seconds before it says so.
    const hinders = [...this.#alarms].some((one) => one !== 'recovering');
    for (const channel of this.channels) channel.hinder('alarm', hinders);
  }

  /** For `Lines` alone: layer 2 came up or was lost. */
  layerTwo(up: boolean): void {
    this.#dChannelUp = up;
    this.#dChannelSince = this.#clock.now();
    this.#add(up ? 'dChannelUps' : 'dChannelDowns');
    for (const channel of this.bearers) channel.hinder('dChannel', !up);
  }

  /** For `Lines` alone: a B-channel is restarted. */
  restarted(): void {
    this.#add('restarts');
  }

  /** For `Lines` alone: a SETUP was refused by the engine. */
  refused(): void {
    this.#add('callsRefused');
  }

  /** For `Lines` alone: so many frames could not be used so far. */
  unusable(count: number, last: string): void {
    this.#tally = { ...this.#tally, framesRefused: count, lastRefused: last };
  }

  #add(what: 'dChannelUps' | 'dChannelDowns' | 'restarts' | 'callsRefused'): void {
    this.#tally = { ...this.#tally, [what]: this.#tally[what] + 1 };
  }
}
