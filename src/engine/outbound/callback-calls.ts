// SPDX-License-Identifier: GPL-2.0-or-later
// How does the box carry out its callbacks? Dials customers, asks them to press a key, joins them to an agent.

import { CAUSE, type TrunkLeg } from '../../call/index.js';
import type {
  AttemptOutcome,
  AttemptRow,
  CallbackChange,
  CallbackPorts,
  Callbacks,
  Claim,
  CustomerOnLine,
  RequestRow,
  StandingBy,
} from '../../callback/index.js';
import type { ContactState } from '../../contact/index.js';
import { listKey } from '../../dialling/index.js';
import type { Duration } from '../../kernel/index.js';
import type { AgentLines, AgentOnLine } from '../agents/index.js';
import type { CallDesk } from '../calling/index.js';
import { Contact, type ContactTask } from '../contacts/index.js';
import type { Recorder } from '../recordings/index.js';
import { putCallbackChanges } from '../records/index.js';
import { keptBy, type Rooms, unattended } from '../rooms/index.js';
import { CallbackAgents } from './callback-agents.js';
import { CallbackCall, type Dialled, isSettled, outcomeOfEnd } from './callback-call.js';
import { dialCustomer, howToDial } from './callback-dialling.js';
import { CallbackMeeting } from './callback-meeting.js';
import { sayFarewell } from './callback-words.js';

/** What is needed of the box. */
type Needs = Pick<
  Rooms,
  'areas' | 'blocked' | 'calls' | 'channelWanted' | 'clock' | 'config' | 'dialogues' | 'doNotCall' | 'lines' | 'log'
> &
  Pick<Rooms, 'exchangeLines' | 'plan' | 'records' | 'store'>;

/** The telephones' side of callbacks. `callbacks` is set once both are made: each needs the other. */
export class CallbackCalls implements CallbackPorts {
  readonly agents: CallbackAgents;
  readonly #rooms: Needs;
  readonly #recorder: Recorder;
  readonly #meeting: CallbackMeeting;
  readonly #calls = new Map<string, CallbackCall>();
  #callbacks: Callbacks | undefined;

  constructor(rooms: Needs, agentLines: AgentLines, recorder: Recorder, calling: CallDesk) {
    this.#rooms = rooms;
    this.#recorder = recorder;
    const told = () => this.#told();
    this.agents = new CallbackAgents(rooms, agentLines, told);
    const { agents } = this;
    this.#meeting = new CallbackMeeting(rooms, { agentLines, recorder, parts: calling.parts, agents, told });
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
    const request = this.#told().ofNumber(attempt.number);
    const from = { accessNumber: request?.accessNumber, queue: request?.queue, agent: attempt.agent };
    const how = howToDial(this.#rooms, attempt.number, { ...from, wrongDigits });
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
    this.agents.failed(attempt, why);
    const contact = this.#calls.get(attempt)?.contact;
    if (!contact || contact.over) return;
    contact.send({ type: 'dismissed' });
    sayFarewell(this.#rooms, contact, why);
  }

  offer(lease: string, request: RequestRow): void {
    this.agents.offer(lease, request);
  }

  withdraw(lease: string): void {
    this.agents.withdraw(lease);
  }

  begin(claim: Claim, agent: string): boolean {
    return this.agents.begin(claim, agent);
  }

  isReady(agent: string): boolean {
    return this.agents.isReady(agent);
  }

  readyAgents(queue?: string): number {
    return this.agents.readyAgents(queue);
  }

  standingBy(queue: string): StandingBy {
    return this.agents.standingBy(queue);
  }

  dialStanding(lease: string, queue: string): boolean {
    return this.agents.dialStanding(lease, queue);
  }

  /** An agent who asked for the next callback holds his telephone meanwhile. */
  dialFor(lease: string, agent: AgentOnLine): void {
    this.agents.dialFor(lease, agent);
  }

  /** Whether he is to hold his telephone for whoever answers, and does now. */
  standBy(agent: AgentOnLine): boolean {
    if (!this.agents.standing.add(agent)) return false;
    this.#meeting.serveNext();
    return true;
  }

  /** Whether callbacks of an agent's queues are made for those who stand by. */
  standsBy(agent: string): boolean {
    return this.agents.standing.queuesOf(agent).length > 0;
  }

  /** Gives up the channel of an attempt that nobody has answered: something more urgent goes out. */
  #makeRoom(): void {
    const waiting = [...this.#calls.values()].filter(({ contact }) => contact.leg.stamps.answer === undefined);
    const last = waiting.at(-1);
    if (last === undefined) return;
    this.#told().failed(last.attempt.id, 'congestion', CAUSE.noChannelAvailable);
    last.contact.leg.clear();
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
    leg.answered.on(() => {
      placed.isPresumed = this.#rooms.exchangeLines?.isPresumed(leg.handle) ?? false;
      this.#told().reached(attempt.id, placed.isPresumed);
    });
    if (this.#rooms.config.callback.answerer) this.#judge(leg, attempt);
    leg.digit.on(({ digit }) => this.#told().digit(attempt.id, digit));
    call.add(leg);
    const { queue } = record.identity;
    if (attempt.agent && this.agents.lineFor(attempt.id))
      this.#recorder.expect({ call, queue: queue ?? '', agent: attempt.agent });
  }

  /** Who is taken for a machine is hung up on, unless he has pressed the key or talks already. */
  #judge(leg: TrunkLeg, { id, number, direct }: AttemptRow): void {
    leg.listenFor({ answerer: true });
    leg.heard.on((heard) => {
      if (heard.type !== 'answererKnown' || heard.answerer !== 'machine') return;
      const { state, attempt } = this.#told().ofNumber(number) ?? {};
      const asked = state === 'confirming' || (direct === true && state === 'connecting');
      if (asked && attempt === id) this.#told().failed(id, 'machine');
    });
  }

  /** What becomes of a customer, where that is a callback's own matter. */
  #perform(placed: CallbackCall, task: ContactTask, how: Dialled): void {
    switch (task.type) {
      case 'wait':
        this.#meeting.wait(placed, task.again);
        return;
      case 'leaveQueue':
        this.#meeting.left(placed);
        return;
      case 'end':
        this.#gone(placed, task.from, how);
    }
  }

  /** The customer's leg is gone. */
  #gone(placed: CallbackCall, from: ContactState, how: Dialled): void {
    const { attempt, contact } = placed;
    if (this.#calls.get(attempt.id) === placed) this.#calls.delete(attempt.id);
    this.#meeting.left(placed);
    if (isSettled(from)) return;
    const { outcome, cause, isMisdialled } = outcomeOfEnd(
      contact.leg,
      how,
      placed.isPresumed && placed.customer === undefined,
    );
    if (isMisdialled) this.#told().misdialled(attempt.id, outcome, cause);
    else this.#told().failed(attempt.id, outcome, cause);
  }
}
