// SPDX-License-Identifier: GPL-2.0-or-later
// Who runs the surge machine? One actor; it tells of surges, and decides each call as it comes.

import { Actor, type Clock, Emitter } from '../kernel/index.js';
import { calm, type SurgeEffect, type SurgeEvent, surgeMachine } from './surge-machine.js';
import type { SurgeSettings } from './surge-settings.js';
import { decideSurge, type Occupancy, type SurgeDecision, type SurgeState } from './surge-share.js';

/** The surge control of a box. */
export class Surge {
  /** `surgeOn` and `surgeOff` with their figures. */
  readonly news = new Emitter<SurgeEffect>();
  readonly #clock: Clock;
  readonly #actor: Actor<SurgeState, SurgeEvent, SurgeEffect>;

  constructor(clock: Clock, settings: SurgeSettings) {
    this.#clock = clock;
    this.#actor = new Actor(surgeMachine, calm(settings), clock, (effect) => this.news.emit(effect));
  }

  get state(): SurgeState {
    return this.#actor.state;
  }

  get surging(): boolean {
    return this.state.phase.name === 'surging';
  }

  /** To be called at each seizure and release of a B-channel, and once a second. */
  sample({ busy, inService }: Occupancy): void {
    this.#actor.send({ type: 'sampled', busy, inService });
  }

  /**
   * Who takes a call that has just come: `occupancy` without the call's own channel, `people` the calls that are with a person or on their
   * way to one. Changes nothing but the sample; send `took` when it is done so.
   */
  decide(occupancy: Occupancy, people: number): SurgeDecision {
    this.sample(occupancy);
    return decideSurge(this.state, people, this.#clock.now());
  }

  /** What it would decide now; changes nothing at all. */
  consider(people: number): SurgeDecision {
    return decideSurge(this.state, people, this.#clock.now());
  }

  took(decision: SurgeDecision): void {
    this.#actor.send({ type: 'taken', decision });
  }

  configure(settings: SurgeSettings): void {
    this.#actor.send({ type: 'configured', settings });
  }

  close(): void {
    this.#actor.close();
  }
}
