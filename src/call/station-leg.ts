// SPDX-License-Identifier: GPL-2.0-or-later
// What is a leg to a place where an agent talks? The leg machine at a port of it: it rings, it is lifted, it is put down.

import type { Channel, Direction } from '../line/index.js';
import type { MediaPort } from '../native/index.js';
import { CAUSE } from './cause.js';
import { Leg } from './leg.js';
import type { LegCommand } from './leg-machine.js';
import type { LegContext, LegId, LegOptions } from './leg-options.js';

/** What carries the legs to a station, one after the other. */
export interface StationPort {
  /** Where its sound goes. That of an outside number may change until the far end has answered. */
  readonly channel: Channel;
  /** A leg begins: outgoing, the telephone is to ring. */
  begin(leg: LegId, direction: Direction): void;
  /** The leg is over: nobody hears or is heard there any more. `answered`: it had been taken. */
  end(leg: LegId, answered: boolean): void;
}

/** The port of a plain telephone: the channel is the leg's. */
export function telephonePort(media: MediaPort, channel: Channel): StationPort {
  return {
    channel,
    begin: (leg, direction) => {
      channel.seize(leg, direction);
      if (direction === 'outgoing') media.ring(channel.index, true);
    },
    end: (leg, answered) => {
      if (!answered) media.ring(channel.index, false);
      media.reset(channel.index);
      channel.release(leg);
    },
  };
}

/** A leg to a station. Made by room `station`; outgoing legs ring there, incoming ones begin lifted. */
export class StationLeg extends Leg {
  readonly kind = 'station';
  readonly #port: StationPort;

  constructor(context: LegContext, options: LegOptions, port: StationPort) {
    super(context, options);
    this.#port = port;
    port.begin(this.id, this.direction);
    const at = context.clock.now();
    if (this.direction === 'incoming') {
      this.learn({ type: 'answered', at });
      return;
    }
    this.learn({ type: 'alerting', at, inBand: false });
  }

  get channel(): Channel {
    return this.#port.channel;
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
    this.#port.end(this.id, this.stamps.answer !== undefined);
  }
}
