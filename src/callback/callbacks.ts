// SPDX-License-Identifier: GPL-2.0-or-later
// Who keeps the promises? Captures, agents' claims and the system's own attempts, over the open requests.

import { TelephonyError } from '../faults.js';
import { Actor, type Clock, Emitter, type Ids, type Instant } from '../kernel/index.js';
import { type CallbackEvent, type CallbackState, requestRow, SYSTEM } from './callback-state.js';
import type { CapturedCall } from './capture.js';
import type { Captured } from './captures.js';
import { Capturing } from './capturing.js';
import { OpenRequests } from './open-requests.js';
import { startable } from './pacing.js';
import type { CallbackPorts } from './ports.js';
import { restoredState } from './restore.js';
import type { AttemptOutcome, AttemptRow, CallbackChange, RequestRow } from './rows.js';
import { type CallingTime, callingTime, mayCall, withinLimits } from './selection.js';
import { type CallbackOrder, type CallbackSettings, queueCallbacks } from './settings.js';
import {
  noTrough,
  type TroughEffect,
  type TroughEvent,
  type TroughSample,
  type TroughState,
  troughMachine,
} from './trough-machine.js';
import { interruption, refusal, takenBack } from './under-way.js';

/** A request that somebody has taken to dial it. */
export interface Claim {
  readonly lease: string;
  readonly order: CallbackOrder;
  readonly request: RequestRow;
}

/** All callbacks of a box. Every method is for the JavaScript thread and returns at once. */
export class Callbacks {
  /** The trough's beginnings and ends. */
  readonly news = new Emitter<TroughEffect>();
  readonly #clock: Clock;
  readonly #ids: Ids;
  readonly #ports: CallbackPorts;
  readonly #open: OpenRequests;
  readonly #trough: Actor<TroughState, TroughEvent, TroughEffect>;
  readonly #capturing: Capturing;
  #settings: CallbackSettings;
  #held = false;
  #ended = false;

  constructor(clock: Clock, ids: Ids, settings: CallbackSettings, ports: CallbackPorts) {
    this.#clock = clock;
    this.#ids = ids;
    this.#settings = settings;
    this.#ports = ports;
    this.#open = new OpenRequests(clock, ports, (request) => this.#capturing.isWritten(request));
    this.#capturing = new Capturing(clock, ids, this.#open);
    this.#trough = new Actor(troughMachine, noTrough(settings.trough), clock, (effect) => this.#troughChanged(effect));
  }

  /**
   * Takes up what the last run left. `attempts`: those without an outcome, those of open requests, and all of the last `LONGEST_WINDOW`. Gives what is to be written: attempts
   * that were cut off are `interrupted` and do not count, leases are void.
   */
  restore(requests: readonly RequestRow[], attempts: readonly AttemptRow[]): readonly CallbackChange[] {
    for (const attempt of attempts) this.#open.history.note(attempt, this.#clock.now());
    return requests.flatMap((row) => {
      const { state, event } = restoredState(row, attempts, this.#settings);
      this.#open.add(state);
      return event === undefined ? [] : this.#open.collect(row.id, event);
    });
  }

  /** The open requests, in no order. */
  list(): RequestRow[] {
    return [...this.#open.states()].map(requestRow);
  }

  /** The open request of a canonical number. */
  ofNumber(number: string): RequestRow | undefined {
    const state = this.#open.ofNumber(number);
    return state && requestRow(state);
  }

  /** Whether the box is in a trough. */
  get inTrough(): boolean {
    return this.#trough.state.phase.name === 'trough';
  }

  /** Captures a call's number: a new request, or one more call of the open one. The same call again changes nothing. */
  capture(call: CapturedCall): Captured {
    return this.#capturing.capture(call, this.#settings);
  }

  /** The batch of a capture is on disk: he may be called back. */
  captureWritten(call: string): void {
    this.#capturing.written(call);
  }

  /** The batch of a capture could not be written: nothing was promised. */
  captureFailed(call: string): void {
    this.#capturing.failed(call);
  }

  /** The first sample of the promise has been played: whatever ends now, ends after it. */
  promiseBegan(call: string): void {
    this.#capturing.promiseBegan(call);
  }

  /** The call is over and its batch is on disk: its capture will not be sent twice any more. */
  callEnded(call: string): void {
    this.#capturing.ended(call);
  }

  /** Queues in which a request waits to be called; the queue of each open one. */
  get queues(): { readonly waiting: readonly string[]; readonly open: () => readonly string[] } {
    const open = () => [...this.#open.states()].map(({ request }) => request.queue);
    return { waiting: this.#open.candidates.queues(this.#clock.now()), open };
  }

  /** The next callback of these queues for an agent who asked for one. */
  next(agent: string, queues: readonly string[]): Claim | undefined {
    if (this.#held) return undefined;
    const first = this.#open.candidates.first(queues, this.#time(), 'all');
    return first && this.#claim(first, agent);
  }

  /** One request for an agent, out of turn. */
  take(request: string, agent: string): Claim {
    const state = this.#open.get(request);
    if (state === undefined) throw new TelephonyError('NOT_FOUND', `callback ${request} is not open`);
    const time = this.#time();
    const calls = this.#open.history.to(state.request.number);
    if (this.#held || !this.#capturing.isWritten(request) || !mayCall(state, calls, time))
      throw new TelephonyError('REFUSED', refusal(state));
    return this.#claim(state, agent);
  }

  /** Dials what was claimed: for the agent who claimed it, or who accepted the system's offer. Gives the attempt's id. */
  dial(lease: string, agent?: string): string | undefined {
    const state = this.#open.ofToken(lease);
    if (state?.phase.name !== 'leased') return undefined;
    const calls = this.#open.history.to(state.request.number);
    // Time has gone by since it was claimed; the limits may be others now.
    if (this.#held || !withinLimits(this.#settings, calls, this.#clock.now())) {
      this.release(lease);
      return undefined;
    }
    const { order } = queueCallbacks(state.settings, state.request.queue);
    const attempt = this.#ids.next('attempt');
    const event: CallbackEvent = { type: 'dial', lease, attempt, order, ...(agent === undefined ? {} : { agent }) };
    this.#open.send(state.request.id, event);
    return attempt;
  }

  /** A claim or an offer that nobody follows up. */
  release(lease: string): void {
    this.#send(lease, { type: 'released', lease });
  }

  /** The attempt's SETUP has been sent. */
  dialled(attempt: string, digits: string): void {
    this.#send(attempt, { type: 'dialled', attempt, digits });
  }

  /** ALERTING, or an announcement in band: his telephone may be ringing. */
  rang(attempt: string): void {
    this.#send(attempt, { type: 'rang', attempt });
  }

  /** The customer's telephone was answered. */
  reached(attempt: string): void {
    this.#send(attempt, { type: 'reached', attempt });
  }

  /** The question has been played to its end. */
  asked(attempt: string): void {
    this.#send(attempt, { type: 'asked', attempt });
  }

  digit(attempt: string, digit: string): void {
    this.#send(attempt, { type: 'digit', attempt, digit });
  }

  /** Customer and agent hear each other. */
  connected(attempt: string, agent: string): void {
    this.#send(attempt, { type: 'connected', attempt, agent });
  }

  /** The attempt came to nothing: `outcomeOf(cause)`, `hungUp` after an answer, `withdrawn` when the agent went. */
  failed(attempt: string, outcome: AttemptOutcome, cause?: number): void {
    this.#send(attempt, { type: 'failed', attempt, outcome, ...(cause === undefined ? {} : { cause }) });
  }

  /** The exchange called the digits wrong, and the number has another form: the next attempt dials that. */
  misdialled(attempt: string, outcome: AttemptOutcome, cause: number): void {
    this.#send(attempt, { type: 'failed', attempt, outcome, cause, otherForm: true });
  }

  /** A caller with this number was served by an agent: his promise is kept. */
  served(number: string, call: string): void {
    const open = this.#open.ofNumber(number);
    if (open !== undefined) this.#open.send(open.request.id, { type: 'served', call });
  }

  /** A supervisor strikes a request. */
  cancel(request: string): void {
    if (this.#open.get(request) === undefined) throw new TelephonyError('NOT_FOUND', `callback ${request} is not open`);
    this.#open.send(request, { type: 'cancelled' });
    if (this.#open.get(request) === undefined) return;
    throw new TelephonyError('REFUSED', `callback ${request}: the number is just being promised another one`);
  }

  /** The customer of an open request wants to be called not before then; one that is under way goes on. */
  postpone(request: string, due: Instant): void {
    this.#open.send(request, { type: 'postponed', due });
    this.#open.refresh(request);
  }

  /** To be called at each seizure, release and change of an agent or queue, and once a second. */
  sample(sample: TroughSample): void {
    this.#trough.send({ type: 'sampled', sample });
    this.#push();
  }

  /** A surge began or ended. It stops new attempts at once; telephones that ring go on ringing. */
  surge(on: boolean): void {
    this.#trough.send({ type: 'surge', on });
  }

  /** While it is held nobody is dialled; what the system has taken but not dialled goes back. Calls under way go on. */
  hold(on: boolean): void {
    this.#held = on || this.#ended;
    if (this.#held) this.#open.sendAll(takenBack);
  }

  /** The box ends: nobody is dialled any more whatever is said later, and what is under way is `interrupted`, which uses up nothing that has not rung. */
  interrupt(): void {
    this.#ended = true;
    this.hold(true);
    this.#open.sendAll(interruption);
  }

  configure(settings: CallbackSettings): void {
    this.#settings = settings;
    for (const { request } of [...this.#open.states()]) {
      this.#open.send(request.id, { type: 'configured', settings });
      this.#open.refresh(request.id);
    }
    this.#trough.send({ type: 'configured', settings: settings.trough });
  }

  close(): void {
    this.#trough.close();
    this.#open.close();
  }

  #send(token: string, event: CallbackEvent): void {
    const state = this.#open.ofToken(token);
    if (state !== undefined) this.#open.send(state.request.id, event);
  }

  #time(): CallingTime {
    const now = this.#clock.now();
    return callingTime(this.#settings, now, this.#clock.utc(now) - now);
  }

  #claim({ request: { id } }: CallbackState, owner: string): Claim {
    const lease = this.#ids.next('lease');
    this.#open.send(id, { type: 'lease', lease, owner });
    const state = this.#open.get(id);
    if (state?.phase.name !== 'leased') throw new TelephonyError('REFUSED', `callback ${id} is taken`);
    return { lease, order: queueCallbacks(state.settings, state.request.queue).order, request: requestRow(state) };
  }

  /** Begins as many attempts as agents, trunks and channels allow. */
  #push(): void {
    if (this.#held || !this.inTrough || this.#startable() < 1) return;
    const { candidates } = this.#open;
    const due = candidates.queues(this.#clock.now());
    const queues = new Set(due.filter((queue) => queueCallbacks(this.#settings, queue).push));
    if (queues.size === 0) return; // the calendar is asked for nobody
    const time = this.#time();
    while (queues.size > 0 && this.#startable() >= 1) {
      // Capture-only callers consented to nothing: only a person may decide to call them.
      const next = candidates.first(queues, time, 'promised');
      if (next === undefined) return;
      if (this.#startable(next.request.queue) < 1) {
        queues.delete(next.request.queue);
        continue;
      }
      const claim = this.#claim(next, SYSTEM);
      if (claim.order === 'agentFirst') this.#ports.offer(claim.lease, claim.request);
      else this.dial(claim.lease);
    }
  }

  #startable(queue?: string): number {
    const ready = this.#ports.readyAgents(queue);
    return startable(this.#open.underWay.facts(this.#trough.state.last, ready, queue), this.#settings);
  }

  #troughChanged(effect: TroughEffect): void {
    this.news.emit(effect);
    if (effect.type === 'troughBegan') this.#push();
    else this.#open.sendAll(takenBack);
  }
}
