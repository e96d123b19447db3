// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 001-20 001-22 002-10
// Whoever wants to know of a new message is told: by a mail with the sound in it, by a call within 60 s that wants a key, by a web hook. All by the outbox.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { SystemClock, sleep } from '../../src/kernel/index.js';
import { agentId } from '../support/box.js';
import { HookServer } from '../support/hook-server.js';
import { headerOf, MailServer } from '../support/mail-server.js';
import { mailboxHouse } from '../support/mailbox-house.js';
import { wavChannels } from '../support/wav.js';

const until = async (so: () => boolean) => {
  while (!so()) await sleep(new SystemClock(), 5);
};

t.test('a mail comes with the WAV, and the web hook hears of the event', async (t) => {
  const mail = await new MailServer().listen();
  const hook = await new HookServer().listen();
  hook.answer = 204;
  t.teardown(() => Promise.all([mail.close(), hook.close()]));
  const config = {
    mail: { host: '127.0.0.1', port: mail.port, tls: 'none', from: 'box@example.com', to: ['boss@example.com'] },
    hooks: [{ name: 'crm', form: 'web', url: hook.url, events: ['message'], alarms: 'none' }],
  };
  const { world, box, leaves } = await mailboxHouse(t, { config }, { mail: ['service@example.com'] });
  await leaves();
  await box.settled();
  await mail.received(1);
  const [one] = mail.mails;
  t.same(one?.to, ['service@example.com']);
  t.match(
    headerOf(one ?? { from: '', to: [], user: '', raw: '' }, 'Subject'),
    /^【Spillway】新留言：service，\+8613912345678，0:\d\d$/,
  );
  const raw = one?.raw ?? '';
  t.match(raw, /Content-Type: audio\/wav/);
  const body = /Content-Type: audio\/wav[\s\S]*?\r?\n\r?\n([A-Za-z0-9+/=\r\n]+)/.exec(raw)?.[1] ?? '';
  const sound = join(world.folder, 'mailed.wav');
  writeFileSync(sound, Buffer.from(body, 'base64'));
  const [message] = box.voicemail.list();
  const wav = Buffer.from(body, 'base64');
  t.equal(wav.toString('latin1', 0, 4), 'RIFF');
  t.same([wav.readUInt16LE(22), wav.readUInt32LE(24), wav.readUInt16LE(34)], [1, 8_000, 16]);
  const [heard = Buffer.alloc(0)] = wavChannels(message?.path ?? '');
  t.equal(wav.readUInt32LE(40) / 2, heard.length, 'as long as what was recorded');
  t.ok(
    [...Array(2_000).keys()].some((i) => Math.abs(wav.readInt16LE(44 + 8_000 + i * 2)) > 1_000),
    'and it is to be heard',
  );
  await hook.received(1);
  t.match(hook.posts[0]?.json, { type: 'message.left', facts: { box: 'service', number: '+8613912345678' } });
  await until(() => box.outbox.list().length === 0);
});

t.test('somebody outside is called within 60 s, presses 1, and hears it with his PIN', async (t) => {
  const { world, box, leaves, hears, reads } = await mailboxHouse(t, {}, { notify: '13800000008' });
  const called = world.network.answersAfter(world.clock, 2_000);
  await leaves();
  const at = world.clock.now();
  await world.until(() => called.length === 1, 60_000);
  t.ok(world.clock.now() - at < 60_000);
  const [owner] = called;
  if (owner === undefined) throw new Error('nobody was called');
  t.match(owner.called.digits, /13800000008$/);
  await hears(owner, 'zh-CN/voicemail-notify');
  owner.sendDigits('1');
  await hears(owner, 'zh-CN/agent-key-in-number');
  t.equal(box.outbox.list().length, 0, 'he is told');
  owner.sendDigits(`${agentId(1)}#`);
  await hears(owner, 'zh-CN/agent-key-in-pin');
  owner.sendDigits('4711#');
  await world.until(() => box.voicemail.boxes()[0]?.new === 0, 30_000);
  owner.clear();
  await world.advance(1_000);
  await box.settled();
  const calls = await reads.selectFrom('call').selectAll().where('direction', '=', 'outbound').execute();
  t.match(calls, [{ called: '+8613800000008', disposition: 'selfServed' }]);
});

t.test('who does not press 1 is called again, not at once, until somebody has heard it', async (t) => {
  const { world, box, leaves } = await mailboxHouse(t, {}, { notify: '13800000008' });
  const called = world.network.answersAfter(world.clock, 1_000);
  await leaves();
  await world.until(() => called.length === 1, 5_000);
  await world.until(() => called[0]?.state === 'cleared', 60_000);
  const over = world.clock.now();
  await world.until(() => called.length === 2, 120_000);
  t.ok(world.clock.now() - over >= 45_000, `${world.clock.now() - over} ms later`);
  called[1]?.clear();
  await world.advance(1_000);
  t.match(box.outbox.list(), [{ target: 'call/service', reason: 'nobody answered, or pressed 1', tries: 2 }]);
  box.voicemail.mark(box.voicemail.list()[0]?.id ?? '', 'heard');
  await world.until(() => box.outbox.list().length === 0, 180_000);
  t.equal(called.length, 2);
});
