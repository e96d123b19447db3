// SPDX-License-Identifier: GPL-2.0-or-later
// Who keeps the promises? Captures, agents' claims and the system's own attempts, over the open requests.

import type { Clock, Duration, Emitter, Ids, Instant } from '../kernel/index.js';
import type { AnsweredAhead, HourAhead } from './abandon-window.js';
import { Ahead } from './ahead.js';
import { type CallbackEvent, type RequestWish, requestRow } from './callback-state.js';
import type { CapturedCall } from './capture.js';
import type { Captured } from './captures.js';
import { Capturing } from './capturing.js';
import { type Claim, Claims } from './claims.js';
import type { HeldReason } from './held.js';
import { OpenRequests } from './open-requests.js';
import type { CallbackPorts } from './ports.js';
import { Pushing } from './pushing.js';
import { restoredState } from './restore.js';
import type { AttemptOutcome, AttemptRow, CallbackChange, RequestRow } from './rows.js';
import { isInWindow } from './selection.js';
import type { CallbackSettings } from './settings.js';
import type { TroughEffect, TroughSample } from './trough-machine.js';
import { interruption, takenBack } from './under-way.js';
import { type Asked, type AskedCallback, Wishes } from './wishes.js';

export type { Claim } from './claims.js';

/** All callbacks of a box. Every method is for the JavaScript thread and returns at once. */
export class Callbacks {
  readonly #clock: Clock;
  readonly #ahead = new Ahead();
  readonly #open: OpenRequests;
  readonly #capturing: Capturing;
  readonly #claims: Claims;
  readonly #pushing: Pushing;
  readonly #wishes: Wishes;
  #settings: CallbackSettings;
  #ended = false;

  constructor(clock: Clock, ids: Ids, settings: CallbackSettings, ports: CallbackPorts) {
    this.#clock = clock;
    this.#settings = settings;
    const isWritten = (request: string) => this.#capturing.isWritten(request);
    this.#open = new OpenRequests(clock, ports, {
      isWritten,
      isInWindow: ({ request }) => isInWindow(request, this.#claims.time),
      attempted: (row, queue) => this.#ahead.note(row, queue, { pacing: this.#settings.pacing, at: clock.now() }),
    });
    const open = this.#open;
    this.#capturing = new Capturing(clock, ids, open);
    this.#claims = new Claims({ clock, ids, open, isWritten }, settings);
    this.#pushing = new Pushing({ clock, open, claims: this.#claims, ahead: this.#ahead, ports });
    this.#wishes = new Wishes({ clock, ids, open, capturing: this.#capturing, ports });
  }

  /** The trough's beginnings and ends. */
  get news(): Emitter<TroughEffect> {
    return this.#pushing.news;
  }

  /**
   * Takes up what the last run left. `attempts`: those without an outcome, those of open requests, and all of the last `LONGEST_WINDOW`. Gives what is to be written: attempts
   * that were cut off are `interrupted` and do not count, leases are void.
   */
  restore(
    requests: readonly RequestRow[],
    attempts: readonly AttemptRow[],
    ahead: readonly (HourAhead & { readonly queue: string })[] = [],
  ): readonly CallbackChange[] {
    this.#ahead.restore(ahead, this.#settings.pacing);
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
    return this.#pushing.inTrough;
  }

  /** Why the system begins none now though there are promises. */
  get heldBy(): HeldReason | undefined {
    return this.#pushing.heldBy;
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

  /** A request that no call's capture made; see `Wishes`. */
  create(asked: AskedCallback): Promise<Asked> {
    return this.#wishes.create(asked, this.#settings);
  }

  /** Another queue, agent, time or note for an open request. Throws NOT_FOUND, REFUSED. */
  change(request: string, wish: RequestWish): RequestRow {
    return this.#wishes.change(request, wish);
  }

  /** A supervisor strikes a request. Throws NOT_FOUND, REFUSED. */
  cancel(request: string): void {
    this.#wishes.cancel(request);
  }

  /** Queues in which a request waits to be called; how many are open in each. */
  get queues(): { readonly waiting: readonly string[]; readonly open: ReadonlyMap<string, number> } {
    return { waiting: this.#open.candidates.queues(this.#clock.now()), open: this.#open.queues.counts };
  }

  /** How many requests are open. */
  get size(): number {
    return this.#open.size;
  }

  /** The next callback of these queues, or for him, for an agent who asked for one. */
  next(agent: string, queues: readonly string[]): Claim | undefined {
    return this.#claims.first({ queues, agents: [agent], only: 'all' }, agent);
  }

  /** One request for an agent, out of turn. */
  take(request: string, agent: string): Claim {
    return this.#claims.take(request, agent);
  }

  /** Dials what was claimed: for the agent who claimed it, or who accepted the system's offer. Gives the attempt's id. */
  dial(lease: string, agent?: string): string | undefined {
    return this.#claims.dial(lease, agent);
  }

  /** The same for an agent who stands by on the line: the customer is asked nothing. */
  dialHeld(lease: string, agent: string): string | undefined {
    return this.#claims.dial(lease, agent, { order: 'agentFirst' });
  }

  /** A claim or an offer that nobody follows up. */
  release(lease: string): void {
    this.#claims.release(lease);
  }

  /** The attempt's SETUP has been sent. */
  dialled(attempt: string, digits: string): void {
    this.#send(attempt, { type: 'dialled', attempt, digits });
  }

  /** ALERTING, or an announcement in band: his telephone may be ringing. */
  rang(attempt: string): void {
    this.#send(attempt, { type: 'rang', attempt });
  }

  /** The customer's telephone was answered; `presumed`: as far as can be heard. */
  reached(attempt: string, presumed = false): void {
    this.#send(attempt, { type: 'reached', attempt, presumed });
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

  /** The customer of an open request wants to be called not before then; one that is under way goes on. */
  postpone(request: string, due: Instant): void {
    this.#wishes.postpone(request, due);
  }

  /** To be called at each seizure, release and change of an agent or queue, and once a second. */
  sample(sample: TroughSample): void {
    this.#pushing.sample(sample);
  }

  /** A surge began or ended. It stops new attempts at once; telephones that ring go on ringing. */
  surge(on: boolean): void {
    this.#pushing.surge(on);
  }

  /** While it is held nobody is dialled; what the system has taken but not dialled goes back. Calls under way go on. */
  hold(on: boolean): void {
    this.#claims.held = on || this.#ended;
    if (this.#claims.held) this.#open.sendPending(takenBack);
  }

  /** The box ends: nobody is dialled any more whatever is said later, and what is under way is `interrupted`, which uses up nothing that has not rung. */
  interrupt(): void {
    this.#ended = true;
    this.hold(true);
    this.#open.sendAll(interruption);
  }

  configure(settings: CallbackSettings): void {
    this.#settings = settings;
    this.#claims.settings = settings;
    for (const { request } of [...this.#open.states()]) {
      this.#open.send(request.id, { type: 'configured', settings });
      this.#open.refresh(request.id);
    }
    this.#pushing.configured();
  }

  /** An agent who stood by has had to do with a customer of this queue for so long. */
  handled(queue: string, time: Duration): void {
    this.#ahead.handled(queue, time, this.#settings.pacing);
  }

  /** Customers of a queue who answered what was dialled ahead, within the window: how many found an agent, and how many nobody. */
  answeredAhead(queue: string): AnsweredAhead {
    return this.#ahead.answered(queue, this.#settings.pacing, this.#clock.now());
  }

  close(): void {
    this.#pushing.close();
    this.#open.close();
  }

  #send(token: string, event: CallbackEvent): void {
    const state = this.#open.ofToken(token);
    if (state !== undefined) this.#open.send(state.request.id, event);
  }
}
