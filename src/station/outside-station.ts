// SPDX-License-Identifier: GPL-2.0-or-later
// How does an agent talk who is far away? Called at a number outside over a trunk channel; a key lifts, hanging up puts down, `**` is a flash.

import { CAUSE, type StationPort, type TrunkLeg } from '../call/index.js';
import { TelephonyError } from '../faults.js';
import { Actor, type Duration, type Instant, type Unsubscribe } from '../kernel/index.js';
import { HookedStation, type StationContext } from './hooked-station.js';
import { type OutsideEffect, type OutsideEvent, type OutsideLine, outsideLineMachine } from './outside-line-machine.js';
import type { Abilities } from './station.js';

/** What outside stations need of those above. */
export interface OutsidePort {
  /** Dials his number. Throws NO_CHANNEL, REFUSED. */
  dial(station: OutsideStation, number: string): TrunkLeg;
  /** Asks whoever has answered whether he takes the call. Rejects when the leg is over. */
  ask(station: OutsideStation, leg: TrunkLeg): Promise<'taken' | 'refused' | 'ringNoAnswer'>;
  /** A short tone to one who is on the line: a call comes. Resolves at its end. */
  announce(leg: TrunkLeg): Promise<void>;
  /** He was to be kept on the line, and has hung up. */
  lost(station: OutsideStation): void;
  /** Whether a channel for a call to him is free. */
  hasChannel(): boolean;
  /** A listener, or work that nobody awaits, has failed. */
  failed(error: unknown): void;
}

/** Whose it is, and how he is had. */
export interface OutsideHolder {
  readonly agent: string;
  /** Kept on the line between calls. */
  readonly kept: boolean;
  /** How long he has to take a call, from dialling on. */
  readonly ringsFor: Duration;
}

/** How long one may stay who is not kept and has called us, to dial a code. */
const RESTS_FOR = 15_000;
/** Two stars within this are a flash. */
const FLASH_WITHIN = 1_500;
/** Who listens anew, when a call is over, hears a key once more that is still down. */
const STILL_DOWN = 500;

/** An outside number over the trunks. */
export class OutsideStation extends HookedStation {
  readonly #outside: OutsidePort;
  readonly #line: Actor<OutsideLine, OutsideEvent, OutsideEffect>;
  #holder: OutsideHolder;
  /** As it is dialled. Personal. */
  #reachedAt: string | undefined;
  #carrier: TrunkLeg | undefined;
  #reason: string | undefined;
  #inService = false;
  #starAt: Instant | undefined;
  #last: { readonly digit?: string; readonly heardAnew?: Instant } = {};
  #unheard: Unsubscribe = () => {};

  /** Made by `Stations`. */
  constructor(context: StationContext, number: string, holder: OutsideHolder, outside: OutsidePort) {
    super(context, number);
    this.#holder = holder;
    this.#outside = outside;
    const habits = { kept: () => this.#holder.kept, restsFor: RESTS_FOR };
    this.#line = new Actor(outsideLineMachine(habits), { name: 'down' }, context.clock, (effect) => this.#act(effect));
  }

  get abilities(): Abilities {
    return { liftsBySoftware: false, flashes: false, answersByItself: this.#holder.kept };
  }

  /** He is kept on the line, or is not, by his own setting. */
  override stayLifted(): void {}

  get holder(): OutsideHolder {
    return this.#holder;
  }

  /** Where he is called; undefined: not known. Personal. */
  get reachedAt(): string | undefined {
    return this.#reachedAt;
  }

  /** Whether he is on the line, or is being called. */
  get line(): OutsideLine['name'] {
    return this.#line.state.name;
  }

  /** While no channel is free nobody can call him. */
  get inService(): boolean {
    return this.#inService;
  }

  override get ringsFor(): Duration {
    return this.#holder.ringsFor;
  }

  /** From now on he is had so, and called there. */
  configure(holder: OutsideHolder, reachedAt: string | undefined): void {
    this.#holder = holder;
    this.#reachedAt = reachedAt;
    this.look();
  }

  /** Looks again whether he could be called; `service` tells a change. */
  look(): void {
    const is = this.line !== 'down' || (this.#reachedAt !== undefined && this.#outside.hasChannel());
    if (is === this.#inService) return;
    this.#inService = is;
    this.service.emit(this);
  }

  /** He has called us, and is known: what he calls on is his line. One that is up already is let go. */
  take(leg: TrunkLeg): void {
    const before = this.#carrier;
    this.#forget();
    before?.clear();
    if (before !== undefined) this.#line.send({ type: 'gone' });
    this.#carry(leg);
    this.#line.send({ type: 'came' });
    this.look();
  }

  /** He is signed out, or works elsewhere: he is on no line any more. */
  letGo(): void {
    const carrier = this.#carrier;
    this.#forget();
    this.#line.send({ type: 'gone' });
    carrier?.clear();
    this.look();
  }

  override admit(agent: string): void {
    const { number } = this;
    if (agent !== this.#holder.agent)
      throw new TelephonyError('REFUSED', `station ${number} is where agent ${this.#holder.agent} is called outside`);
    if (this.#reachedAt === undefined)
      throw new TelephonyError(
        'REFUSED',
        `agent ${agent}: no outside number is known: write outside.number, or let him call in`,
      );
  }

  protected get port(): StationPort {
    const carrier = this.#carrier;
    if (carrier === undefined) throw new TelephonyError('REFUSED', `station ${this.number} is on no line`);
    return {
      get channel() {
        return carrier.channel;
      },
      begin: () => {},
      end: (_leg, answered) => this.#ended(answered),
    };
  }

  protected makeReady(): void {
    this.#reason = undefined;
    if (this.line === 'down') this.#call();
    else if (this.line !== 'resting') throw new TelephonyError('REFUSED', `station ${this.number} is ${this.line}`);
    this.#line.send({ type: 'ring' });
    this.look(); // his own call has perhaps taken the last channel
  }

  /** He has no hook to put down: the box does it for him. */
  protected busyTone(): void {
    this.#line.send({ type: 'over' });
  }

  protected quiet(): void {}

  protected override get declineReason(): string | undefined {
    return this.#reason;
  }

  #call(): void {
    if (this.#reachedAt === undefined)
      throw new TelephonyError('REFUSED', `station ${this.number}: no number is known`);
    const leg = this.#outside.dial(this, this.#reachedAt);
    this.#carry(leg);
    leg.answered.on(() => this.#carrier === leg && this.#line.send({ type: 'answered' }));
  }

  #carry(leg: TrunkLeg): void {
    this.#carrier = leg;
    const ends = [
      leg.digit.on(({ digit }) => this.#pressed(digit)),
      leg.cleared.on(() => {
        if (this.#carrier !== leg) return;
        this.#reason = whyInVain(leg);
        this.#forget();
        this.#line.send({ type: 'gone' });
        this.look();
      }),
    ];
    this.#unheard = () => {
      for (const end of ends) end();
    };
  }

  #forget(): void {
    this.#unheard();
    this.#carrier = undefined;
    this.#starAt = undefined;
  }

  #act({ type }: OutsideEffect): void {
    const carrier = this.#carrier;
    switch (type) {
      case 'ask':
        if (carrier !== undefined) this.#ask(carrier);
        return;
      case 'announce':
        if (carrier !== undefined) this.#announce(carrier);
        return;
      case 'lift':
        carrier?.digits.clear();
        this.learnHook({ type: 'lifted' });
        return;
      case 'decline':
        this.leg?.hungUp();
        return;
      case 'putDown':
        this.learnHook({ type: 'putDown' });
        return;
      case 'hangUp':
        this.#forget();
        carrier?.clear();
        return;
      case 'lost':
        this.#outside.lost(this);
    }
  }

  #ask(leg: TrunkLeg): void {
    const asked = this.#outside.ask(this, leg).then((answer) => {
      if (this.#carrier !== leg) return;
      if (answer !== 'taken') this.#reason = answer;
      this.#line.send({ type: answer === 'taken' ? 'taken' : 'refused' });
      this.look();
    });
    this.#unattended(asked);
  }

  #announce(leg: TrunkLeg): void {
    const announced = this.#outside.announce(leg).then(() => {
      if (this.#carrier === leg) this.#line.send({ type: 'taken' });
    });
    this.#unattended(announced);
  }

  /** Who hangs up meanwhile is told by his leg. */
  #unattended(work: Promise<void>): void {
    work.catch((error: unknown) => {
      if (!(error instanceof TelephonyError && error.code === 'LEG_CLEARED')) this.#outside.failed(error);
    });
  }

  /** A leg over his line is over: of one who stays on it nothing is left but that his keys are heard. */
  #ended(answered: boolean): void {
    const carrier = this.#carrier;
    if (carrier !== undefined && carrier.channel.holder === carrier.id) {
      this.context.media.reset(carrier.channel.index);
      if (!carrier.signal.aborted && carrier.stamps.answer !== undefined) this.#hearAnew(carrier);
    }
    if (!answered) this.#line.send({ type: 'stop' });
    this.look();
  }

  #hearAnew(carrier: TrunkLeg): void {
    this.context.media.detect(carrier.channel.index, true);
    this.#last = { ...this.#last, heardAnew: this.context.clock.now() };
  }

  #pressed(digit: string): void {
    const { line } = this;
    const { digit: last, heardAnew } = this.#last;
    this.#last = { digit };
    if (digit === last && heardAnew !== undefined && this.context.clock.now() - heardAnew < STILL_DOWN) return;
    if (line !== 'inUse' && line !== 'resting') return; // who is asked answers the question
    this.#carrier?.digits.clear();
    const now = this.context.clock.now();
    const isFlash = digit === '*' && this.#starAt !== undefined && now - this.#starAt <= FLASH_WITHIN;
    this.#starAt = digit === '*' && !isFlash ? now : undefined;
    if (line === 'resting') this.#line.send({ type: 'used' });
    if (isFlash) this.learnHook({ type: 'flash' });
    else this.leg?.hear(digit);
  }
}

function whyInVain({ cause, stamps }: TrunkLeg): string {
  if (stamps.answer !== undefined || cause === CAUSE.callRejected) return 'refused';
  if (cause === CAUSE.userBusy) return 'busy';
  return cause === CAUSE.noAnswer || cause === CAUSE.noUserResponding ? 'ringNoAnswer' : 'unreachable';
}
