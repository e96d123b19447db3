// SPDX-License-Identifier: GPL-2.0-or-later
// Whose call is it when several customers share a number: the highest grade, then the last contact, then the lowest id?
import t from 'tap';
import { type Customer, Directory } from '../../../src/customer/index.js';

const NUMBER = '+8613912345678';
const customer = (id: string, more: Partial<Customer> = {}): Customer => ({
  ...{ id, numbers: [NUMBER], name: `Customer ${id}`, grade: 0 },
  ...more,
});

t.test('of a shared number he comes first who has the highest grade, whatever the contacts', async (t) => {
  const directory = new Directory([
    { ...customer('a', { grade: 1 }), lastContactAt: 9_000 },
    { ...customer('b', { grade: 3 }), lastContactAt: 1_000 },
    { ...customer('c', { grade: 2 }), lastContactAt: 9_999 },
  ]);
  t.equal(directory.find(NUMBER)?.id, 'b');
  t.same(
    directory.allOf(NUMBER).map(({ id }) => id),
    ['b', 'c', 'a'],
  );
});

t.test('of equal grades the most recent contact decides, and one who was never in contact comes last', async (t) => {
  const directory = new Directory([customer('a'), customer('b'), customer('c')]);
  directory.met('c', 2_000);
  directory.met('b', 1_000);
  t.equal(directory.find(NUMBER)?.id, 'c');
  directory.met('b', 3_000);
  t.equal(directory.find(NUMBER)?.id, 'b');
  directory.met('b', 2_500);
  t.equal(directory.get('b')?.lastContactAt, 3_000, 'what is told late makes nothing earlier');
});

t.test('of equal grades and contacts the lowest id decides, in whatever order they came', async (t) => {
  for (const ids of [
    ['a', 'b', 'c'],
    ['c', 'b', 'a'],
    ['b', 'a', 'c'],
  ]) {
    const directory = new Directory(ids.map((id) => ({ ...customer(id), lastContactAt: 5 })));
    t.equal(directory.find(NUMBER)?.id, 'a', ids.join());
  }
});

t.test('numbers follow the customer who is changed, and are nobody’s when he is removed', async (t) => {
  const directory = new Directory([customer('a'), customer('b', { grade: 1 })]);
  directory.met('b', 100);
  directory.put(customer('b', { grade: 1, numbers: ['+862162345678'] }));

  t.equal(directory.find(NUMBER)?.id, 'a');
  t.match(directory.find('+862162345678'), { id: 'b', lastContactAt: 100 });
  directory.remove('b');
  directory.remove('b');
  t.equal(directory.find('+862162345678'), undefined);
  directory.remove('a');
  t.same([directory.find(NUMBER), directory.allOf(NUMBER), directory.size], [undefined, [], 0]);
});

t.test('he is found by a part of his name, address or id', async (t) => {
  const directory = new Directory([customer('K-17', { name: '李小龙', address: '李先生' }), customer('K-18')]);
  const ids = (part: string) => [...directory.named(part)].map(({ id }) => id);
  t.same([ids('小龙'), ids('李先'), ids('k-1'), ids('nobody')], [['K-17'], ['K-17'], ['K-17', 'K-18'], []]);
});

t.test('100,000 customers: whose a number is takes no longer than with 1,000', async (t) => {
  const many = (count: number) =>
    new Directory(
      Array.from({ length: count }, (_, i) => customer(`c${i}`, { numbers: [`+86139${String(i).padStart(8, '0')}`] })),
    );
  const timeOf = (directory: Directory, count: number) => {
    const began = process.hrtime.bigint();
    let found = 0;
    for (let i = 0; i < 200_000; i++)
      if (directory.find(`+86139${String((i * 7) % count).padStart(8, '0')}`) !== undefined) found++;
    t.equal(found, 200_000);
    return Number(process.hrtime.bigint() - began) / 1e6;
  };
  const [few, all] = [many(1_000), many(100_000)];
  const best = (directory: Directory, count: number) => Math.min(...[1, 2, 3].map(() => timeOf(directory, count)));
  const [small, large] = [best(few, 1_000), best(all, 100_000)];
  t.comment(`200,000 look-ups: ${small.toFixed(0)} ms among 1,000, ${large.toFixed(0)} ms among 100,000`);
  t.ok(large < 12 * small + 20, 'a look-up is not a search: memory that is cold is all that it costs more');
});
