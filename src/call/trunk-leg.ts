// SPDX-License-Identifier: GPL-2.0-or-later
// What is a leg over a B-channel? The leg machine at a D-channel's call handle; its channel may still be changed.

import type { Channel } from '../line/index.js';
import type { CallHandle, ChannelIndex } from '../native/index.js';
import { CAUSE } from './cause.js';
import { Leg, type LegContext, type LegOptions } from './leg.js';
import type { LegCommand } from './leg-machine.js';

// libpri drops a hang-up before CALL PROCEEDING silently unless its cause is one of these.
const CLEARS_AT_ONCE: ReadonlySet<number> = new Set([
  CAUSE.unallocatedNumber,
  CAUSE.noChannelAvailable,
  CAUSE.requestedChannelNotAvailable,
  CAUSE.channelDoesNotExist,
  CAUSE.incompatibleDestination,
]);

/** A leg to the public network. Made by `Calls`. */
export class TrunkLeg extends Leg {
  readonly kind = 'trunk';
  #handle: CallHandle;
  #channel: Channel;
  #told = false; // CALL PROCEEDING or more has gone out

  constructor(context: LegContext, options: LegOptions, handle: CallHandle, channel: Channel) {
    super(context, options);
    this.#handle = handle;
    this.#channel = channel;
    channel.seize(this.id, this.direction);
  }

  get channel(): Channel {
    return this.#channel;
  }

  /** The D-channel's name of the call. */
  get handle(): CallHandle {
    return this.#handle;
  }

  /** For `Calls` alone: the exchange named another channel. */
  move(channel: Channel): void {
    if (channel === this.#channel) return;
    this.#leaveChannel();
    this.#channel = channel;
    channel.seize(this.id, this.direction);
  }

  /** For `Calls` alone: dialled again under a new handle, after the exchange refused the first channel. */
  redialled(handle: CallHandle, channel: Channel): void {
    this.#handle = handle;
    this.move(channel);
  }

  /** For `Calls` alone: the engine sent CALL PROCEEDING because no decision had come. */
  proceededAutomatically(): void {
    this.#told = true;
  }

  protected execute(command: LegCommand): void {
    const { media } = this.context;
    switch (command.type) {
      case 'proceed':
        media.proceed(this.#handle);
        break;
      case 'alert':
        media.alert(this.#handle, { inBand: command.inBand });
        break;
      case 'progress': {
        const { inBand, cause } = command;
        media.progress(this.#handle, cause === undefined ? { inBand } : { inBand, cause });
        break;
      }
      case 'answer':
        media.answer(this.#handle);
        break;
      case 'clear':
        if (this.direction === 'incoming' && !this.#told && !CLEARS_AT_ONCE.has(command.cause)) {
          media.proceed(this.#handle);
        }
        media.clear(this.#handle, command.cause);
    }
    this.#told = true;
  }

  protected release(): void {
    this.#leaveChannel();
  }

  #leaveChannel(): void {
    // After glare the channel carries the exchange's call: leave it alone.
    if (this.#channel.holder === this.id) this.context.media.reset(this.#channel.index);
    this.#channel.release(this.id);
  }
}

/** Whether the exchange refused the channel, not the call, so that another channel may do. */
export function refusedChannel(leg: Leg, cause: number): boolean {
  return (
    leg.state === 'dialling' && (cause === CAUSE.requestedChannelNotAvailable || cause === CAUSE.channelUnacceptable)
  );
}

/** The leg's channel index in a fact; -1 where the fact names none. */
export function moved(leg: TrunkLeg, channel: ChannelIndex): boolean {
  return channel >= 0 && channel !== leg.channel.index;
}
