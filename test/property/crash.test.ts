// SPDX-License-Identifier: GPL-2.0-or-later
// The box is killed between any two things that capture and callback do, again and again: is a promise lost, is anybody called
// twice at once, does a request hang for ever? Each run is made from its seed: `SPILLWAY_SEED=n` plays that one alone.
import { setImmediate } from 'node:timers/promises';
import t from 'tap';
import type { NumberLimit } from '../../src/callback/index.js';
import { outcomeOf } from '../../src/dialling/index.js';
import { TelephonyError } from '../../src/faults.js';
import { Random } from '../../src/sim/index.js';
import { CrashWorld } from '../support/crash-world.js';

const RUNS = process.env.SPILLWAY_DEEP === undefined ? 2_000 : 100_000;
const ONLY = process.env.SPILLWAY_SEED;
const HOUR = 3_600_000;
const LIMIT = { timeout: HOUR }; // the 100,000 runs of check:deep take minutes
const NUMBERS = ['13800138000', '13800138001', '13800138002'];
const MINUTE = 60_000;
const LIMITS: NumberLimit[][] = [
  [
    { calls: 1, within: 5 * MINUTE },
    { calls: 3, within: 24 * HOUR },
  ],
  [
    { calls: 2, within: 10 * MINUTE },
    { calls: 5, within: 3 * HOUR },
  ],
  [{ calls: 4, within: HOUR }],
];

/** Lets the answers of the disk arrive. */
async function settle(): Promise<void> {
  for (let i = 0; i < 5; i++) await Promise.resolve();
}

/** One box over several lives, played by chance. */
class Run {
  readonly world: CrashWorld;
  readonly #random: Random;
  readonly #calls: { readonly id: string; readonly number: string; readonly life: number }[] = [];
  readonly #leases: string[] = [];
  readonly #attempts: string[] = [];
  /** What can happen, and how often it does. */
  readonly #acts: readonly { readonly weight: number; readonly item: () => void }[] = [
    { weight: 20, item: () => this.world.write() },
    { weight: 2, item: () => this.world.write(false) },
    { weight: 8, item: () => this.#call() },
    { weight: 1, item: () => this.#callAgain() },
    { weight: 4, item: () => this.#speak() },
    { weight: 1, item: () => this.#callEnds() },
    { weight: 4, item: () => this.world.sample() },
    { weight: 8, item: () => this.#trough() },
    { weight: 1, item: () => this.#surge() },
    { weight: 5, item: () => this.world.clock.advance(this.#random.integer(0, 2_000_000)) },
    { weight: 3, item: () => this.#next() },
    { weight: 5, item: () => this.#withLease((lease) => this.world.callbacks.dial(lease, '1001')) },
    { weight: 1, item: () => this.#withLease((lease) => this.world.callbacks.release(lease)) },
    { weight: 5, item: () => this.#withAttempt((attempt) => this.world.callbacks.reached(attempt)) },
    { weight: 1, item: () => this.#withAttempt((attempt) => this.world.callbacks.asked(attempt)) },
    { weight: 4, item: () => this.#withAttempt((attempt) => this.#presses(attempt)) },
    { weight: 4, item: () => this.#withAttempt((attempt) => this.world.join(attempt)) },
    { weight: 5, item: () => this.#withAttempt((attempt) => this.#hangsUp(attempt)) },
    { weight: 1, item: () => this.world.callbacks.served(`+86${this.#number()}`, 'call-in') },
    { weight: 1, item: () => this.#cancel() },
    { weight: 4, item: () => this.world.acknowledgeRestart() },
    { weight: 6, item: () => this.#lightFuse() },
  ];
  #surging = false;

  constructor(seed: number) {
    this.#random = new Random(seed);
    const order = this.#random.chance(0.5) ? 'customerFirst' : 'agentFirst';
    const standard = { order, push: this.#random.chance(0.8) } as const;
    const limits = {
      perNumber: this.#random.pick(LIMITS.map((item) => ({ weight: 1, item }))),
      setups: this.#random.integer(1, 4),
    };
    this.world = new CrashWorld({ standard, ...limits }, this.#random);
  }

  async play(): Promise<void> {
    for (let acts = this.#random.integer(10, 60); acts > 0; acts--) {
      this.#random.pick(this.#acts)();
      await settle();
      for (const attempt of this.world.live.keys()) if (!this.#attempts.includes(attempt)) this.#attempts.push(attempt);
      if (this.world.killed) this.world.restart();
      this.#check();
    }
  }

  /** No more crashes: everything is written, and time goes by until the last promise must have ended. */
  async finish(): Promise<void> {
    const { world } = this;
    if (this.#random.chance(0.5)) world.restart();
    world.fuse = Number.POSITIVE_INFINITY;
    world.acknowledgeRestart();
    world.callbacks.surge(false);
    for (let hours = 0; hours < 60; hours += 6) {
      for (let i = 0; i < 50 && world.pending > 0; i++) {
        world.write();
        await settle();
      }
      for (const call of [...world.promising]) this.#random.chance(0.5) ? world.speak(call) : world.hangUp(call);
      this.#check();
      world.clock.advance(6 * HOUR);
    }
    this.#checkEnd();
    world.callbacks.close();
  }

  #call(): void {
    const number = this.#number();
    const id = this.world.call(number, this.#random.chance(0.8));
    this.#calls.push({ id, number, life: this.world.lives });
  }

  /** A call of this life whose number is on disk. */
  #written() {
    const { disk, lives } = this.world;
    return this.#oneOf(this.#calls.filter(({ id, life }) => life === lives && disk.rows('capture').has(id)));
  }

  /** What is told of a call comes twice. */
  #callAgain(): void {
    const call = this.#written();
    if (call !== undefined) this.world.call(call.number, true, call.id);
  }

  /** A caller hears the promise begin: in the next moment, or long after his number was written. */
  #speak(): void {
    const call = this.#oneOf(this.world.promising);
    if (call !== undefined) this.world.speak(call);
  }

  #callEnds(): void {
    const call = this.#written();
    if (call === undefined) return;
    this.world.hangUp(call.id);
    this.#calls.splice(this.#calls.indexOf(call), 1);
  }

  /** The quiet that a trough needs. */
  #trough(): void {
    this.world.sample();
    this.world.clock.advance(30_000);
    this.world.sample();
  }

  #surge(): void {
    this.#surging = !this.#surging;
    this.world.callbacks.surge(this.#surging);
  }

  #next(): void {
    const claim = this.world.callbacks.next('1001', ['orders']);
    if (claim !== undefined) this.#leases.push(claim.lease);
  }

  #cancel(): void {
    const request = this.#oneOf(this.world.callbacks.list());
    if (request === undefined) return;
    try {
      this.world.callbacks.cancel(request.id);
    } catch (error) {
      if (!(error instanceof TelephonyError)) throw error; // refused: his next promise is about to be spoken
    }
  }

  #lightFuse(): void {
    this.world.fuse = this.#random.integer(1, 8);
  }

  /** Of an offer that stands or an agent's claim, which may be long over. */
  #withLease(act: (lease: string) => void): void {
    const offers = [...this.world.offers];
    const lease = this.#oneOf([...offers, ...offers, ...this.#leases]);
    if (lease !== undefined) act(lease);
  }

  /** Of a customer whose telephone rings; now and then of one long gone. */
  #withAttempt(act: (attempt: string) => void): void {
    const attempt = this.#oneOf(this.#random.chance(0.9) ? [...this.world.live.keys()] : this.#attempts);
    if (attempt !== undefined) act(attempt);
  }

  #presses(attempt: string): void {
    this.world.callbacks.digit(attempt, this.#oneOf(['1', '1', '1', '2', '9', '5']) ?? '1');
  }

  #hangsUp(attempt: string): void {
    this.world.live.delete(attempt);
    const { callbacks } = this.world;
    if (this.#random.chance(0.5)) callbacks.rang(attempt);
    const cause = this.#random.integer(1, 127);
    const outcome = outcomeOf(cause);
    if (outcome === 'answered' || this.#random.chance(0.1))
      callbacks.failed(attempt, this.#oneOf(['hungUp', 'withdrawn'] as const) ?? 'hungUp');
    else if (outcome === 'badNumber') callbacks.misdialled(attempt, outcome, cause);
    else callbacks.failed(attempt, outcome, cause);
  }

  #number(): string {
    return this.#oneOf(NUMBERS) ?? '';
  }

  #oneOf<T>(items: readonly T[]): T | undefined {
    return items[this.#random.integer(0, items.length - 1)];
  }

  #check(): void {
    const open = this.world.callbacks.list();
    if (new Set(open.map(({ number }) => number)).size < open.length) this.world.wrongs.push('two open requests');
    if (this.world.wrongs.length > 0) throw new Error(this.world.wrongs.join(', '));
  }

  #checkEnd(): void {
    const { disk, heard, callbacks } = this.world;
    for (const [call, at] of heard) {
      const request = disk.rows('callbackRequest').get(disk.rows('capture').get(call)?.request ?? null);
      if (request === undefined) throw new Error(`${call} heard a promise that nobody knows of`);
      if (Number(request.closedAt ?? at) < Math.round(at)) throw new Error(`${call} heard a promise that had ended`);
    }
    const open = [...disk.rows('callbackRequest').values()].filter(({ closedAt }) => closedAt === null);
    if (open.length > 0) throw new Error(`a request has no end: ${JSON.stringify(open[0])}`);
    const unended = [...disk.rows('callbackAttempt').values()].filter(({ outcome }) => outcome === null);
    if (unended.length > 0) throw new Error(`an attempt has no end: ${JSON.stringify(unended[0])}`);
    if (callbacks.list().length > 0) throw new Error('a request is open in memory alone');
  }
}

t.setTimeout(HOUR);
t.test(
  `killed anywhere in ${RUNS} runs: no promise lost, none doubled, nobody called twice at once nor beyond his limits`,
  LIMIT,
  async (t) => {
    const seeds = ONLY === undefined ? Array.from({ length: RUNS }, (_, seed) => seed) : [Number(ONLY)];
    const lives = { most: 0, all: 0 };
    for (const seed of seeds) {
      if (seed % 1_000 === 0) await setImmediate(); // tap's own timers
      const run = new Run(seed);
      try {
        await run.play();
        await run.finish();
      } catch (error) {
        throw new Error(`seed ${seed}: ${error instanceof Error ? error.message : error}`, { cause: error });
      }
      lives.all += run.world.lives;
      lives.most = Math.max(lives.most, run.world.lives);
    }
    t.ok(lives.all > 2 * seeds.length || seeds.length < 10, `${lives.all} lives of the box, ${lives.most} in one run`);
  },
);
