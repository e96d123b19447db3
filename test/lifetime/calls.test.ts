// SPDX-License-Identifier: GPL-2.0-or-later
// Does a box hold memory for calls that are over? Callers come, hear the promise or hang up, and call again: thousands of
// calls (SPILLWAY_DEEP in the environment: 10,000), and then as much memory as before.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import t from 'tap';
import { ACCESS_NUMBER, openBox } from '../support/box.js';

setFlagsFromString('--expose_gc');
const collect = runInNewContext('gc') as () => void;

const DEEP = process.env.SPILLWAY_DEEP !== undefined;
const AT_ONCE = 25;
const WARM_UP = DEEP ? 40 : 12; // batches: compiled code, caches, the database's pages
const BATCHES = DEEP ? 400 : 11;
const MOST_A_CALL = DEEP ? 200 : 2_000; // bytes: what the engine's compiler still makes counts as well

/** Memory that is in use when all rubbish is gone. */
function inUse(): number {
  collect();
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

t.setTimeout(DEEP ? 1_800_000 : 120_000);

t.test(`after ${BATCHES * AT_ONCE} calls a box holds no more memory than before`, async (t) => {
  const { world, box } = await openBox(t, { signedIn: 0 });
  const numbers = Array.from({ length: 50 }, (_, n) => `139${String(n).padStart(8, '0')}`); // few: a request each
  let made = 0;
  const batch = async () => {
    const callers = Array.from({ length: AT_ONCE }, () => world.network.call(ACCESS_NUMBER, numbers[made++ % 50]));
    await world.advance(600);
    for (const caller of callers.filter((_, n) => n % 2 === 0)) caller.clear();
    await world.until(() => callers.every(({ state }) => state === 'cleared'), 120_000);
    await world.advance(200);
    world.facts.length = 0;
  };
  for (let n = 0; n < WARM_UP; n++) await batch();
  const before = inUse();
  const steps: number[] = [];
  for (let n = 0, last = before; n < BATCHES; n++) {
    await batch();
    const now = inUse();
    steps.push((now - last) / AT_ONCE);
    last = now;
  }

  // Few batches: the median, because what calls leave behind is in each of them, what the compiler makes in some.
  const median = steps.sort((a, b) => a - b)[Math.floor(BATCHES / 2)] ?? Number.NaN;
  const growth = DEEP ? (inUse() - before) / (BATCHES * AT_ONCE) : median;
  t.comment(`${growth.toFixed()} bytes a call; ${(before / 2 ** 20).toFixed(1)} MiB in use`);
  t.ok(growth < MOST_A_CALL, `${growth.toFixed()} bytes a call`);
  t.match(box.status().calls, { offered: made });
  t.equal(world.network.calls.legs.length, 0);
});
