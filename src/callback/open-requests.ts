// SPDX-License-Identifier: GPL-2.0-or-later
// Who runs the requests? One actor for each that is open, found by number, attempt or lease.

import { Actor, type Clock, Deadlines } from '../kernel/index.js';
import { CallHistory } from './call-history.js';
import { callbackMachine } from './callback-machine.js';
import { attemptOf, type CallbackEffect, type CallbackEvent, type CallbackState, isClosed } from './callback-state.js';
import { Candidates } from './candidates.js';
import { Journal } from './journal.js';
import { OpenQueues } from './open-queues.js';
import type { CallbackPorts } from './ports.js';
import type { AttemptRow, CallbackChange } from './rows.js';
import { UnderWay } from './under-way.js';

interface OpenRequest {
  readonly actor: Actor<CallbackState, CallbackEvent, CallbackEffect>;
  /** The state that was counted last; undefined: something else has come that says how it is to be counted. */
  tracked: CallbackState | undefined;
  /** The attempt and the lease that are under way. */
  tokens: readonly string[];
}

const NO_TOKENS: readonly string[] = [];

/** What else is asked and told of requests. */
interface Asks {
  /** Whether it is on disk; see `refresh`. */
  readonly isWritten: (request: string) => boolean;
  /** Whether the calling window is open for it now. */
  readonly isInWindow: (state: CallbackState) => boolean;
  /** An attempt for a request of this queue has changed. */
  readonly attempted: (attempt: AttemptRow, queue: string) => void;
}

/** The open requests, never two for a number, and what they ask to be done. */
export class OpenRequests {
  readonly history = new CallHistory();
  readonly candidates = new Candidates((number) => this.history.to(number));
  readonly underWay = new UnderWay();
  readonly queues = new OpenQueues();
  /** Ten thousand requests expire one day: they take no timer of the box each. */
  readonly #clock: Deadlines;
  readonly #ports: CallbackPorts;
  readonly #journal: Journal;
  readonly #requests = new Map<string, OpenRequest>();
  readonly #byNumber = new Map<string, string>();
  /** Request by the attempt or lease that is under way. */
  readonly #byToken = new Map<string, string>();
  readonly #asks: Asks;
  #collected: CallbackChange[] | undefined;

  constructor(clock: Clock, ports: CallbackPorts, asks: Asks) {
    this.#clock = new Deadlines(clock, (wakeAll) => wakeAll());
    this.#ports = ports;
    this.#asks = asks;
    this.#journal = new Journal(clock, (changes) => ports.commit(changes));
  }

  *states(): IterableIterator<CallbackState> {
    for (const { actor } of this.#requests.values()) yield actor.state;
  }

  get size(): number {
    return this.#requests.size;
  }

  get(request: string): CallbackState | undefined {
    return this.#requests.get(request)?.actor.state;
  }

  ofNumber(number: string): CallbackState | undefined {
    const request = this.#byNumber.get(number);
    return request === undefined ? undefined : this.get(request);
  }

  ofToken(token: string): CallbackState | undefined {
    const request = this.#byToken.get(token);
    return request === undefined ? undefined : this.get(request);
  }

  add(state: CallbackState): void {
    const { id, number } = state.request;
    this.#byNumber.set(number, id);
    const actor = new Actor(callbackMachine, state, this.#clock, this.#perform);
    this.#requests.set(id, { actor, tracked: undefined, tokens: NO_TOKENS });
    this.#track(state);
  }

  /** Something else has changed that says whether a request may be called: it is on disk, or its settings are new. */
  refresh(request: string): void {
    const state = this.get(request);
    if (state !== undefined) this.#consider(state);
  }

  /** Sends to a request; one that is closed meanwhile does not hear it. */
  send(request: string, event: CallbackEvent): void {
    this.#requests.get(request)?.actor.send(event);
  }

  /** Sends each what `eventOf` its state says, if it says anything. */
  sendAll(eventOf: (state: CallbackState) => CallbackEvent | undefined): void {
    for (const state of [...this.states()]) {
      const event = eventOf(state);
      if (event !== undefined) this.send(state.request.id, event);
    }
  }

  /** The same to those alone that the system has taken and not dialled yet. */
  sendPending(eventOf: (state: CallbackState) => CallbackEvent | undefined): void {
    for (const request of this.underWay.pending) {
      const state = this.get(request);
      const event = state && eventOf(state);
      if (event !== undefined) this.send(request, event);
    }
  }

  /** Sends, and gives back what is to be written instead of writing it: for a batch of somebody else's. */
  collect(request: string, event: CallbackEvent): readonly CallbackChange[] {
    const outer = this.#collected;
    const changes: CallbackChange[] = [];
    this.#collected = changes;
    try {
      this.send(request, event);
    } finally {
      this.#collected = outer;
    }
    return changes;
  }

  /** What a batch with a new request of this number must have in it: its last one may not be closed on disk yet. */
  unconfirmed(number: string): readonly CallbackChange[] {
    return this.#journal.unconfirmed(number);
  }

  /** Somebody else's batch is settled; `written: false`: its attempts are written by us, but where there is news of them. */
  settled(changes: readonly CallbackChange[], { written }: { readonly written: boolean }): void {
    const attempts = this.#journal.takeBack(changes).filter(({ type }) => type === 'attempt');
    if (!written && attempts.length > 0) this.#journal.write(attempts).catch(() => {}); // it tries again
  }

  close(): void {
    this.#journal.close();
    for (const { actor } of this.#requests.values()) actor.close();
    this.#clock.close();
    this.#requests.clear();
    this.#byNumber.clear();
    this.#byToken.clear();
  }

  readonly #perform = (effect: CallbackEffect, state: CallbackState): void => {
    if (effect.type !== 'record') this.#track(state); // no phase is entered without an effect
    switch (effect.type) {
      case 'record':
        this.#record(effect.changes, state);
        return;
      case 'dial':
        this.#ports.dial(effect.attempt, effect.ring, effect.wrongDigits);
        return;
      case 'ask':
        this.#ports.ask(effect.attempt, effect.time);
        return;
      case 'connect': {
        const { id: attempt, number, agent } = effect.attempt;
        const { queue, enqueuedAt, wants } = effect;
        const asks = { ...(wants !== undefined && { wants }), ...(agent !== undefined && { agent }) };
        this.#ports.connect({ attempt, number, queue, enqueuedAt, ...asks });
        return;
      }
      case 'withdraw':
        this.#ports.withdraw(effect.lease);
        return;
      case 'clear':
        this.#ports.clear(effect.attempt, effect.why);
        return;
    }
  };

  #record(changes: readonly CallbackChange[], state: CallbackState): void {
    for (const change of changes) if (change.type === 'attempt') this.#note(change.row, state.request.queue);
    this.#track(state);
    if (isClosed(state)) this.#forget(state);
    if (this.#collected !== undefined) {
      this.#journal.lend(changes);
      this.#collected.push(...changes);
      return;
    }
    const { id } = state.request;
    const attempt = state.phase.name === 'committing' ? state.phase.attempt.id : undefined;
    this.#journal.write(changes).then(
      () => attempt !== undefined && this.#committed(id, attempt),
      () => attempt !== undefined && this.send(id, { type: 'commitFailed', attempt }),
    );
  }

  /** The attempt is on the disk. That may have taken until the calling window was closed: then nobody is rung. */
  #committed(request: string, attempt: string): void {
    const state = this.get(request);
    if (state?.phase.name !== 'committing' || state.phase.attempt.id !== attempt) return;
    if (this.#asks.isInWindow(state)) this.send(request, { type: 'committed', attempt });
    else this.send(request, { type: 'released', lease: state.phase.lease });
  }

  #consider(state: CallbackState): void {
    this.candidates.update(state, { written: this.#asks.isWritten(state.request.id), at: this.#clock.now() });
  }

  /** What a number was called says when its open request may be, though the attempt be another one's. */
  #note(attempt: AttemptRow, queue: string): void {
    this.#asks.attempted(attempt, queue);
    this.history.note(attempt, this.#clock.now());
    const own = this.#requests.get(attempt.request);
    if (own !== undefined) own.tracked = undefined;
    const open = this.#byNumber.get(attempt.number);
    if (open !== undefined && open !== attempt.request) this.refresh(open);
  }

  #forget(state: CallbackState): void {
    const { request } = state;
    this.underWay.remove(request.id);
    this.queues.remove(request.id);
    this.candidates.remove(request.id);
    const open = this.#requests.get(request.id);
    this.#requests.delete(request.id);
    if (this.#byNumber.get(request.number) === request.id) this.#byNumber.delete(request.number);
    open?.actor.close();
  }

  /** Each effect of a step may be the first that is performed: what has been counted already is not counted again. */
  #track(state: CallbackState): void {
    const { id } = state.request;
    const open = this.#requests.get(id);
    if (open === undefined || open.tracked === state) return;
    open.tracked = state;
    for (const token of open.tokens) this.#byToken.delete(token);
    this.underWay.update(state);
    if (!isClosed(state)) {
      this.queues.update(id, state.request.queue);
      this.#consider(state);
    }
    open.tokens = tokens(state);
    for (const token of open.tokens) this.#byToken.set(token, id);
  }
}

/** None of a request that is closed. */
function tokens(state: CallbackState): readonly string[] {
  const { phase } = state;
  if (phase.name === 'leased') return [phase.lease];
  if (phase.name === 'committing') return [phase.attempt.id, phase.lease];
  const attempt = attemptOf(state);
  return attempt === undefined ? NO_TOKENS : [attempt.id];
}
