// SPDX-License-Identifier: GPL-2.0-or-later
// Are the figures of the day those of the shop's day, with what was before a start and without yesterday's?

import t from 'tap';
import { Bus } from '../../../src/bus/index.js';
import { Today } from '../../../src/engine/records/index.js';
import { VirtualClock } from '../../../src/kernel/index.js';

const ZONE = 'Asia/Shanghai';
const NOTHING = { calls: [], open: [], events: [] };
const HOUR = 3_600_000;

function day(at: string, counted: ConstructorParameters<typeof Today>[2] = NOTHING) {
  const clock = new VirtualClock(Date.parse(at));
  const bus = new Bus(() => {});
  const today = new Today(clock, () => ZONE, counted);
  today.follow(bus);
  const tell = (type: string, facts: object) => bus.publish({ type, at: clock.now(), facts } as never);
  const offered = (call: string) => tell('call.offered', { call, direction: 'inbound' });
  const ended = (call: string, disposition: string, queue: string | null = 'orders') =>
    tell('call.ended', { call, direction: 'inbound', disposition, queue });
  return { clock, today, tell, offered, ended };
}

t.test('the day begins at midnight in the shop`s zone, and calls of before it are yesterday`s', async (t) => {
  const { clock, today, tell, offered, ended } = day('2026-11-28T23:30:00+08:00');
  offered('a');
  ended('a', 'answered');
  offered('late');
  tell('callback.created', { request: 'r' });
  t.match(today.figures, {
    since: Date.parse('2026-11-28T00:00:00+08:00'),
    calls: { offered: 2, answered: 1, inProgress: 1 },
  });
  t.match(today.queue('orders'), { answered: 1, abandoned: 0 });

  clock.advance(HOUR);
  ended('late', 'answered');
  offered('b');
  ended('b', 'abandoned');
  tell('callback.completed', { request: 'r' });
  const { calls, callbacks, since } = today.figures;
  t.equal(since, Date.parse('2026-11-29T00:00:00+08:00'));
  t.match(calls, { offered: 1, answered: 0, abandoned: 1, inProgress: 0 });
  t.match(callbacks, { created: 0, connected: 1 });
  t.match(today.queue('orders'), { answered: 0, abandoned: 1 });
});

t.test('a box that is started in the middle of the day goes on with what the database has of it', async (t) => {
  const { today, ended } = day('2026-11-28T12:00:00+08:00', {
    calls: [
      { queue: 'orders', disposition: 'answered', count: 3 },
      { queue: null, disposition: 'captured', count: 2 },
    ],
    open: ['x'],
    events: [{ type: 'callback.created', queue: null, count: 2 }],
  });
  ended('x', 'answered');
  t.match(today.figures.calls, { offered: 6, answered: 4, captured: 2, inProgress: 0 });
  t.equal(today.figures.callbacks.created, 2);
  t.match(today.queue('orders'), { answered: 4, abandoned: 0 });
});
