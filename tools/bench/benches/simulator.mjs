// SPDX-License-Identifier: GPL-2.0-or-later
// Do the three levels of the simulator say the same of the same callers? A day on the rooms and the paper board, a wave on the paper board and the stepped engine.
import { fileURLToPath } from 'node:url';
import { ConfigFile } from '../../../dist/config/index.js';
import { accessNumbersOf, callersOf, live, outcomeOf, readWave } from '../../../dist/simulation/index.js';
import { percent, rounded } from '../figures.mjs';

export const about =
  'levels of the simulator, the same callers: a day of 50,000 on rooms and paper board, a wave on two E1 on paper board and stepped engine';
export const onlyWhenAsked = true;

const policy = fileURLToPath(new URL('../../../examples/tv-shopping.yaml', import.meta.url));
const daySeeds = [1];
const waveSeeds = [1, 2];
const compared = /** @type {const} */ (['promised', 'talked', 'kept']);
const names = { promised: 'captured', talked: 'answered', kept: 'kept' };
const mostOfDay = 0.01;
const mostOfWave = 0.02;

/** Twelve hours with two waves; shorter for a look whether it works. @param {number} part */
const day = (part) => `
begins: '2026-03-02 08:00'
length: ${Math.round(720 * part)}min
channels: 240
arrivals:
${[
  [0, 20],
  [60, 54],
  [179, 54],
  [180, 560],
  [190, 560],
  [192, 54],
  [479, 54],
  [480, 560],
  [490, 560],
  [492, 54],
  [720, 40],
]
  .map(
    ([at, perMinute]) => `  - { at: ${Math.round(/** @type {number} */ (at) * part * 60)}s, perMinute: ${perMinute} }`,
  )
  .join('\n')}
agents: [{ count: 130 }]
`;

/** Eight E1 in the place of the shop's two: callbacks may have as many lines as the trunks and 130 agents have room for, instead of 10. */
const dayPolicy = (/** @type {import('../../../dist/config/index.js').Config} */ config) => ({
  ...config,
  callback: { ...config.callback, maxTrunks: 60, trough: { ...config.callback.trough, utilisation: 0.6 } },
});

/**
 * Agents answer whom they can all the time: hundreds of callers in minutes. Where four calls are left to people, some fifty are answered, and a
 * few milliseconds decide which callers these are.
 */
const wavePolicy = (/** @type {import('../../../dist/config/index.js').Config} */ config) => ({
  ...config,
  surge: { ...config.surge, human: { min: 24 } },
});

/**
 * Every talk of the wave is as long, ms. By chance, 95 s in the mean, the 56 who met an agent on the paper board talked 94 s each and the 47 on
 * the stepped engine 104 s: that was the whole difference, and said nothing of the levels.
 */
const waveTalk = 20_000;

/** @param {number} part */
const wave = (part) => `
begins: '2026-03-02 15:00'
length: ${Math.round(600 * part)}s
channels: 60
arrivals: [{ at: 0s, perMinute: 500 }]
agents: [{ count: 20 }]
`;

/** 60 seconds are the whole. @param {number} seconds */
const partOf = (seconds) => Math.min(1, seconds / 60);
const shop = () => ConfigFile.open(policy).current;

/** @type {Readonly<Record<string, (run: import('../figures.mjs').Run) => Promise<readonly import('../figures.mjs').Row[]>>>} */
export const stages = {
  day: ({ seconds, say }) =>
    side({
      what: 'day',
      text: day(partOf(seconds)),
      levels: ['rooms', 'paper'],
      seeds: daySeeds,
      most: mostOfDay,
      config: dayPolicy(shop()),
      say,
    }),
  wave: ({ seconds, say }) =>
    side({
      what: 'wave',
      text: wave(partOf(seconds)),
      levels: ['paper', 'stepped'],
      seeds: waveSeeds,
      most: mostOfWave,
      talk: waveTalk,
      config: wavePolicy(shop()),
      say,
    }),
};

/**
 * What a count, or a share of `callers`, would differ by chance alone among other callers (95 %): Poisson's and the binomial deviation, as a
 * share of it. The levels have the same callers, so that they ought to be nearer.
 * @param {number} value @param {number | undefined} callers
 */
function byChance(value, callers) {
  const variance = callers === undefined ? 1 / Math.max(1, value) : (1 - value) / Math.max(1e-9, value * callers);
  return 1.96 * Math.sqrt(variance);
}

/**
 * Tells each tenth once, with the processor time until then.
 * @param {string} what
 * @param {(text: string) => void} say
 */
function inTenths(what, say) {
  const before = process.cpuUsage();
  let told = 0;
  return (/** @type {number} */ share) => {
    const tenth = Math.floor(share * 10);
    if (tenth <= told) return;
    told = tenth;
    const { user, system } = process.cpuUsage(before);
    say(`${what}: ${tenth * 10} % after ${((user + system) / 1e6).toFixed(1)} s of processor time`);
  };
}

/**
 * A wave of some seeds under a policy. `talk`: every talk is as long, in place of what chance draws.
 * @typedef {{ what: string, text: string, seeds: readonly number[], talk?: number, config: import('../../../dist/config/index.js').Config,
 *   say: (text: string) => void }} Lived
 */

/**
 * What became of the callers of all seeds on one level.
 * @param {'rooms' | 'paper' | 'stepped'} level
 * @param {Lived} asked
 */
async function lived(level, { what, text, seeds, talk, config, say }) {
  const wave = readWave(text, `${what}.yaml`);
  const sameTalk = (/** @type {number} */ chance) =>
    callersOf(wave, accessNumbersOf(config, wave), chance).map((caller) => ({
      ...caller,
      attempts: caller.attempts.map((attempt) => ({ ...attempt, talk: talk ?? attempt.talk })),
    }));
  const recorded = talk === undefined ? undefined : { callers: sameTalk, shifts: [] };
  const sums = { promised: 0, talked: 0, callbacks: 0, connected: 0, offered: 0, callers: 0, keptCallers: 0 };
  for (const seed of seeds) {
    const told = await live(
      level,
      { wave, config, seed, recorded },
      inTenths(`${what} on level ${level}, seed ${seed}`, say),
    );
    const outcome = outcomeOf(told);
    for (const key of /** @type {const} */ (['promised', 'talked', 'callbacks', 'connected', 'offered', 'callers']))
      sums[key] += outcome[key];
    sums.keptCallers += outcome.kept * outcome.callers;
  }
  return { ...sums, kept: sums.keptCallers / Math.max(1, sums.callers) };
}

/**
 * Both levels, and how far they are apart.
 * @param {Lived & { levels: readonly ('rooms' | 'paper' | 'stepped')[], most: number }} asked
 */
async function side(asked) {
  const { what, levels, most, seeds, say } = asked;
  const runs = [];
  for (const level of levels) {
    say(`${what} on level ${level}`);
    const before = process.cpuUsage();
    const outcome = await lived(level, asked);
    const { user, system } = process.cpuUsage(before);
    const run = { level, outcome, seconds: (user + system) / 1e6 };
    const { promised, talked, kept, callbacks, connected } = run.outcome;
    say(
      `${what} on level ${level}: ${promised} captured, ${talked} answered, ${percent(kept, 2)} kept, ${connected} of ${callbacks} callbacks made; ${run.seconds.toFixed(1)} s of processor time`,
    );
    runs.push(run);
  }
  const [first, second] = runs;
  if (first === undefined || second === undefined) throw new TypeError('two levels');
  const rows = compared.map((figure) => {
    const values = runs.map(({ outcome }) => outcome[figure]);
    const apart = Math.abs((values[0] ?? 0) - (values[1] ?? 0)) / Math.max(1e-9, values[1] ?? 0);
    const shown = figure === 'kept' ? values.map((value) => percent(value, 2)) : values.map(String);
    return {
      what: `${what}: ${names[figure]} on ${first.level} and ${second.level}`,
      method: `${first.outcome.callers} callers, seed ${seeds.join(', ')}`,
      figure: `${shown.join(' and ')}: ${percent(apart, 2)} apart`,
      bound: `other callers of as many: ±${percent(byChance(values[1] ?? 0, figure === 'kept' ? first.outcome.callers : undefined), 2)}`,
      toReach: `${percent(most, 0)}`,
      reached: apart <= most,
      values: {
        [first.level]: rounded(values[0] ?? 0),
        [second.level]: rounded(values[1] ?? 0),
        apart: rounded(apart),
      },
    };
  });
  const times = runs.map(({ level, seconds: took }) => ({
    what: `${what}: processor time on ${level}`,
    method: `${first.outcome.offered} calls, ${first.outcome.callbacks} callbacks`,
    figure: `${took.toFixed(1)} s`,
    values: { [level]: rounded(took) },
  }));
  return [...rows, ...times];
}
