// SPDX-License-Identifier: GPL-2.0-or-later
// Do the three levels of the simulator say the same of the same callers? A day on the rooms and the paper board, a wave on the paper board and the stepped engine.
import { fileURLToPath } from 'node:url';
import { ConfigFile } from '../../../dist/config/index.js';
import { live, outcomeOf, readWave } from '../../../dist/simulation/index.js';
import { percent, rounded } from '../figures.mjs';

export const about =
  'levels of the simulator, the same callers: a day of 50,000 on rooms and paper board, a wave on two E1 on paper board and stepped engine';
export const onlyWhenAsked = true;

const policy = fileURLToPath(new URL('../../../examples/tv-shopping.yaml', import.meta.url));
const seed = 1;
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

/** @param {number} part */
const wave = (part) => `
begins: '2026-03-02 15:00'
length: ${Math.round(600 * part)}s
channels: 60
arrivals: [{ at: 0s, perMinute: 500 }]
agents: [{ count: 20 }]
`;

/** @param {import('../figures.mjs').Run} run */
export async function run({ seconds, say }) {
  const part = Math.min(1, seconds / 60);
  return [
    ...(await side({ what: 'day', text: day(part), levels: ['rooms', 'paper'], most: mostOfDay, say })),
    ...(await side({ what: 'wave', text: wave(part), levels: ['paper', 'stepped'], most: mostOfWave, say })),
  ];
}

/**
 * Both levels, and how far they are apart.
 * @param {{ what: string, text: string, levels: readonly ('rooms' | 'paper' | 'stepped')[], most: number, say: (text: string) => void }} asked
 */
async function side({ what, text, levels, most, say }) {
  const runs = [];
  for (const level of levels) {
    say(`${what} on level ${level}`);
    const before = process.cpuUsage();
    const told = await live(level, {
      wave: readWave(text, `${what}.yaml`),
      config: ConfigFile.open(policy).current,
      seed,
    });
    const { user, system } = process.cpuUsage(before);
    runs.push({ level, outcome: outcomeOf(told), seconds: (user + system) / 1e6 });
  }
  const [first, second] = runs;
  if (first === undefined || second === undefined) throw new TypeError('two levels');
  const rows = compared.map((figure) => {
    const values = runs.map(({ outcome }) => outcome[figure]);
    const apart = Math.abs((values[0] ?? 0) - (values[1] ?? 0)) / Math.max(1e-9, values[1] ?? 0);
    const shown = figure === 'kept' ? values.map((value) => percent(value, 2)) : values.map(String);
    return {
      what: `${what}: ${names[figure]} on ${first.level} and ${second.level}`,
      method: `${first.outcome.callers} callers, seed ${seed}`,
      figure: `${shown.join(' and ')}: ${percent(apart, 2)} apart`,
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
