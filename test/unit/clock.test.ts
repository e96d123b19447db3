// SPDX-License-Identifier: GPL-2.0-or-later
// Do alarms of a clock that ends stay silent afterwards?
import t from 'tap';
import { clockUntil, VirtualClock } from '../../src/kernel/index.js';

t.test('a clock until a signal wakes as the other one does, and nobody after the signal', async (t) => {
  const clock = new VirtualClock(0);
  const over = new AbortController();
  const until = clockUntil(clock, over.signal);
  const woken: string[] = [];
  until.at(10, () => woken.push('first'));
  until.at(20, () => woken.push('cancelled'))();
  until.at(30, () => woken.push('late'));

  clock.advance(20);
  t.equal(until.now(), 20);
  over.abort();
  until.at(25, () => woken.push('too late'));
  clock.advance(20);

  t.same(woken, ['first']);
  t.equal(clock.next(), undefined);
});
