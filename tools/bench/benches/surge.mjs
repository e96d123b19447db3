// SPDX-License-Identifier: GPL-2.0-or-later
// How many callers of a wave are kept by computer agents, and how many by the queue alone? Two E1, twenty agents, five thousand callers.
import { percent, rounded } from '../figures.mjs';
import { runWave } from '../stepped-wave.mjs';

export const about =
  'callers of a wave that are kept: 5,000 in 10 minutes, two E1, 20 agents, with computer agents and without';
export const onlyWhenAsked = true;

const bin = 10_000; // ms
const whole = 40; // ms of a promise that may be missing at its end: two ticks
const leastTimes = 10;
const leastShare = 0.97;

/** @type {Omit<import('../stepped-wave.mjs').Wave, 'surge' | 'callers' | 'duration'>} */
const shop = {
  e1s: 2,
  agents: 20,
  talk: 95_000,
  patience: 60_000,
  redial: { chance: 0.3, after: 40_000 },
  prompt: 'surge',
  queue: {},
  seed: 2026,
};
/** Two callers wait for the next free person, all others are computer agents'. Capture-only is off. */
const policy = {
  on: 0.4,
  off: 0.2,
  full: 0.4,
  ratio: { min: 1, step: 10 },
  human: { min: 22 },
  catch: { min: 0, captureOnly: false },
  grace: '0s',
};

/** @param {import('../figures.mjs').Run} run */
export async function run({ seconds, say }) {
  // Shorter for a look whether it works; the figures of docs/surge.md are those of 60 s and more.
  const part = Math.min(1, seconds / 60);
  const wave = { ...shop, callers: Math.round(5_000 * part), duration: 600_000 * part };
  say('the queue alone');
  const queue = kept(await runWave({ ...wave, surge: { enabled: false } }, say));
  say('with computer agents');
  const surge = kept(await runWave({ ...wave, surge: policy }, say));
  const ofAnyLaw = surge.promises / surge.ofAnyLaw;
  const times = surge.callers / queue.callers;
  const share = surge.promises / surge.possiblePromises;
  return [
    {
      what: 'callers kept by the queue alone',
      method: `${wave.callers} callers in ${wave.duration / 1000} s`,
      figure: `${queue.callers}: all talked; ${queue.blocked} calls turned away by the exchange`,
      values: flat('queue', queue),
    },
    {
      what: 'callers kept with computer agents',
      method: 'talked, or the promise heard whole',
      figure: `${surge.callers} (${surge.talked} talked): ${times.toFixed(1)} times the queue alone; ${surge.blocked} calls turned away`,
      toReach: `${leastTimes} times`,
      reached: times >= leastTimes,
      values: { ...flat('surge', surge), times: rounded(times) },
    },
    {
      what: 'promises of those that the channels allow',
      method: `${(surge.secondsEach * 1000).toFixed(0)} ms a call: prompt, set-up, clear-down`,
      figure: `${surge.promises} of ${surge.possiblePromises.toFixed(0)}: ${percent(share, 2)}`,
      bound: `${surge.secondsLeft.toFixed(0)} channel-seconds beside people and queue`,
      toReach: percent(leastShare, 0),
      reached: share >= leastShare,
      values: {
        share: rounded(share),
        secondsEach: rounded(surge.secondsEach),
        secondsLeft: rounded(surge.secondsLeft),
      },
    },
    {
      what: 'promises of those that any law could make',
      method:
        'each SETUP that finds a channel beside people and queue is promised: more calls the exchange lets nobody have',
      figure: `${surge.promises} of ${surge.ofAnyLaw}: ${percent(ofAnyLaw, 2)}`,
      toReach: '99 %',
      reached: ofAnyLaw >= 0.99,
      values: { ofAnyLaw: rounded(ofAnyLaw) },
    },
  ];
}

/**
 * Callers, each once: those with whom an agent talked, and those who heard the promise whole. The bound: in each ten seconds, those who
 * ring, or the channel-seconds that conversations and the queue leave by what a promised call holds its channel, whichever is less.
 * @param {Awaited<ReturnType<typeof runWave>>} run
 */
function kept({ seen, attempts, blocked, begins, utc, records, channels }) {
  const length = Math.max(0, ...records.contacts.map(({ played }) => played ?? 0));
  const isWhole = (/** @type {any} */ contact) => contact.played !== null && contact.played >= length - whole;
  const talkedWith = new Set(records.contacts.filter(({ disposition }) => disposition === 'answered').map(numberOf));
  const promised = records.contacts.filter(isWhole);
  const numbers = new Set([...talkedWith, ...promised.map(numberOf)]);
  // The far end and the box see a call some milliseconds apart: by number, and the nearest in time.
  const isPromised = nearest(promised, utc, begins);
  const calls = seen.map((call) => ({ ...call, isPromised: isPromised(call) }));
  const held = calls.filter((call) => call.isPromised);
  const secondsEach = held.reduce((sum, { from, to }) => sum + (to - from), 0) / 1000 / Math.max(1, held.length);
  const others = calls.filter((call) => !call.isPromised);
  let [possiblePromises, secondsLeft] = [0, 0];
  for (let from = begins; from <= Math.max(...attempts); from += bin) {
    const to = from + bin;
    const busy = others.reduce((sum, call) => sum + Math.max(0, Math.min(call.to, to) - Math.max(call.from, from)), 0);
    const left = (channels * bin - busy) / 1000;
    secondsLeft += left;
    possiblePromises += Math.min(attempts.filter((at) => at >= from && at < to).length, left / (secondsEach || 1));
  }
  const ofAnyLaw = mostOf(attempts, others, { each: secondsEach * 1000, channels });
  const figures = { ofAnyLaw, callers: numbers.size, talked: talkedWith.size, blocked, calls: seen.length };
  return { ...figures, promises: held.length, secondsEach, secondsLeft, possiblePromises };
}

/**
 * Promises when every call that comes while a channel is free is promised one. Calls that hold their channel alike cannot be
 * chosen among to more effect; what is left unused waits for the next SETUP, and who comes while all are busy is told to nobody.
 * @param {readonly number[]} attempts @param {readonly { readonly from: number, readonly to: number }[]} others
 * @param {{ readonly each: number, readonly channels: number }} shop
 */
function mostOf(attempts, others, { each, channels }) {
  const begun = new Set(others.map(({ from }) => from));
  let held = /** @type {number[]} */ ([]);
  let most = 0;
  for (const at of attempts.filter((one) => !begun.has(one)).sort((a, b) => a - b)) {
    held = held.filter((until) => until > at);
    const busy = others.filter(({ from, to }) => from <= at && to > at).length + held.length;
    if (busy >= channels) continue;
    held.push(at + each);
    most++;
  }
  return most;
}

const numberOf = (/** @type {any} */ { number }) => String(number).replace(/^\+86/, '');

/** @param {readonly any[]} promised @param {number} utc @param {number} begins */
function nearest(promised, utc, begins) {
  /** @type {Map<string, number[]>} */
  const byNumber = new Map();
  for (const contact of promised) {
    const times = byNumber.get(numberOf(contact)) ?? [];
    byNumber.set(numberOf(contact), [...times, contact.at - utc + begins]);
  }
  return (/** @type {{ number: string, from: number }} */ { number, from }) =>
    (byNumber.get(number) ?? []).some((at) => Math.abs(at - from) < 2_000);
}

/** @param {string} name @param {ReturnType<typeof kept>} figures */
function flat(name, { callers, talked, blocked, calls }) {
  return {
    [`${name}Kept`]: callers,
    [`${name}Talked`]: talked,
    [`${name}TurnedAway`]: blocked,
    [`${name}Calls`]: calls,
  };
}
