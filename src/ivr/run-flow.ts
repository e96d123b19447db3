// SPDX-License-Identifier: GPL-2.0-or-later
// Who leads a caller through a flow? A dialogue that performs what the machine asks, and tells it what came of it.

import type { Destination, Piece, TransferKind } from '../config/index.js';
import { TelephonyError } from '../faults.js';
import { Actor, type Clock, type Duration, deferred, type Language } from '../kernel/index.js';
import type { Found } from '../lookup/index.js';
import {
  type FlowEffect,
  type FlowEvent,
  type FlowState,
  type Flows,
  flowMachine,
  type Values,
} from './flow-machine.js';
import type { Answer, Question } from './question-machine.js';
import type { Speech } from './speech.js';
import type { Utterance } from './utterance.js';

/** Who talks with the caller: a dialogue on his line, or a terminal that stands in for it. */
export interface FlowVoice {
  readonly callingParty: string;
  /** The access number that was dialled, and the number that was called before the call was forwarded to it. */
  readonly calledParty?: string;
  readonly redirectingParty?: string;
  readonly speech: Speech;
  readonly isOver: boolean;
  answer(): Promise<void>;
  say(what: Utterance, options: { readonly bargeIn: boolean }): Promise<unknown>;
  ask(question: Question, mask?: string): Promise<Answer>;
  in(language: Language): FlowVoice;
  /** A soft sound until it is told to end: something takes its time, and he is not to think that nobody is there. */
  comfort?(): () => void;
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
  /** A function that a program has given; rejects when there is none of this name. */
  call(name: string, values: Values): Promise<string>;
  /** A look-up of the file; never rejects. */
  lookUp(name: string, values: Values): Promise<Found>;
  /** The first of the conditions of a flow that holds; -1: none does. */
  decide(flow: string, conditions: readonly string[], values: Values): number;
  /** Where a value leads; undefined: there is no such place. */
  place(kind: TransferKind, to: string): Destination | undefined;
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

const COMFORT_AFTER: Duration = 1_000;

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
    const { calledParty: accessNumber = '', redirectingParty: redirecting = '' } = this.#voice;
    const values = { calling: this.#voice.callingParty, accessNumber, redirecting };
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
      case 'transfer': {
        const to = this.#services.place(effect.kind, effect.to);
        if (to === undefined) this.#await(Promise.resolve({ type: 'outcome', outcome: 'failed' }));
        else this.#services.lead(to).then(() => this.#left.resolve('led'), this.#left.reject);
        return;
      }
      case 'lead':
        this.#services.lead(effect.to).then(() => this.#left.resolve('led'), this.#left.reject);
        return;
      default:
        this.#await(this.#answerTo(effect));
    }
  }

  /** The caller's going ends the flow; whatever else goes wrong is an outcome. */
  #await(outcome: Promise<FlowEvent>): void {
    outcome
      .catch((error: unknown): FlowEvent => {
        if (this.#voice.isOver) throw error;
        this.#services.failed(error);
        return { type: 'outcome', outcome: 'failed' };
      })
      .then((event) => this.#actor.send(event), this.#left.reject);
  }

  async #answerTo(
    effect: Extract<FlowEffect, { readonly type: 'say' | 'ask' | 'queue' | 'call' | 'lookUp' | 'decide' }>,
  ): Promise<FlowEvent> {
    const { speech } = this.#voice;
    switch (effect.type) {
      case 'say':
        await this.#voice.say(inWords(effect.what, effect.values, speech), { bargeIn: effect.bargeIn });
        return { type: 'outcome', outcome: 'done' };
      case 'ask': {
        const { question, values, mask } = effect;
        const prompt = inWords(question.prompt, values, speech);
        const answer = await this.#voice.ask({ ...question, prompt }, mask);
        if (answer.outcome !== 'match') return { type: 'outcome', outcome: answer.outcome };
        return { type: 'outcome', outcome: 'match', value: answer.digits };
      }
      case 'queue': {
        const came = this.#services.queue(effect.queue, effect.comesBack);
        if (effect.comesBack.length === 0) this.#left.resolve('led');
        return { type: 'outcome', outcome: await came };
      }
      case 'call':
        return {
          type: 'outcome',
          outcome: 'done',
          value: await this.#heard(this.#services.call(effect.name, effect.values)),
        };
      case 'lookUp':
        return this.#lookUp(effect.name, effect.values);
      case 'decide': {
        const nth = this.#services.decide(effect.flow, effect.conditions, effect.values);
        return { type: 'outcome', outcome: nth < 0 ? 'nomatch' : 'match', value: String(nth) };
      }
    }
  }

  async #lookUp(name: string, values: Values): Promise<FlowEvent> {
    const found = await this.#heard(this.#services.lookUp(name, values));
    if (this.#voice.isOver) throw new TelephonyError('LEG_CLEARED', 'while something was looked up for him');
    if (found.outcome === 'found') return { type: 'outcome', outcome: 'done', values: found.values };
    if (found.outcome === 'failed') this.#services.failed(new TelephonyError('LOOKUP_FAILED', `${name}: ${found.why}`));
    return { type: 'outcome', outcome: found.outcome };
  }

  /** After a second he hears that something goes on, to its end. */
  async #heard<T>(work: Promise<T>): Promise<T> {
    const { clock } = this.#services;
    let quiet = () => {};
    const cancel = clock.at(clock.now() + COMFORT_AFTER, () => {
      if (!this.#voice.isOver) quiet = this.#voice.comfort?.() ?? quiet;
    });
    return work.finally(() => {
      cancel();
      quiet();
    });
  }
}

/** Prompts as they are; values in the words of the language. A value that is not what it should be is read digit by digit. */
function inWords(what: readonly Piece[], values: Values, speech: Speech): readonly string[] {
  return what.flatMap((piece): readonly string[] => {
    if (typeof piece === 'string') return [piece];
    if ('digits' in piece) return speech.digits(values[piece.digits] ?? '');
    if ('number' in piece) return numberIn(values[piece.number] ?? '', speech);
    return dateIn(values[piece.date] ?? '', speech);
  });
}

function numberIn(text: string, speech: Speech): readonly string[] {
  const value = Number(text);
  return text !== '' && Number.isSafeInteger(value) && Math.abs(value) < 1e12
    ? speech.number(value)
    : speech.digits(text);
}

function dateIn(text: string, speech: Speech): readonly string[] {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? [];
  if (year === undefined) return speech.digits(text);
  return speech.date({ year: Number(year), month: Number(month), day: Number(day) });
}
