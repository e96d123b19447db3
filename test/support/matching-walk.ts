// SPDX-License-Identifier: GPL-2.0-or-later
// Does the indexed matching decide as the plain one does? A seeded walk of events, played to both, and what it was decided by.

import type {
  CallOrder,
  Idleness,
  MatchedQueue,
  Matching,
  Need,
  Strategies,
  Strategy,
  StrategyWord,
  Terms,
  ToMatch,
} from '../../src/acd/index.js';
import { noSums, STRATEGIES, STRATEGY_WORDS } from '../../src/acd/index.js';
import { Random } from '../../src/sim/index.js';
import { type Decision, type PlainCall, PlainMatcher } from './plain-matcher.js';

/** What of the product is tried: a walk over a faulty one must find its fault. */
export interface Tried {
  readonly Matching: new (order: CallOrder) => Matching;
  readonly strategies: Strategies;
  readonly byScore: (ageing: number) => CallOrder;
}

/** How often a rung of a chain was the one that decided. */
export interface Tally {
  decisions: number;
  withSeveral: number;
  /** Of agents: since, handled, place, id; and by strategy. Of calls: priority, weight, enqueuedAt, seq, nth. */
  readonly rungs: Record<string, number>;
}

const AGENTS = [...'abcdefghijkl'];
const SKILLS = ['english', 'billing'];
/** Whose order of two agents may change while they do nothing. */
const UNSTEADY = ['idleRatio', 'leastTalkRatio', 'highestSkill', 'lowestSkill', 'circular'] as const;
const NAMES = ['orders', 'service', 'all', 'varied', 'other'];

/** Of queue `all` the list says nothing: there the id decides last. Of two queues the strategy changes. */
function strategyOf(name: string, word: StrategyWord, strategies: Strategies): Strategy {
  if (name === 'varied' || name === 'other') return { ...strategies[word], atOnce: word === 'ringAll' ? 3 : 1 };
  const { longestIdle } = strategies;
  if (name !== 'all') return longestIdle;
  const compare: Strategy['compare'] = (a, b, at) => longestIdle.compare({ ...a, place: 0 }, { ...b, place: 0 }, at);
  return { ...longestIdle, atOnce: 3, compare };
}

/** Priority that grows with age, the faster the lower it was: two calls change order without an event. */
export const AGEING: CallOrder = {
  ages: true,
  compare: (a, b, now) => {
    const score = ({ priority, enqueuedAt }: typeof a) => priority * 4 + (2 - priority) * (now - enqueuedAt);
    return score(b) - score(a) || a.enqueuedAt - b.enqueuedAt || a.seq - b.seq || a.nth - b.nth;
  },
};

const POINTS = 20_000; // a walk's priorities differ by 1, its times by a few milliseconds

/** The rule as it stands in the documents: the score of each at `now`. */
const plainScore = (ageing: number): CallOrder => ({
  ages: true,
  compare: (a, b, now) => {
    const score = ({ priority, weight, enqueuedAt }: typeof a) =>
      BigInt(priority + weight) * 60_000n + BigInt(ageing) * BigInt(now - enqueuedAt);
    const [of, other] = [score(a), score(b)];
    if (of !== other) return other > of ? 1 : -1;
    return a.enqueuedAt - b.enqueuedAt || a.seq - b.seq || a.nth - b.nth;
  },
});

/** One walk: throws at the first difference. */
export class MatchingWalk {
  readonly #random: Random;
  readonly #tally: Tally;
  readonly #indexed: Matching;
  readonly #plain: PlainMatcher;
  readonly #tried: Tried;
  readonly #waiting = new Map<string, ToMatch>();
  readonly #words = new Map<string, StrategyWord>();
  /** Offers that are out: agent by call. */
  readonly #out: { readonly call: string; readonly agent: string }[] = [];
  /** Many calls come, or few. */
  #rush = false;
  #now = 0;
  #calls = 0;
  readonly #ages: boolean;

  constructor(tried: Tried, seed: number, tally: Tally) {
    this.#random = new Random(seed);
    this.#tally = tally;
    this.#tried = tried;
    const ages = seed % 3 === 0;
    this.#indexed = new tried.Matching(ages ? AGEING : tried.byScore(0));
    this.#plain = new PlainMatcher(ages ? AGEING : plainScore(0));
    this.#ages = ages;
    this.#configure();
  }

  walk(steps: number): void {
    for (let i = 0; i < steps; i++) {
      this.#rush = i % 20 >= 18;
      // Events of one instant come together.
      for (let event = this.#random.integer(0, 5); event > 0; event--) this.#event();
      this.#compare();
      this.#now += this.#random.integer(0, 3);
    }
  }

  #event(): void {
    const kind = this.#random.integer(0, 99);
    if (kind < (this.#rush ? 50 : 14)) this.#enqueue();
    else if (kind < 60) this.#idle(this.#pick(AGENTS));
    else if (kind < 63) for (const agent of AGENTS) this.#idle(agent);
    else if (kind < 76) this.#endOffer();
    else if (kind < 84) this.#remove();
    else if (kind < 92) this.#relax();
    else if (kind < 98) this.#leave(this.#pick(AGENTS));
    else this.#configure();
  }

  #configure(): void {
    this.#words.set('varied', this.#pick(STRATEGY_WORDS));
    this.#words.set('other', this.#pick(UNSTEADY));
    const weights = NAMES.map(() => this.#random.integer(0, 2));
    const terms = new Map(AGENTS.map((agent): [string, Terms] => [agent, this.#terms()]));
    const queues = (strategies: Strategies): MatchedQueue[] =>
      NAMES.map((name, index) => {
        const strategy = strategyOf(name, this.#words.get(name) ?? 'longestIdle', strategies);
        const agents = AGENTS.slice(index, index + 9).reverse();
        const queue = { name, strategy, agents, weight: weights[index] ?? 0 };
        return name === 'varied' ? { ...queue, terms, seed: 'seed' } : queue;
      });
    const skills = new Map(
      AGENTS.map((agent) => [agent, Object.fromEntries(SKILLS.map((skill) => [skill, this.#random.integer(0, 5)]))]),
    );
    const ageing = this.#random.integer(0, 3) * POINTS;
    const { strategies, byScore } = this.#tried;
    this.#indexed.configure(queues(strategies), skills, this.#ages ? AGEING : byScore(ageing));
    this.#plain.configure(queues(STRATEGIES), skills, this.#ages ? AGEING : plainScore(ageing));
  }

  #terms(): Terms {
    return { penalty: this.#random.integer(0, 2), weight: this.#random.integer(1, 4) };
  }

  #enqueue(): void {
    const call: ToMatch = {
      call: `call-${this.#calls++}`,
      priority: this.#random.integer(0, 1),
      enqueuedAt: Math.max(0, this.#now - this.#random.integer(0, 2)),
      queues: this.#queues(),
      needs: this.#needs(),
      ...(this.#random.chance(0.3) ? { penalty: this.#random.integer(0, 1) } : {}),
      ...(this.#random.chance(0.06) ? { only: this.#pick(AGENTS) } : {}),
    };
    this.#waiting.set(call.call, call);
    this.#both((matcher) => matcher.add(call));
  }

  #idle(agent: string): void {
    const sums = {
      ...noSums(this.#now - this.#random.integer(5, 40)),
      handled: this.#random.integer(0, 1),
      idled: this.#random.integer(0, 5),
      talked: this.#random.integer(0, 3),
    };
    const since = Math.max(0, this.#now - this.#random.integer(0, 1));
    const idleness: Idleness = { since, sums, reserved: this.#random.chance(0.1) };
    if (this.#out.some((offer) => offer.agent === agent)) return;
    this.#both((matcher) => matcher.setIdle(agent, idleness));
  }

  #leave(agent: string): void {
    this.#both((matcher) => matcher.setIdle(agent, undefined));
  }

  /** Accepted, or declined; of a call that several are rung for, perhaps one refuses. */
  #endOffer(): void {
    if (this.#out.length === 0) return;
    const [offer] = this.#out.splice(this.#random.integer(0, this.#out.length - 1), 1);
    if (offer === undefined) return;
    if (this.#random.chance(0.5)) this.#both((matcher) => matcher.returned(offer.call));
    else this.#over(offer.call);
  }

  #remove(): void {
    if (this.#waiting.size > 0) this.#over(this.#pick([...this.#waiting.keys()]));
  }

  #over(call: string): void {
    this.#waiting.delete(call);
    for (let i = this.#out.length - 1; i >= 0; i--) if (this.#out[i]?.call === call) this.#out.splice(i, 1);
    this.#both((matcher) => matcher.remove(call));
  }

  /** Only of calls that are not being offered, as a box does it. */
  #relax(): void {
    const free = [...this.#waiting.values()].filter(({ call }) => !this.#out.some((offer) => offer.call === call));
    if (free.length === 0) return;
    const { only: _, penalty: __, ...call } = this.#pick(free);
    const relaxed: ToMatch = { ...call, needs: call.needs.slice(1), queues: [...new Set([...call.queues, 'service'])] };
    this.#waiting.set(call.call, relaxed);
    this.#both((matcher) => matcher.change(relaxed));
  }

  #compare(): void {
    for (;;) {
      const expected = this.#plain.next(this.#now);
      const given = this.#indexed.next(this.#now);
      const [want, have] = [expected, given].map((pair) => pair && `${pair.call} ${pair.queue} ${pair.agent}`);
      if (want !== have) throw new Error(`${have} instead of ${want}`);
      if (expected === undefined) break;
      this.#out.push({ call: expected.call, agent: expected.agent });
      this.#count(expected);
      if (this.#random.chance(0.3)) break; // a slice ends here: the rest is decided later, with what has happened since
    }
    for (const call of this.#waiting.keys()) {
      const [want, have] = [this.#plain.position(call, this.#now), this.#indexed.position(call, this.#now)];
      if (want !== have) throw new Error(`${call} is at ${have} instead of ${want}`);
    }
  }

  #count({ queue, candidates: [first, second], heads: [call, other] }: Decision): void {
    const { rungs } = this.#tally;
    this.#tally.decisions++;
    if (second !== undefined) this.#tally.withSeveral++;
    this.#countCalls(call, other);
    if (first === undefined || second === undefined) return;
    const count = (rung: string) => {
      rungs[rung] = (rungs[rung] ?? 0) + 1;
    };
    if (queue === 'varied' || queue === 'other') {
      count(this.#words.get(queue) ?? '');
      if (first.penalty !== second.penalty) count('penalty');
      return;
    }
    const [a, b] = [first.who, second.who];
    const last = queue === 'all' ? 'id' : 'place';
    count(a.since !== b.since ? 'since' : a.sums.handled !== b.sums.handled ? 'handled' : last);
  }

  #countCalls(call: PlainCall | undefined, other: PlainCall | undefined): void {
    const { rungs } = this.#tally;
    if (call !== undefined && other !== undefined) {
      const rung =
        (['priority', 'weight', 'enqueuedAt', 'seq', 'nth'] as const).find((key) => call[key] !== other[key]) ?? 'nth';
      rungs[rung] = (rungs[rung] ?? 0) + 1;
    }
  }

  #both(tell: (matcher: Matching | PlainMatcher) => void): void {
    tell(this.#indexed);
    tell(this.#plain);
  }

  #queues(): string[] {
    const first = this.#pick(NAMES);
    return this.#random.chance(0.3) ? [...new Set([first, this.#pick(NAMES)])] : [first];
  }

  #needs(): Need[] {
    if (this.#random.chance(0.6)) return [];
    const needs = SKILLS.map((skill) => ({ skill, level: this.#random.integer(1, 3) }));
    return this.#random.chance(0.5) ? needs.slice(0, 1) : needs;
  }

  #pick<T>(from: readonly T[]): T {
    return from[this.#random.integer(0, from.length - 1)] as T;
  }
}
