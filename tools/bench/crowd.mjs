// SPDX-License-Identifier: GPL-2.0-or-later
// How do ten thousand agents and a hundred thousand waiting calls come about? A centre of that size, the same from the same seed.
import { performance } from 'node:perf_hooks';
import { Acd, QUEUE_DEFAULTS } from '../../dist/acd/index.js';
import { Ids, SystemClock, seededChance } from '../../dist/kernel/index.js';

/**
 * @typedef {object} Size
 * @property {number} agents
 * @property {number} queues
 * @property {number} skills
 * @property {number} profiles different sets of needs
 * @property {boolean} unfit half the agents have none of the skills
 * @property {readonly import('../../dist/acd/index.js').StrategyWord[]} strategies of the queues, one after the other
 */

const day = 86_400_000;

/** What the box would do with them is another's cost: nothing is done. Each decision is explained, as in a box. */
const ports = {
  ringAgent() {},
  stopRinging() {},
  connect() {},
  announce() {},
  overflow() {},
  agentChanged() {},
  decided() {},
};

/** Turns of the event loop that the queues asked for. */
class Turns {
  /** How long each took. @type {number[]} */
  lengths = [];
  lastEnd = performance.now();
  /** @type {Set<object>} */
  #asked = new Set();
  #clock = new SystemClock();

  /** Whether one is still to come that was asked for at once. */
  get pending() {
    return this.#asked.size > 0;
  }

  /** A clock whose alarms are such turns. @returns {import('../../dist/kernel/index.js').Clock} */
  get clock() {
    const clock = this.#clock;
    const at = (/** @type {number} */ when, /** @type {() => void} */ wake) => {
      const turn = {};
      if (when <= clock.now()) this.#asked.add(turn);
      const cancel = clock.at(when, () => this.#take(turn, wake));
      return () => {
        this.#asked.delete(turn);
        cancel();
      };
    };
    return { now: () => clock.now(), utc: (when) => when, drift: () => 0, follow: () => {}, at };
  }

  /** @param {object} turn @param {() => void} wake */
  #take(turn, wake) {
    const began = performance.now();
    wake();
    this.lastEnd = performance.now();
    this.lengths.push(this.lastEnd - began);
    this.#asked.delete(turn);
  }
}

/** @param {number} seed */
function choices(seed) {
  const chance = seededChance(seed, 7, 11);
  const below = (/** @type {number} */ limit) => chance() % limit;
  /** @template T @param {readonly T[]} from @returns {T} */
  const pick = (from) => /** @type {T} */ (from[below(from.length)]);
  return { below, pick };
}

/**
 * The queues with their agents, the agents' skills, and the needs that calls come with.
 * @param {Size} size
 */
function plan({ agents, queues, skills, profiles, unfit, strategies }) {
  const { below, pick } = choices(1);
  const skillNames = Array.from({ length: skills }, (_, index) => `skill-${index}`);
  const agentNames = Array.from({ length: agents }, (_, index) => `agent-${index}`);
  /** @type {string[][]} */
  const members = Array.from({ length: queues }, () => []);
  for (const agent of agentNames) {
    const own = new Set(Array.from({ length: Math.min(queues, 1 + below(8)) }, () => below(queues)));
    for (const queue of own) members[queue]?.push(agent);
  }
  const skillsOf = new Map(
    agentNames.map((agent, index) => {
      const has = unfit && index % 2 === 0 ? 0 : 1;
      return [agent, Object.fromEntries(skillNames.map((skill) => [skill, has * below(11)]))];
    }),
  );
  const needs = Array.from({ length: profiles }, () =>
    Array.from({ length: 1 + below(2) }, () => ({ skill: pick(skillNames), level: 1 + below(6) })),
  );
  const settings = members.map((own, index) => ({
    ...QUEUE_DEFAULTS,
    name: `queue-${index}`,
    agents: own,
    strategy: strategies[index % strategies.length] ?? 'longestIdle',
    terms: new Map(own.map((agent, place) => [agent, { weight: 1 + (place % 4) }])),
    maxWait: day,
    ringTimeout: day,
    wrapUp: 0,
    announce: { position: false, every: 30_000 },
  }));
  return { agentNames, skillsOf, needs, settings };
}

/**
 * A centre with its waiting calls; nobody is signed in.
 * @param {Size} size
 * @param {number} waiting
 */
export function crowd(size, waiting) {
  const turns = new Turns();
  const { clock } = turns;
  const { below, pick } = choices(2);
  const { agentNames, skillsOf, needs, settings } = plan(size);
  const acd = new Acd(clock, new Ids(clock), [], ports);
  acd.configure(settings, skillsOf);
  let calls = 0;
  const enqueue = () => {
    const call = `call-${calls++}`;
    acd.enqueue(call, pick(settings).name, { needs: pick(needs) });
    return call;
  };
  const names = Array.from({ length: waiting }, enqueue);
  return { acd, agentNames, calls: names, enqueue, below, pick, turns };
}
