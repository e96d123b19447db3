// SPDX-License-Identifier: GPL-2.0-or-later
// What is left of a message that cannot even begin to be recorded? No row, and no message.
import t from 'tap';
import { BOX_NUMBER, CALLER, mailboxHouse } from '../support/mailbox-house.js';
import { withoutRecorder } from '../support/refusing-media.js';

t.test('a message whose recording is refused leaves neither row nor message, and its call is over', async (t) => {
  const { world, box, recordings } = await mailboxHouse(t, { telephones: 1, through: withoutRecorder });
  const caller = world.network.call(BOX_NUMBER, CALLER);
  await world.until(() => caller.state === 'cleared', 60_000);
  await world.advance(60_000);
  await box.settled();

  t.same(await recordings(), []);
  t.same(box.voicemail.list(), []);
});
