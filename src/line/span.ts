// SPDX-License-Identifier: GPL-2.0-or-later
// What is one E1 or analog bank to the box? Its channels, its alarms, and for an E1 whether its D-channel is up.

import type { Clock } from '../kernel/index.js';
import type { Alarm, MediaPort, SpanInfo, SpanKind } from '../native/index.js';
import { Channel } from './channel.js';
import type { Hindrance } from './channel-machine.js';
import { type Utilisation, utilisationOf } from './utilisation.js';

export interface SpanOptions {
  /** The board's name of the span. */
  readonly name: string;
  /** The box restarts every B-channel when the D-channel first comes up: out of service until acknowledged. */
  readonly restartAtStart?: boolean;
}

/** One span of the box. Alarms and D-channel are told by facts through `Lines`. */
export class Span {
  readonly name: string;
  readonly index: number;
  readonly kind: SpanKind;
  readonly channels: readonly Channel[];
  readonly #alarms = new Set<Alarm>();
  #dChannelUp = false;

  constructor(info: SpanInfo, options: SpanOptions, media: MediaPort, clock: Clock) {
    this.name = info.name;
    this.index = info.index;
    this.kind = info.kind;
    this.channels = media.channels
      .filter((channel) => channel.span === info.index)
      .map((channel) => {
        const hindrances: Hindrance[] = channel.kind === 'bearer' ? ['dChannel'] : [];
        if (channel.kind === 'bearer' && options.restartAtStart === true) hindrances.push('service');
        return new Channel(channel, info.name, media, clock, hindrances);
      });
  }

  /** The channels that carry calls of an E1, in the order of their slots. */
  get bearers(): readonly Channel[] {
    return this.channels.filter((channel) => channel.kind === 'bearer');
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

  utilisation(): Utilisation {
    return utilisationOf(this.channels);
  }

  /** Busies all its call-carrying channels out (calls under way are drained) or puts them back. */
  setService(inService: boolean): void {
    for (const channel of this.channels) if (channel.kind !== 'data') channel.setService(inService);
  }

  /** For `Lines` alone: an alarm came or went. */
  alarm(alarm: Alarm, on: boolean): void {
    if (on) this.#alarms.add(alarm);
    else this.#alarms.delete(alarm);
    for (const channel of this.channels) channel.hinder('alarm', this.#alarms.size > 0);
  }

  /** For `Lines` alone: layer 2 came up or was lost. */
  layerTwo(up: boolean): void {
    this.#dChannelUp = up;
    for (const channel of this.bearers) channel.hinder('dChannel', !up);
  }
}
