// SPDX-License-Identifier: GPL-2.0-or-later
// How does the box use an agent's plain telephone? Its hook, and what rings it, are the port's.

import { type StationLeg, type StationPort, telephonePort } from '../call/index.js';
import { TelephonyError } from '../faults.js';
import type { Duration } from '../kernel/index.js';
import type { Channel } from '../line/index.js';
import type { PartyNumber } from '../native/index.js';
import type { ToldHow } from './caller-id.js';
import { type ShownCaller, shownCaller } from './caller-id-message.js';
import { HookedStation, type StationContext } from './hooked-station.js';
import type { Abilities } from './station.js';

/** A call comes: heard by whoever stays on the line. */
const ANNOUNCED_BY = [{ hertz: [880], milliseconds: 300 }];

/** As loud as a line takes it, of each frequency. */
const HOWLS_AT = 0;

/** Later than that it is not at once. */
const AT_ONCE: Duration = 100;

/** How a telephone's lamp is lit: by a message to its display, by voltage, by the polarity of its line. */
export type LampStyle = 'fsk' | 'neon' | 'reversal' | 'off';

/** What it can show. */
export interface Shows extends ToldHow {
  /** Who calls amid a call, too. */
  readonly waiting: boolean;
  readonly lamp: LampStyle;
  /** Ring and pause in turn. */
  readonly cadence: readonly Duration[];
}

/** A telephone at an FXS port. */
export class AnalogStation extends HookedStation {
  readonly channel: Channel;
  /** How it is told who calls. */
  readonly told: ToldHow;
  override readonly showsWaiting: boolean;
  readonly abilities: Abilities = { liftsBySoftware: false, flashes: true, answersByItself: true };
  protected readonly port: StationPort;

  /** How its lamp is lit for messages. */
  readonly lamp: LampStyle;
  /** From its first ring to the end of what rings before the pause. */
  readonly #ringsFor: Duration;
  /** What is to be done when its ringing begins. */
  #begins: (() => void) | undefined;

  /** Made by `Stations`. */
  constructor(context: StationContext, number: string, channel: Channel, { waiting, lamp, cadence, ...told }: Shows) {
    super(context, number);
    this.told = told;
    this.lamp = lamp;
    this.#ringsFor = cadence.slice(0, -1).reduce((sum, step) => sum + step, 0);
    this.showsWaiting = waiting && told.style.startsWith('fsk');
    this.channel = channel;
    this.port = this.#portOf(channel);
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

  /**
   * Call waiting: tells who talks here who else calls, by a tone and the message behind it. Resolves with whether the telephone can show
   * that; rejects with LEG_CLEARED. Throws REFUSED when nobody talks here.
   */
  override announceWaiting(caller: ShownCaller, signal?: AbortSignal): Promise<boolean> {
    const { leg } = this;
    if (leg?.state !== 'connected') throw new TelephonyError('REFUSED', `station ${this.number} is ${this.state}`);
    return this.context.callerId.waiting(leg, caller, this.told, signal);
  }

  /** For `Stations` alone: what its line tells. */
  learn(event: { readonly type: 'lifted' | 'putDown' | 'flash' }): void {
    this.learnHook(event);
  }

  /** A lifted telephone is not rung: whoever is there hears a tone. */
  #portOf(channel: Channel): StationPort {
    const port = telephonePort(this.context.media, channel);
    return {
      ...port,
      begin: (leg, direction) => {
        if (this.state === 'announced') channel.seize(leg, direction);
        else port.begin(leg, direction);
      },
    };
  }

  protected override lampChanged(): void {
    const { media, callerId } = this.context;
    const { index } = this.channel;
    if (this.lamp === 'neon') media.lamp(index, this.messagesWait);
    if (this.lamp === 'reversal') media.polarity(index, this.messagesWait);
    if (this.lamp !== 'fsk') return;
    // A message can be sent to a telephone that lies on its hook and does not ring; else it comes when it is put down.
    if (this.state !== 'idle') {
      const done = this.rested.on(() => {
        done();
        this.lampChanged();
      });
      return;
    }
    callerId.lamp(index, this.messagesWait, this.told.style === 'fsk-v23' ? 'fsk-v23' : 'fsk-bell202').catch(() => {});
  }

  protected override announce(): void {
    this.context.media.tone(this.channel.index, ANNOUNCED_BY, { repeatFrom: -1 });
  }

  protected makeReady(): void {
    if (!this.channel.idle) throw new TelephonyError('REFUSED', `station ${this.number} is ${this.channel.state.name}`);
  }

  protected busyTone(): void {
    const { steps, repeatFrom } = this.context.tones.busy;
    this.context.media.tone(this.channel.index, steps, { repeatFrom });
  }

  protected override howl(): void {
    const { howler } = this.context.tones;
    const { index } = this.channel;
    if (howler === undefined) this.context.media.reset(index);
    else this.context.media.tone(index, howler.steps, { repeatFrom: howler.repeatFrom, levelDbm0: HOWLS_AT });
  }

  protected quiet(): void {
    this.context.media.reset(this.channel.index);
  }

  protected override rung(leg: StationLeg, calling: PartyNumber): void {
    if (this.state === 'announced') return; // it is told by the rings
    const caller = shownCaller(calling, this.context.nameOf(calling));
    const message = this.context.callerId.prepared(leg, caller, this.told);
    const asked = this.context.clock.now();
    this.#begins = () => {
      this.#begins = undefined;
      message(this.#ringsFor);
      const late = this.context.clock.now() - asked;
      if (this.state === 'ringing' && late > AT_ONCE && this.offer !== undefined)
        this.rangLate.emit({ station: this, offer: this.offer, late });
    };
    leg.cleared.on(() => {
      this.#begins = undefined;
    });
  }

  /** For `Stations` alone: it has ringing voltage for the first time. */
  begins(): void {
    this.#begins?.();
  }
}
