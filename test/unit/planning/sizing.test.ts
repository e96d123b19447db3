// SPDX-License-Identifier: GPL-2.0-or-later
// Does the planner give the sizes of a proposal that was worked out by hand, and Erlang's beside them?
import t from 'tap';
import { callsAnHour, demandOf, planOf, storageOf, type Wave, waveOf } from '../../../src/planning/index.js';

const SECOND = 1_000;
const rounded = (value: number, digits = 1) => Number(value.toFixed(digits));

const population = { users: 1_000_000, callsEach: 2, days: 30, busyDay: 2, busyHour: 0.1, toPeople: 0.25 };
const usual = {
  talk: 90 * SECOND,
  wrapUp: 5 * SECOND,
  flow: 15 * SECOND,
  selfService: 60 * SECOND,
  level: 0.8,
  within: 20 * SECOND,
  blocking: 0.01,
  shrinkage: 0.3,
  agentLoad: 0.8,
  lineLoad: 0.7,
};

t.test('from customers to calls of the busy hour', async (t) => {
  const { averageDay, busyDay, busyHour, toPeople } = demandOf(population);
  t.same(
    [averageDay, busyDay, busyHour, toPeople].map((calls) => rounded(calls, 2)),
    [66_666.67, 133_333.33, 13_333.33, 3_333.33],
  );
  for (const [day, hour] of [
    [1.6, 0.125],
    [1.25, 0.16],
  ] as const)
    t.equal(
      rounded(demandOf({ ...population, busyDay: day, busyHour: hour }).toPeople, 2),
      3_333.33,
      'the lost factors in other pairs',
    );
});

t.test('the rule of thumb and Erlang, side by side', async (t) => {
  const { busyHour: calls, toPeople } = demandOf(population);
  const { work, rule, erlang } = planOf({ ...usual, calls, toPeople });
  t.equal(rounded(work, 3), 87.963);
  t.same([rounded(rule.exactAgents), rule.agents], [110, 110]);
  t.same([rounded(rule.exactTalkChannels), rule.talkChannels, rule.e1s], [157.1, 158, 6]);
  t.same([rounded(rule.waits, 4), rounded(rule.answeredAfter / SECOND, 2)], [0.0147, 0.06]);
  t.same([erlang.agents, rounded(erlang.serviceLevel, 3), erlang.talkChannels], [93, 0.83, 105]);
  t.equal(rule.rostered, 158, '110 of 158 are there when 30 % are away');
  t.ok(rule.blocked > 0.4 && erlang.blocked <= 0.01, 'the rule has no channels for greeting, menus and queue');
});

t.test('with 0.1 % blocked, and for 110 agents who are all busy', async (t) => {
  const { toPeople } = demandOf(population);
  const sized = (blocking: number, load = 1) =>
    planOf({ ...usual, calls: toPeople * load, toPeople: toPeople * load, blocking }).erlang.talkChannels;
  t.equal(sized(0.001), 115);
  t.same([sized(0.01, 110 / 87.963), sized(0.001, 110 / 87.963)], [128, 139]);
});

t.test('patience makes fewer agents enough', async (t) => {
  const patient = planOf({ ...usual, calls: 400, toPeople: 400 }).erlang;
  const impatient = planOf({ ...usual, calls: 400, toPeople: 400, patience: 60 * SECOND }).erlang;
  t.ok(impatient.agents <= patient.agents);
  t.ok(impatient.abandoned > 0 && impatient.serviceLevel >= 0.8);
});

t.test('what computer agents buy: calls an hour on an E1', async (t) => {
  for (const [hold, most, blocked] of [
    [95, 1_137, 771],
    [12, 9_000, 6_101],
    [10, 10_800, 7_321],
    [8, 13_500, 9_152],
  ] as const) {
    const an = callsAnHour(30, { hold: hold * SECOND, blocking: 0.01 });
    t.same([Math.round(an.most), Math.round(an.blocked)], [most, blocked], `${hold} s`);
  }
});

t.test('a wave: every caller talks, is caught or is turned away', async (t) => {
  const wave: Wave = {
    ...{ calls: 5_000, within: 600 * SECOND, channels: 60, agents: 20, reserve: 2 },
    ...{ talk: 95 * SECOND, wrapUp: 0, hold: 12 * SECOND, reached: 0.7 },
  };
  const outcome = waveOf(wave);
  t.equal(rounded(outcome.talked + outcome.caught + outcome.turnedAway, 6), 5_000);
  t.equal(rounded(outcome.talked), rounded((20 * 600) / 95));
  t.equal(rounded(outcome.caught), 1_900, '38 channels for 600 s, 12 s each');
  t.ok(outcome.kept > 10 * outcome.keptWithout);
  t.equal(rounded(outcome.keptAfter / SECOND), rounded((1_900 * 0.7 * 95) / 20));

  const small = waveOf({ ...wave, calls: 50 });
  t.same([small.talked, small.caught, small.turnedAway, small.kept], [50, 0, 0, 1]);
  t.equal(waveOf({ ...wave, agents: 0 }).talked, 0);
  t.ok(waveOf({ ...wave, hold: 18 * SECOND }).caught < outcome.caught, 'a question costs callers');
});

t.test('disk: both sides of the talk, and what is written of each call', async (t) => {
  const kept = storageOf({ calls: 1_000, recorded: 800, talk: 100 * SECOND, recordings: 180, records: 365 });
  t.equal(kept.recordingsADay, 800 * 100 * 16_000);
  t.equal(kept.recordings, kept.recordingsADay * 180);
  t.equal(kept.whole, kept.recordings + kept.database);
});
