// SPDX-License-Identifier: GPL-2.0-or-later
// Who leads a caller through a flow? A dialogue that performs what the machine asks, and tells it what came of it.

import { type Destination, destinationName, type StepOf } from '../config/index.js';
import { TelephonyError } from '../faults.js';
import { Actor, type Clock, type Duration, deferred, type Language } from '../kernel/index.js';
import type { Watcher } from './dialogue-context.js';
import type { AnsweredEffect, Came, FlowEffect, FlowEvent, Flows, ToQueue, Values } from './flow-effects.js';
import { type FlowState, flowMachine } from './flow-machine.js';
import type { Led, ServedStep, Serving } from './flow-steps/served.js';
import { inWords } from './pieces-said.js';
import type { Answer, Question } from './question-machine.js';
import type { Speech } from './speech.js';
import type { Utterance } from './utterance.js';

/** Who talks with the caller: a dialogue on his line, or a terminal that stands in for it. */
export interface FlowVoice {
  readonly callingParty: string;
  /** The access number, and whom the call was forwarded from; nothing: not known. */
  readonly calledParty?: string;
  readonly redirectingParty?: string;
  readonly speech: Speech;
  readonly isOver: boolean;
  answer(): Promise<void>;
  say(what: Utterance, options: { readonly bargeIn: boolean }): Promise<unknown>;
  ask(question: Question, mask?: string): Promise<Answer>;
  in(language: Language): FlowVoice;
  /** A soft sound while something is done for him, until what it gives is called; without it he hears nothing. */
  comfort?(): () => void;
}

/** What a flow needs of the box beside its voice. */
export interface FlowServices {
  readonly clock: Clock;
  /** Resolves when he comes back for a reason that was asked for; else the flow is done with him. */
  queue(to: ToQueue): Promise<'talked' | 'overflowed'>;
  /** Attaches it to the contact. */
  attach(data: Values): void;
  /** He hears this language from now on. */
  speak(language: Language): void;
  /** Does what the box does for him; a rejection is the outcome `failed`. */
  readonly serve: Serving;
  /** Out of the flow. */
  lead(to: Destination): Promise<void>;
  /** Something that he should not notice went wrong: the flow goes on elsewhere. */
  failed(error: unknown): void;
  /** Tells `watcher` of silence and sound; of a terminal there is none. */
  watch?(watcher: Watcher): void;
  /** Where he is, and what comes of it. */
  trace?(traced: Traced): void;
}

/** What is written down of a caller's way. `left`: he is in the flow no more; `to`: a destination, `hangUp`, or `hungUp` by himself. */
export type Traced =
  | Extract<FlowEffect, { readonly type: 'entered' | 'came' }>
  | { readonly type: 'left'; readonly flow: string; readonly to: string };

/** Runs a flow with a caller; gives how he left it. Rejects with LEG_CLEARED when he hangs up. */
export async function runFlow(
  voice: FlowVoice,
  flows: Flows,
  flow: string,
  services: FlowServices,
): Promise<'hangUp' | 'led'> {
  return new FlowRun(voice, flows, services).run(flow);
}

class FlowRun {
  readonly #services: FlowServices;
  readonly #actor: Actor<FlowState, FlowEvent, FlowEffect>;
  readonly #left = deferred<'hangUp' | 'led'>();
  #voice: FlowVoice;
  #flow = '';
  #isOver = false;

  constructor(voice: FlowVoice, flows: Flows, services: FlowServices) {
    this.#voice = voice;
    this.#services = services;
    const perform = (effect: FlowEffect) => this.#perform(effect);
    this.#actor = new Actor<FlowState, FlowEvent, FlowEffect>(
      flowMachine(flows),
      { name: 'begun' },
      services.clock,
      perform,
    );
    services.watch?.((sounds) => {
      if (!this.#isOver) this.#actor.send({ type: sounds ? 'heard' : 'silent' });
      return !this.#isOver;
    });
  }

  async run(flow: string): Promise<'hangUp' | 'led'> {
    await this.#voice.answer();
    const { calledParty: accessNumber = '', redirectingParty: redirecting = '' } = this.#voice;
    const values = { calling: this.#voice.callingParty, accessNumber, redirecting };
    this.#actor.send({ type: 'begin', flow, values });
    return this.#left.promise
      .catch((error: unknown) => {
        this.#tellLeft('hungUp');
        throw error;
      })
      .finally(() => {
        this.#isOver = true;
        this.#actor.close();
      });
  }

  #perform(effect: FlowEffect): void {
    switch (effect.type) {
      case 'entered':
        this.#flow = effect.flow;
        this.#services.trace?.(effect);
        return;
      case 'came':
        this.#services.trace?.(effect);
        return;
      case 'attach':
        this.#services.attach(effect.data);
        return;
      case 'speak':
        this.#voice = this.#voice.in(effect.language);
        this.#services.speak(effect.language);
        return;
      case 'hangUp':
        this.#tellLeft('hangUp');
        this.#left.resolve('hangUp');
        return;
      case 'lead':
        this.#tellLeft(destinationName(effect.to));
        this.#services.lead(effect.to).then(() => this.#left.resolve('led'), this.#left.reject);
        return;
      default:
        this.#await(this.#answerTo(effect));
    }
  }

  #leaveTo(to: string): void {
    this.#tellLeft(to);
    this.#left.resolve('led');
  }

  #tellLeft(to: string): void {
    this.#isOver = true;
    this.#services.trace?.({ type: 'left', flow: this.#flow, to });
  }

  /** The caller's going ends the flow; whatever else goes wrong is an outcome. */
  #await(came: Promise<Came | Led>): void {
    came
      .catch((error: unknown): Came => {
        if (this.#voice.isOver) throw error;
        this.#services.failed(error);
        return { outcome: 'failed' };
      })
      .then((known) => {
        if ('led' in known) this.#leaveTo(known.led);
        else this.#actor.send({ type: 'outcome', ...known });
      }, this.#left.reject)
      .catch(this.#left.reject);
  }

  async #answerTo(effect: AnsweredEffect): Promise<Came | Led> {
    const { speech } = this.#voice;
    switch (effect.type) {
      case 'say':
        await this.#voice.say(inWords(effect.what, effect.values, speech), { bargeIn: effect.bargeIn });
        return { outcome: 'done' };
      case 'ask': {
        const { question, values, mask } = effect;
        const prompt = inWords(question.prompt, values, speech);
        const answer = await this.#voice.ask({ ...question, prompt }, mask);
        return answer.outcome === 'match' ? { outcome: 'match', value: answer.digits } : { outcome: answer.outcome };
      }
      case 'queue': {
        const came = this.#services.queue(effect);
        if (effect.comesBack.length === 0) this.#leaveTo(`queue:${effect.queue}`);
        return { outcome: await came };
      }
      case 'serve':
        return this.#serve(effect.step, effect.values);
    }
  }

  async #serve<Kind extends ServedStep['kind']>(step: StepOf<Kind>, values: Values): Promise<Came | Led> {
    const heard = () => this.#actor.send({ type: 'heard' });
    const served = this.#services.serve[step.kind](step, values, { flow: this.#flow, heard });
    // A look-up ends by itself. A program's function may not: a soft sound is no reason to wait for it longer.
    const came = await this.#comforted(served, step.kind === 'lookUp' ? heard : () => {});
    if (this.#voice.isOver) throw new TelephonyError('LEG_CLEARED', 'while something was done for him');
    return came;
  }

  /** After a second he hears that something goes on, to its end. */
  async #comforted<T>(work: Promise<T>, heard: () => void): Promise<T> {
    const { clock } = this.#services;
    let quiet = () => {};
    const cancel = clock.at(clock.now() + COMFORT_AFTER, () => {
      if (this.#voice.isOver || this.#voice.comfort === undefined) return;
      quiet = this.#voice.comfort();
      heard();
    });
    return work.finally(() => {
      cancel();
      quiet();
    });
  }
}

const COMFORT_AFTER: Duration = 1_000;
