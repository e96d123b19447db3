// SPDX-License-Identifier: GPL-2.0-or-later
// Does a simulated wave follow the shop's own policy, is every caller accounted for, and is the same seed the same run?
import t from 'tap';
import { type Config, loadConfig } from '../../../src/config/index.js';
import {
  accessNumbersOf,
  type Caller,
  callersOf,
  compared,
  estimated,
  outcomeOf,
  Performer,
  readWave,
  shopOf,
  type Told,
} from '../../../src/simulation/index.js';

const read = loadConfig('examples/tv-shopping.yaml');
if (!('config' in read)) throw new Error('examples/tv-shopping.yaml');
const shop = read.config;

const WAVE = `
length: 12min
channels: 60
begins: '2026-03-02 15:00'
arrivals: [{ at: 0min, perMinute: 0 }, { at: 1min, perMinute: 300 }, { at: 8min, perMinute: 300 }, { at: 10min, perMinute: 0 }]
agents: [{ count: 12 }]
`;

async function simulated(text: string, seed = 1, config: Config = shop): Promise<Told> {
  const wave = readWave(text, 'wave.yaml');
  return new Performer(shopOf(config, wave, seed), callersOf(wave, accessNumbersOf(config, wave), seed), seed).live();
}

const surging = (more: Partial<Config['surge']>): Config => ({ ...shop, surge: { ...shop.surge, ...more } });

t.test('every caller talked, was promised a callback, or is lost; no channel is used twice', async (t) => {
  const told = await simulated(WAVE);
  const outcome = outcomeOf(told);
  t.equal(outcome.talked + outcome.promised + outcome.lost, outcome.callers);
  t.equal(
    Object.values(outcome.ended).reduce((sum, count) => sum + count, 0),
    outcome.offered,
  );
  t.ok(told.moments.every(({ utilisation }) => utilisation <= 1));
  t.ok(told.moments.every(({ talking }) => talking <= 12));
  t.equal(told.requests.length, new Set(told.requests.map(({ number }) => number)).size, 'one request a number');
  t.ok(outcome.kept > 0.7 && outcome.promised > outcome.talked);
});

t.test('the same seed is the same run, another seed another', async (t) => {
  const [a, b, other] = [await simulated(WAVE), await simulated(WAVE), await simulated(WAVE, 2)];
  t.same(a, b);
  t.not(JSON.stringify(a.calls), JSON.stringify(other.calls));
});

t.test(
  'the policy is that of the file: without computer agents callers find no channel, and only agents keep them',
  async (t) => {
    const withAgents = outcomeOf(await simulated(WAVE));
    const without = outcomeOf(await simulated(WAVE, 1, surging({ enabled: false })));
    t.ok(without.blocked > withAgents.blocked * 2);
    t.ok(without.kept < withAgents.kept / 2);
    t.ok((await simulated(WAVE, 1, surging({ enabled: false }))).moments.every(({ share }) => share === 0));
  },
);

t.test('callers are the same whatever the policy: only what becomes of them differs', async (t) => {
  const wave = readWave(WAVE, 'wave.yaml');
  const numbers = { '88880001': 1 };
  const calledBack = ({ at, answering }: Caller) => ({ at, answering: [0, 1, 5, 6].map(answering) });
  const drawn = callersOf(wave, numbers, 7);
  t.same(
    drawn.map((caller) => ({ ...caller, ...calledBack(caller) })),
    callersOf(wave, numbers, 7).map((caller) => ({ ...caller, ...calledBack(caller) })),
  );
  const patient = callersOf({ ...wave, patience: wave.patience * 2 }, numbers, 7);
  t.same(patient.map(calledBack), drawn.map(calledBack), 'one cause changed leaves the others as they were');
  const perMinute = callersOf(wave, numbers, 3).length / 12;
  t.ok(perMinute > 180 && perMinute < 240, 'as many as the curve says: 210 a minute in the mean');
});

t.test('promises are kept when the wave has gone, and agents go home', async (t) => {
  const told = await simulated(
    `${WAVE.replace('agents: [{ count: 12 }]', 'agents: [{ count: 12, to: 90min }]')}after: 2h\n`,
  );
  const outcome = outcomeOf(told);
  t.ok(outcome.connected > 100);
  t.ok(outcome.occupancy > 0 && outcome.occupancy <= 1);
  t.ok(
    outcome.agentHours >= 17.9 && outcome.agentHours < 18.6,
    `twelve agents, 90 minutes, to the end of their last calls: ${outcome.agentHours}`,
  );
  t.ok((outcome.calledBackAfter ?? 0) <= (outcome.calledBackAfter90 ?? 0));
});

t.test('policies side by side, by the same seeds', async (t) => {
  const runs = async (config: Config) => {
    const outcomes = [];
    for (const seed of [1, 2, 3]) outcomes.push(outcomeOf(await simulated(WAVE, seed, config)));
    return outcomes;
  };
  const [own, none] = compared({ own: await runs(shop), none: await runs(surging({ enabled: false })) });
  t.equal(own?.difference.kept.mean, 0);
  t.ok(
    none && none.difference.kept.mean < 0 && Math.abs(none.difference.kept.mean) > (none.difference.kept.within ?? 1),
  );
});

t.test("an interval is Student's", async (t) => {
  const { mean, within } = estimated([2, 4, 6]);
  t.equal(mean, 4);
  t.equal(Number(within?.toFixed(3)), 4.969, '4.303 times 2 over the root of 3');
  t.same(estimated([5]), { mean: 5, within: undefined });
});

t.test('a wave file that is wrong says where', async (t) => {
  const wrong = (text: string, says: RegExp) => t.throws(() => readWave(text, 'w.yaml'), says);
  wrong('length: 5min\n', /w\.yaml:.*arrivals: is missing/);
  wrong('length: 5min\narrivals: [{ at: 0s, perMinute: -1 }]\n', /w\.yaml:2:\d+: arrivals\.0\.perMinute: is too small/);
  wrong('length: 5min\narrivals: [{ at: 2min, perMinute: 1 }, { at: 1min, perMinute: 1 }]\n', /order of time/);
  wrong('length: soon\narrivals: [{ at: 0s, perMinute: 1 }]\n', /w\.yaml:1:9: length/);
  wrong('length: 5min\narivals: []\narrivals: [{ at: 0s, perMinute: 1 }]\n', /arivals: not known here/);
  wrong('length: [5\n', /w\.yaml:\d+:\d+/);
  const wave = readWave(`${WAVE}accessNumbers: { '999': 1 }\n`, 'w.yaml');
  t.throws(() => accessNumbersOf(shop, wave), /999 is not in the file/);
  t.throws(
    () => shopOf(shop, readWave(`${WAVE.replace('count: 12', 'count: 1, queues: [nowhere]')}`, 'w.yaml'), 1),
    /nowhere is not in the file/,
  );
});
