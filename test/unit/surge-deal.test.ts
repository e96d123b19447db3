// SPDX-License-Identifier: GPL-2.0-or-later
// Are people dealt to access numbers in proportion to their weights, and is nobody kept waiting for a number that does not call?

import t from 'tap';
import { dealtIn, gave, NOTHING_DEALT, owedBefore } from '../../src/callback/index.js';
import { Random } from '../../src/sim/index.js';

interface Number {
  readonly name: string;
  readonly weight: number;
  /** Calls in a second. */
  readonly calls: number;
}

/** Calls by chance; every second so many people become free, and no more than that are kept. Gives what each number had. */
function deal(numbers: readonly Number[], { free, seconds = 2_000 }: { free: number; seconds?: number }) {
  const random = new Random(7);
  const had = new Map(numbers.map(({ name }) => [name, 0]));
  let state = NOTHING_DEALT;
  let people = 0;
  for (let at = 0; at < seconds * 1_000; at += 100) {
    people = Math.min(3, people + free / 10);
    for (const { name, weight, calls } of numbers) {
      if (!random.chance(calls / 10)) continue;
      state = dealtIn(state, name, weight, at);
      if (people < 1 || Math.floor(people) <= owedBefore(state, name)) continue;
      state = gave(state, name);
      people--;
      had.set(name, (had.get(name) ?? 0) + 1);
    }
  }
  const all = [...had.values()].reduce((sum, one) => sum + one, 0);
  return { all, share: (name: string) => (had.get(name) ?? 0) / all };
}

t.test('alike numbers have alike many people, however many call them', async (t) => {
  const { share } = deal(
    [
      { name: 'a', weight: 1, calls: 9 },
      { name: 'b', weight: 1, calls: 2 },
    ],
    { free: 0.5 },
  );
  t.ok(Math.abs(share('a') - 0.5) < 0.02, `a has ${share('a')}`);
});

t.test('three of four people go to the number of weight 3, and fractions of weights count', async (t) => {
  for (const [a, b] of [
    [3, 1],
    [1.5, 0.5],
    [0.3, 0.1],
  ] as const) {
    const { share } = deal(
      [
        { name: 'a', weight: a, calls: 5 },
        { name: 'b', weight: b, calls: 5 },
      ],
      { free: 0.8 },
    );
    t.ok(Math.abs(share('a') - 0.75) < 0.02, `a has ${share('a')}`);
  }
});

t.test('five numbers of different weights and calls', async (t) => {
  const weights = [1, 2, 3, 4, 10];
  const { share } = deal(
    weights.map((weight, index) => ({ name: `n${index}`, weight, calls: 4 })),
    { free: 1 },
  );
  for (const [index, weight] of weights.entries())
    t.ok(Math.abs(share(`n${index}`) - weight / 20) < 0.03, `n${index} has ${share(`n${index}`)}`);
});

t.test('what a number has no callers for the others get: nobody is left idle for it', async (t) => {
  const { all, share } = deal(
    [
      { name: 'a', weight: 1, calls: 9 },
      { name: 'rare', weight: 1, calls: 0.05 },
    ],
    { free: 0.5 },
  );
  t.ok(all > 0.9 * 0.5 * 2_000, `${all} people were given`);
  t.ok(share('a') > 0.85);
});

t.test(
  'who comes into the wave is owed nothing for the time before, and one number alone is never asked to wait',
  async (t) => {
    let state = NOTHING_DEALT;
    for (let call = 0; call < 50; call++) {
      state = gave(dealtIn(state, 'a', 1, call), 'a');
      t.equal(owedBefore(state, 'a'), 0);
    }
    state = dealtIn(state, 'b', 1, 60);
    t.equal(owedBefore(state, 'a'), 0, 'b begins where a is');
    t.equal(owedBefore(dealtIn(state, 'a', 1, 20_000), 'a'), 0, 'b has not called for more than 10 s');
  },
);
