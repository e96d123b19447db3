// SPDX-License-Identifier: GPL-2.0-or-later
// How many lines are taken back when agents for whom they ring have gone? As many as the limit could not bear.

import t from 'tap';
import { Ahead } from '../../src/callback/ahead.js';
import { CALLBACK_DEFAULTS } from '../../src/callback/settings.js';

const { pacing } = CALLBACK_DEFAULTS;
const how = { pacing, at: 0 };
const earlier = (connected: number, abandoned: number) => {
  const ahead = new Ahead();
  ahead.restore([{ queue: 'orders', hour: 0, connected, abandoned }], pacing);
  return ahead;
};

t.test('lines that agents stand by for stay, and those whose loss the limit could bear', async (t) => {
  const nobodyYet = earlier(0, 0);
  t.equal(nobodyYet.tooMany('orders', { idle: 5, talking: 0 }, { ringing: 5, waiting: 0 }, how), 0);
  t.equal(nobodyYet.tooMany('orders', { idle: 2, talking: 0 }, { ringing: 5, waiting: 0 }, how), 3, 'three have gone');
  // Of 100 answered calls that all found an agent, 3 more may be abandoned: 3 of 103 are less than 3 %.
  t.equal(earlier(100, 0).tooMany('orders', { idle: 0, talking: 3 }, { ringing: 5, waiting: 0 }, how), 2);
});

t.test('who has answered and waits for nobody is one whom the limit must bear, too', async (t) => {
  const ahead = earlier(100, 0);
  t.equal(ahead.tooMany('orders', { idle: 0, talking: 3 }, { ringing: 3, waiting: 2 }, how), 2);
  t.equal(ahead.lines('orders', { idle: 0, talking: 3 }, { ringing: 1, waiting: 2 }, how), 0, 'no other line begins');
});

t.test('never more than ring', async (t) => {
  t.equal(earlier(10, 9).tooMany('orders', { idle: 0, talking: 0 }, { ringing: 2, waiting: 4 }, how), 2);
});
