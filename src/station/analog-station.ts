// SPDX-License-Identifier: GPL-2.0-or-later
// How does the box use an agent's plain telephone? Its hook, and what rings it, are the port's.

import { type StationPort, telephonePort } from '../call/index.js';
import { TelephonyError } from '../faults.js';
import type { Channel } from '../line/index.js';
import { HookedStation, type StationContext } from './hooked-station.js';
import type { Abilities } from './station.js';

/** A telephone at an FXS port. */
export class AnalogStation extends HookedStation {
  readonly channel: Channel;
  readonly abilities: Abilities = { liftsBySoftware: false, flashes: true };
  protected readonly port: StationPort;

  /** Made by `Stations`. */
  constructor(context: StationContext, number: string, channel: Channel) {
    super(context, number);
    this.channel = channel;
    this.port = telephonePort(context.media, channel);
    let was = channel.inService;
    channel.changed.on(() => {
      if (channel.inService === was) return;
      was = channel.inService;
      this.service.emit(this);
    });
  }

  get inService(): boolean {
    return this.channel.inService;
  }

  /** For `Stations` alone: what its line tells. */
  learn(event: { readonly type: 'lifted' | 'putDown' | 'flash' }): void {
    this.learnHook(event);
  }

  protected makeReady(): void {
    if (!this.channel.idle) throw new TelephonyError('REFUSED', `station ${this.number} is ${this.channel.state.name}`);
  }

  protected busyTone(): void {
    const { steps, repeatFrom } = this.context.tones.busy;
    this.context.media.tone(this.channel.index, steps, { repeatFrom });
  }

  protected quiet(): void {
    this.context.media.reset(this.channel.index);
  }
}
