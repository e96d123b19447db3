// SPDX-License-Identifier: GPL-2.0-or-later
// What goes on over a store that fails? Calls, promises, conversations and callbacks, by the box's own rooms for records, with
// an account of what each caller heard.
import { setImmediate } from 'node:timers/promises';
import { type AttemptOutcome, CALLBACK_DEFAULTS, type CallbackPorts, Callbacks } from '../../src/callback/index.js';
import { type CallFact, closeCall, openCall, writeCall } from '../../src/cdr/index.js';
import { writeCapture } from '../../src/engine/inbound/write-capture.js';
import { putCallbackChanges } from '../../src/engine/records/callback-rows.js';
import { Records } from '../../src/engine/records/records.js';
import { Totals } from '../../src/engine/records/totals.js';
import { TelephonyError } from '../../src/faults.js';
import { Ids, VirtualClock } from '../../src/kernel/index.js';
import { Catalogue } from '../../src/recording/index.js';
import type { Random } from '../../src/sim/index.js';
import type { Store } from '../../src/store/index.js';
import { capturedCall } from './captured-call.js';
import { type Faults, failingStore } from './failing-store.js';

/** A call that is up, or over. */
export interface MadeUpCall {
  readonly id: string;
  readonly number: string;
  readonly facts: CallFact[];
  over: boolean;
  capturing: boolean;
}

const PASSES = ['STORE_LATE', 'STORE_FULL'];

/** The rooms that write, over a store that fails. */
export class FailingWorld {
  readonly clock = new VirtualClock(Date.parse('2026-03-02T10:00:00Z'));
  readonly store: Store;
  readonly faults: Faults;
  readonly records: Records;
  readonly callbacks: Callbacks;
  readonly catalogue: Catalogue;
  readonly calls: MadeUpCall[] = [];
  /** Calls whose caller was promised a callback. */
  readonly heard = new Set<string>();
  /** Recordings whose row is or will be there; those that a full disk refused are not. */
  readonly recordings = new Set<string>();
  /** Attempts whose customer's telephone rings. */
  readonly ringing = new Set<string>();
  readonly dialled = new Set<string>();
  readonly wrongs: string[] = [];
  readonly #ids: Ids;
  #totals: Totals | undefined;
  /** What is still being written. */
  readonly #work = new Set<Promise<unknown>>();

  constructor(directory: string, random: Random) {
    const { store, faults } = failingStore(directory, this.clock);
    this.store = store;
    this.faults = faults;
    this.#ids = new Ids(this.clock, () => random.integer(0, 2 ** 20 - 1));
    this.records = new Records(store, this.clock, (error, what) => this.#failed(error, what));
    const window = { ...CALLBACK_DEFAULTS.window, zone: 'UTC' };
    const settings = { ...CALLBACK_DEFAULTS, window, trough: { ...CALLBACK_DEFAULTS.trough, hold: 1_000 } };
    this.callbacks = new Callbacks(this.clock, this.#ids, settings, this.#ports());
    this.catalogue = new Catalogue({ store, ids: this.#ids, directory: `${directory}/recordings`, zone: 'UTC' });
  }

  async begin(): Promise<void> {
    this.#totals = new Totals(await this.store.ask('counted', null));
    this.#totals.follow(this.store.decided);
  }

  get totals(): Totals {
    if (this.#totals === undefined) throw new Error('not begun');
    return this.#totals;
  }

  offered(number: string): void {
    const call: MadeUpCall = { id: this.#ids.next('call'), number, facts: [], over: false, capturing: false };
    this.calls.push(call);
    const leg = { id: this.#ids.next('leg'), kind: 'trunk', direction: 'inbound', span: 'e1', slot: 1 } as const;
    call.facts.push({ type: 'offered', at: this.records.now() }, { type: 'legBegan', at: this.records.now(), leg });
    const batch = this.records.batch();
    openCall(batch, this.#history(call));
    this.#does(this.records.commit(batch, 'call.offered', { finishing: true }));
  }

  queued(call: MadeUpCall): void {
    call.facts.push({ type: 'queued', at: this.records.now(), queue: 'orders' });
    const batch = this.records.batch();
    writeCall(batch, this.#history(call));
    batch.event('call.queued', { call: call.id, queue: 'orders' }, this.records.now());
    this.#does(this.records.commit(batch, 'call.queued', { finishing: true }));
  }

  /** The number is taken: promised when that is durable in time, else he is in the queue. */
  promise(call: MadeUpCall): void {
    if (call.capturing || this.heard.has(call.id)) return;
    call.capturing = true;
    const captured = capturedCall(call.id, call.number, this.clock.now(), { promised: true });
    const asked = this.clock.now();
    const written = writeCapture(this, this.callbacks, captured, this.#history(call)).then((request) => {
      call.capturing = false;
      if (this.clock.now() - asked > 3_000) this.wrongs.push(`${call.id} waited for ${this.clock.now() - asked} ms`);
      if (request !== undefined) this.#speak(call, request);
    });
    this.#does(written);
  }

  talks(call: MadeUpCall): void {
    const legs = call.facts.flatMap((fact) => (fact.type === 'legBegan' ? [fact.leg.id] : []));
    call.facts.push({ type: 'bridged', at: this.records.now(), legs, agent: '1001' });
    const batch = this.records.batch();
    writeCall(batch, this.#history(call));
    batch.event('call.bridged', { call: call.id, agent: '1001' }, this.records.now());
    this.#does(this.records.commit(batch, 'call.bridged', { finishing: true }));
    this.#does(this.#record(call));
    this.callbacks.served(`+86${call.number}`, call.id);
  }

  ends(call: MadeUpCall): void {
    const leg = call.facts.flatMap((fact) => (fact.type === 'legBegan' ? [fact.leg.id] : []))[0] ?? '';
    const at = this.records.now();
    call.over = true;
    call.facts.push({ type: 'legCleared', at, leg, cause: 16, by: 'farEnd' }, { type: 'ended', at, cause: 16 });
    const batch = this.records.batch();
    closeCall(batch, this.#history(call));
    this.#does(this.records.commit(batch, 'call.ended', { finishing: true }));
    if (!call.capturing) this.callbacks.callEnded(call.id);
  }

  /** It is quiet: callbacks are begun. */
  async trough(): Promise<void> {
    for (let times = 0; times < 2; times++) {
      this.callbacks.sample({
        busy: 0,
        inService: 30,
        callbackChannels: this.ringing.size,
        waiting: 0,
        readyAgents: 2,
      });
      await this.pass(1_100);
    }
  }

  rung(attempt: string, outcome: AttemptOutcome): void {
    if (!this.ringing.delete(attempt)) return;
    if (outcome !== 'connected') {
      this.callbacks.failed(attempt, outcome);
      return;
    }
    this.callbacks.reached(attempt);
    this.callbacks.digit(attempt, '1');
    this.callbacks.connected(attempt, '1001');
  }

  /** Time goes by; the disk answers meanwhile. */
  async pass(milliseconds: number): Promise<void> {
    for (let gone = 0; gone < milliseconds; gone += 100) {
      await this.#turn();
      this.clock.advance(100);
    }
    await this.#turn();
  }

  /** All is well again: whatever is up ends, and is written. */
  async recover(): Promise<void> {
    this.faults.error = undefined;
    this.faults.took = 0;
    await this.pass(10_000);
    for (const call of this.calls) if (!call.over) this.ends(call);
    for (const attempt of [...this.ringing]) this.rung(attempt, 'busy');
    await this.pass(5_000);
    await Promise.all(this.#work);
    await this.store.settled();
  }

  async close(): Promise<void> {
    this.callbacks.close();
    await this.store.close();
  }

  #history({ id, number, facts }: MadeUpCall) {
    return { call: { id, direction: 'inbound' as const, calling: `+86${number}` }, facts };
  }

  /** Only now, and it must be on the disk. */
  #speak(call: MadeUpCall, request: string): void {
    this.callbacks.promiseBegan(call.id);
    if (call.over) {
      this.callbacks.callEnded(call.id);
      this.heard.add(call.id); // his number is taken all the same
      return;
    }
    call.facts.push({ type: 'captured', at: this.records.now(), request, promised: true });
    this.heard.add(call.id);
  }

  async #record(call: MadeUpCall): Promise<void> {
    try {
      const entry = this.catalogue.entry({ call: call.id, agent: '1001' }, this.records.now());
      await this.catalogue.expect(entry, null, this.records.now());
      await this.catalogue.begin(entry, this.records.now());
      this.recordings.add(entry.id);
      await this.catalogue.finish(entry, { durationMs: 20, gapMs: 0 }, this.records.now());
    } catch (error) {
      this.#failed(error, 'a recording');
    }
  }

  #ports(): CallbackPorts {
    return {
      commit: (changes) =>
        this.store.commit(putCallbackChanges(this.records.batch(), changes, this.clock.now()), { finishing: true }),
      dial: ({ id }) => {
        this.ringing.add(id);
        this.dialled.add(id);
      },
      ask: () => {},
      connect: () => {},
      clear: (attempt) => this.ringing.delete(attempt),
      offer: (lease) => this.callbacks.dial(lease, '1001'),
      withdraw: () => {},
      readyAgents: () => 2,
      isReady: () => true,
      begin: ({ lease }, agent) => this.callbacks.dial(lease, agent) !== undefined,
      standingBy: () => ({ idle: 0, talking: 0 }),
      dialStanding: () => false,
    };
  }

  #failed(error: unknown, what: string): void {
    if (error instanceof TelephonyError && PASSES.includes(error.code)) return;
    this.wrongs.push(`${what}: ${error}`);
  }

  #does(work: Promise<unknown>): void {
    this.#work.add(work);
    void work.finally(() => this.#work.delete(work));
  }

  async #turn(): Promise<void> {
    for (let turns = 0; turns < 3; turns++) await setImmediate();
  }
}
