// SPDX-License-Identifier: GPL-2.0-or-later
// What is a leg over a B-channel? The leg machine at a D-channel's call handle; its channel may still be changed.

import type { Channel } from '../line/index.js';
import type { CallHandle, OfferedFact, PartyNumber } from '../native/index.js';
import { CAUSE } from './cause.js';
import { Leg } from './leg.js';
import type { LegCommand } from './leg-machine.js';
import type { LegContext, LegOptions } from './leg-options.js';
import { WithheldNumber } from './withheld.js';

/** A leg to the public network. Made by `Calls`. */
export class TrunkLeg extends Leg {
  readonly kind = 'trunk';
  /** The calling number that came with the word that it is not to be shown; `calling` has no digits then. */
  readonly withheld: WithheldNumber | undefined;
  #handle: CallHandle;
  #channel: Channel;

  constructor(context: LegContext, options: LegOptions, handle: CallHandle, channel: Channel) {
    super(context, options);
    this.withheld = options.withheld;
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
    this.hearing.moved(channel.index);
  }

  /** For `Calls` alone: dialled again under a new handle, after the exchange refused the first channel. */
  redialled(handle: CallHandle, channel: Channel): void {
    this.#handle = handle;
    this.move(channel);
  }

  protected execute(command: LegCommand): void {
    const { media } = this.context;
    switch (command.type) {
      case 'proceed':
        media.proceed(this.#handle);
        return;
      case 'alert':
        media.alert(this.#handle, { inBand: command.inBand });
        return;
      case 'progress': {
        const { inBand, cause } = command;
        media.progress(this.#handle, cause === undefined ? { inBand } : { inBand, cause });
        return;
      }
      case 'answer':
        media.answer(this.#handle);
        return;
      case 'clear':
        media.clear(this.#handle, command.cause);
    }
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

/** The called number as it stands in the books: one that was too long for the engine ends with a mark, and is no number. */
export function calledDigits({ called, calledCut }: { readonly called: string; readonly calledCut: boolean }): string {
  return calledCut ? `${called}…` : called;
}

/**
 * Who is on a call that is offered. Each number goes by its own presentation (Q.951, Q.952): of one that is restricted or not
 * available, what came of it is not told.
 */
export function partiesOf(fact: OfferedFact): Pick<LegOptions, 'calling' | 'called' | 'redirecting' | 'withheld'> {
  const { callingType: type, presentation, screening, callingPlan: plan } = fact;
  const isShown = presentation === 'allowed';
  const calling: PartyNumber = { digits: isShown ? fact.calling : '', type, plan, presentation, screening };
  const called: PartyNumber = { digits: calledDigits(fact), type: fact.calledType, plan: fact.calledPlan };
  const redirecting = {
    digits: fact.redirectingPresentation === 'allowed' ? fact.redirecting : '',
    type: fact.redirectingType,
    presentation: fact.redirectingPresentation,
    reason: fact.redirectingReason,
  };
  return {
    calling,
    called,
    ...(fact.redirecting !== '' && { redirecting }),
    ...(!isShown && { withheld: new WithheldNumber(fact.calling, type) }),
  };
}
