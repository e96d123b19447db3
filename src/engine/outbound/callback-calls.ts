// SPDX-License-Identifier: GPL-2.0-or-later
// How does the box carry out its callbacks? Dials customers, asks them to press a key, joins them to an agent.

import { CAUSE } from '../../call/index.js';
import type {
  AttemptOutcome,
  AttemptRow,
  CallbackChange,
  CallbackPorts,
  Callbacks,
  Claim,
  CustomerOnLine,
  RequestRow,
} from '../../callback/index.js';
import type { ContactState } from '../../contact/index.js';
import { SERVICE } from '../../control/index.js';
import { listKey } from '../../dialling/index.js';
import type { Duration } from '../../kernel/index.js';
import type { AgentLines, AgentOnLine } from '../agents/index.js';
import type { CallDesk } from '../calling/index.js';
import { Contact, type ContactTask } from '../contacts/index.js';
import { recordTold } from '../conversations/index.js';
import type { Recorder } from '../recordings/index.js';
import { putCallbackChanges } from '../records/index.js';
import { keptBy, queueOf, type Rooms, unattended } from '../rooms/index.js';
import { Treatment } from '../treatment/index.js';
import { CallbackCall, type Dialled, isSettled, outcomeOfEnd } from './callback-call.js';
import { dialCustomer, howToDial } from './callback-dialling.js';
import { sayFarewell, tellAgent } from './callback-words.js';
import { HeldAgents } from './held-agents.js';
import { introduced } from './introduced.js';

/** What is needed of the box. */
type Needs = Pick<Rooms, 'calls' | 'channelWanted' | 'clock' | 'config' | 'dialogues' | 'doNotCall' | 'lines' | 'log'> &
  Pick<Rooms, 'plan' | 'records' | 'store'>;

/** The telephones' side of callbacks. `callbacks` is set once both are made: each needs the other. */
export class CallbackCalls implements CallbackPorts {
  readonly #rooms: Needs;
  readonly #agentLines: AgentLines;
  readonly #recorder: Recorder;
  readonly #calls = new Map<string, CallbackCall>();
  readonly #held: HeldAgents;
  readonly #parts: CallDesk['parts'];
  #callbacks: Callbacks | undefined;

  constructor(rooms: Needs, agentLines: AgentLines, recorder: Recorder, calling: CallDesk) {
    this.#rooms = rooms;
    this.#parts = calling.parts;
    this.#agentLines = agentLines;
    this.#held = new HeldAgents(agentLines);
    this.#recorder = recorder;
    rooms.channelWanted.on(() => this.#makeRoom());
  }

  serve(callbacks: Callbacks): void {
    this.#callbacks = callbacks;
  }

  /** B-channels that callbacks use now. */
  get channels(): number {
    return this.#calls.size;
  }

  async commit(changes: readonly CallbackChange[]): Promise<void> {
    const { records, store, doNotCall, clock } = this.#rooms;
    for (const change of changes) if (change.type === 'doNotCall') doNotCall.add(change.number);
    await store.commit(putCallbackChanges(records.batch(), changes, clock.now()), { finishing: true });
  }

  /** The disk has the open requests as they are now: what is due when stands there by the time that the box goes by. */
  rewrite(): void {
    const changes = this.#told()
      .list()
      .map((row): CallbackChange => ({ type: 'request', row }));
    unattended(this.#rooms, 'rewriting the open requests', this.commit(changes));
  }

  dial(attempt: AttemptRow, ring: Duration, wrongDigits?: string): void {
    const how = howToDial(this.#rooms, attempt.number, wrongDigits);
    if (this.#isOnLine(attempt.number)) this.#told().failed(attempt.id, 'congestion');
    else if ('refused' in how) this.#told().failed(attempt.id, how.refused);
    else this.#place(attempt, how, ring);
  }

  ask(attempt: string, time: number): void {
    const call = this.#calls.get(attempt);
    if (!call) return;
    const { contact } = call;
    contact.send({ type: 'computerAgent' });
    const dialogue = contact.dialogue();
    const question = time === 1 ? ['callback-greeting', 'callback-press-1'] : ['callback-press-1'];
    const asked = dialogue.say(question, { bargeIn: false }).then(() => this.#told().asked(attempt));
    unattended(this.#rooms, 'asking to confirm', asked);
  }

  connect(customer: CustomerOnLine): void {
    const call = this.#calls.get(customer.attempt);
    if (!call) return;
    call.customer = customer;
    call.contact.send({ type: 'queue', queue: keptBy(this.#rooms.config, customer.queue) });
  }

  clear(attempt: string, why: AttemptOutcome): void {
    this.#agentLines.remove(attempt);
    const line = this.#held.release(attempt)?.line;
    if (line !== undefined) tellAgent(this.#rooms, line.leg, why);
    const contact = this.#calls.get(attempt)?.contact;
    if (!contact || contact.over) return;
    contact.send({ type: 'dismissed' });
    sayFarewell(this.#rooms, contact, why);
  }

  offer(lease: string, request: RequestRow): void {
    this.offerTo(lease, request);
  }

  /** Rings an agent for a claimed request: this one, or one of its queue. The customer is dialled when he has lifted. */
  offerTo(lease: string, request: RequestRow, only?: string): void {
    this.#agentLines.enqueue({
      id: lease,
      queue: keptBy(this.#rooms.config, request.queue),
      kind: 'callback',
      enqueuedAt: request.enqueuedAt,
      ...(only === undefined ? {} : { only }),
      party: { calling: { digits: request.number }, connect: (agent) => this.dialFor(lease, agent) },
    });
  }

  withdraw(lease: string): void {
    this.#agentLines.remove(lease);
    this.#held.release(lease);
  }

  /**
   * Makes what an agent claimed whose telephone lies on its hook: the customer is dialled first, or the agent's telephone rings.
   * He is kept for it until it has come to something. False when he is not free, or it may not be dialled any more.
   */
  begin({ lease, order, request }: Claim, agent: string): boolean {
    if (!this.#held.reserve(lease, agent)) return false;
    if (order === 'agentFirst') {
      this.offerTo(lease, request, agent);
      return true;
    }
    const attempt = this.#told().dial(lease, agent);
    if (attempt === undefined) this.#held.release(lease);
    else this.#held.dialled(attempt, { agent, lease });
    return attempt !== undefined;
  }

  /** Gives up the channel of an attempt that nobody has answered: something more urgent goes out. */
  #makeRoom(): void {
    const waiting = [...this.#calls.values()].filter(({ contact }) => contact.leg.stamps.answer === undefined);
    const last = waiting.at(-1);
    if (last === undefined) return;
    this.#told().failed(last.attempt.id, 'congestion', CAUSE.noChannelAvailable);
    last.contact.leg.clear();
  }

  readyAgents(queue?: string): number {
    return this.#agentLines.readyAgents(queue === undefined ? undefined : keptBy(this.#rooms.config, queue));
  }

  /** Dials a claimed request for an agent who holds his telephone meanwhile; he hears it ring. */
  dialFor(lease: string, agent: AgentOnLine): void {
    const attempt = this.#told().dial(lease, agent.agent);
    if (attempt === undefined) {
      agent.leg.clear(CAUSE.normalClearing);
      return;
    }
    this.#held.dialled(attempt, { agent: agent.agent, lease, line: agent });
    agent.leg.cleared.on(() => {
      if (this.#held.release(attempt) !== undefined) this.#told().failed(attempt, 'withdrawn');
    });
    agent.leg.tone(this.#agentLines.tones.ringback);
  }

  #told(): Callbacks {
    if (!this.#callbacks) throw new TypeError('the callback desk serves nobody yet');
    return this.#callbacks;
  }

  /** A number is not dialled while he still hears the farewell of the last attempt, or talks. */
  #isOnLine(number: string): boolean {
    return [...this.#calls.values()].some(({ attempt }) => attempt.number === number);
  }

  #place(attempt: AttemptRow, how: Dialled, ring: Duration): void {
    const { records, calls, plan } = this.#rooms;
    const { prepared, digits } = how;
    const leg = dialCustomer(this.#rooms, how, ring);
    if (leg === undefined) {
      this.#told().failed(attempt.id, 'congestion', CAUSE.noChannelAvailable);
      return;
    }
    this.#told().dialled(attempt.id, digits);
    const call = calls.open();
    const record = records.begin(call, leg, {
      direction: 'outbound',
      calling: prepared.presented === undefined ? null : listKey(prepared.presented, plan),
      callingRaw: prepared.presented ?? null,
      called: attempt.number,
      request: attempt.request,
      agent: attempt.agent ?? null,
      queue: this.#told().ofNumber(attempt.number)?.queue ?? null,
    });
    const contact = new Contact(this.#rooms, { leg, call, record }, (_, task) => this.#perform(placed, task, how));
    const placed = new CallbackCall(attempt, contact);
    this.#calls.set(attempt.id, placed);
    leg.alerting.on(() => this.#told().rang(attempt.id));
    leg.progress.on(({ inBand }) => inBand && this.#told().rang(attempt.id));
    leg.answered.on(() => this.#told().reached(attempt.id));
    leg.digit.on(({ digit }) => this.#told().digit(attempt.id, digit));
    call.add(leg);
    const { queue } = record.identity;
    if (attempt.agent && this.#held.of(attempt.id)?.line)
      this.#recorder.expect({ call, queue: queue ?? '', agent: attempt.agent });
  }

  /** What becomes of a customer, where that is a callback's own matter. */
  #perform(placed: CallbackCall, task: ContactTask, how: Dialled): void {
    switch (task.type) {
      case 'wait':
        this.#wait(placed, task.again);
        return;
      case 'leaveQueue':
        this.#agentLines.remove(placed.attempt.id);
        return;
      case 'end':
        this.#gone(placed, task.from, how);
    }
  }

  /** For an agent who holds his telephone, and if he is there no more for whom there is; at the place of the customer's first call. */
  #wait(placed: CallbackCall, again: boolean): void {
    const { customer, attempt, contact } = placed;
    if (customer === undefined) return;
    const line = again ? undefined : this.#held.of(attempt.id)?.line;
    if (line !== undefined && !line.leg.signal.aborted) {
      this.#join(placed, line);
      return;
    }
    const { call, leg, record } = contact;
    if (again) this.#recorder.forget(call);
    const queue = keptBy(this.#rooms.config, customer.queue);
    const music = queueOf(this.#rooms.config, queue)?.music ?? 'queue-music';
    contact.treatment = new Treatment(this.#rooms, leg, { music, language: contact.language });
    contact.treatment.begin(['callback-connecting']);
    this.#agentLines.enqueue({
      id: attempt.id,
      queue,
      kind: 'callback',
      enqueuedAt: customer.enqueuedAt,
      ...(again || customer.agent === undefined ? {} : { only: customer.agent }),
      party: {
        calling: { digits: customer.number },
        offered: (agent) => this.#recorder.expect({ call, queue, agent }),
        notTaken: () => this.#recorder.forget(call),
        ringing: ({ leg: rung, ...who }) => record.follow(rung, who),
        connect: (agent) => this.#join(placed, agent),
      },
    });
  }

  /** The customer's leg is gone. */
  #gone(placed: CallbackCall, from: ContactState, how: Dialled): void {
    const { attempt, contact } = placed;
    if (this.#calls.get(attempt.id) === placed) this.#calls.delete(attempt.id);
    if (isSettled(from)) return;
    const { outcome, cause, isMisdialled } = outcomeOfEnd(contact.leg, how);
    if (isMisdialled) this.#told().misdialled(attempt.id, outcome, cause);
    else this.#told().failed(attempt.id, outcome, cause);
  }

  #join(placed: CallbackCall, agent: AgentOnLine): void {
    const { records } = this.#rooms;
    const { attempt, contact } = placed;
    const { call, leg, record } = contact;
    contact.send({ type: 'agent', agent: agent.agent });
    record.know({ agent: agent.agent });
    record.follow(agent.leg, { agent: agent.agent, station: agent.station });
    const queue = record.identity.queue ?? undefined;
    const conversation = contact.converse({ policy: SERVICE });
    const key = this.#agentLines.engage(agent, attempt.id, queue);
    this.#parts.begin({ ...agent, key, conversation, record, contact, queue });
    this.#held.release(attempt.id);
    const hearing = introduced(this.#rooms, placed, agent, conversation);
    const recorded = { call, leg, queue: queue ?? '', agent: agent.agent };
    recordTold(this.#rooms, this.#recorder, { recorded, conversation, hearing });
    const joined = hearing.then(() => {
      records.step(record, 'call.bridged', { call: call.id, agent: agent.agent, request: attempt.request });
      this.#told().connected(attempt.id, agent.agent);
    });
    unattended(this.#rooms, 'joining a callback', joined);
  }
}
