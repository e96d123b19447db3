// SPDX-License-Identifier: GPL-2.0-or-later
// What is left of callbacks when the box is killed between any two things that it does? A database that knows what is durable,
// by the box's own rows and its own repair, telephones that ring, and callers who have heard a promise.
import {
  type AttemptRow,
  CALLBACK_DEFAULTS,
  type CallbackChange,
  type CallbackPorts,
  type CallbackSettings,
  Callbacks,
  type Claim,
  type CustomerOnLine,
  LONGEST_WINDOW,
  type RequestRow,
} from '../../src/callback/index.js';
import { attemptOf, putCallbackChanges, requestOf } from '../../src/engine/records/callback-rows.js';
import { Ids, type Instant, VirtualClock } from '../../src/kernel/index.js';
import type { Random } from '../../src/sim/index.js';
import type { CallbackAttemptRow, CallbackRequestRow } from '../../src/store/index.js';
import { giveBack } from '../../src/store/repair.js';
import { capturedCall } from './captured-call.js';
import { Durable, Writing } from './durable.js';
import { SetupLog } from './setup-log.js';

interface Commit {
  readonly batch: Writing;
  readonly done: (ok: boolean) => void;
}

/** The surroundings of a box's callbacks over many lives of the box. */
export class CrashWorld implements CallbackPorts {
  readonly clock = new VirtualClock(Date.parse('2026-03-02T10:00:00Z'));
  readonly disk = new Durable();
  /** Attempts whose customer's telephone rings or is off the hook, with their numbers. */
  readonly live = new Map<string, string>();
  /** Of these, whose customers talk to an agent: nobody dials them meanwhile. */
  readonly talking = new Set<string>();
  readonly offers = new Set<string>();
  /** Calls whose caller heard the promise begin, and when. */
  readonly heard = new Map<string, Instant>();
  /** Calls whose number is durable and whose promise has not begun. */
  readonly promising: string[] = [];
  readonly wrongs: string[] = [];
  /** Asked for so many more things, the box is killed. */
  fuse = Number.POSITIVE_INFINITY;
  callbacks: Callbacks;
  lives = 0;
  readonly setups: SetupLog;
  #pending: Commit[] = [];
  /** Channels take no call until the exchange has acknowledged RESTART for each. */
  #restarting = false;
  #calls = 0;
  readonly #connecting = new Set<string>();
  readonly #settings: CallbackSettings;
  readonly #random: Random;
  readonly #ids: Ids;

  constructor(settings: Partial<CallbackSettings>, random: Random) {
    const window = { ...CALLBACK_DEFAULTS.window, zone: 'UTC' }; // the one that is looked up fast
    this.#settings = { ...CALLBACK_DEFAULTS, window, ...settings };
    this.#random = random;
    this.setups = new SetupLog(this.#settings);
    this.#ids = new Ids(this.clock, () => random.integer(0, 2 ** 20 - 1));
    this.callbacks = this.#boot();
  }

  get killed(): boolean {
    return this.fuse <= 0;
  }

  get pending(): number {
    return this.#pending.length;
  }

  /** A life's end and the next one's beginning. Of what was on its way to the disk, any part may have reached it. */
  restart(): void {
    this.callbacks.close();
    for (let durable = this.#random.integer(0, this.#pending.length); durable > 0; durable--) this.#store();
    this.#pending = [];
    this.offers.clear();
    this.promising.length = 0;
    this.fuse = Number.POSITIVE_INFINITY;
    this.#restarting = true;
    this.callbacks = this.#boot();
    this.#repair();
    const { requests, attempts } = this.#memory();
    this.commit(this.callbacks.restore(requests, attempts)).catch(() => {});
  }

  /** The exchange has cleared what it still had of the last life. */
  acknowledgeRestart(): void {
    if (!this.#restarting) return;
    this.live.clear();
    this.talking.clear();
    this.#restarting = false;
  }

  /** A call is captured; when its batch is durable the promise may be spoken. Gives the call's id. */
  call(digits: string, promised: boolean, again?: string): string {
    const id = again ?? `call-${++this.#calls}`;
    const { changes } = this.callbacks.capture(capturedCall(id, digits, this.clock.now(), { promised }));
    if (changes.length === 0) return id;
    this.commit(changes).then(
      () => {
        this.callbacks.captureWritten(id);
        if (promised && !this.#burnt()) this.promising.push(id);
      },
      () => this.callbacks.captureFailed(id),
    );
    return id;
  }

  /** The first sample of the promise goes out: from now on a request must cover it. The box hears of it, unless it is killed. */
  speak(call: string): void {
    this.#noLonger(call);
    this.heard.set(call, this.clock.now());
    const capture = this.disk.rows('capture').get(call);
    const covering = this.#open().filter(({ number, promised }) => number === capture?.number && promised !== 0);
    const [request] = covering;
    if (covering.length !== 1 || request?.id !== capture?.request) {
      this.wrongs.push(`${call} hears a promise, and ${covering.length} open requests cover it`);
    }
    if (!this.#burnt()) this.callbacks.promiseBegan(call);
  }

  /** The call is over, its promise spoken or not. */
  hangUp(call: string): void {
    this.#noLonger(call);
    this.callbacks.callEnded(call);
  }

  /** What `Watch` samples. */
  sample(): void {
    const inService = this.#restarting ? 0 : 30;
    const calls = this.live.size;
    this.callbacks.sample({ busy: calls, inService, callbackChannels: calls, waiting: 0, readyAgents: 2 });
  }

  /** The disk writes its next batch and says so, or refuses it. */
  write(ok = true): void {
    const [next] = this.#pending;
    const stored = ok && this.#store();
    if (!ok) this.#pending.shift();
    next?.done(stored);
  }

  commit(changes: readonly CallbackChange[]): Promise<void> {
    if (this.#burnt()) return new Promise(() => {});
    const life = this.lives;
    const batch = new Writing();
    putCallbackChanges(batch, changes, this.clock.now());
    return new Promise((resolve, reject) => {
      const done = (ok: boolean) => {
        if (life === this.lives) ok ? resolve() : reject(new Error('disk full'));
      };
      this.#pending.push({ batch, done });
    });
  }

  dial(attempt: AttemptRow): void {
    if (this.#burnt()) return;
    const row = this.disk.rows('callbackAttempt').get(attempt.id);
    if (row === undefined || row.outcome !== null) this.wrongs.push(`${attempt.id} dialled before it was durable`);
    const captured = [...this.disk.rows('capture').values()].some(({ request }) => request === attempt.request);
    if (!captured) this.wrongs.push(`${attempt.number} is called although no call of his was written down`);
    if (this.#restarting) {
      this.callbacks.failed(attempt.id, 'congestion'); // no channel is in service
      return;
    }
    if ([...this.talking].some((other) => this.live.get(other) === attempt.number)) {
      this.callbacks.failed(attempt.id, 'congestion'); // as the callback desk does
      return;
    }
    if ([...this.live.values()].includes(attempt.number)) this.wrongs.push(`two calls to ${attempt.number} at once`);
    this.live.set(attempt.id, attempt.number);
    const broken = this.setups.sent(attempt.number, attempt.request, this.clock.now());
    if (broken !== undefined) this.wrongs.push(broken);
    if (!this.#burnt()) this.callbacks.dialled(attempt.id, attempt.number); // or killed with the SETUP on the wire
  }

  ask(): void {
    this.#burnt();
  }

  connect({ attempt }: CustomerOnLine): void {
    if (!this.#burnt()) this.#connecting.add(attempt);
  }

  /** The customer and an agent hear each other; what comes of an attempt that is over is late news. */
  join(attempt: string): void {
    if (this.live.has(attempt) && this.#connecting.has(attempt)) this.talking.add(attempt);
    this.callbacks.connected(attempt, '1001');
  }

  clear(attempt: string): void {
    if (!this.#burnt()) this.live.delete(attempt);
  }

  offer(lease: string, _request: RequestRow): void {
    if (!this.#burnt()) this.offers.add(lease);
  }

  withdraw(lease: string): void {
    if (!this.#burnt()) this.offers.delete(lease);
  }

  isReady(): boolean {
    return true;
  }

  begin(claim: Claim, agent: string): boolean {
    return this.callbacks.dial(claim.lease, agent) !== undefined;
  }

  standingBy() {
    return { idle: 0, talking: 0 };
  }

  dialStanding(): boolean {
    return false;
  }

  readyAgents(): number {
    return 2;
  }

  #noLonger(call: string): void {
    const index = this.promising.indexOf(call);
    if (index >= 0) this.promising.splice(index, 1);
  }

  #burnt(): boolean {
    return --this.fuse <= 0;
  }

  /** False: the schema refuses a second open request as long as the end of the first one was refused by the disk. */
  #store(): boolean {
    const next = this.#pending.shift();
    if (next === undefined) return false;
    const refused = this.disk.write(next.batch);
    if (refused !== undefined && !refused.startsWith('two open')) this.wrongs.push(refused);
    return refused === undefined;
  }

  #boot(): Callbacks {
    this.lives++;
    return new Callbacks(this.clock, this.#ids, this.#settings, this);
  }

  /** As `repair` does at start-up. */
  #repair(): void {
    const batch = new Writing();
    const attempts = this.#attempts().filter(({ endedAt }) => endedAt === null);
    const leases = this.#open().filter(({ state, leaseOwner }) => state !== 'open' || leaseOwner !== null);
    giveBack(batch, { attempts, leases }, Math.round(this.clock.now()));
    const refused = this.disk.write(batch);
    if (refused !== undefined) this.wrongs.push(`repair: ${refused}`);
  }

  /** As `remember` does at start-up. */
  #memory(): { readonly requests: RequestRow[]; readonly attempts: AttemptRow[] } {
    const since: Instant = this.clock.now() - LONGEST_WINDOW;
    const recent = this.#attempts().filter(({ endedAt, startedAt }) => endedAt === null || startedAt > since);
    return { requests: this.#open().map(requestOf), attempts: recent.map(attemptOf) };
  }

  #attempts(): CallbackAttemptRow[] {
    return [...this.disk.rows('callbackAttempt').values()] as unknown as CallbackAttemptRow[];
  }

  #open(): CallbackRequestRow[] {
    const rows = [...this.disk.rows('callbackRequest').values()] as unknown as CallbackRequestRow[];
    return rows.filter(({ closedAt }) => closedAt === null);
  }
}
