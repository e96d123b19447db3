// SPDX-License-Identifier: GPL-2.0-or-later
// What do callbacks see of the world in a test? A disk that writes when told, telephones, agents, and a box that can die.

import {
  type AttemptRow,
  CALLBACK_DEFAULTS,
  type CallbackChange,
  type CallbackPorts,
  type CallbackSettings,
  Callbacks,
  type Captured,
  type CaptureRow,
  type Claim,
  type CustomerOnLine,
  type RequestRow,
} from '../../src/callback/index.js';
import { Ids, VirtualClock } from '../../src/kernel/index.js';
import { capturedCall } from './captured-call.js';

const HOUR = 3_600_000;

/** Lets the answers of the disk arrive. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 5; i++) await Promise.resolve();
}

interface Commit {
  readonly changes: readonly CallbackChange[];
  readonly done: (ok: boolean) => void;
}

/** A box's surroundings; `dies after` counts what the box asks of them. */
export class CallbackWorld implements CallbackPorts {
  readonly clock = new VirtualClock(Date.parse('2026-03-02T10:00:00+08:00'));
  readonly requests = new Map<string, RequestRow>();
  readonly attempts = new Map<string, AttemptRow>();
  readonly captures = new Map<string, CaptureRow>();
  readonly doNotCall = new Set<string>();
  /** When each number was called, in all lives of the box. */
  readonly setups = new Map<string, number[]>();
  /** Attempts whose customer's telephone rings or is off the hook, with their numbers. */
  readonly live = new Map<string, string>();
  readonly asked: string[] = [];
  readonly customers: CustomerOnLine[] = [];
  readonly offers = new Map<string, RequestRow>();
  readonly cleared: string[] = [];
  readonly wrongs: string[] = [];
  /** Calls whose number is on disk and whose promise has not begun. */
  readonly promising = new Set<string>();
  readonly settings: CallbackSettings;
  ready = 2;
  /** Asked for so many more things, the box dies. */
  fuse = Number.POSITIVE_INFINITY;
  /** Writes at once instead of waiting for `write`. */
  prompt = true;
  callbacks: Callbacks;
  #pending: Commit[] = [];
  #life = 0;
  #calls = 0;
  readonly #ids: Ids;

  constructor(settings: Partial<CallbackSettings> = {}) {
    this.settings = { ...CALLBACK_DEFAULTS, ...settings };
    this.#ids = new Ids(this.clock, () => 7);
    this.callbacks = this.#boot();
  }

  get dead(): boolean {
    return this.fuse <= 0;
  }

  get pending(): number {
    return this.#pending.length;
  }

  /** The box is killed and started again; what was not written is gone, and so are all calls. */
  restart(): void {
    this.callbacks.close();
    this.#pending = [];
    this.live.clear();
    this.offers.clear();
    this.promising.clear();
    this.fuse = Number.POSITIVE_INFINITY;
    this.callbacks = this.#boot();
    const open = [...this.requests.values()].filter(({ closedAt }) => closedAt === undefined);
    this.apply(this.callbacks.restore(open, [...this.attempts.values()]));
    this.#repair();
  }

  /** A call that is captured, whose batch is committed, and whose promise begins at once or `later`; gives what was decided. */
  call(digits: string, options: { promised?: boolean; queue?: string; id?: string; later?: boolean } = {}): Captured {
    const { id, promised = true, later = false, ...where } = options;
    const call = id ?? `call-${++this.#calls}`;
    const captured = this.callbacks.capture(capturedCall(call, digits, this.clock.now(), { promised, ...where }));
    if (captured.changes.length === 0) return captured;
    const written = () => {
      this.callbacks.captureWritten(call);
      if (promised && later) this.promising.add(call);
      else this.callbacks.promiseBegan(call);
    };
    this.commit(captured.changes).then(written, () => this.callbacks.captureFailed(call));
    if (this.prompt) written(); // a test goes on at once
    return captured;
  }

  /** A promise that was to begin later begins: a request must cover it. */
  speak(call: string): void {
    if (!this.promising.delete(call)) return;
    const { number = '', request } = this.captures.get(call) ?? {};
    if (this.callbacks.ofNumber(number)?.id !== request) this.wrongs.push(`${call} is promised what no request covers`);
    this.callbacks.promiseBegan(call);
  }

  /** The quiet that a trough needs, until it is one. */
  trough(): void {
    this.sample();
    this.clock.advance(this.settings.trough.hold);
    this.sample();
  }

  sample(change: { busy?: number; waiting?: number } = {}): void {
    const calls = this.live.size;
    const sample = { busy: calls, inService: 30, callbackChannels: calls, waiting: 0, readyAgents: this.ready };
    this.callbacks.sample({ ...sample, ...change });
  }

  /** The disk writes its next batch, or refuses it. */
  write(ok = true): void {
    const next = this.#pending.shift();
    if (next === undefined) return;
    if (ok) this.apply(next.changes);
    next.done(ok);
  }

  apply(changes: readonly CallbackChange[]): void {
    for (const change of changes) {
      if (change.type === 'request') this.requests.set(change.row.id, change.row);
      if (change.type === 'attempt') this.attempts.set(change.row.id, change.row);
      if (change.type === 'capture') this.captures.set(change.row.call, change.row);
      if (change.type === 'doNotCall') this.doNotCall.add(change.number);
    }
    const open = [...this.requests.values()].filter(({ closedAt }) => closedAt === undefined);
    if (new Set(open.map(({ number }) => number)).size < open.length) this.wrongs.push('two open requests on disk');
  }

  commit(changes: readonly CallbackChange[]): Promise<void> {
    const life = this.#life;
    if (this.#burnt()) return new Promise(() => {});
    return new Promise((resolve, reject) => {
      const done = (ok: boolean) => {
        if (life === this.#life) ok ? resolve() : reject(new Error('disk full'));
      };
      this.#pending.push({ changes, done });
      if (this.prompt) this.write();
    });
  }

  dial(attempt: AttemptRow): void {
    if (this.#burnt()) return;
    this.#judge(attempt);
    if (!this.attempts.has(attempt.id)) this.wrongs.push(`${attempt.id} dialled before it was written`);
    if ([...this.live.values()].includes(attempt.number)) this.wrongs.push(`${attempt.number} dialled twice at once`);
    if (this.doNotCall.has(attempt.number)) {
      this.callbacks.failed(attempt.id, 'doNotCall');
      return;
    }
    this.callbacks.dialled(attempt.id, attempt.number);
    this.live.set(attempt.id, attempt.number);
  }

  ask(attempt: string): void {
    if (!this.#burnt()) this.asked.push(attempt);
  }

  connect(customer: CustomerOnLine): void {
    if (!this.#burnt()) this.customers.push(customer);
  }

  clear(attempt: string): void {
    if (this.#burnt()) return;
    this.live.delete(attempt);
    this.cleared.push(attempt);
  }

  offer(lease: string, request: RequestRow): void {
    if (!this.#burnt()) this.offers.set(lease, request);
  }

  withdraw(lease: string): void {
    this.offers.delete(lease);
  }

  isReady(): boolean {
    return this.ready > 0;
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
    return this.ready;
  }

  /** As the store does when a box is opened: the end of an attempt whose row the disk had refused when the box died. */
  #repair(): void {
    const now = this.clock.now();
    for (const row of this.attempts.values()) {
      if (row.outcome === undefined) this.attempts.set(row.id, { ...row, endedAt: now, outcome: 'interrupted' });
    }
  }

  /** By the wall clock of Shanghai and a list of SETUPs of its own, over all lives of the box. */
  #judge({ number, request }: AttemptRow): void {
    const now = this.clock.now();
    const { enqueuedAt = 0 } = this.requests.get(request) ?? {};
    const hour = (((now + 8 * HOUR) / HOUR) % 24) | 0;
    const isToday = Math.floor((enqueuedAt + 8 * HOUR) / (24 * HOUR)) === Math.floor((now + 8 * HOUR) / (24 * HOUR));
    const isOpen = (hour >= 9 && hour < 12) || (hour >= 14 && hour < 20) || (hour === 20 && isToday);
    if (this.settings.window === CALLBACK_DEFAULTS.window && !isOpen)
      this.wrongs.push(`${number} dialled at ${hour} o'clock`);
    const before = this.setups.get(number) ?? [];
    for (const { calls, within } of this.settings.perNumber) {
      const young = before.filter((at) => now - at < within).length;
      if (young >= calls) this.wrongs.push(`${number} dialled ${young + 1} times in ${within} ms`);
    }
    if (!this.doNotCall.has(number)) this.setups.set(number, [...before, now]);
  }

  #burnt(): boolean {
    return --this.fuse <= 0;
  }

  #boot(): Callbacks {
    this.#life++;
    return new Callbacks(this.clock, this.#ids, this.settings, this);
  }
}
