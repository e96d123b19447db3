// SPDX-License-Identifier: GPL-2.0-or-later
// How does a whole box call customers at an exchange that is only facts? For what needs thousands of calls, but no sound.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { type Box, open } from '../../src/engine/index.js';
import { TelephonyError } from '../../src/faults.js';
import { VirtualClock } from '../../src/kernel/index.js';
import type { DialOptions } from '../../src/native/index.js';
import { openStore } from '../../src/store/index.js';
import { FakeMedia } from './fake-media.js';

const AGENT = '1001';
const STATION = '801';
const HOUR = 3_600_000;
const MEMORY = '/dev/shm'; // thousands of commits, and no crash here that a disk would have to outlive

/** What the exchange makes of a SETUP: whether the telephone rings first, and the cause that ends it. */
export interface Fate {
  readonly rings: 'no' | 'alerting' | 'inBand' | 'answered';
  readonly cause: number;
}

/** Answers SETUPs by fates, and lifts the agent's telephone whenever it rings. */
class Exchange extends FakeMedia {
  readonly setups: { readonly digits: string; readonly at: number }[] = [];
  fate: () => Fate = () => ({ rings: 'no', cause: 34 });
  readonly #clock: VirtualClock;
  readonly #next: (() => void)[] = [];

  constructor(clock: VirtualClock) {
    super({ telecom: 'e1', stations: 1 });
    this.#clock = clock;
  }

  /** What the far ends do about the commands until now. */
  answerAll(): void {
    for (const act of this.#next.splice(0)) act();
  }

  override dial(options: DialOptions): number {
    const call = super.dial(options);
    this.setups.push({ digits: options.called.digits, at: this.#clock.now() });
    const { channel } = options;
    const { rings, cause } = this.fate();
    this.#next.push(() => {
      if (rings !== 'no') this.tell({ type: 'proceeding', call, channel });
      if (rings === 'alerting') this.tell({ type: 'alerting', call, channel, inBand: false });
      if (rings === 'inBand') this.tell({ type: 'progress', call, channel, inBand: true, cause: 0 });
      if (rings === 'answered') this.tell({ type: 'answered', call, channel });
      this.tell({ type: 'cleared', call, channel, cause });
    });
    return call;
  }

  override clear = (call: number, cause: number): void => {
    this.#next.push(() => this.tell({ type: 'cleared', call, channel: 0, cause }));
  };

  override ring = (channel: number, on: boolean): void => {
    if (on) this.#next.push(() => this.tell({ type: 'offHook', channel }));
  };
}

/** One who talks, or is signed out, is refused. */
function pull(box: Box): void {
  try {
    box.agents.nextCallback(AGENT);
  } catch (error) {
    if (!(error instanceof TelephonyError) || error.code !== 'REFUSED') throw error;
  }
}

export interface FakeBoxOptions {
  readonly number: string;
  readonly order: 'customerFirst' | 'agentFirst';
  readonly mode: 'push' | 'pull';
  readonly callback: object;
  /** No channel is in service: there is nothing to send SETUP over. */
  readonly noChannel?: boolean;
}

/** A box with one promise to keep, over as many lives as a test wants. */
export class FakeBox {
  readonly clock = new VirtualClock(Date.parse('2026-03-02T02:00:00Z'));
  readonly setups: { readonly digits: string; readonly at: number }[] = [];
  fate: () => Fate = () => ({ rings: 'no', cause: 34 });
  readonly #options: FakeBoxOptions;
  readonly #data = mkdtempSync(join(existsSync(MEMORY) ? MEMORY : tmpdir(), 'spillway-fake-'));
  #exchange = new Exchange(this.clock);
  #box: Box | undefined;

  constructor(options: FakeBoxOptions) {
    this.#options = options;
  }

  /** Writes a promise as an earlier life has left it, unless one is open. */
  async promise(id: string): Promise<void> {
    const file = join(this.#data, 'spillway.db');
    if (existsSync(file)) this.#promiseAgain(file, id);
    else await this.#promiseFirst(id);
  }

  /** Of a box that is closed: no store, with its threads, is opened for one row. */
  #promiseAgain(file: string, id: string): void {
    const database = new Database(file);
    const at = Math.round(this.clock.now());
    const columns = 'id, number, queue, promised, created_at, enqueued_at, due, expires_at, captures, attempts, state';
    try {
      database
        .prepare(
          `insert into callback_request (${columns}) select ?, ?, 'sales', 1, ?, ?, ?, ?, 1, 0, 'open'
           where not exists (select 1 from callback_request where closed_at is null)`,
        )
        .run(id, this.#options.number, at, at, at, at + 24 * HOUR);
    } finally {
      database.close();
    }
  }

  async #promiseFirst(id: string): Promise<void> {
    const store = await openStore({ directory: this.#data, clock: this.clock, reserveBytes: 1 << 16 });
    const at = this.clock.now();
    const { number } = this.#options;
    const times = { createdAt: at, enqueuedAt: at, due: at, expiresAt: at + 24 * HOUR };
    const row = { id, number, queue: 'sales', promised: true, ...times, captures: 1, attempts: 0, state: 'open' };
    await store.commit(store.batch().put('callbackRequest', row as never));
    await store.close();
  }

  async begin(): Promise<void> {
    const exchange = new Exchange(this.clock);
    exchange.fate = () => this.fate();
    this.#exchange = exchange;
    const { order, mode, callback, noChannel = false } = this.#options;
    const carrier = (name: string) => ({ type: 'listen', path: `/run/${name}.sock` }) as const;
    this.#box = await open({
      clock: this.clock,
      media: exchange,
      config: {
        data: this.#data,
        board: {
          type: 'virtual',
          spans: [
            { name: 'telecom', kind: 'e1', carrier: carrier('telecom'), signalling: { restartAtStart: false } },
            { name: 'stations', kind: 'analog', count: 1, carrier: carrier('stations') },
          ],
        },
        accessNumbers: [{ number: '88880001', name: 'tv', queue: 'sales' }],
        queues: [{ name: 'sales', callback: { order, mode }, wrapUp: '0s' }],
        agents: [{ id: AGENT, name: 'Agent', pin: '4711', queues: ['sales'] }],
        callback: { window: { hours: [{ from: '00:00', to: '24:00' }] }, trough: { hold: '1s' }, ...callback },
      },
    });
    exchange.tell({ type: 'dChannelUp', span: 0 });
    if (noChannel) {
      for (const { index, kind } of exchange.channels) {
        if (kind === 'bearer') exchange.tell({ type: 'serviceState', span: 0, channel: index, state: 'outOfService' });
      }
    }
    this.#box.agents.signIn(AGENT, STATION);
  }

  /** Seconds go by; an agent who pulls asks for the next callback in each. */
  async seconds(count: number): Promise<void> {
    const box = this.#box;
    for (let gone = 0; gone < count && box !== undefined; gone++) {
      if (this.#options.mode === 'pull') pull(box);
      for (let turn = 0; turn < 2; turn++) {
        this.#exchange.answerAll();
        await setImmediate();
        await box.settled();
      }
      box.agents.ready(AGENT);
      this.clock.advance(1_000);
    }
    this.setups.push(...this.#exchange.setups.splice(0));
  }

  async end(): Promise<void> {
    let over = false;
    const closing = this.#box?.close().finally(() => {
      over = true;
    });
    for (let turn = 0; turn < 300 && !over; turn++) {
      this.#exchange.answerAll();
      this.clock.advance(20);
      await setImmediate();
    }
    await closing;
    this.#box = undefined;
  }

  remove(): void {
    rmSync(this.#data, { recursive: true, force: true });
  }
}
