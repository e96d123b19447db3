// SPDX-License-Identifier: GPL-2.0-or-later
// Who runs the surge machine? One actor; it tells of surges, and decides each call as it comes.

import { Actor, type Clock, Emitter } from '../kernel/index.js';
import { calm, type SurgeEffect, type SurgeEvent, surgeMachine } from './surge-machine.js';
import type { SurgeSettings } from './surge-settings.js';
import {
  decideSurge,
  type ManualSurge,
  type SurgeCall,
  type SurgeDecision,
  type SurgeSample,
  type SurgeState,
} from './surge-share.js';

/** One surge control: that of a trunk group, or of an access number with thresholds of its own. */
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
  sample(sample: SurgeSample): void {
    const { busy, inService, wait } = sample;
    this.#actor.send({ type: 'sampled', busy, inService, wait });
  }

  /**
   * Who takes a call that has just come: `sample` without the call's own channel. Changes nothing but the sample; send `took` when it is
   * done so.
   */
  decide(sample: SurgeSample, call: SurgeCall): SurgeDecision {
    this.sample(sample);
    return this.consider(call);
  }

  /** What it would decide now; changes nothing at all. */
  consider(call: SurgeCall): SurgeDecision {
    return decideSurge(this.state, call, this.#clock.now());
  }

  /** Somebody says on or off, whatever the thresholds say; nothing: they hold again. */
  say(manual: ManualSurge | undefined): void {
    this.#actor.send({ type: 'said', manual });
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
