// SPDX-License-Identifier: GPL-2.0-or-later
// Is the first always at hand, whatever joins, leaves or changes its rank? Heap, sorted list, deadlines.

import fc from 'fast-check';
import t from 'tap';
import { Deadlines, Heap, type HeapOrder, type InHeap, SortedList, VirtualClock } from '../../src/kernel/index.js';
import { cases } from '../support/cases.js';

interface Item extends InHeap {
  rank: number;
}

const change = fc.record({ do: fc.constantFrom('add', 'remove', 'move', 'many'), at: fc.nat(), rank: fc.nat(50) });

/** The same order, told by comparing alone, or by one or two numbers before that. */
const ORDERS: readonly HeapOrder<Item>[] = [
  { compare: (a, b) => a.rank - b.rank },
  { first: ({ rank }) => rank },
  { first: ({ rank }) => Math.floor(rank / 20), second: ({ rank }) => rank },
  {
    first: ({ rank }) => Math.floor(rank / 20),
    second: ({ rank }) => Math.floor(rank / 5),
    compare: (a, b) => a.rank - b.rank,
  },
];

t.test('a heap gives the least of what is in it', async (t) => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 80 }), fc.constantFrom(...ORDERS), (changes, order) => {
      const heap = new Heap<Item>(order);
      const inside: Item[] = [];
      for (const { do: verb, at, rank } of changes) {
        const item = inside[at % Math.max(1, inside.length)];
        const fresh = Array.from({ length: verb === 'many' ? 7 : 1 }, (_, i) => ({
          rank: (rank * (i + 1)) % 53,
          slot: -1,
        }));
        if (verb === 'many') heap.addAll(fresh);
        if (verb === 'add') for (const one of fresh) heap.add(one);
        if (verb === 'many' || verb === 'add') inside.push(...fresh);
        if (verb === 'remove' && item !== undefined) {
          heap.remove(item);
          inside.splice(inside.indexOf(item), 1);
        }
        if (verb === 'move' && item !== undefined) {
          item.rank = rank;
          heap.moved(item);
        }
        const least = Math.min(...inside.map((one) => one.rank));
        if (inside.length !== heap.size || (heap.first?.rank ?? Number.POSITIVE_INFINITY) !== least) throw new Error();
      }
    }),
    cases(200),
  );
  t.pass();
});

t.test('a sorted list counts, finds and forgets, over many blocks', async (t) => {
  const list = new SortedList<number>((a, b) => a - b);
  const numbers = Array.from({ length: 3_000 }, (_, index) => (index * 7_919) % 3_001);
  for (const number of numbers) list.add(number);
  const sorted = [...numbers].sort((a, b) => a - b);
  t.same([...list], sorted);
  t.equal(
    list.countBefore((other) => other < (sorted[1_234] ?? 0)),
    1_234,
  );
  t.same([...list.from(1_500)].slice(0, 2), sorted.slice(1_500, 1_502));
  t.equal(list.delete(5_000), false);
  for (const number of numbers.slice(0, 2_900)) list.delete(number);
  t.same(
    [...list],
    sorted.filter((number) => !numbers.slice(0, 2_900).includes(number)),
  );
  t.equal(list.size, 100);
});

t.test('many deadlines ask the clock for one alarm, and those of one instant come together', async (t) => {
  const clock = new VirtualClock(0);
  const woken: string[] = [];
  const deadlines = new Deadlines(clock, (wakeAll) => {
    woken.push('(');
    wakeAll();
    woken.push(')');
  });
  deadlines.at(20, () => woken.push('c'));
  deadlines.at(10, () => woken.push('a'));
  deadlines.at(10, () => {
    woken.push('b');
    deadlines.at(10, () => woken.push('b again'));
  });
  deadlines.at(15, () => woken.push('cancelled'))();
  clock.advance(30);
  t.same(woken, ['(', 'a', 'b', ')', '(', 'b again', ')', '(', 'c', ')']);
  deadlines.at(40, () => woken.push('too late'));
  deadlines.close();
  t.equal(clock.next(), undefined);
});
