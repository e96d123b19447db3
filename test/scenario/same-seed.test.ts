// SPDX-License-Identifier: GPL-2.0-or-later
// Does a run repeat itself? The same seed, clock and calls write the same names.

import t, { type Test } from 'tap';
import { ACCESS_NUMBER, openBox } from '../support/box.js';

async function names(t: Test, seed?: number): Promise<string[]> {
  const { world, box, reads } = await openBox(t, seed === undefined ? {} : { seed });
  world.network.call(ACCESS_NUMBER);
  const telephone = world.telephone(1);
  await world.until(() => telephone.rings);
  telephone.lift();
  await world.advance(2_000);
  await box.settled();
  const calls = await reads.selectFrom('call').select('id').execute();
  const legs = await reads.selectFrom('leg').select('id').execute();
  return [...calls, ...legs].map(({ id }) => String(id));
}

t.test('the same seed names calls and legs alike, another one does not', async (t) => {
  const first = await names(t, 5);
  t.ok(first.length >= 2, first.join(' '));
  t.same(await names(t, 5), first);
  t.not((await names(t, 6)).join(), first.join());
  t.not((await names(t)).join(), (await names(t)).join(), 'by itself no two boxes are alike');
});
