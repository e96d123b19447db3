// SPDX-License-Identifier: GPL-2.0-or-later
// What is a leg to a telephone of ours? The leg machine at an analog port: it rings, it is lifted, it is put down.

import type { Channel } from '../line/index.js';
import { CAUSE } from './cause.js';
import { Leg } from './leg.js';
import type { LegCommand } from './leg-machine.js';
import type { LegContext, LegOptions } from './leg-options.js';

/** A leg to a station. Made by room `station`; outgoing legs ring the telephone, incoming ones begin lifted. */
export class StationLeg extends Leg {
  readonly kind = 'station';
  readonly #channel: Channel;

  constructor(context: LegContext, options: LegOptions, channel: Channel) {
    super(context, options);
    this.#channel = channel;
    channel.seize(this.id, this.direction);
    const at = context.clock.now();
    if (this.direction === 'incoming') {
      this.learn({ type: 'answered', at });
      return;
    }
    context.media.ring(channel.index, true);
    this.learn({ type: 'alerting', at, inBand: false });
  }

  get channel(): Channel {
    return this.#channel;
  }

  /** The telephone was lifted. */
  lifted(): void {
    this.learn({ type: 'answered', at: this.context.clock.now() });
  }

  /** The telephone was put down. */
  hungUp(): void {
    this.learn({ type: 'cleared', at: this.context.clock.now(), cause: CAUSE.normalClearing, by: 'party' });
  }

  protected execute(command: LegCommand): void {
    if (command.type !== 'clear') return;
    // Nothing is asked of the telephone: for the box the leg is over at once.
    this.learn({ type: 'cleared', at: this.context.clock.now(), cause: command.cause, by: 'box' });
  }

  protected release(): void {
    const { media } = this.context;
    if (this.stamps.answer === undefined) media.ring(this.#channel.index, false);
    media.reset(this.#channel.index);
    this.#channel.release(this.id);
  }
}
