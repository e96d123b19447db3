// SPDX-License-Identifier: GPL-2.0-or-later
// Who should be offered a call, by the plain words of each strategy? Agents' days counted anew from what is told of their states.

import { type AgentState, type Need, Question, type StrategyWord, type Terms } from '../../src/acd/index.js';
import type { Instant } from '../../src/kernel/index.js';

/** An agent's day as it is counted here. */
export class PlainAgent {
  readonly agent: string;
  name: AgentState['name'] = 'signedOut';
  /** Since when he has been idle; undefined: he is not. */
  idleFrom: Instant | undefined;
  #talkFrom: Instant | undefined;
  #from: Instant = 0;
  #idle = 0;
  #talk = 0;
  calls = 0;
  readonly skills: Readonly<Record<string, number>>;

  constructor(agent: string, skills: Readonly<Record<string, number>>) {
    this.agent = agent;
    this.skills = skills;
  }

  changed(state: AgentState, now: Instant): void {
    const before = this.name;
    this.name = state.name;
    if (before === 'signedOut' && state.name !== 'signedOut') this.#begin(now);
    if (this.#talkFrom !== undefined && state.name !== 'talking') {
      this.#talk += now - Math.max(this.#talkFrom, this.#from);
      this.#talkFrom = undefined;
    }
    if (state.name === 'talking' && before !== 'talking') {
      this.#talkFrom = now;
      this.calls++;
    }
    const kept = state.name === 'reserved' && (state.then.name !== 'ready' || state.wrapUp !== undefined);
    const isIdle = ['ready', 'busy', 'ringing'].includes(state.name) || (state.name === 'reserved' && !kept);
    if (!isIdle && this.idleFrom !== undefined) {
      this.#idle += now - Math.max(this.idleFrom, this.#from);
      this.idleFrom = undefined;
    }
    if (isIdle) this.idleFrom ??= before === 'reserved' ? this.#keptFrom : now;
    this.#keptFrom = state.name === 'reserved' ? ('idleSince' in state ? state.idleSince : now) : now;
  }

  #keptFrom: Instant = 0;

  rollOver(now: Instant): void {
    if (this.name !== 'signedOut') this.#begin(now);
  }

  #begin(now: Instant): void {
    [this.#from, this.#idle, this.#talk, this.calls] = [now, 0, 0, 0];
  }

  idleInAll(now: Instant): bigint {
    const running = this.idleFrom === undefined ? 0 : now - Math.max(this.idleFrom, this.#from);
    return BigInt(this.#idle + running);
  }

  login(now: Instant): bigint {
    return BigInt(now - this.#from);
  }

  get talk(): bigint {
    return BigInt(this.#talk);
  }
}

/** What a choice is made for. */
export interface PlainChoice {
  readonly strategy: StrategyWord;
  readonly members: readonly string[];
  readonly terms: ReadonlyMap<string, Terms>;
  readonly last: string | undefined;
  readonly call: string;
  readonly nth: number;
  readonly queue: string;
  readonly needs: readonly Need[];
  readonly now: Instant;
}

/** What is compared of an agent: the less goes first, one after the other. */
function keysOf(him: PlainAgent, choice: PlainChoice): readonly (bigint | number)[] {
  const { members, terms, now, needs, call, nth, queue, last } = choice;
  const place = members.indexOf(him.agent);
  const login = him.login(now);
  // A share in parts of a number so large that no two different shares of these days are equal in it.
  const share = (part: bigint, none: bigint) => (login === 0n ? none * 10n ** 24n : (part * 10n ** 24n) / login);
  const levels = needs.map(({ skill }) => him.skills[skill] ?? 0);
  const least = levels.length === 0 ? 0 : Math.min(...levels);
  const sum = levels.reduce((all, level) => all + level, 0);
  const since = him.idleFrom ?? 0;
  const chain = [since, him.calls, place];
  const behind = last !== undefined && place <= members.indexOf(last) ? 1 : 0;
  const chance = () => new Question(now, { call, nth, seed: queue, needs, after: -1 }).chance(him.agent);
  const keys: Readonly<Record<StrategyWord, () => readonly (bigint | number)[]>> = {
    longestIdle: () => chain,
    balanced: () => chain,
    ringAll: () => chain,
    idleRatio: () => [-share(him.idleInAll(now), 1n), ...chain],
    leastTalk: () => [him.talk, ...chain],
    leastTalkRatio: () => [share(him.talk, 0n), ...chain],
    fewestCalls: () => [him.calls, since, place],
    highestSkill: () => [-least, -sum, ...chain],
    lowestSkill: () => [least, sum, ...chain],
    circular: () => [behind, place],
    linear: () => [place],
    weightedRandom: () => [-Math.log(chance()) / (terms.get(him.agent)?.weight ?? 1), ...chain],
  };
  return [terms.get(him.agent)?.penalty ?? 0, ...keys[choice.strategy]()];
}

/** Who of these goes first, and who after him. */
export function plainOrder(candidates: readonly PlainAgent[], choice: PlainChoice): string[] {
  const ranked = candidates.map((him) => ({ him, keys: keysOf(him, choice) }));
  ranked.sort((a, b) => (isBefore(a.keys, b.keys) ? -1 : 1));
  return ranked.map(({ him }) => him.agent);
}

function isBefore(a: readonly (bigint | number)[], b: readonly (bigint | number)[]): boolean {
  for (const [index, key] of a.entries()) {
    const other = b[index] ?? 0;
    if (key < other) return true;
    if (key > other) return false;
  }
  return false;
}
