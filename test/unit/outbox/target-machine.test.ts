// SPDX-License-Identifier: GPL-2.0-or-later
// Does a target get its letters one at a time, in order, with back-off, spacing, limits, and an end to those that cannot be delivered?
import t from 'tap';
import {
  GIVE_UP_AFTER,
  MOST_REFUSALS,
  MOST_WAITING,
  nothingToSend,
  pauseAfter,
  type Queued,
  type TargetEffect,
  type TargetEvent,
  type TargetState,
  targetMachine,
} from '../../../src/outbox/target-machine.js';

const machine = targetMachine<Queued>();
const letter = (id: string, at = 0): Queued => ({ id, at, tries: 0 });

/** A target to which events come; `told` is what it had done, in words. */
class Walk {
  state: TargetState<Queued>;
  at = 0;
  told: string[] = [];

  constructor(spacing = 0) {
    this.state = nothingToSend(spacing);
  }

  send(event: TargetEvent<Queued>): string[] {
    const { state, effects } = machine.transition(this.state, event, this.at);
    this.state = state;
    const words = effects.map((effect: TargetEffect<Queued>) =>
      'letter' in effect ? `${effect.type} ${effect.letter.id}` : effect.type,
    );
    this.told.push(...words);
    return words;
  }

  queue(...ids: string[]): string[] {
    return this.send({ type: 'queued', letters: ids.map((id) => letter(id, this.at)) });
  }

  refuse(id: string, fault: 'message' | 'target' = 'target', wait?: number): string[] {
    return this.send({ type: 'refused', id, fault, reason: 'no', chance: 0.5, wait });
  }

  /** Lets the time run to the deadline. */
  expire(): string[] {
    this.at = machine.deadline(this.state) ?? this.at;
    return this.send({ type: 'expired' });
  }
}

t.test('letters go one by one, in their order', async (t) => {
  const walk = new Walk();
  t.same(walk.queue('a', 'b'), ['send a']);
  t.same(walk.queue('c'), []);
  t.same(walk.send({ type: 'took', id: 'b' }), [], 'an answer to another letter is late');
  t.same(walk.send({ type: 'took', id: 'a' }), ['taken a', 'send b']);
  t.same(walk.send({ type: 'took', id: 'b' }), ['taken b', 'send c']);
  t.same(walk.send({ type: 'took', id: 'c' }), ['taken c']);
  t.match(walk.state, { name: 'idle', queue: [] });
});

t.test('a failure is tried again after 1, 2, 4 s ... 5 min, and the next letter waits for it', async (t) => {
  const walk = new Walk();
  walk.queue('a', 'b');
  for (const seconds of [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]) {
    const before = walk.at;
    walk.refuse('a');
    t.same(walk.expire(), ['send a']);
    t.equal(walk.at - before, seconds * 1_000);
  }
  t.same(walk.send({ type: 'took', id: 'a' }), ['taken a', 'working', 'send b']);
  t.equal(walk.told.filter((word) => word === 'failing').length, 1, 'the third failure in a row is told once');
});

t.test('chance moves a wait by a quarter at most', async (t) => {
  t.equal(pauseAfter(3, 0), 3_000);
  t.equal(pauseAfter(3, 0.5), 4_000);
  t.ok(pauseAfter(3, 0.999) <= 5_000);
});

t.test('a robot gets its letters spaced, and waits as long as it says', async (t) => {
  const walk = new Walk(4_000);
  walk.queue('a', 'b');
  t.same(walk.send({ type: 'took', id: 'a' }), ['taken a']);
  t.same(walk.send({ type: 'hastened' }), [], 'nobody cuts its rest short');
  t.same(walk.expire(), ['send b']);
  t.equal(walk.at, 4_000);
  walk.refuse('b', 'target', 600_000);
  walk.expire();
  t.equal(walk.at, 604_000);
});

t.test('what the target refuses for its own sake does not stay in the way of others', async (t) => {
  const walk = new Walk();
  walk.queue('bad', 'good');
  for (let times = 1; times < MOST_REFUSALS; times++) {
    t.notMatch(walk.refuse('bad', 'message'), ['dead bad']);
    walk.expire();
  }
  t.ok(walk.refuse('bad', 'message').includes('dead bad'));
  t.same(walk.expire(), ['send good']);
});

t.test('what nobody took for seven days is given up, all that is as old, and nothing younger', async (t) => {
  const walk = new Walk();
  walk.queue('old', 'older');
  walk.at = GIVE_UP_AFTER;
  walk.queue('young');
  t.same(walk.refuse('old'), ['tried old', 'dead old', 'dead older']);
  t.same(walk.expire(), ['send young']);
});

t.test('more than so many do not wait: the oldest are given up, but for the one that is under way', async (t) => {
  const walk = new Walk();
  walk.queue(...Array.from({ length: MOST_WAITING }, (_, n) => `${n}`));
  t.same(walk.queue('x', 'y'), ['dead 1', 'dead 2']);
  t.equal(walk.state.queue.length, MOST_WAITING);
  t.equal(walk.state.queue[0]?.id, '0');
});

t.test('a target that is no more gives up what waits; who knows better has a wait cut short', async (t) => {
  const walk = new Walk();
  walk.queue('a', 'b');
  walk.refuse('a');
  t.same(walk.send({ type: 'hastened' }), ['send a']);
  t.same(walk.send({ type: 'abandoned', reason: 'gone' }), ['dead a', 'dead b']);
  t.same(walk.send({ type: 'took', id: 'a' }), [], 'its answer is late');
});
