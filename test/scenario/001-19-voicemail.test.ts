// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 001-19 001-25 001-50
// A caller leaves a message in a box: nothing rings, it is kept with number, time and length, and stands in lists and records.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { agent } from '../support/floor.js';
import { BOX_NUMBER, CALLER, mailboxHouse } from '../support/mailbox-house.js';
import { wavChannels } from '../support/wav.js';
import { projectFile } from '../support/world.js';

const WITHHELD = { calling: { digits: CALLER, type: 'national', plan: 1, presentation: 'restricted' } } as const;

t.test('directly, without anything ringing; it is listed with number, time and length', async (t) => {
  const place = await mailboxHouse(t);
  const { world, box, leaves, events, messages, recordings, reads } = place;
  const caller = await leaves();
  t.equal(caller.cause, 16);
  t.notOk(world.told('ringStarted').length, 'no telephone has rung');
  t.equal(agent(box, 1).state, 'ready');
  await box.settled();
  const [listed] = box.voicemail.list();
  t.match(listed, { box: 'service', number: '+8613912345678', state: 'new' });
  t.ok((listed?.durationMs ?? 0) > 3_000, `${listed?.durationMs} ms`);
  t.ok(Math.abs((listed?.at ?? 0) - world.clock.utc(world.clock.now())) < 60_000);
  t.ok(existsSync(listed?.path ?? ''));
  const [heard = Buffer.alloc(0)] = wavChannels(listed?.path ?? '');
  t.ok(heard.length > 20_000, 'his words are in the file');
  t.match(box.voicemail.boxes(), [{ box: 'service', number: '600', new: 1, heard: 0, saved: 0, quota: 100 }]);
  t.match(await messages(), [{ box: 'service', state: 'new', told: 1, number: '+8613912345678' }]);
  t.match(await recordings(), [{ kind: 'message', state: 'complete' }]);
  t.match(await events('message.left'), [{ detail: /"box":"service".*"number":"\+8613912345678"/ }]);
  const [call] = await reads.selectFrom('call').selectAll().where('accessNumber', '=', BOX_NUMBER).execute();
  t.match(call, { disposition: 'message', calling: `+86${CALLER}` });
  const stays = await reads.selectFrom('segment').selectAll().where('kind', '=', 'message').execute();
  t.match(stays, [{ role: 'customer', endReason: 'ended' }]);
});

t.test('who hangs up after his words has left a message all the same', async (t) => {
  const { world, box, speaks, reads } = await mailboxHouse(t);
  await speaks(world.network.call(BOX_NUMBER, CALLER), { key: '' });
  await box.settled();
  t.match(box.voicemail.list(), [{ state: 'new' }]);
  t.match(await reads.selectFrom('call').select('disposition').execute(), [{ disposition: 'message' }]);
});

t.test(
  'silence ends a message, and the longest time; the number of one who withholds it is kept nowhere',
  async (t) => {
    const { world, box, hears, speaks } = await mailboxHouse(t, {}, { longest: '12s' });
    const long = world.network.call(BOX_NUMBER, '', WITHHELD);
    await hears(long, 'zh-CN/leave-a-message');
    await world.advance(4_500);
    for (let times = 0; times < 4 && long.state === 'connected'; times++)
      await world.during(long.play([await world.load('zh-CN/surge')]).finished.catch(() => {}));
    await world.until(() => long.state === 'cleared');
    await box.settled();
    const [first] = box.voicemail.list();
    t.match(first, { number: null });
    t.ok(Math.abs((first?.durationMs ?? 0) - 12_000) < 100, `${first?.durationMs} ms`);

    const silent = world.network.call(BOX_NUMBER, CALLER);
    await speaks(silent, { key: 'none' });
    await world.until(() => silent.state === 'cleared', 15_000);
    await box.settled();
    t.equal(box.voicemail.list().length, 2);
    const last = box.voicemail.list().find(({ number }) => number !== null);
    const said = (wavChannels(projectFile('prompts/zh-CN/surge.wav'))[0]?.length ?? 0) / 8;
    const kept = last?.durationMs ?? 0;
    t.ok(kept > said - 200 && kept < said + 800, `${kept} ms of ${said} ms: the silence that ended it is cut off`);
    const [heard = Buffer.alloc(0)] = wavChannels(last?.path ?? '');
    t.ok(Math.abs(heard.length / 8 - kept) < 2, 'the file is as long as its row says');
  },
);

t.test('who says nothing leaves nothing: no row, no file, and his call is no message', async (t) => {
  const { world, box, hears, messages, recordings, reads } = await mailboxHouse(t);
  const caller = world.network.call(BOX_NUMBER, CALLER);
  await hears(caller, 'zh-CN/leave-a-message');
  await world.until(() => caller.state === 'cleared', 20_000);
  const early = world.network.call(BOX_NUMBER, CALLER);
  await hears(early, 'zh-CN/leave-a-message');
  early.clear();
  await world.advance(2_000);
  await box.settled();
  t.same([await messages(), await recordings()], [[], []]);
  const left = readdirSync(join(world.folder, 'data', 'recordings'), { recursive: true });
  t.same(
    left.filter((name) => String(name).endsWith('.wav')),
    [],
  );
  const ends = await reads.selectFrom('call').select('disposition').execute();
  t.same(
    ends.map(({ disposition }) => disposition),
    ['abandoned', 'abandoned'],
  );
});

t.test(
  'a full box says so, and a callback is promised where the file has that; a deleted message makes room',
  async (t) => {
    const { world, box, leaves, hears, events, reads } = await mailboxHouse(t, {}, { quota: 1, full: 'callback' });
    await leaves();
    const second = world.network.call(BOX_NUMBER, '13900000009');
    await hears(second, 'zh-CN/voicemail-full');
    await world.until(() => second.state === 'cleared', 30_000);
    await box.settled();
    t.match(await events('message.refused'), [{ detail: /"reason":"full"/ }]);
    t.match(await reads.selectFrom('callbackRequest').selectAll().execute(), [
      { number: '+8613900000009', promised: 1 },
    ]);
    box.voicemail.delete(box.voicemail.list()[0]?.id ?? '');
    await leaves();
    t.equal(box.voicemail.list().length, 1);
  },
);
