// SPDX-License-Identifier: GPL-2.0-or-later
// Who served a number last: the latest end of a talk, then the longer talk, then the lower agent id?
import t from 'tap';
import { LastAgents, type Talk } from '../../../src/customer/index.js';

const NUMBER = '+8613912345678';
const DAY = 86_400_000;
const talk = (agent: string, endedAt: number, talked = 60_000): Talk => ({ agent, endedAt, talked });
/** Every order of three. */
const orders = <T>([a, b, c]: readonly [T, T, T]) => [
  [a, b, c],
  [a, c, b],
  [b, a, c],
  [b, c, a],
  [c, a, b],
  [c, b, a],
];

t.test('each rung of the order decides, in whatever order the talks are heard of', async (t) => {
  const rungs: readonly [string, string, readonly [Talk, Talk, Talk]][] = [
    ['the latest end', '1003', [talk('1001', 1_000, 90_000), talk('1002', 2_000, 80_000), talk('1003', 3_000, 10)]],
    ['then the longer talk', '1002', [talk('1001', 3_000, 10), talk('1002', 3_000, 30), talk('1003', 3_000, 20)]],
    ['then the lower agent id', '1001', [talk('1002', 3_000), talk('1001', 3_000), talk('1003', 3_000)]],
  ];
  for (const [why, winner, talks] of rungs) {
    for (const order of orders(talks)) {
      const [noted, recalled] = [new LastAgents(), new LastAgents()];
      for (const one of order) noted.note(NUMBER, one);
      for (const one of order) recalled.recall(NUMBER, one);
      t.equal(noted.of(NUMBER, 4_000, DAY)?.agent, winner, why);
      t.equal(recalled.of(NUMBER, 4_000, DAY)?.agent, winner, `${why}, read from records`);
    }
  }
});

t.test('a talk is remembered for so many days, and not for one of another number', async (t) => {
  const last = new LastAgents();
  last.note(NUMBER, talk('1001', 0));
  t.equal(last.of(NUMBER, 30 * DAY, 30 * DAY)?.agent, '1001');
  t.equal(last.of(NUMBER, 30 * DAY + 1, 30 * DAY), undefined);
  t.equal(last.of('+8613912345679', 1, DAY), undefined);
});

t.test(
  'when there is no room the number is forgotten that was noted the longest ago; what is read takes nobody’s place',
  async (t) => {
    const last = new LastAgents(2);
    last.note('a', talk('1001', 1));
    last.note('b', talk('1002', 2));
    last.note('a', talk('1001', 3));
    last.note('c', talk('1003', 4));
    t.same(
      ['a', 'b', 'c'].map((number) => last.of(number, 5, DAY)?.agent),
      ['1001', undefined, '1003'],
    );
    last.recall('d', talk('1004', 0));
    t.equal(last.of('d', 5, DAY), undefined);
    t.equal(last.size, 2);
  },
);
