// SPDX-License-Identifier: GPL-2.0-or-later
// Is a limit an alarm only when it was passed for long enough, and over only when the figure is back far enough?
import t from 'tap';
import { type Limit, type LimitState, limitAfter, WITHIN } from '../../../src/alarm/index.js';

const ABOVE: Limit = { side: 'above', at: 10, for: 30_000, clear: 9 };
const BELOW: Limit = { side: 'below', at: 0.8, for: 0, clear: 0.88 };

/** The names of the states after each look, a second apart. */
function looked(limit: Limit, values: readonly number[], every = 1_000): string {
  let state: LimitState = WITHIN;
  return values
    .map((value, nth) => {
      state = limitAfter(state, limit, value, nth * every);
      return state.name[0];
    })
    .join('');
}

t.test('it is raised after its time, and a moment within it begins anew', async (t) => {
  t.equal(looked(ABOVE, [11, 12, 30, 11], 10_000), 'bbbr');
  t.equal(looked(ABOVE, [11, 12, 10, 11, 11], 10_000), 'bbwbb');
});

t.test('at the limit itself it is not passed', async (t) => {
  t.equal(looked({ ...ABOVE, for: 0 }, [10, 10.5, 10]), 'wrr');
  t.equal(looked(BELOW, [0.8, 0.79]), 'wr');
});

t.test('it is over when the figure is back at the second limit, not before', async (t) => {
  t.equal(looked({ ...ABOVE, for: 0 }, [11, 10, 9.5, 9, 10]), 'rrrww');
  t.equal(looked(BELOW, [0.7, 0.8, 0.87, 0.88]), 'rrrw');
});
