// SPDX-License-Identifier: GPL-2.0-or-later
// Who of a queue knows this caller? His own agent, or the one who served him last; he may be asked whether he wants him.

import { type Preference, type PreferenceRules, type Presence, preferenceOf } from '../../customer/index.js';
import { TelephonyError } from '../../faults.js';
import type { Duration } from '../../kernel/index.js';
import type { AgentLines, EnqueueRequest } from '../agents/index.js';
import type { Contact } from '../contacts/index.js';
import { SHOWN } from '../customers/index.js';
import { queueOf, type Rooms, unattended } from '../rooms/index.js';

/** What is needed of the box. */
type Needs = Pick<
  Rooms,
  | 'blocked'
  | 'clock'
  | 'config'
  | 'customers'
  | 'dialogues'
  | 'doNotCall'
  | 'lastAgents'
  | 'log'
  | 'plan'
  | 'records'
  | 'store'
>;
/** How he is put into a queue: whom it must be, until when, and how much it presses. */
type Urgency = Pick<EnqueueRequest, 'only' | 'extraPriority' | 'relax'>;

/** How somebody's wait begins. */
export interface Begun {
  readonly preference: Preference;
  /** What he has not heard yet. */
  readonly welcome: string | undefined;
}

interface Arrival {
  readonly welcome: string | undefined;
  readonly begin: (begun: Begun) => void;
}

const DAY: Duration = 86_400_000;
const ANYBODY: Preference = { kind: 'anybody' };
const OFFER = 'last-agent-offer';
const YES = '1';
const ANSWERED_WITHIN: Duration = 5_000;

/** Callers whom somebody knows. */
export class FamiliarCallers {
  readonly #rooms: Needs;
  readonly #agentLines: AgentLines;

  constructor(rooms: Needs, agentLines: AgentLines) {
    this.#rooms = rooms;
    this.#agentLines = agentLines;
  }

  /** Whether the group that knows him leads him out of this queue; then he is on his way. */
  leadAway(contact: Contact, queue: string): boolean {
    const preference = this.#firstPreference(contact, queue);
    if (preference.kind !== 'group') return false;
    contact.send({ type: 'moved', to: { kind: 'queue', queue: preference.queue } });
    return true;
  }

  /** He comes to a queue: at once his wait begins, or when he has said whether he wants the agent of his last call. */
  async arrive(contact: Contact, queue: string, { welcome, begin }: Arrival): Promise<void> {
    this.#recall(contact);
    const preference = this.#firstPreference(contact, queue);
    if (preference.kind !== 'ask') return begin({ preference, welcome });
    const wants = await this.#wantsLastAgent(contact, welcome);
    const { state } = contact;
    if (state.name !== 'waiting' || state.queue !== queue) return;
    if (queueOf(this.#rooms.config, queue) === undefined) {
      contact.send({ type: 'overflowed' }); // there is no such queue any more
      return;
    }
    begin({ preference: wants ? this.#preference(contact, queue, { asked: true }) : ANYBODY, welcome: undefined });
  }

  /** Only of one who waits for the first time: whoever sent him on has looked after him. */
  #firstPreference(contact: Contact, queue: string): Preference {
    return contact.treatment === undefined ? this.#preference(contact, queue) : ANYBODY;
  }

  /** To whom he goes before anybody else of the queue. `asked`: he has said that he wants the agent of his last call. */
  #preference({ call, number }: Contact, queue: string, { asked = false } = {}): Preference {
    const { config, records, lastAgents, clock } = this.#rooms;
    const rules = rulesOf(queueOf(config, queue), asked);
    if (rules === undefined || number === undefined) return ANYBODY;
    const last = rules.memory && lastAgents.of(number.number, clock.utc(clock.now()), rules.memory.within);
    const found = preferenceOf(rules, {
      customer: records.customerOf(call.id),
      lastAgent: last?.agent,
      presence: (agent) => this.#presence(agent, queue),
      hasIdle: (group) => group !== queue && (this.#agentLines.acd.find(group)?.ready ?? 0) > 0,
    });
    return found;
  }

  /** In the words of the queues. */
  urgency({ call, claims }: Contact, queue: string, preference: Preference): Urgency {
    const { gradePriority = 0 } = queueOf(this.#rooms.config, queue) ?? {};
    const grade = this.#rooms.records.customerOf(call.id)?.grade ?? 0;
    const extraPriority = claims.priority + grade * gradePriority;
    if (preference.kind !== 'agent') return { extraPriority };
    return { extraPriority, only: preference.agent, relax: [{ after: preference.wait, anybody: true }] };
  }

  /** Whether he wants the agent of his last call: 1; any other key, or none, is a no. Rejects with LEG_CLEARED. */
  async #wantsLastAgent(contact: Contact, welcome: string | undefined): Promise<boolean> {
    const { leg } = contact;
    const dialogue = contact.dialogue();
    await dialogue.answer();
    try {
      if (welcome !== undefined) await dialogue.say(welcome, { bargeIn: false });
      leg.digits.clear();
      await dialogue.say(OFFER);
      const { digits } = await leg.collect({ max: 1, firstWithin: ANSWERED_WITHIN });
      leg.digits.clear();
      return digits === YES;
    } catch (error) {
      if (error instanceof TelephonyError && error.code === 'LEG_CLEARED') throw error;
      this.#rooms.log.error({ err: error }, 'a caller could not be asked whether he wants the agent of his last call');
      return false;
    }
  }

  /** Reads what there was with him before, so that it is there when a telephone rings. */
  #recall({ call, number, record }: Contact): void {
    const customer = record.identity.customer;
    if (number === undefined && customer === undefined) return;
    const numbers = number === undefined ? [] : [number.number];
    const asked = this.#rooms.store.ask('interactions', { numbers, customer, most: SHOWN, but: call.id });
    unattended(
      this.#rooms,
      'reading what there was with a caller',
      asked.then((past) => {
        record.past = past;
      }),
    );
  }

  /** Of another queue's agent he is none here: nobody is rung for calls of a queue that is not his. */
  #presence(agent: string, queue: string): Presence {
    const isOurs = this.#rooms.config.agents.some(({ id, queues }) => id === agent && queues.includes(queue));
    if (!isOurs || this.#agentLines.dutyOf(agent) === undefined) return 'out';
    return this.#agentLines.acd.agent(agent).name === 'ready' && this.#agentLines.canRing(agent) ? 'idle' : 'busy';
  }
}

function rulesOf(queue: ReturnType<typeof queueOf>, asked: boolean): PreferenceRules | undefined {
  if (queue === undefined) return undefined;
  const { memory, byCustomer } = queue;
  if (memory === undefined) return { byCustomer };
  return { byCustomer, memory: { within: memory.days * DAY, wait: memory.wait, ask: memory.ask && !asked } };
}
