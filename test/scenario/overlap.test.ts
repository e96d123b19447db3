// SPDX-License-Identifier: GPL-2.0-or-later
// Does a box that gets numbers in parts decide as soon as it can? (The octets are tried in native/test/line.)
import t, { type Test } from 'tap';
import type { Fact, MediaPort } from '../../src/native/index.js';
import { ACCESS_NUMBER, openBox } from '../support/box.js';

/** A box whose engine tells digits that the test makes up, and the calls for which it wanted no more. */
async function collectingBox(t: Test, numbers: readonly string[] = [ACCESS_NUMBER]) {
  const complete: number[] = [];
  const listeners = new Set<(fact: Fact) => void>();
  const through = (port: MediaPort): MediaPort => ({
    ...port,
    onFact: (listener) => {
      listeners.add(listener);
      const done = port.onFact(listener);
      return () => {
        listeners.delete(listener);
        done();
      };
    },
    numberComplete: (call) => {
      complete.push(call);
    },
  });
  const accessNumbers = numbers.map((number) => ({ number, queue: 'sales' }));
  const place = await openBox(t, { through, config: { accessNumbers } });
  const span = place.world.media.spans.find(({ name }) => name === 'e1-1')?.index ?? 0;
  const tell = (fact: Partial<Fact> & Pick<Fact, 'type'>) => {
    const at = place.world.media.time();
    for (const listener of listeners)
      listener({ channel: 4, span, at, setupAt: at, calledCut: false, ...fact } as Fact);
  };
  return { ...place, complete, tell };
}

t.test('no more digits are waited for when the number is whole, or can be none', async (t) => {
  const { complete, tell } = await collectingBox(t, ['8888', '88880001']);
  const digits = (call: number, called: string) => tell({ type: 'collecting', call, called });

  for (const called of ['', '88', '8888', '8888000']) digits(1, called);
  t.same(complete, []);
  digits(1, '88880001');
  digits(3, '99');
  digits(5, '888800010');
  digits(7, '8889');
  t.same(complete, [1, 3, 5, 7]);
});

t.test('data calls, and callers who give up while they dial, have reasons of their own in the books', async (t) => {
  const { world, box, reads, tell } = await collectingBox(t);
  const at = world.media.time();
  await world.advance(2_000);
  const from = { callingType: 'national', presentation: 'allowed', calling: '13912345678' } as const;
  for (const [cause, called] of [
    [88, ACCESS_NUMBER],
    [34, ACCESS_NUMBER],
    [44, ACCESS_NUMBER],
    [82, ACCESS_NUMBER],
    [16, '88'],
  ] as const)
    tell({ type: 'refused', cause, called, setupAt: at, ...from });
  await world.advance(100);

  const calls = await reads.selectFrom('call').select(['reason', 'cause', 'called', 'offeredAt', 'endedAt']).execute();
  t.same(
    calls.map(({ reason, cause, called }) => [reason, cause, called]).sort(),
    [
      ['dataCall', 88, ACCESS_NUMBER],
      ['incompleteNumber', 16, '88'],
      ['noChannel', 34, ACCESS_NUMBER],
      ['noChannel', 44, ACCESS_NUMBER],
      ['noChannel', 82, ACCESS_NUMBER],
    ].sort(),
  );
  for (const { offeredAt, endedAt } of calls) t.ok((endedAt ?? 0) - offeredAt >= 2_000, 'offered when SETUP came');
  t.match(box.status().calls, { offered: 5, refused: 5 });
});
