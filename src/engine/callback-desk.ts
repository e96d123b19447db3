// SPDX-License-Identifier: GPL-2.0-or-later
// How does the box carry out its callbacks? Dials customers, asks them to press a key, joins them to an agent.

import { CAUSE } from '../call/index.js';
import type {
  AttemptOutcome,
  AttemptRow,
  CallbackChange,
  CallbackPorts,
  Callbacks,
  CustomerOnLine,
  RequestRow,
} from '../callback/index.js';
import { listKey, normalise, otherForm, outcomeOf, type PermittedCall, prepareCall } from '../dialling/index.js';
import { TelephonyError } from '../faults.js';
import { Dialogue } from '../ivr/index.js';
import type { Duration } from '../kernel/index.js';
import type { TrunkGroup } from '../line/index.js';
import { CallbackCall } from './callback-call.js';
import { putCallbackChanges } from './callback-rows.js';
import type { AgentOnLine, Floor } from './floor.js';
import { type Office, unattended } from './office.js';
import { Pastime } from './pastime.js';
import type { Recorder } from './recorder.js';
import { callbackTrunk, queueOf } from './settings.js';

/** What a customer hears when his call ends without an agent. */
const FAREWELL: Readonly<Partial<Record<AttemptOutcome, string>>> = {
  noAgent: 'callback-later',
  declined: 'callback-declined',
  refused: 'callback-declined',
  notConfirmed: 'goodbye',
};

/** The telephones' side of callbacks. `callbacks` is set once both are made: each needs the other. */
export class CallbackDesk implements CallbackPorts {
  readonly #office: Office;
  readonly #floor: Floor;
  readonly #recorder: Recorder;
  readonly #calls = new Map<string, CallbackCall>();
  /** Agents who hold their telephone for an attempt, with the lease that they were reserved under. */
  readonly #held = new Map<string, { readonly agent: AgentOnLine; readonly lease: string }>();
  #callbacks: Callbacks | undefined;

  constructor(office: Office, floor: Floor, recorder: Recorder) {
    this.#office = office;
    this.#floor = floor;
    this.#recorder = recorder;
  }

  serve(callbacks: Callbacks): void {
    this.#callbacks = callbacks;
  }

  /** B-channels that callbacks use now. */
  get channels(): number {
    return this.#calls.size;
  }

  async commit(changes: readonly CallbackChange[]): Promise<void> {
    const { books, store, doNotCall, clock } = this.#office;
    for (const change of changes) if (change.type === 'doNotCall') doNotCall.add(change.number);
    await store.commit(putCallbackChanges(books.batch(), changes, clock.now()), { finishing: true });
  }

  /** The disk has the open requests as they are now: what is due when stands there by the time that the box goes by. */
  rewrite(): void {
    const changes = this.#told()
      .list()
      .map((row): CallbackChange => ({ type: 'request', row }));
    unattended(this.#office, 'rewriting the open requests', this.commit(changes));
  }

  dial(attempt: AttemptRow, ring: Duration, wrongDigits?: string): void {
    const { config, plan, doNotCall } = this.#office;
    const number = normalise(attempt.number, plan);
    const show = config.callback.show;
    if (this.#isOnLine(attempt.number)) {
      this.#told().failed(attempt.id, 'congestion');
      return;
    }
    const prepared =
      number && prepareCall(number, callbackTrunk(config), doNotCall, show === undefined ? {} : { show });
    if (!prepared?.permitted) {
      this.#told().failed(attempt.id, prepared?.reason ?? 'notCallable');
      return;
    }
    const { digits, other = digits } = prepared;
    this.#place(attempt, prepared, digits === wrongDigits ? other : digits, ring);
  }

  ask(attempt: string, time: number): void {
    const call = this.#calls.get(attempt);
    if (!call) return;
    const dialogue = new Dialogue(call.leg, this.#office.dialogues);
    const question = time === 1 ? ['callback-greeting', 'callback-press-1'] : ['callback-press-1'];
    const asked = dialogue.say(question, { bargeIn: false }).then(() => this.#told().asked(attempt));
    unattended(this.#office, 'asking to confirm', asked);
  }

  connect(customer: CustomerOnLine): void {
    const call = this.#calls.get(customer.attempt);
    if (!call) return;
    const held = this.#held.get(customer.attempt);
    if (held && !held.agent.leg.signal.aborted) {
      this.#held.delete(customer.attempt);
      this.#join(call, held.agent);
      return;
    }
    const { config } = this.#office;
    call.pastime = new Pastime(this.#office, call.leg, queueOf(config, customer.queue)?.music ?? 'queue-music');
    call.pastime.begin(['callback-connecting']);
    this.#floor.enqueue({
      id: customer.attempt,
      queue: customer.queue,
      kind: 'callback',
      enqueuedAt: customer.enqueuedAt,
      ...(customer.agent === undefined ? {} : { only: customer.agent }),
      party: {
        calling: { digits: customer.number },
        offered: (agent) => this.#recorder.expect({ call: call.call, queue: customer.queue, agent }),
        notTaken: () => this.#recorder.forget(call.call),
        ringing: ({ leg, ...who }) => call.record.follow(leg, who),
        connect: (agent) => this.#join(call, agent),
      },
    });
  }

  clear(attempt: string, why: AttemptOutcome): void {
    this.#floor.remove(attempt);
    const held = this.#held.get(attempt);
    this.#held.delete(attempt);
    if (held) {
      this.#floor.unreserve(held.agent.agent, held.lease);
      this.#tellAgent(held.agent, why);
    }
    const call = this.#calls.get(attempt);
    if (!call || call.leg.signal.aborted) return;
    call.settled = true;
    call.pastime?.end();
    const farewell = call.leg.state === 'connected' ? FAREWELL[why] : undefined;
    if (farewell === undefined) call.leg.clear(CAUSE.normalClearing);
    else unattended(this.#office, 'farewell', this.#sayAndClear(call, farewell));
  }

  offer(lease: string, request: RequestRow): void {
    this.offerTo(lease, request);
  }

  /** Rings an agent for a claimed request: this one, or one of its queue. The customer is dialled when he has lifted. */
  offerTo(lease: string, request: RequestRow, only?: string): void {
    this.#floor.enqueue({
      id: lease,
      queue: request.queue,
      kind: 'callback',
      enqueuedAt: request.enqueuedAt,
      ...(only === undefined ? {} : { only }),
      party: { calling: { digits: request.number }, connect: (agent) => this.dialFor(lease, agent) },
    });
  }

  withdraw(lease: string): void {
    this.#floor.remove(lease);
  }

  readyAgents(queue?: string): number {
    return this.#floor.readyAgents(queue);
  }

  /** Dials a claimed request for an agent who holds his telephone meanwhile; he hears it ring. */
  dialFor(lease: string, agent: AgentOnLine): void {
    const attempt = this.#told().dial(lease, agent.agent);
    if (attempt === undefined) {
      agent.leg.clear(CAUSE.normalClearing);
      return;
    }
    this.#held.set(attempt, { agent, lease });
    agent.leg.cleared.on(() => {
      if (!this.#held.delete(attempt)) return;
      this.#floor.unreserve(agent.agent, lease);
      this.#told().failed(attempt, 'withdrawn');
    });
    agent.leg.tone(this.#floor.tones.ringback);
  }

  #told(): Callbacks {
    if (!this.#callbacks) throw new TypeError('the callback desk serves nobody yet');
    return this.#callbacks;
  }

  #group(): TrunkGroup {
    const { config, lines } = this.#office;
    const name = config.callback.trunkGroup ?? config.trunkGroups[0]?.name;
    if (name === undefined) throw new TelephonyError('NO_CHANNEL', 'the box has no trunk group');
    return lines.trunkGroup(name);
  }

  /** A number is not dialled while he still hears the farewell of the last attempt, or talks. */
  #isOnLine(number: string): boolean {
    return [...this.#calls.values()].some(({ attempt }) => attempt.number === number);
  }

  #place(attempt: AttemptRow, prepared: PermittedCall, digits: string, ring: Duration): void {
    const { books, calls, plan } = this.#office;
    const calling = prepared.presented === undefined ? {} : { calling: { digits: prepared.presented, plan: 1 } };
    let leg: CallbackCall['leg'];
    try {
      // Over one channel: where the exchange wants another one, that is another SETUP, and so another attempt.
      leg = calls.dial(this.#group().choose(), { called: { digits, plan: 1 }, ringFor: ring, ...calling });
    } catch (error) {
      if (!(error instanceof TelephonyError)) throw error;
      this.#told().failed(attempt.id, 'congestion', CAUSE.noChannelAvailable);
      return;
    }
    this.#told().dialled(attempt.id, digits);
    const call = calls.open();
    const record = books.begin(call, leg, {
      direction: 'outbound',
      calling: prepared.presented === undefined ? null : listKey(prepared.presented, plan),
      callingRaw: prepared.presented ?? null,
      called: attempt.number,
      request: attempt.request,
      agent: attempt.agent ?? null,
      queue: this.#told().ofNumber(attempt.number)?.queue ?? null,
    });
    const placed = new CallbackCall(attempt, call, leg, record);
    this.#calls.set(attempt.id, placed);
    leg.alerting.on(() => this.#told().rang(attempt.id));
    leg.progress.on(({ inBand }) => inBand && this.#told().rang(attempt.id));
    leg.answered.on(() => this.#told().reached(attempt.id));
    leg.digit.on(({ digit }) => this.#told().digit(attempt.id, digit));
    leg.cleared.on(() => this.#gone(placed, prepared, digits));
    call.ended.on(() => books.end(record, leg.cause));
    call.add(leg);
    const { queue } = record.identity;
    if (attempt.agent && this.#held.has(attempt.id))
      this.#recorder.expect({ call, queue: queue ?? '', agent: attempt.agent });
  }

  /** The customer's leg is gone: before an answer its cause decides, after it he hung up. */
  #gone(placed: CallbackCall, prepared: PermittedCall, digits: string): void {
    const { attempt, leg, call, joined, settled } = placed;
    if (this.#calls.get(attempt.id) === placed) this.#calls.delete(attempt.id);
    this.#floor.remove(attempt.id);
    call.clear();
    if (joined || settled) return;

    const cause = leg.cause ?? CAUSE.normalUnspecified;
    if (leg.stamps.answer !== undefined) {
      this.#told().failed(attempt.id, 'hungUp', cause);
      return;
    }
    const outcome = leg.clearedBy === 'box' ? 'noAnswer' : unanswered(cause);
    const other = digits === prepared.digits ? otherForm(prepared, cause) : undefined;
    if (other === undefined) this.#told().failed(attempt.id, outcome, cause);
    else this.#told().misdialled(attempt.id, outcome, cause);
  }

  #join(placed: CallbackCall, agent: AgentOnLine): void {
    const { books } = this.#office;
    const { attempt, call, leg, record } = placed;
    placed.joined = true;
    placed.pastime?.end();
    record.know({ agent: agent.agent });
    record.follow(agent.leg, { agent: agent.agent, station: agent.station });
    this.#floor.engage(agent, attempt.id);
    agent.leg.cleared.on(() => leg.clear(CAUSE.normalClearing));
    const hearing = call.join(leg, agent.leg);
    this.#recorder.begin({ call, leg, queue: record.identity.queue ?? '', agent: agent.agent }, hearing);
    const joined = hearing.then(() => {
      record.add({ type: 'bridged', at: books.now(), legs: [leg.id, agent.leg.id], agent: agent.agent });
      books.step(record, 'call.bridged', { call: call.id, agent: agent.agent, request: attempt.request });
      this.#told().connected(attempt.id, agent.agent);
    });
    unattended(this.#office, 'joining a callback', joined);
  }

  async #sayAndClear(call: CallbackCall, prompt: string): Promise<void> {
    await new Dialogue(call.leg, this.#office.dialogues).say(prompt, { bargeIn: false });
    call.leg.clear(CAUSE.normalClearing);
  }

  #tellAgent({ leg }: AgentOnLine, why: AttemptOutcome): void {
    if (leg.signal.aborted) return;
    const prompt = why === 'hungUp' ? 'agent-customer-gone' : 'agent-callback-failed';
    const told = new Dialogue(leg, this.#office.dialogues).say(prompt, { bargeIn: false }).then(() => leg.clear());
    unattended(this.#office, 'telling the agent', told);
  }
}

function unanswered(cause: number): AttemptOutcome {
  const outcome = outcomeOf(cause);
  return outcome === 'answered' ? 'hungUp' : outcome;
}
