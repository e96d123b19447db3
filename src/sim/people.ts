// SPDX-License-Identifier: GPL-2.0-or-later
// Who uses the lines? Callers, customers and agents: each a machine, run over what its line lets it hear and do.

import { Actor, type Clock, type Duration, type Unsubscribe } from '../kernel/index.js';
import type { ChannelIndex, Fact, MediaPort } from '../native/index.js';
import {
  type Caller,
  type CallerEffect,
  type CallerEvent,
  type CallerPlan,
  callerMachine,
  dialled,
} from './caller-machine.js';
import {
  atRest,
  type Customer,
  type CustomerEffect,
  type CustomerEvent,
  type CustomerPlan,
  customerMachine,
} from './customer-machine.js';
import type { OutsideCall, Perceived } from './outside-call.js';
import { type Telephone, type TelephoneEffect, type TelephoneEvent, telephoneMachine } from './telephone-machine.js';

/** Indices of the loaded prompts of `ScenarioAudio`. */
export interface Voices {
  readonly promise: number;
  readonly agent: number;
  readonly caller: number;
  readonly confirm: number;
  readonly keyIn: number;
  readonly keyInConfirm: number;
  readonly signedIn: number;
  readonly menu?: number;
}

/** So long after his answer a caller may still hear what was said to the last one on his channel: stores along the way empty. */
const AFTERSOUND: Duration = 200;

/** Lets a caller live on his call. */
export function runCaller(clock: Clock, call: OutsideCall, voices: Voices, plan: CallerPlan): void {
  const perform = (effect: CallerEffect) => {
    if (effect.type === 'listen') clock.at(clock.now() + AFTERSOUND, () => call.listenFor(...heardByCallers(voices)));
    if (effect.type === 'speak') call.say(voices.caller);
    if (effect.type === 'key') call.key(effect.digits);
    if (effect.type === 'hangUp') call.hangUp();
  };
  const actor = new Actor<Caller, CallerEvent, CallerEffect>(callerMachine, dialled(plan, clock.now()), clock, perform);
  call.perceived.on((news) => {
    const event = heardByCaller(news, voices);
    if (event) actor.send(event);
  });
}

function heardByCallers({ promise, agent, keyIn, keyInConfirm, menu }: Voices): readonly number[] {
  return [promise, agent, keyIn, keyInConfirm, ...(menu === undefined ? [] : [menu])];
}

function heardByCaller(news: Perceived, voices: Voices): CallerEvent | undefined {
  if (news.type === 'answered') return { type: 'answered' };
  if (news.type === 'cleared') return { type: 'cleared' };
  if (news.type !== 'heard') return undefined;
  if (news.prompt === voices.promise) return { type: 'heardPromise' };
  if (news.prompt === voices.agent) return { type: 'heardAgent' };
  if (news.prompt === voices.menu) return { type: 'heardMenu' };
  if (news.prompt === voices.keyIn) return { type: 'heardKeyIn' };
  return news.prompt === voices.keyInConfirm ? { type: 'heardKeyInConfirm' } : undefined;
}

/** Lets a customer live on a call that the box makes to him. */
export function runCustomer(clock: Clock, call: OutsideCall, voices: Voices, plan: CustomerPlan): void {
  const perform = (effect: CustomerEffect) => {
    if (effect.type === 'refuseBusy') call.hangUp(17);
    if (effect.type === 'ring') call.ring();
    if (effect.type === 'answer') {
      call.answer();
      call.listenFor(voices.confirm, voices.agent, voices.promise);
    }
    if (effect.type === 'speak') call.say(voices.caller);
    if (effect.type === 'pressOne') call.key('1');
    if (effect.type === 'hangUp') call.hangUp();
  };
  const actor = new Actor<Customer, CustomerEvent, CustomerEffect>(customerMachine, atRest(plan), clock, perform);
  call.perceived.on((news) => {
    if (news.type === 'cleared') actor.send({ type: 'cleared' });
    if (news.type !== 'heard') return;
    if (news.prompt === voices.confirm) actor.send({ type: 'heardConfirm' });
    if (news.prompt === voices.agent) actor.send({ type: 'heardAgent' });
  });
  actor.send({ type: 'called' });
}

/** How an agent behaves. */
export interface AgentHabits {
  readonly signIn: string;
  /** From the first ring to lifting. */
  readonly reaction: () => Duration;
  readonly talk: () => Duration;
  /** Told for each conversation in which the caller's voice was heard. */
  readonly conversed: () => void;
}

/** An agent at an FXO port; `begin` lets him sign in. */
export class AgentAtTelephone {
  readonly #actor: Actor<Telephone, TelephoneEvent, TelephoneEffect>;
  readonly #deafen: Unsubscribe;

  constructor(media: MediaPort, clock: Clock, channel: ChannelIndex, voices: Voices, habits: AgentHabits) {
    const perform = (effect: TelephoneEffect) => {
      if (effect.type === 'lift') media.hook(channel, true);
      if (effect.type === 'putDown') {
        media.reset(channel);
        media.hook(channel, false);
      }
      if (effect.type === 'signIn') {
        media.listen(channel, voices.signedIn);
        media.sendDigits(channel, habits.signIn, { onMs: 80, offMs: 80 });
      }
      if (effect.type === 'answered') media.listen(channel, voices.caller);
      if (effect.type === 'speak') media.play(channel, [voices.agent], { loop: true });
    };
    this.#actor = new Actor(telephoneMachine, { name: 'start' } as Telephone, clock, perform);
    this.#deafen = media.onFact((fact: Fact) => {
      if (fact.channel !== channel) return;
      if (fact.type === 'ringStarted') this.#actor.send({ type: 'rings', reaction: habits.reaction() });
      if (fact.type === 'ringStopped') this.#actor.send({ type: 'ringStopped' });
      if (fact.type === 'heard' && fact.prompt === voices.signedIn) this.#actor.send({ type: 'heardSignedIn' });
      if (fact.type !== 'heard' || fact.prompt !== voices.caller) return;
      habits.conversed();
      this.#actor.send({ type: 'heardCaller', talk: habits.talk() });
    });
  }

  /** What he is doing. */
  get state(): Telephone['name'] {
    return this.#actor.state.name;
  }

  /** He signs in. */
  begin(): void {
    this.#actor.send({ type: 'begin' });
  }

  /** He hears and does nothing more. */
  close(): void {
    this.#deafen();
    this.#actor.close();
  }
}
