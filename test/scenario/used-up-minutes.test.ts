// SPDX-License-Identifier: GPL-2.0-or-later
// Is a call cut when the minutes of the day are used up, and are both told before?
import t from 'tap';
import { agentId, openBox } from '../support/box.js';
import { tonesHeard } from '../support/tones-heard.js';

const FIRST = agentId(1);
const ABROAD = '0012125551234';

t.test('two short tones to both 10 s before, then it is cleared', { timeout: 120_000 }, async (t) => {
  const config = { dialling: { international: true, limits: { abroad: { calls: 9, minutes: 2 } } } };
  const { world, box } = await openBox(t, { telephones: 2, signedIn: 1, config });
  const outside = world.network.answersAfter(world.clock, 500);
  const telephone = world.telephone(1);
  box.calling.makeCall(FIRST, { number: ABROAD });
  await world.until(() => telephone.rings);
  telephone.lift();
  await world.until(() => outside[0]?.state === 'connected', 10_000);
  const [called] = outside;
  await world.advance(105_000);
  t.equal(called?.state, 'connected');
  const heard = await tonesHeard(world, [telephone.channel, called?.channel.index ?? 0], 950, 10_000);
  t.same(
    heard.map(({ length }) => length),
    [2, 2],
  );
  t.equal(called?.state, 'connected');
  await world.until(() => called?.state === 'cleared', 10_000);
  t.throws(() => box.calling.makeCall(FIRST, { number: ABROAD }));
});
