// SPDX-License-Identifier: GPL-2.0-or-later
// Are Erlang's formulas those of the books? Values that were worked out by recursion and by direct sum.
import t from 'tap';
import {
  agentsFor,
  channelsFor,
  erlangB,
  erlangC,
  trafficOn,
  waitingForEver,
  waitingWithPatience,
} from '../../../src/planning/index.js';

const SECOND = 1_000;
const rounded = (value: number, digits: number) => Number(value.toFixed(digits));

t.test('Erlang B', async (t) => {
  t.equal(erlangB(1, 1), 0.5);
  for (const [traffic, channels, blocked] of [
    [2, 5, 0.036697],
    [5, 10, 0.018385],
    [10, 17, 0.012949],
    [10, 18, 0.007142],
    [20, 30, 0.008457],
  ] as const)
    t.equal(rounded(erlangB(traffic, channels), 6), blocked, `${traffic} Erlangs on ${channels}`);
  t.equal(erlangB(0, 5), 0);
  t.equal(erlangB(5, 0), 1);
  t.ok(erlangB(10_000, 9_000) > 0.1, 'no factorial overflows');
});

t.test('channels for a blocking, and the traffic that so many carry with it', async (t) => {
  t.equal(channelsFor(10, 0.01), 18);
  const load = 87.963;
  t.same([channelsFor(load, 0.01), channelsFor(load, 0.001)], [105, 115]);
  t.same([channelsFor(110, 0.01), channelsFor(110, 0.001)], [128, 139]);
  t.same(
    [0.001, 0.005, 0.01, 0.02].map((blocking) => rounded(trafficOn(30, blocking), 3)),
    [16.684, 19.034, 20.337, 21.932],
  );
  t.same(
    [60, 120].map((channels) => rounded(trafficOn(channels, 0.01), 3)),
    [46.95, 102.964],
  );
});

t.test('Erlang C', async (t) => {
  t.equal(rounded(erlangC(1, 2), 12), rounded(1 / 3, 12));
  t.equal(rounded(erlangC(2, 3), 12), rounded(4 / 9, 12));
  t.equal(rounded(erlangC(8, 10), 6), 0.40918);
  t.equal(rounded(erlangC(10, 14), 6), 0.174132);
  t.equal(erlangC(10, 10), 1, 'work that they cannot do');
});

t.test('service level and mean wait of 10 Erlangs of 180 s, in 20 s', async (t) => {
  const offered = { traffic: 10, handling: 180 * SECOND };
  const found = [11, 12, 13, 14, 15].map((agents) => waitingForEver(offered, { agents, within: 20 * SECOND }));
  t.same(
    found.map(({ serviceLevel }) => rounded(serviceLevel, 4)),
    [0.3896, 0.6402, 0.7956, 0.8884, 0.9415],
  );
  t.same(
    found.map(({ answeredAfter }) => rounded(answeredAfter / SECOND, 1)),
    [122.8, 40.4, 17.1, 7.8, 3.7],
  );
  t.equal(agentsFor(offered, { level: 0.8, within: 20 * SECOND }), 14, '13 give 79.6 %');
  t.equal(rounded(found[3]?.occupancy ?? 0, 4), 0.7143);
});

t.test('too few agents: the queue grows without end', async (t) => {
  const { waits, serviceLevel, answeredAfter } = waitingForEver(
    { traffic: 10, handling: 180 * SECOND },
    { agents: 10, within: 20 * SECOND },
  );
  t.same([waits, serviceLevel, answeredAfter], [1, 0, Number.POSITIVE_INFINITY]);
});

t.test('callers who give up (Erlang A)', async (t) => {
  const offered = { traffic: 10, handling: 180 * SECOND };
  const within = 20 * SECOND;

  t.test('with patience without end it is Erlang C', async (t) => {
    const patient = waitingWithPatience(offered, { agents: 14, within, patience: 1e12 });
    const forEver = waitingForEver(offered, { agents: 14, within });
    t.equal(rounded(patient.waits, 5), rounded(forEver.waits, 5));
    t.equal(rounded(patient.serviceLevel, 5), rounded(forEver.serviceLevel, 5));
    t.equal(rounded(patient.answeredAfter / SECOND, 3), rounded(forEver.answeredAfter / SECOND, 3));
    t.ok(patient.abandoned < 1e-6);
  });

  t.test('with none at all it is Erlang B: who finds nobody free is gone', async (t) => {
    const { abandoned } = waitingWithPatience(offered, { agents: 14, within, patience: 1 });
    t.equal(rounded(abandoned, 3), rounded(erlangB(10, 14), 3));
  });

  t.test('as the chain of its states says, summed up one by one', async (t) => {
    for (const [traffic, agents, patience] of [
      [10, 14, 120],
      [10, 8, 60],
      [30, 20, 300],
      [500, 400, 90],
      [0.5, 1, 30],
    ] as const) {
      const found = waitingWithPatience(
        { traffic, handling: 180 * SECOND },
        { agents, within, patience: patience * SECOND },
      );
      const { waits, abandoned } = bySum(traffic, agents, 180 / patience);
      t.equal(rounded(found.waits, 5), rounded(waits, 5), `${traffic} Erlangs, ${agents} agents: waits`);
      t.equal(rounded(found.abandoned, 5), rounded(abandoned, 5), `${traffic} Erlangs, ${agents} agents: abandoned`);
      t.equal(rounded(found.occupancy, 5), rounded((traffic * (1 - abandoned)) / agents, 5));
    }
  });

  t.test('many agents wait for few calls, and no number overflows', async (t) => {
    const few = waitingWithPatience({ traffic: 1, handling: 180 * SECOND }, { agents: 500, within, patience: 60_000 });
    t.same([few.waits, few.serviceLevel, few.abandoned], [0, 1, 0]);
    const wave = waitingWithPatience(
      { traffic: 800, handling: 95 * SECOND },
      { agents: 20, within, patience: 600_000 },
    );
    t.equal(rounded(wave.abandoned, 3), 0.975, 'all but 20 Erlangs give up');
  });
});

/** The birth and death chain as such: states, their chances by the balance of flows. `leaving`: handling over patience. */
function bySum(traffic: number, agents: number, leaving: number): { waits: number; abandoned: number } {
  const logs = [0];
  for (let n = 1; n < agents + 20_000; n++) {
    const last = logs[n - 1] ?? 0;
    logs.push(last + Math.log(traffic) - Math.log(Math.min(n, agents) + Math.max(0, n - agents) * leaving));
  }
  const top = Math.max(...logs);
  const chances = logs.map((one) => Math.exp(one - top));
  const whole = chances.reduce((a, b) => a + b);
  const waits = chances.slice(agents).reduce((a, b) => a + b, 0) / whole;
  const waiting = chances.reduce((sum, chance, n) => sum + chance * Math.max(0, n - agents), 0) / whole;
  return { waits, abandoned: (waiting * leaving) / traffic };
}
