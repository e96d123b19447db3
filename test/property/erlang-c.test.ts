// SPDX-License-Identifier: GPL-2.0-or-later
// Does distribution wait as theory says? Callers who come by chance, agents who talk by chance, and Erlang's formula C for both.

import t from 'tap';
import { Acd, type AcdPorts, QUEUE_DEFAULTS } from '../../src/acd/index.js';
import { Ids, seededChance, VirtualClock } from '../../src/kernel/index.js';
import { Random } from '../../src/sim/index.js';

const SECOND = 1_000;
const DAY = 86_400 * SECOND;
const TRAFFIC = 10; // Erlangs
const HANDLING = 180 * SECOND;
const AGENTS = 14;
const IN_TIME = 20 * SECOND;
const DAYS = 125; // after the first, in which the queue fills
const CLOSE = 0.005;

/** The chance that a caller waits (Erlang C), by the recursion of Erlang B, which no factorial overflows. */
function waits(traffic: number, agents: number): number {
  let blocked = 1;
  for (let n = 1; n <= agents; n++) blocked = (traffic * blocked) / (n + traffic * blocked);
  return blocked / (1 - (traffic / agents) * (1 - blocked));
}

interface Day {
  calls: number;
  waited: number;
  inTime: number;
}

/** A queue that nobody leaves, agents who lift at once and write nothing up. */
class ErlangsWorld implements AcdPorts {
  readonly days: Day[] = [];
  readonly #clock = new VirtualClock(0);
  readonly #random: Random;
  readonly #came = new Map<string, number>();
  readonly #acd: Acd;
  #calls = 0;

  constructor(seed: number) {
    this.#random = new Random(seed);
    const agents = Array.from({ length: AGENTS }, (_, index) => `${1001 + index}`);
    const announce = { position: false, every: DAY };
    const queue = { ...QUEUE_DEFAULTS, name: 'orders', agents, announce, wrapUp: 0, maxWait: DAY };
    this.#acd = new Acd(this.#clock, new Ids(this.#clock, seededChance(seed)), [queue], this);
    for (const agent of agents) this.#acd.signIn(agent);
  }

  live(days: number): void {
    this.#next();
    this.#clock.advanceTo(days * DAY);
    this.#acd.close();
  }

  #next(): void {
    this.#clock.at(this.#clock.now() + this.#random.exponential(HANDLING / TRAFFIC), () => {
      const call = `call-${this.#calls++}`;
      this.#came.set(call, this.#clock.now());
      this.#acd.enqueue(call, 'orders');
      this.#next();
    });
  }

  ringAgent({ offer }: { readonly offer: string }): void {
    this.#acd.agentAnswered(offer);
  }

  connect({ call, agent }: { readonly call: string; readonly agent: string }): void {
    const now = this.#clock.now();
    const came = this.#came.get(call) ?? now;
    this.#came.delete(call);
    const nth = Math.floor(came / DAY);
    this.days[nth] ??= { calls: 0, waited: 0, inTime: 0 };
    const day = this.days[nth];
    day.calls++;
    if (now > came) day.waited++;
    if (now - came <= IN_TIME) day.inTime++;
    this.#clock.at(now + this.#random.exponential(HANDLING), () => this.#acd.agentReleased(agent, call));
  }

  stopRinging(): void {}
  announce(): void {}
  overflow(): void {}
  agentChanged(): void {}
}

/** Mean of a share by day, and how far the true one may be off with 95 of 100 chances: the calls of one wait hang together, so days are compared, not calls. */
function byDays(days: readonly Day[], part: 'waited' | 'inTime'): { readonly mean: number; readonly give: number } {
  const shares = days.map((day) => day[part] / day.calls);
  const mean = shares.reduce((sum, one) => sum + one, 0) / shares.length;
  const variance = shares.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (shares.length - 1);
  return { mean, give: 1.96 * Math.sqrt(variance / shares.length) };
}

t.test('callers wait as often and as long as Erlang C says', async (t) => {
  const [chance, level] = [waits(TRAFFIC, AGENTS), 0.8884];
  t.equal(chance.toFixed(4), '0.1741', 'the formula');
  const left = Math.exp((-(AGENTS - TRAFFIC) * IN_TIME) / HANDLING);
  t.equal((1 - chance * left).toFixed(4), level.toFixed(4), 'the formula');

  const world = new ErlangsWorld(1);
  world.live(DAYS + 1);
  const days = world.days.slice(1, DAYS + 1);
  const waited = byDays(days, 'waited');
  const inTime = byDays(days, 'inTime');
  const calls = days.reduce((sum, day) => sum + day.calls, 0);
  t.comment(`${calls} calls in ${days.length} days`);
  t.comment(
    `wait: ${waited.mean.toFixed(4)} +- ${waited.give.toFixed(4)}, in time: ${inTime.mean.toFixed(4)} +- ${inTime.give.toFixed(4)}`,
  );
  t.ok(Math.abs(waited.mean - chance) < CLOSE, 'the share of those who wait');
  t.ok(Math.abs(inTime.mean - level) < CLOSE, 'the service level');
  const binomial = 1.96 * Math.sqrt((chance * (1 - chance)) / calls);
  t.ok(
    waited.give > 2 * binomial,
    `days differ more than calls that were strangers would: ${(waited.give / binomial).toFixed(1)} times`,
  );
});
