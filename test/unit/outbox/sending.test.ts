// SPDX-License-Identifier: GPL-2.0-or-later
// Does the thread that sends get letters to real servers, and say in words what came back?
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import type { HookTarget, Letter, MailTarget } from '../../../src/outbox/message.js';
import { SendingThread } from '../../../src/outbox/sending-thread.js';
import { CATALOGUE } from '../../../src/words/index.js';
import { HookServer } from '../../support/hook-server.js';
import { headerOf, MailServer, partsOf } from '../../support/mail-server.js';

const AT = Date.UTC(2026, 9, 1, 0, 30);
const common = {
  language: 'zh-CN',
  zone: 'Asia/Shanghai',
  alarms: 'minor',
  dailyReport: true,
  timeout: 2_000,
} as const;
const hook = (url: string, more: Partial<HookTarget> = {}): HookTarget => ({
  ...common,
  name: 'boss',
  form: 'web',
  url,
  ...more,
});
const mail = (port: number, more: Partial<MailTarget> = {}): MailTarget => ({
  ...common,
  name: 'mail',
  form: 'mail',
  host: '127.0.0.1',
  port,
  tls: 'none',
  from: 'box@example.com',
  to: ['boss@example.com', 'owner@example.com'],
  ...more,
});
const letterTo = (target: string): Letter => ({
  id: `report-2026-09-30/${target}`,
  target,
  at: AT,
  tries: 0,
  message: {
    kind: 'report',
    day: '2026-09-30',
    zone: 'Asia/Shanghai',
    calls: { offered: 5, answered: 3, abandoned: 2 },
    queues: [{ name: '<sales> & co', answered: 3, abandoned: 2, overflowed: 0, serviceLevel: 0.6, averageWait: 9_000 }],
    agents: [],
  },
});

function thread(t: Test): SendingThread {
  const made = new SendingThread();
  t.teardown(() => made.close());
  return made;
}

/** The answer's words are in the catalogue: said in Chinese they are others. */
function inBoth(t: Test, says: string): void {
  t.match(CATALOGUE.say(says, 'zh-CN'), /\p{Script=Han}/u, says);
}

t.test('a web address takes a letter, refuses it, answers nothing, is not there', async (t) => {
  const server = await new HookServer().listen();
  t.teardown(() => server.close());
  const sender = thread(t);
  const send = (target: HookTarget) => sender.send(target, letterTo('boss'), AT);
  t.match(await send(hook(server.url)), { took: true, says: 'the server took it: status 204' });
  t.match(server.posts[0], { path: '/alarms?shop=7', json: { kind: 'report', day: '2026-09-30' } });

  server.answer = 302;
  t.match(await send(hook(server.url)), { took: false, says: /redirects are not followed/ });
  t.equal(server.posts.length, 2);
  server.answer = 'hang';
  const late = await send(hook(server.url, { timeout: 200 }));
  t.match(late, { took: false, fault: 'target', says: 'no answer within 200 ms' });
  await server.close();
  const refused = await send(hook(server.url));
  t.match(refused, { took: false, says: /^connection refused: / });
  const nowhere = await send(hook('http://nowhere.invalid/'));
  t.match(nowhere, { took: false, says: /^(no such host|no connection): / });
  for (const { says } of [late, refused, nowhere]) inBoth(t, says);
});

t.test('a robot is judged by what it says', async (t) => {
  const server = await new HookServer().listen();
  t.teardown(() => server.close());
  server.answer = 200;
  const sender = thread(t);
  for (const [form, good, bad] of [
    ['wecom', '{"errcode":0,"errmsg":"ok"}', '{"errcode":93000,"errmsg":"invalid webhook url"}'],
    ['dingtalk', '{"errcode":0,"errmsg":"ok"}', '{"errcode":310000,"errmsg":"sign not match"}'],
    ['feishu', '{"code":0,"msg":"success"}', '{"code":19021,"msg":"sign match fail"}'],
  ] as const) {
    server.says = good;
    t.match(await sender.send(hook(server.url, { form }), letterTo('boss'), AT), { took: true });
    server.says = bad;
    const refused = await sender.send(hook(server.url, { form }), letterTo('boss'), AT);
    t.match(refused, { took: false, fault: 'target' });
    inBoth(t, refused.says);
  }
});

t.test('a secret is read where it stands, at each attempt', async (t) => {
  const server = await new HookServer().listen();
  t.teardown(() => server.close());
  const file = join(t.testdir({}), 'secret');
  const sender = thread(t);
  const send = () => sender.send(hook(server.url, { secret: { file } }), letterTo('boss'), AT);
  const missing = await send();
  t.match(missing, { took: false, says: /^the secret cannot be read: ENOENT/ });
  inBoth(t, missing.says);
  writeFileSync(file, 'eight or more\n');
  t.match(await send(), { took: true });
  t.match(server.posts[0]?.headers['spillway-signature'], /^v1=[0-9a-f]{64}$/);
  const unset = await sender.send(
    hook(server.url, { secret: { environment: 'SPILLWAY_NOT_SET' } }),
    letterTo('boss'),
    AT,
  );
  t.match(unset, { took: false, says: 'the secret cannot be read: the environment has no SPILLWAY_NOT_SET' });
});

t.test('a mail has text and a table, and the same id at each attempt', async (t) => {
  const server = await new MailServer({ user: 'box', password: 'p w:d' }).listen();
  t.teardown(() => server.close());
  const sender = thread(t);
  const target = mail(server.port, { user: 'box', password: 'p w:d' });
  for (let times = 0; times < 2; times++) t.match(await sender.send(target, letterTo('mail'), AT), { took: true });
  const [first, second] = server.mails;
  if (first === undefined || second === undefined) throw new Error('no mail');
  t.match(first, { from: 'box@example.com', to: ['boss@example.com', 'owner@example.com'], user: 'box' });
  t.equal(headerOf(first, 'Subject'), '【Spillway】日报 2026-09-30');
  t.equal(headerOf(first, 'Message-ID'), '<report-2026-09-30.mail@spillway>');
  t.equal(headerOf(second, 'Message-ID'), headerOf(first, 'Message-ID'));
  t.equal(headerOf(first, 'Spillway-Delivery'), 'report-2026-09-30');
  t.match(headerOf(first, 'Date'), /^Thu, 01 Oct 2026 00:30:00/);
  const parts = partsOf(first);
  t.match(parts.get('text/plain'), /呼入总数 5，已接通 3/);
  t.match(parts.get('text/html'), /<table[\s\S]*<td[^>]*>&lt;sales&gt; &amp; co<\/td><td[^>]*>3<\/td>/);
});

t.test('a mail server that refuses the password, the mail, or says nothing, is told in words', async (t) => {
  const server = await new MailServer({ user: 'box', password: 'right' }).listen();
  t.teardown(() => server.close());
  const sender = thread(t);
  const wrong = await sender.send(mail(server.port, { user: 'box', password: 'wrong' }), letterTo('mail'), AT);
  t.match(wrong, { took: false, fault: 'target', says: /^the mail server refuses user or password: 535 / });
  const target = mail(server.port, { user: 'box', password: 'right' });
  server.refusal = { code: 554, says: 'looks like spam' };
  const spam = await sender.send(target, letterTo('mail'), AT);
  t.match(spam, { took: false, fault: 'message', says: /^the mail server refuses it: 554 looks like spam/ });
  server.refusal = { code: 451, says: 'later' };
  const later = await sender.send(target, letterTo('mail'), AT);
  t.match(later, { took: false, fault: 'target', says: /^the mail server does not take it now: 451 later/ });
  for (const { says } of [wrong, spam, later]) inBoth(t, says);

  const sockets: Socket[] = [];
  const mute = createServer((socket) => sockets.push(socket)).listen(0, '127.0.0.1');
  await once(mute, 'listening');
  t.teardown(() => {
    for (const socket of sockets) socket.destroy();
    mute.close();
  });
  const { port } = mute.address() as AddressInfo;
  t.match(await sender.send(mail(port, { timeout: 300 }), letterTo('mail'), AT), {
    took: false,
    says: 'no answer within 300 ms',
  });
});

t.test('nothing goes to a mail server without TLS, or with a certificate that nobody knows', async (t) => {
  const [plain, unknown] = [await new MailServer().listen(), await new MailServer({ startTls: true }).listen()];
  t.teardown(() => Promise.all([plain.close(), unknown.close()]));
  const sender = thread(t);
  const send = ({ port }: MailServer) => sender.send(mail(port, { tls: 'starttls' }), letterTo('mail'), AT);
  const without = await send(plain);
  t.match(without, { took: false, fault: 'target', says: /^the mail server offers no STARTTLS: / });
  const untrusted = await send(unknown);
  t.match(untrusted, { took: false, fault: 'target', says: /^the certificate is not trusted: / });
  for (const { says } of [without, untrusted]) inBoth(t, says);
  t.same([...plain.mails, ...unknown.mails], []);
});

t.test('who is closed sends nothing more, and what was under way is not lost', async (t) => {
  const server = await new HookServer().listen();
  t.teardown(() => server.close());
  server.answer = 'hang';
  const sender = thread(t);
  const underWay = sender.send(hook(server.url), letterTo('boss'), AT);
  await server.received(1);
  sender.close();
  t.match(await underWay, { took: false, fault: 'target', says: 'the sending thread has ended' });
  t.match(await sender.send(hook(server.url), letterTo('boss'), AT), { took: false });
  t.equal(server.posts.length, 1);
});
