// SPDX-License-Identifier: GPL-2.0-or-later
// Is a day of 500 agents and 50,000 calls the same whenever it is lived again, and is everybody in it accounted for?

import t from 'tap';
import { SimulatedDay } from '../support/simulated-day.js';

t.test('the same seed makes the same day to the last byte, another one makes another', async (t) => {
  const digests = [1, 1, 2].map((seed) => {
    const began = performance.now();
    const day = new SimulatedDay(seed);
    day.live();
    const { calls, answered, promised, abandoned, overflowed, refused } = day;
    const took = Math.round(performance.now() - began);
    t.comment(`${calls} calls in ${took} ms: ${answered} answered, ${promised} promised, ${abandoned} gave up`);
    t.ok(calls > 45_000 && calls < 60_000, `${calls} calls`);
    t.ok(
      answered > 25_000 && promised > 5_000 && abandoned > 0,
      'people answer, computer agents promise, some give up',
    );
    const over = answered + promised + abandoned + overflowed + refused;
    t.ok(over <= calls && calls - over < 100, 'nobody is lost but those who still wait in the evening');
    t.equal(day.acd.figures('orders').waiting, calls - over);
    day.close();
    return day.digest();
  });
  t.equal(digests[0], digests[1]);
  t.not(digests[0], digests[2]);
});
