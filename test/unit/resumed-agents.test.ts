// SPDX-License-Identifier: GPL-2.0-or-later
// What had an agent done before a restart? His sums are those that he would have if the box had only stood still.
import t from 'tap';
import { sumsBefore } from '../../src/engine/agents/resumed-agents.js';

const stays = (...all: readonly (readonly [state: string, from: number, to: number])[]) => ({
  stays: all.map(([state, from, to]) => ({ state, from, to })),
});

t.test('idle lasts until a call is answered; talk, calls and the time signed in are sums', async (t) => {
  const left = stays(['ready', 0, 10], ['ringing', 10, 13], ['talking', 13, 33], ['wrapUp', 33, 38], ['ready', 38, 40]);
  t.same(sumsBefore(left, -1_000), { signedIn: 40, handled: 1, talked: 20, idled: 15 });
});

t.test('who is kept out of a break is not idle, who is kept while ready is', async (t) => {
  t.match(sumsBefore(stays(['notReady', 0, 10], ['reserved', 10, 20], ['ready', 20, 21]), -1), { idled: 1 });
  t.match(sumsBefore(stays(['ready', 0, 10], ['reserved', 10, 20], ['busy', 20, 25]), -1), { idled: 25 });
});

t.test('the stop is in no sum, nor is what was before midnight', async (t) => {
  const left = stays(['talking', 0, 10], ['ready', 10, 20], ['ready', 500, 530], ['talking', 530, 540]);
  t.same(sumsBefore(left, -1), { signedIn: 60, handled: 2, talked: 20, idled: 40 });
  t.same(sumsBefore(left, 15), { signedIn: 45, handled: 1, talked: 10, idled: 35 });
});
