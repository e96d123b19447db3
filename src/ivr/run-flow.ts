// SPDX-License-Identifier: GPL-2.0-or-later
// Who leads a caller through a flow? A dialogue that performs what the machine asks, and tells it what came of it.

import type { Destination, StepOf } from '../config/index.js';
import { Actor, type Clock, deferred, type Language } from '../kernel/index.js';
import type { AnsweredEffect, Came, FlowEffect, FlowEvent, Flows, Values } from './flow-effects.js';
import { type FlowState, flowMachine } from './flow-machine.js';
import type { ServedStep, Serving } from './flow-steps/served.js';
import { inWords } from './pieces-said.js';
import type { Answer, Question } from './question-machine.js';
import type { Speech } from './speech.js';
import type { Utterance } from './utterance.js';

/** Who talks with the caller: a dialogue on his line, or a terminal that stands in for it. */
export interface FlowVoice {
  readonly callingParty: string;
  readonly speech: Speech;
  readonly isOver: boolean;
  answer(): Promise<void>;
  say(what: Utterance, options: { readonly bargeIn: boolean }): Promise<unknown>;
  ask(question: Question, mask?: string): Promise<Answer>;
  in(language: Language): FlowVoice;
}

/** What a flow needs of the box beside its voice. */
export interface FlowServices {
  readonly clock: Clock;
  /** Resolves when he comes back for a reason that was asked for; else the flow is done with him. */
  queue(queue: string, comesBack: readonly ('talked' | 'overflowed')[]): Promise<'talked' | 'overflowed'>;
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
  /** Where he is. */
  entered?(flow: string, step: string): void;
}

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
  }

  async run(flow: string): Promise<'hangUp' | 'led'> {
    await this.#voice.answer();
    const values = { calling: this.#voice.callingParty };
    this.#actor.send({ type: 'begin', flow, values });
    return this.#left.promise.finally(() => this.#actor.close());
  }

  #perform(effect: FlowEffect): void {
    switch (effect.type) {
      case 'entered':
        this.#services.entered?.(effect.flow, effect.step);
        return;
      case 'attach':
        this.#services.attach(effect.data);
        return;
      case 'speak':
        this.#voice = this.#voice.in(effect.language);
        this.#services.speak(effect.language);
        return;
      case 'hangUp':
        this.#left.resolve('hangUp');
        return;
      case 'lead':
        this.#services.lead(effect.to).then(() => this.#left.resolve('led'), this.#left.reject);
        return;
      default:
        this.#await(this.#answerTo(effect));
    }
  }

  /** The caller's going ends the flow; whatever else goes wrong is an outcome. */
  #await(came: Promise<Came>): void {
    came
      .catch((error: unknown): Came => {
        if (this.#voice.isOver) throw error;
        this.#services.failed(error);
        return { outcome: 'failed' };
      })
      .then((known) => this.#actor.send({ type: 'outcome', ...known }), this.#left.reject);
  }

  async #answerTo(effect: AnsweredEffect): Promise<Came> {
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
        const came = this.#services.queue(effect.queue, effect.comesBack);
        if (effect.comesBack.length === 0) this.#left.resolve('led');
        return { outcome: await came };
      }
      case 'serve':
        return this.#serve(effect.step, effect.values);
    }
  }

  #serve<Kind extends ServedStep['kind']>(step: StepOf<Kind>, values: Values): Promise<Came> {
    return this.#services.serve[step.kind](step, values, () => this.#actor.send({ type: 'heard' }));
  }
}
