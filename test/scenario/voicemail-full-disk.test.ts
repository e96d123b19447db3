// SPDX-License-Identifier: GPL-2.0-or-later
// What if the disk is full when somebody wants to leave a message, or fills up while he speaks? He is told so, and there is a way out; what he has said is kept.
import t, { type Test } from 'tap';
import { BOX_NUMBER, CALLER, mailboxHouse } from '../support/mailbox-house.js';
import { fillDisk, onSmallDisk } from '../support/small-disk.js';

async function onFullDisk(t: Test) {
  const { world, box, hears, leaves, recordings, speaks } = await mailboxHouse(t, { telephones: 1 });
  const freeDisk = fillDisk();
  await world.advance(3_000);
  const caller = world.network.call(BOX_NUMBER, CALLER);
  await hears(caller, 'zh-CN/voicemail-full');
  await hears(caller, 'zh-CN/goodbye');
  await world.until(() => caller.state === 'cleared');
  freeDisk();
  await world.advance(3_000);
  t.same([box.voicemail.list(), await recordings()], [[], []]);

  await leaves();
  t.equal(box.voicemail.list().length, 1, 'with space again');
  const second = world.network.call(BOX_NUMBER, CALLER);
  await speaks(second, { key: 'none' });
  t.ok(second);
}

async function filling(t: Test) {
  const { world, box, hears, recordings } = await mailboxHouse(t, { telephones: 1 });
  const caller = world.network.call(BOX_NUMBER, CALLER);
  await hears(caller, 'zh-CN/leave-a-message');
  let begun = false;
  box.bus.on('recording.started', () => {
    begun = true;
  });
  await world.until(() => begun);
  caller.play([await world.load('zh-CN/surge')]);
  await world.advance(3_000);
  const freeDisk = fillDisk();
  await hears(caller, 'zh-CN/voicemail-full', 60_000);
  await world.until(() => caller.state === 'cleared');
  freeDisk();
  await world.advance(3_000);
  await box.settled();
  t.match(await recordings(), [{ kind: 'message', state: 'failed', reason: 'diskFull' }]);
  const [message] = box.voicemail.list();
  t.ok((message?.durationMs ?? 0) >= 2_500, `${message?.durationMs} ms are kept`);
}

await onSmallDisk(t, import.meta.url, async (t) => {
  await t.test('no space before: he is told, and nothing is half there', onFullDisk);
  await t.test('no space any more while he speaks', filling);
});
