// SPDX-License-Identifier: GPL-2.0-or-later
// Are old places kept for their time, given away once, and never more of them than there is room for?

import t from 'tap';
import { OldPlaces } from '../../../src/engine/inbound/old-places.js';
import { VirtualClock } from '../../../src/kernel/index.js';

const MINUTE = 60_000;
const place = (call: string, enqueuedAt = 0, priority = 0) => ({ call, enqueuedAt, priority });

t.test('for its time, by number and queue, once', (t) => {
  const clock = new VirtualClock(0);
  const places = new OldPlaces(clock);
  places.keep('+861', 'orders', place('call-1', 5), MINUTE);
  t.equal(places.take('+861', 'service'), undefined);
  t.equal(places.take('+862', 'orders'), undefined);
  clock.advance(MINUTE);
  t.match(places.take('+861', 'orders'), place('call-1', 5));
  t.equal(places.take('+861', 'orders'), undefined);

  places.keep('+861', 'orders', place('call-2'), MINUTE);
  clock.advance(MINUTE + 1);
  t.equal(places.take('+861', 'orders'), undefined, 'too late');
  t.end();
});

t.test('of several calls of one number the best place is kept', (t) => {
  const places = new OldPlaces(new VirtualClock(0));
  places.keep('+861', 'orders', place('call-1', 5), MINUTE);
  places.keep('+861', 'orders', place('call-2', 9), MINUTE);
  t.match(places.take('+861', 'orders'), { call: 'call-1' });
  places.keep('+861', 'orders', place('call-1', 5), MINUTE);
  places.keep('+861', 'orders', place('call-2', 9, 1), MINUTE);
  t.match(places.take('+861', 'orders'), { call: 'call-2' });
  t.end();
});

t.test('no more than there is room for: the oldest goes, and what is too late with it', (t) => {
  const clock = new VirtualClock(0);
  const places = new OldPlaces(clock, 3);
  for (const n of [1, 2, 3, 4, 5]) places.keep(`+86${n}`, 'orders', place(`call-${n}`), MINUTE);
  t.equal(places.size, 3);
  t.equal(places.take('+862', 'orders'), undefined);
  t.match(places.take('+863', 'orders'), { call: 'call-3' });
  clock.advance(2 * MINUTE);
  places.keep('+869', 'orders', place('call-9'), MINUTE);
  t.equal(places.size, 1);
  t.end();
});
