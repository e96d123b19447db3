// SPDX-License-Identifier: GPL-2.0-or-later
// Is a caller told a wait that comes true, and none where too little is known?

import t from 'tap';
import { afterTalk, expectedWait, NO_TALKS, QUEUE_DEFAULTS, type TalkTimes } from '../../src/acd/index.js';
import { Random } from '../../src/sim/index.js';
import { AcdWorld } from '../support/acd-world.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

function talks(...lengths: number[]): TalkTimes {
  return lengths.reduce((times, length) => afterTalk(times, length, true), NO_TALKS);
}

const FACTS = { wrapUp: 15 * SECOND, place: 4, ready: 0, active: 2 };

t.test('average handling time, calls in front and with him, active agents', (t) => {
  const times = talks(85 * SECOND, 105 * SECOND, 125 * SECOND);
  t.equal(expectedWait({ ...FACTS, times }), (120 * SECOND * 4) / 2);
  t.equal(expectedWait({ ...FACTS, times, ready: 1 }), (120 * SECOND * 3) / 2);
  t.equal(expectedWait({ ...FACTS, times, ready: 9 }), 0, 'never less than none');
  t.end();
});

t.test('nothing is told by guess', (t) => {
  t.equal(expectedWait({ ...FACTS, times: talks(MINUTE, MINUTE) }), undefined, 'two samples');
  t.type(expectedWait({ ...FACTS, times: talks(MINUTE, MINUTE, MINUTE) }), 'number');
  t.equal(expectedWait({ ...FACTS, times: talks(MINUTE, MINUTE, MINUTE), active: 0 }), undefined, 'nobody is there');
  t.equal(expectedWait({ ...FACTS, times: talks(0, 0, 0) }), undefined, 'talks of no length');
  t.end();
});

t.test("the last twenty talks, and the part of the time that is this queue's", (t) => {
  const long = talks(...Array<number>(30).fill(10 * MINUTE));
  const times = Array<number>(20)
    .fill(MINUTE)
    .reduce((before, length) => afterTalk(before, length, true), long);
  t.equal(times.talks.length, 20);
  t.equal(expectedWait({ ...FACTS, wrapUp: 0, times }), 2 * MINUTE);

  const shared = [true, false, false, true, false, false, true, false, false].reduce(
    (before, own) => afterTalk(before, MINUTE, own),
    NO_TALKS,
  );
  const wait = expectedWait({ ...FACTS, wrapUp: 0, times: shared }) ?? 0;
  t.ok(wait > 5.5 * MINUTE && wait < 6.5 * MINUTE, 'a third of their time: three times as long');
  t.end();
});

t.test('who is on a break is not counted, nor who has gone; a queue that is gone is forgotten', (t) => {
  const orders = { name: 'orders', agents: ['a', 'b', 'c'], wrapUp: 0 };
  const world = new AcdWorld(orders).staff('a', 'b', 'c');
  for (let n = 1; n <= 3; n++) {
    world.acd.enqueue(`call-${n}`, 'orders');
    const [agent = ''] = world.ringing.keys();
    world.answer(agent);
    world.clock.advance(2 * MINUTE);
    world.acd.agentReleased(agent, `call-${n}`);
  }
  world.acd.notReady('c', 'meal');
  world.acd.signOut('b');
  world.acd.enqueue('talks', 'orders');
  world.acd.enqueue('waits', 'orders');
  world.acd.enqueue('waits-too', 'orders');
  world.answer('a');
  t.equal(world.acd.expectedWait('waits'), 2 * MINUTE);
  t.equal(world.acd.expectedWait('waits-too'), 4 * MINUTE);
  t.equal(world.acd.expectedWait('nobody'), undefined);
  world.acd.ready('c');
  t.equal(world.acd.expectedWait('waits-too'), 2 * MINUTE, 'two take calls again');

  for (const call of ['waits', 'waits-too']) world.acd.remove(call);
  world.acd.configure([]);
  world.acd.configure([{ ...QUEUE_DEFAULTS, ...orders }]);
  world.acd.enqueue('later', 'orders');
  t.equal(world.acd.expectedWait('later'), undefined);
  t.end();
});

/** A day of one or more queues that share agents; what was told first, in whole minutes, over what it was. */
function dayOf(seed: number, queues: readonly { name: string; agents: readonly string[]; every: number }[]): number[] {
  const random = new Random(seed);
  const world = new AcdWorld(...queues.map(({ name, agents }) => ({ name, agents, maxWait: 9_999 * MINUTE })));
  const { acd, clock } = world;
  const told = new Map<string, { minutes: number; at: number }>();
  const shares: number[] = [];
  world.ringAgent = ({ offer }) =>
    void clock.at(clock.now() + random.between(2, 6) * SECOND, () => acd.agentAnswered(offer));
  world.connect = ({ call, agent }) => {
    const was = told.get(call);
    if (was !== undefined) shares.push((was.minutes * MINUTE) / (clock.now() - was.at));
    clock.at(clock.now() + 20 * SECOND + random.exponential(160 * SECOND), () => acd.agentReleased(agent, call));
  };
  world.announce = (call) => {
    const wait = acd.expectedWait(call);
    if (wait === undefined || wait === 0 || told.has(call)) return;
    told.set(call, { minutes: Math.ceil(wait / MINUTE), at: clock.now() });
  };
  for (const agent of new Set(queues.flatMap(({ agents }) => agents))) acd.signIn(agent);
  let calls = 0;
  for (const { name, every } of queues) {
    // From hour to hour busier and quieter: the queue grows, and empties.
    const next = (): void => {
      const busy = Math.floor(clock.now() / (60 * MINUTE)) % 2 === 0 ? 0.8 : 1.6;
      clock.at(clock.now() + random.exponential(every * busy), () => {
        acd.enqueue(`call-${++calls}`, name);
        next();
      });
    };
    next();
  }
  clock.advance(8 * 60 * MINUTE);
  acd.close();
  return shares;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

t.test('on a simulated day the median of told over real is within 0.7 to 1.4', (t) => {
  const staff = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => `agent-${from + n}`);
  for (const seed of [1, 2]) {
    const small = dayOf(seed, [{ name: 'orders', agents: staff(0, 5), every: 40 * SECOND }]);
    const large = dayOf(seed, [{ name: 'orders', agents: staff(0, 30), every: 6.6 * SECOND }]);
    const shared = dayOf(seed, [
      { name: 'orders', agents: staff(0, 15), every: 20 * SECOND },
      { name: 'service', agents: staff(5, 20), every: 20 * SECOND },
    ]);
    for (const [what, shares] of Object.entries({ small, large, shared })) {
      t.comment(`${what} ${seed}: ${shares.length} told, median ${median(shares).toFixed(2)}`);
      t.ok(shares.length > 100, `${what}: enough were told`);
      t.ok(median(shares) >= 0.7 && median(shares) <= 1.4, `${what}: ${median(shares)}`);
    }
  }
  t.end();
});
