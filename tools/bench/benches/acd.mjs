// SPDX-License-Identifier: GPL-2.0-or-later
// What does an event cost at the queues of a very large centre, and does any of them let the others wait?
import { performance } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { STRATEGY_WORDS } from '../../../dist/acd/index.js';
import { crowd } from '../crowd.mjs';
import { percentile, rounded } from '../figures.mjs';

export const about =
  'an event at the queues: 10,000 agents, 200 queues, 100,000 waiting; the same in one queue; each strategy among 1,000 agents';

/** @type {Size} */
const usual = { agents: 10_000, queues: 200, skills: 20, profiles: 200, unfit: false, strategies: STRATEGY_WORDS };
/** @type {Size} */
const single = { ...usual, queues: 1, unfit: true, strategies: ['longestIdle'] };
/** @type {Size} */
const large = { ...single, agents: 1_000 };
const waiting = 100_000;
const slice = 20;

setFlagsFromString('--expose-gc');
const collect = /** @type {() => void} */ (runInNewContext('gc'));

/** Pages are swept for a while after a collection, by whoever allocates next. */
async function collected() {
  collect();
  await new Promise((resolve) => setTimeout(resolve, 500));
}

/** @typedef {import('../figures.mjs').Row} Row */
/** @typedef {ReturnType<typeof crowd>} Crowd */
/** @typedef {import('../crowd.mjs').Size} Size */

/** @param {() => unknown} work @returns {number} milliseconds */
function timed(work) {
  const began = performance.now();
  work();
  return performance.now() - began;
}

/** @param {string} what @param {readonly number[]} times @param {readonly number[]} processor @param {number} looked per event @returns {Row} */
function row(what, times, processor, looked) {
  const [p50, p99, p999] = [percentile(times, 0.5), percentile(times, 0.99), percentile(times, 0.999)];
  const used = [0.99, 0.999].map((share) => Math.round(percentile(processor, share) * 1000));
  return {
    what,
    method: `n ${times.length}; looked at ${Math.round(looked)} agents and heads`,
    figure: `p50 ${(p50 * 1000).toFixed(1)} us, p99 ${(p99 * 1000).toFixed(1)} us, p99.9 ${(p999 * 1000).toFixed(1)} us; processor time p99 ${used[0]} us, p99.9 ${used[1]} us`,
    values: {
      p50Ms: rounded(p50),
      p99Ms: rounded(p99),
      p999Ms: rounded(p999),
      looked: rounded(looked),
      n: times.length,
    },
    toReach: 'p99 0.3 ms, p99.9 2 ms',
    reached: p99 < 0.3 && p999 < 2,
  };
}

/** What was put off to a later turn is done. @param {Pick<Crowd, 'turns'>} centre */
async function settled({ turns }) {
  while (turns.pending) await new Promise((resolve) => setImmediate(resolve));
}

/** @param {Crowd} centre */
function lookedBy(centre) {
  const { agents, heads } = centre.acd.looked;
  return agents + heads;
}

/**
 * @param {string} what
 * @param {Crowd} centre
 * @param {number} milliseconds
 * @param {() => unknown} event
 * @param {() => unknown} [between] what is not measured
 */
async function measured(what, centre, milliseconds, event, between = () => {}) {
  const times = [];
  const processor = [];
  let looked = 0;
  const until = performance.now() + milliseconds;
  while (performance.now() < until || times.length < 1000) {
    between();
    await settled(centre);
    const before = lookedBy(centre);
    const start = process.cpuUsage();
    times.push(timed(event));
    const { user, system } = process.cpuUsage(start);
    processor.push((user + system) / 1000);
    looked += lookedBy(centre) - before;
  }
  return row(what, times, processor, looked / times.length);
}

/**
 * Everybody signs in at one instant, calls waiting.
 * @param {string} what
 * @param {Size} size
 * @param {number} calls that wait
 * @returns {Promise<Row>}
 */
async function signIns(what, size, calls) {
  const { acd, agentNames, turns } = crowd(size, calls);
  const events = agentNames.map((agent) => /** @type {const} */ ({ type: 'agent', agent, event: { type: 'signIn' } }));
  await collected(); // what filling left behind is not theirs
  const start = process.cpuUsage();
  const began = performance.now();
  const first = timed(() => acd.apply(events));
  await settled({ turns });
  const all = turns.lastEnd - began;
  const longest = Math.max(first, ...turns.lengths);
  const { user } = process.cpuUsage(start);
  const rung = acd.agents().filter(({ name }) => name === 'ringing').length;
  acd.close();
  return {
    what: `${what}: ${agentNames.length} sign-ins in one instant`,
    method: `n 1, after a collection; ${rung} rung, ${turns.lengths.length + 1} slices`,
    figure: `${all.toFixed(0)} ms in all, the longest slice ${longest.toFixed(1)} ms; processor time ${(user / 1000).toFixed(0)} ms, waiting among it`,
    values: { allMs: rounded(all), sliceMs: rounded(longest), firstSliceMs: rounded(first), rung },
    toReach: `200 ms, slices of ${slice} ms`,
    reached: all < 200 && longest <= slice,
  };
}

/**
 * One strategy in one queue of 1,000 agents: a call that comes to hundreds of idle agents, who then are free again; and all of them at once.
 * @param {import('../../../dist/acd/index.js').StrategyWord} strategy
 * @param {number} milliseconds
 */
async function chosen(strategy, milliseconds) {
  const size = { ...large, strategies: [strategy] };
  const centre = crowd(size, 0);
  const { acd, agentNames, enqueue } = centre;
  for (const agent of agentNames) acd.signIn(agent);
  let call = '';
  const come = () => {
    call = enqueue();
  };
  const go = () => call !== '' && acd.abandon(call);
  const rows = [
    await measured(`${strategy}: a call to ${agentNames.length} idle agents`, centre, milliseconds, come, go),
  ];
  acd.close();
  return [...rows, await signIns(strategy, size, 10_000)];
}

/**
 * The heap that one centre takes, everybody signed in.
 * @param {string} what
 * @param {number} mib
 * @returns {Row}
 */
const heapRow = (what, mib) => ({
  what: `${what}: heap`,
  method: 'used after collection, against before',
  figure: `${mib.toFixed(0)} MiB`,
  values: { heapMiB: rounded(mib) },
  toReach: '200 MiB',
  reached: mib < 200,
});

function heapUsed() {
  collect();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

/**
 * @param {string} what
 * @param {import('../crowd.mjs').Size} size
 * @param {number} milliseconds of each measurement
 */
async function events(what, size, milliseconds) {
  const before = heapUsed();
  const centre = crowd(size, 0);
  const { acd, agentNames, enqueue, pick } = centre;
  for (const agent of agentNames) acd.signIn(agent);
  /** @type {string[]} */
  const calls = [];
  // Whoever can take a call does so before those who wait are counted.
  const join = () => calls.push(enqueue());
  while (calls.length < waiting) {
    join();
    await settled(centre);
  }
  const rows = [heapRow(what, heapUsed() - before)];
  rows.push(await measured(`${what}: enqueue`, centre, milliseconds, join));
  let leaving = '';
  const choose = () => {
    const place = centre.below(calls.length);
    leaving = calls[place] ?? '';
    calls[place] = calls.at(-1) ?? '';
    calls.pop();
  };
  rows.push(await measured(`${what}: abandon`, centre, milliseconds, () => acd.abandon(leaving), choose));
  while (calls.length < waiting) join();
  rows.push(await measured(`${what}: position`, centre, milliseconds, () => acd.position(pick(calls))));
  rows.push(await measured(`${what}: state change`, centre, milliseconds, ...toggled(centre)));
  rows.push(await measured(`${what}: release to offer`, centre, milliseconds, ...released(centre)));
  rows.push(await rollOver(what, acd, agentNames.length));
  acd.close();
  return rows;
}

/**
 * An agent goes for a break, or comes back and is offered what waits.
 * @param {Crowd} centre
 * @returns {[() => void, () => void]}
 */
function toggled({ acd, agentNames, pick }) {
  let agent = '';
  const change = () => {
    if (acd.agent(agent).name === 'notReady') acd.ready(agent);
    else acd.notReady(agent, 'break');
  };
  return [
    change,
    () => {
      agent = pick(agentNames);
    },
  ];
}

/**
 * An agent who talks is released, and the next call rings at him. The answer before it is not measured.
 * @param {Crowd} centre
 * @returns {[() => void, () => void]}
 */
function released({ acd, agentNames, pick }) {
  let [agent, call] = ['', ''];
  const talk = () => {
    for (let tries = 0; tries < 1000; tries++) {
      agent = pick(agentNames);
      const state = acd.agent(agent);
      if (state.name !== 'ringing') continue;
      call = state.call;
      acd.agentAnswered(state.offer);
      return;
    }
  };
  return [() => acd.agentReleased(agent, call), talk];
}

/** @param {string} what @param {import('../../../dist/acd/index.js').Acd} acd @param {number} agents @returns {Promise<Row>} */
async function rollOver(what, acd, agents) {
  await collected();
  const times = Array.from({ length: 20 }, () => timed(() => acd.rollOver()));
  const worst = Math.max(...times);
  return {
    what: `${what}: roll-over of ${agents}`,
    method: `n ${times.length}`,
    figure: `median ${percentile(times, 0.5).toFixed(2)} ms, worst ${worst.toFixed(2)} ms`,
    values: { p50Ms: rounded(percentile(times, 0.5)), maxMs: rounded(worst) },
    toReach: '10 ms',
    reached: worst < 10,
  };
}

/** @typedef {import('../figures.mjs').Run} Run */

/**
 * @param {string} what
 * @param {Size} size
 */
const centre =
  (what, size) =>
  async (/** @type {Run} */ { seconds, say }) => {
    say(what);
    return [...(await events(what, size, partOf(seconds))), await signIns(what, size, waiting)];
  };

/** @param {Run} run */
async function eachStrategy({ seconds, say }) {
  const rows = [];
  for (const strategy of STRATEGY_WORDS.filter((word) => word !== 'balanced')) {
    say(strategy);
    rows.push(...(await chosen(strategy, partOf(seconds) / 8)));
  }
  return rows;
}

/** Of one measurement in milliseconds. @param {number} seconds */
const partOf = (seconds) => (seconds * 1000) / 12;

/** @type {Readonly<Record<string, (run: Run) => Promise<readonly Row[]>>>} */
export const stages = {
  queues: centre('200 queues of all strategies', usual),
  single: centre('one queue, half of the agents unfit', single),
  strategies: eachStrategy,
};
