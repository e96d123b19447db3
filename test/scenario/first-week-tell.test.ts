// SPDX-License-Identifier: GPL-2.0-or-later
// "Tell me": is a shop told by mail, by its own program and in its chats, and does it see what was not taken, in both languages?
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import type { Language } from '../../src/kernel/index.js';
import { SystemClock, sleep } from '../../src/kernel/index.js';
import { command } from '../support/command.js';
import { HookServer } from '../support/hook-server.js';
import { headerOf, MailServer, partsOf } from '../support/mail-server.js';
import { shop } from '../support/shop.js';

/** A shop with a mail server, a program of its own and three chats, all of them real. */
async function told(t: Test, language: Language) {
  const mail = await new MailServer({ user: 'box', password: 'letmein' }).listen();
  const [own, wecom, dingtalk, feishu] = await Promise.all([1, 2, 3, 4].map(() => new HookServer().listen()));
  if (own === undefined || wecom === undefined || dingtalk === undefined || feishu === undefined)
    throw new Error('no server');
  t.teardown(() => Promise.all([mail, own, wecom, dingtalk, feishu].map((server) => server.close())));
  for (const server of [wecom, dingtalk]) Object.assign(server, { answer: 200, says: '{"errcode":0,"errmsg":"ok"}' });
  Object.assign(feishu, { answer: 200, says: '{"code":0,"msg":"success"}' });
  process.env.SPILLWAY_TEST_PASSWORD = 'letmein';
  const place = await shop(
    t,
    {
      config: {
        language,
        mail: {
          host: '127.0.0.1',
          port: mail.port,
          tls: 'none',
          user: 'box',
          password: { environment: 'SPILLWAY_TEST_PASSWORD' },
          from: 'box@example.com',
          to: ['boss@example.com'],
        },
        hooks: [
          { name: 'own', form: 'web', url: own.url, secret: 'eight or more' },
          { name: 'boss', form: 'wecom', url: wecom.url },
          { name: 'shift', form: 'dingtalk', url: dingtalk.url, secret: 'SECabcdefgh' },
          { name: 'owner', form: 'feishu', url: feishu.url, secret: 'abcdefgh' },
        ],
      },
    },
    language,
  );
  /** Something that is an alarm. */
  const trouble = async () => {
    place.world.clock.step(10_000);
    await place.world.advance(2_000);
  };
  return { ...place, mail, own, wecom, dingtalk, feishu, trouble };
}

async function until(so: () => boolean): Promise<void> {
  while (!so()) await sleep(new SystemClock(), 5);
}

const SAYS: Readonly<Record<Language, Readonly<Record<string, RegExp>>>> = {
  en: {
    nothing: /^nothing waits$/,
    took: /^boss: the robot took it$/,
    text: /^\[Spillway\] test message\nThis is a test\./,
    refused: /^boss did not take it: the robot does not take it now: 93000 invalid webhook url$/,
    unknown: /target nobody \(there are mail, own, boss, shift, owner\)/,
    which: /which message\? its id, or --all/,
    alarm: /^\[Spillway\] minor alarm: clock: the system time was stepped/,
    waits: /own +CLOCK_STEPPED +\S+ \S+ +waits +1 +\S+ \S+ +the server does not take it now: status 500/,
    retried: /^\d+ messages?: tried again now$/,
  },
  'zh-CN': {
    nothing: /^没有等待的消息$/,
    took: /^boss：机器人已接收$/,
    text: /^【Spillway】测试消息\n这是一条测试消息。/,
    refused: /^boss 未接收：机器人暂不接收：93000 invalid webhook url$/,
    unknown: /目标 nobody（现有 mail、own、boss、shift、owner）/,
    which: /请写编号，或 --all/,
    alarm: /^【Spillway】次要告警：时钟：系统时间被调整/,
    waits: /own +CLOCK_STEPPED +\S+ \S+ +等待 +1 +\S+ \S+ +对方服务器暂不接收：状态 500/,
    retried: /^已重试 \d+ 条消息$/,
  },
};

for (const language of ['en', 'zh-CN'] as const) {
  const says = (key: string) => SAYS[language][key] ?? /^$/;

  t.test(`a target is tried, and what came back is said: ${language}`, async (t) => {
    const { wecom, mail, spillway } = await told(t, language);
    const type = (...args: string[]) => spillway(...args);
    t.match(await type('outbox'), { code: 0, text: says('nothing') });
    t.match(await type('outbox', 'test', 'boss'), { code: 0, text: says('took') });
    t.match(wecom.posts[0]?.json, { text: { content: says('text') } });
    t.match(await type('outbox', 'test', 'mail'), { code: 0, text: /mail.*250/ });
    t.match(mail.mails[0], { user: 'box', to: ['boss@example.com'] });

    wecom.says = '{"errcode":93000,"errmsg":"invalid webhook url"}';
    t.match(await type('outbox', 'test', 'boss'), { code: 1, text: says('refused') });
    t.match(JSON.parse((await type('outbox', 'test', 'boss', '--json')).text), { target: 'boss', took: false });
    t.match(await type('outbox', 'test', 'nobody'), { code: 1, complaint: says('unknown') });
    t.match(await type('outbox', 'retry'), { code: 1, complaint: says('which') });
    t.match(await type('outbox'), { text: says('nothing') }, 'a test is no message that waits');
  });

  t.test(`an alarm reaches everybody; what one has not taken is shown and tried again: ${language}`, async (t) => {
    const { own, wecom, dingtalk, feishu, mail, trouble, spillway, box } = await told(t, language);
    const type = (...args: string[]) => spillway(...args);
    own.answer = 500;
    await trouble();
    await Promise.all([mail.received(1), ...[own, wecom, dingtalk, feishu].map((server) => server.received(1))]);
    const [first] = mail.mails;
    if (first === undefined) throw new Error('no mail');
    t.match(headerOf(first, 'Subject'), says('alarm'));
    t.match(partsOf(first).get('text/plain'), /CLOCK_STEPPED/);
    for (const { posts } of [wecom, dingtalk])
      t.match(posts[0]?.json, { msgtype: 'text', text: { content: says('alarm') } });
    t.match(feishu.posts[0]?.json, { msg_type: 'text', content: { text: says('alarm') }, sign: /=$/ });
    t.match(own.posts[0]?.json, { kind: 'alarm', code: 'CLOCK_STEPPED', state: 'raised', severity: 'minor' });

    await until(
      () => box.outbox.list().every(({ target }) => target === 'own') && box.outbox.list()[0]?.state === 'waiting',
    );
    t.match((await type('outbox')).text, says('waits'));
    const [listed] = JSON.parse((await type('outbox', '--json')).text);
    t.match(listed, { target: 'own', state: 'waiting', message: { code: 'CLOCK_STEPPED' } });

    own.answer = 204;
    t.match(await type('outbox', 'retry', listed.id), { code: 0, text: says('retried') });
    await own.received(2);
    t.equal(own.posts[1]?.headers['spillway-delivery'], own.posts[0]?.headers['spillway-delivery'], 'the same message');
    await until(() => box.outbox.list().length === 0);
    t.match(await type('outbox', 'retry', '--all'), { code: 0, text: says('retried') });
  });

  t.test(`a target is tried by the file alone, where no box runs: ${language}`, async (t) => {
    const { path, world, wecom, own } = await told(t, language);
    const absent = join(world.folder, 'nobody.sock');
    const test = (name: string) => command({ language }, 'outbox', 'test', name, '--config', path, '--socket', absent);
    // Its own socket is the one that the file names: taken away, nobody answers there.
    rmSync(join(world.folder, 'data/box.sock'));
    t.match(await test('boss'), { code: 0, text: says('took') });
    t.match(wecom.posts[0]?.json, { text: { content: says('text') } });
    t.match(await test('own'), { code: 0 });
    t.match(own.posts[0]?.headers['spillway-signature'], /^v1=/);
    t.match(await command({ language }, 'outbox', '--socket', absent), { code: 3 });
  });

  t.test(`the examples of the help can be typed: ${language}`, async (t) => {
    const { spillway } = await told(t, language);
    const { text } = await command({ language }, 'outbox', '--help');
    const lines = [...text.matchAll(/^ {2}\$ spillway (.*)$/gm)].map(([, line = '']) => line.split(' '));
    t.equal(lines.length, 4);
    for (const line of lines) {
      const { code, complaint } = await spillway(...line);
      const missing = line.includes('retry') && !line.includes('--all');
      t.equal(code, missing ? 1 : 0, `${line.join(' ')}: ${complaint}`);
    }
  });
}
