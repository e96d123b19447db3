// SPDX-License-Identifier: GPL-2.0-or-later
// Is a number ever sent more SETUPs than its limits allow, or a request more than its ceiling? Whatever causes come, before and after
// ALERTING, whoever asks for the call, however often he calls again, wherever the box is killed.
import t from 'tap';
import type { CallbackSettings, NumberLimit } from '../../src/callback/index.js';
import { outcomeOf } from '../../src/dialling/index.js';
import { Random } from '../../src/sim/index.js';
import { CrashWorld } from '../support/crash-world.js';

t.setTimeout(3_600_000);
const ONLY = process.env.SPILLWAY_SEED;
/** Of 150 steps each: 30,000, and more than 1,000,000 in `npm run check:deep`. */
const RUNS = process.env.SPILLWAY_DEEP === undefined ? 200 : 7_000;
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const NUMBERS = ['13800138000', '13800138001'];
const LIMITS: readonly (readonly NumberLimit[])[] = [
  [
    { calls: 1, within: 5 * MINUTE },
    { calls: 3, within: 24 * HOUR },
  ],
  [
    { calls: 2, within: 3 * MINUTE },
    { calls: 5, within: 20 * MINUTE },
    { calls: 9, within: 2 * HOUR },
  ],
  [{ calls: 4, within: 10 * MINUTE }],
];

/** Lets the answers of the disk arrive. */
async function settle(): Promise<void> {
  for (let i = 0; i < 5; i++) await Promise.resolve();
}

/** Customers who never get through, at an exchange that finds ever new causes. */
class Run {
  readonly world: CrashWorld;
  readonly #random: Random;

  constructor(seed: number) {
    this.#random = new Random(seed);
    const settings: Partial<CallbackSettings> = {
      perNumber: LIMITS[this.#random.integer(0, LIMITS.length - 1)] ?? [],
      setups: this.#random.integer(1, 12),
      attempts: this.#random.integer(1, 10),
      standard: { order: this.#random.chance(0.5) ? 'customerFirst' : 'agentFirst', push: this.#random.chance(0.7) },
      spacing: this.#random.chance(0.5) ? { congestion: 0, busy: 0, noAnswer: 0, unreachable: 0 } : {},
      window: { zone: 'UTC', hours: [{ from: '00:00', to: '24:00' }], holidays: [] },
    };
    this.world = new CrashWorld(settings, this.#random);
  }

  async play(): Promise<void> {
    const { world } = this;
    for (let step = 0; step < 150; step++) {
      this.#act();
      await settle();
      while (world.pending > 0 && this.#random.chance(0.95)) {
        world.write(this.#random.chance(0.98));
        await settle();
      }
      if (world.killed) world.restart();
      if (world.wrongs.length > 0) throw new Error(world.wrongs.join(', '));
    }
    world.callbacks.close();
  }

  #act(): void {
    const { world } = this;
    const chance = this.#random.integer(0, 99);
    if (chance < 6) world.call(this.#pick(NUMBERS) ?? '', this.#random.chance(0.8));
    else if (chance < 40) this.#quiet();
    else if (chance < 55) world.clock.advance(this.#random.integer(0, 120) * SECOND);
    else if (chance < 58) world.clock.advance(this.#random.integer(0, 60) * MINUTE);
    else if (chance < 64) this.#pull();
    else if (chance < 68) for (const lease of world.offers) world.callbacks.dial(lease, '1001');
    else if (chance < 70) world.fuse = this.#random.integer(1, 10);
    else if (chance < 72) world.acknowledgeRestart();
    else if (chance < 74) world.callbacks.served(`+86${this.#pick(NUMBERS)}`, 'call-in');
    else if (chance < 76) for (const call of [...world.promising]) world.speak(call);
    else this.#fails();
  }

  #quiet(): void {
    this.world.sample();
    this.world.clock.advance(30 * SECOND);
    this.world.sample();
  }

  #pull(): void {
    const claim = this.world.callbacks.next('1001', ['orders']);
    if (claim !== undefined) this.world.callbacks.dial(claim.lease, '1001');
  }

  /** An attempt ends: by a cause, before or after ALERTING; answered and given up; or taken back. */
  #fails(): void {
    const { callbacks, live } = this.world;
    const attempt = this.#pick([...live.keys()]);
    if (attempt === undefined) return;
    live.delete(attempt);
    if (this.#random.chance(0.5)) callbacks.rang(attempt);
    if (this.#random.chance(0.1)) callbacks.failed(attempt, 'withdrawn');
    if (this.#random.chance(0.1)) callbacks.reached(attempt);
    const cause = this.#random.integer(1, 127);
    const outcome = outcomeOf(cause);
    if (outcome === 'answered') return;
    if (outcome === 'badNumber' && this.#random.chance(0.7)) callbacks.misdialled(attempt, outcome, cause);
    else callbacks.failed(attempt, outcome, cause);
  }

  #pick<T>(items: readonly T[]): T | undefined {
    return items[this.#random.integer(0, items.length - 1)];
  }
}

t.test(
  'no number gets more SETUPs in any window than its limits allow, no request more than its ceiling',
  async (t) => {
    const seeds = ONLY === undefined ? Array.from({ length: RUNS }, (_, seed) => seed) : [Number(ONLY)];
    let setups = 0;
    for (const seed of seeds) {
      const run = new Run(seed);
      try {
        await run.play();
      } catch (error) {
        throw new Error(`seed ${seed}: ${error instanceof Error ? error.message : error}`, { cause: error });
      }
      setups += run.world.setups.all;
    }
    t.ok(setups > 3 * seeds.length || seeds.length < 10, `${setups} SETUPs in ${seeds.length} runs`);
  },
);
