// SPDX-License-Identifier: GPL-2.0-or-later
// Does a watched figure that is beyond its limit reach whom the file names, by a real mail server and a real web hook, and its end too?
import { join } from 'node:path';
import t from 'tap';
import { type ConfigInput, readConfig } from '../../src/config/index.js';
import { open } from '../../src/engine/index.js';
import { SystemClock, sleep, VirtualClock } from '../../src/kernel/index.js';
import { FakeMedia } from '../support/fake-media.js';
import { HookServer } from '../support/hook-server.js';
import { headerOf, MailServer } from '../support/mail-server.js';

t.test('nobody is signed in for too long: mail, web hook and robot are told, each from its level on', async (t) => {
  const [hook, robot, mail] = [
    await new HookServer().listen(),
    await new HookServer().listen(),
    await new MailServer().listen(),
  ];
  t.teardown(() => Promise.all([hook.close(), robot.close(), mail.close()]));
  [hook.answer, robot.answer, robot.says] = [204, 200, '{"errcode":0,"errmsg":"ok"}'];
  const folder = t.testdir({});
  const clock = new VirtualClock(Date.parse('2026-10-01T09:00:00+08:00'));
  const config: ConfigInput = {
    data: join(folder, 'data'),
    board: { type: 'virtual', spans: [{ name: 'e1', kind: 'e1', carrier: { type: 'listen', path: '/run/e1' } }] },
    accessNumbers: [{ number: '88880001', queue: 'sales' }],
    queues: [{ name: 'sales' }],
    mail: {
      ...{ host: '127.0.0.1', port: mail.port, tls: 'none', language: 'en', alarms: 'major' },
      ...{ from: 'box@example.com', to: ['boss@example.com'] },
    },
    hooks: [
      { name: 'web', form: 'web', url: hook.url, alarms: 'major' },
      { name: 'robot', form: 'wecom', url: robot.url, alarms: 'critical' },
    ],
    watch: [
      { figure: 'signedIn', of: 'sales', below: 1, for: '5s', severity: 'major' },
      { figure: 'ready', of: 'sales', below: 1, for: '20s', severity: 'critical' },
    ],
  };
  const media = new FakeMedia({ e1: 'e1' });
  const box = await open({ config, clock, media });
  media.tell({ type: 'dChannelUp', span: 0 });
  const seconds = async (count: number) => {
    for (let second = 0; second < count; second++) {
      clock.advance(1_000);
      await sleep(new SystemClock(), 5);
    }
  };

  await seconds(4);
  t.same(mail.mails, [], 'not before its time');
  await seconds(3);
  await mail.received(1);
  await hook.received(1);
  t.match(mail.mails.map((one) => headerOf(one, 'Subject'))[0], /major alarm: .*sales: signedIn below 1/);
  t.match(hook.posts[0]?.json, { kind: 'alarm', code: 'LIMIT_MAJOR', subject: 'sales: signedIn below 1' });
  t.equal(robot.posts.length, 0, 'it is told of critical ones alone');
  t.match(box.status().queues[0]?.limits, { signedIn: 'major' });

  await seconds(20);
  await robot.received(1);
  t.match(robot.posts[0]?.json, { msgtype: 'text', text: { content: /紧急告警.*sales: ready below 1/ } });
  await mail.received(2);

  box.configure(readConfig({ ...config, watch: [] }));
  await seconds(2);
  await hook.received(4);
  t.match(
    hook.posts.slice(2).map(({ json }) => json),
    [
      { kind: 'alarm', state: 'cleared' },
      { kind: 'alarm', state: 'cleared' },
    ],
    'and of the end',
  );
  while (box.outbox.list().length > 0) await seconds(1); // a robot's messages are spaced
  const closing = box.close();
  clock.advance(3_000);
  await closing;
});
