// SPDX-License-Identifier: GPL-2.0-or-later
// Does a SETUP that the engine itself refuses stand in the books? Offered is the count of SETUPs, whoever refused them.
import t from 'tap';
import { balance } from '../../src/cdr/index.js';
import { ACCESS_NUMBER, openBox } from '../support/box.js';

t.test('a call for which no channel is left is refused with 34 and written down', async (t) => {
  const { world, box, reads } = await openBox(t);
  for (const channel of world.media.channels) {
    if (channel.span === 0 && channel.kind === 'bearer') world.media.setService(channel.index, false);
  }
  await world.advance(100);

  const leg = world.network.call(ACCESS_NUMBER, '13912345678');
  await world.until(() => leg.state === 'cleared');
  await world.advance(100);

  t.equal(leg.cause, 34);
  const calls = await reads.selectFrom('call').select(['disposition', 'reason', 'cause', 'calling']).execute();
  t.same(calls, [{ disposition: 'refused', reason: 'noChannel', cause: 34, calling: '+8613912345678' }]);
  t.match(await balance(reads), { balanced: true, calls: { offered: 1, refused: 1, inProgress: 0 } });
  t.match(box.status().calls, { offered: 1, refused: 1 });
});
